import type { Address, Platform, Posted, Sent } from '#core/platform.ts';
import type { Line } from '#core/store.ts';
import { channel, type Ground, tenant } from '#platforms/web/calls.ts';
import { readPlayer } from '#platforms/web/page/person.ts';

const gone = (detail: string): Sent => ({ fault: 'gone', detail });

/** Who alone sees what is sent there; `undefined` for the channel, a fault for what the playground has not. */
function audience(to: Address): { readonly only?: string } | Sent {
  if (to.tenant !== tenant) return gone(`The playground has no tenant ${to.tenant}`);
  if ('channel' in to)
    return to.channel === channel ? {} : gone(`The playground has no channel ${to.channel}`);
  const only = readPlayer(to.account);
  return only === undefined ? gone('The playground has no such player') : { only };
}

const posted = ({ id, channel: at }: Line): Posted => ({
  place: { platform: 'web', tenant, channel: at },
  message: String(id),
});

const unsure = (fault: unknown): Sent => ({
  fault: 'unknown',
  detail: fault instanceof Error ? fault.message : String(fault),
});

/** The playground as the rest of the bot sees it: what is posted is kept in the journal and shown at once. */
export function createPost({ journal, hub, now }: Ground, close: () => void): Platform {
  return {
    name: 'web',
    async start() {},
    async stop() {
      close();
    },
    async send(to, reply, key) {
      const whom = audience(to);
      if ('fault' in whom || 'posted' in whom) return whom;
      try {
        const known = await journal.find(key);
        if (known) return { posted: posted(known) };
        const line = await journal.append({ key, channel, ...whom, content: { reply }, at: now() });
        hub.publish(line);
        return { posted: posted(line) };
      } catch (fault) {
        return unsure(fault);
      }
    },
    async find(_, key) {
      try {
        const line = await journal.find(key);
        return line ? posted(line) : 'absent';
      } catch {
        return 'unknown';
      }
    },
    async edit(message, reply) {
      try {
        const line = await journal.edit(Number(message.message), { reply });
        if (!line) return gone('The message is no longer there');
        hub.publish(line);
        return { posted: posted(line) };
      } catch (fault) {
        return unsure(fault);
      }
    },
  };
}
