import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { commands } from '#commands/index.ts';
import type { Bot } from '#core/bot.ts';
import type { Call, Invocation, PlatformName } from '#core/call.ts';
import type { Happening } from '#core/command.ts';
import { createBot } from '#core/desk.ts';
import { readLine } from '#core/line.ts';
import type { Locale } from '#core/locale.ts';
import { seeded } from '#core/random.ts';
import { type Button, plainReply, type Reply } from '#core/reply.ts';
import { readSpelling, spell } from '#core/spelling.ts';
import type { Stores } from '#core/store.ts';
import { plain } from '#core/text.ts';
import { openStores } from '#stores/database.ts';
import { data } from '#tests/support/data.ts';

/** A bot on a database of its own, with a clock that stands still until it is moved. */
export interface Rig {
  readonly bot: Bot;
  readonly stores: Stores;
  readonly path: string;
  readonly told: Happening[];
  readonly errors: unknown[];
  now: Temporal.Instant;
  /** Makes the call of a line, as `player`, and gives the reply. */
  ask(line: string, who?: Partial<Who>): Promise<Reply>;
  /** Presses the button whose label holds `label`. */
  press(reply: Reply, label: string, who?: Partial<Who>): Promise<Reply>;
  make(call: Call, who?: Partial<Who>): Promise<Reply>;
  close(): Promise<void>;
}

export interface Who {
  readonly player: string;
  readonly locale: Locale;
  readonly tenant: string;
  readonly platform: PlatformName;
  readonly channel: string;
  readonly manager: boolean;
}

const anyone: Who = {
  player: 'Mina',
  locale: 'en',
  tenant: 'team',
  platform: 'web',
  channel: 'general',
  manager: true,
};

/** Opens a rig in a folder of its own; `path` opens one more on a database that exists. */
export async function openRig(path?: string): Promise<Rig> {
  const folder = path === undefined ? await mkdtemp(join(tmpdir(), 'gorae-')) : undefined;
  const file = path ?? join(folder ?? '', 'gorae.sqlite');
  let counter = 0;
  const prefix = path === undefined ? 'a' : 'b';
  const stores = await openStores(`sqlite:${file}`, {
    ids: () => {
      counter += 1;
      return `${prefix}${String(counter).padStart(11, '0')}`;
    },
  });
  const told: Happening[] = [];
  const errors: unknown[] = [];
  const bot = createBot({
    commands,
    knowledge: data.knowledge,
    stores,
    random: seeded(1),
    zone: 'Asia/Seoul',
    say: data.say,
    tell: (happening) => void told.push(happening),
    report: (error) => {
      errors.push(error);
      return 'E1';
    },
  });
  const rig: Rig = {
    bot,
    stores,
    path: file,
    told,
    errors,
    now: Temporal.Instant.from('2026-11-20T01:00:00Z'),
    make: (call, who) => bot.run(invocation(call, { ...anyone, ...who }, rig.now)),
    ask: (line, who) => {
      const read = readLine(commands, line);
      return rig.make('call' in read ? read.call : { command: read.unknown, options: {} }, who);
    },
    press: (reply, label, who) => {
      const button = buttonsOf(reply).find((each) => plain(each.label).includes(label));
      if (!button) throw new Error(`no button ${label} in\n${plainReply(reply)}`);
      // As on a platform: what is pressed is a spelling.
      const read = readSpelling(spell(button.call));
      if ('fault' in read) throw new Error(read.fault);
      return rig.make(read.call, who);
    },
    close: async () => {
      await stores.close();
      if (folder !== undefined) await rm(folder, { recursive: true, force: true });
    },
  };
  return rig;
}

export const buttonsOf = (reply: Reply): readonly Button[] =>
  reply.blocks.flatMap((block) => (block.type === 'buttons' ? block.buttons : []));

const invocation = (call: Call, who: Who, at: Temporal.Instant): Invocation => ({
  ...call,
  account: { platform: who.platform, tenant: who.tenant, id: who.player },
  name: who.player,
  place: { platform: who.platform, tenant: who.tenant, channel: who.channel },
  reader: who.locale,
  room: who.locale,
  at,
  manager: async () => who.manager,
});
