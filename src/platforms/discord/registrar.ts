import { REST, Routes } from 'discord.js';
import type { Change, Registered } from '#platforms/discord/changes.ts';
import { startFault } from '#platforms/discord/refusal.ts';

/** The commands that Discord has of one application. Its methods reject with `NotStarted`. */
export interface Registrar {
  /** With all translations, which Discord leaves out unless it is asked for them. */
  registered(): Promise<readonly Registered[]>;
  /** Does one change. */
  send(change: Change): Promise<void>;
}

/** Opens the registry of the application that a token belongs to. Rejects with `NotStarted`. */
export async function openRegistrar(token: string, apiUrl: string | undefined): Promise<Registrar> {
  const rest = new REST({ version: '10', ...(apiUrl ? { api: apiUrl } : {}) }).setToken(token);
  const { id } = (await plainly(rest.get(Routes.currentApplication()))) as { id: string };
  const route = Routes.applicationCommands(id);
  return {
    async registered() {
      const query = new URLSearchParams({ with_localizations: 'true' });
      return (await plainly(rest.get(route, { query }))) as Registered[];
    },
    async send(change) {
      // Creating one of the same name replaces all of it, so that nothing old stays behind.
      if (change.kind === 'delete') await plainly(rest.delete(Routes.applicationCommand(id, change.id)));
      else await plainly(rest.post(route, { body: change.wanted }));
    },
  };
}

/** The same, rejecting with words for an operator. */
const plainly = (request: Promise<unknown>): Promise<unknown> =>
  request.catch((error: unknown) => {
    throw startFault(error);
  });
