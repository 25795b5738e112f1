import type { Call } from '#core/call.ts';
import { digest } from '#core/digest.ts';

/**
 * How a call is written into a button: `1answer?round=42&choice=b` — a version, then the call. Only `% & = ? ~` are
 * escaped, so that Hangul stays short. A form's questions follow as `?~dockerfile,args`. A spelling that is longer than a
 * platform allows is parked: `1cmd-explain~<ticket>` still names the command without the database; options
 * beside a ticket (`1cmd-explain~<ticket>?page=2`) go before the parked ones.
 */
const spellingVersion = '1';

/**
 * What is too long for a button, to be kept under its ticket before the button is shown: a call, or a long value of one. The
 * buttons of one reply mostly share such a value (a pasted Dockerfile), so it is kept once and the calls name its ticket:
 * `1cmd-explain?dockerfile=~<ticket>&args=x`. A kept value begins with `=`, so that it is never taken for a call.
 */
export interface Parked {
  readonly ticket: string;
  readonly spelling: string;
}

/** From how many UTF-16 units on a value is kept by itself: a ticket with its row takes about as much. */
const longValue = 100;

/** A value as it stands in a spelling. */
export const escapeValue = (value: string): string =>
  value.replace(/[%&=?~]/g, (char) => `%${char.charCodeAt(0).toString(16)}`);

const decode = (value: string): string =>
  value.replace(/%([0-9a-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/** The call as text. Equal calls with equally ordered options have equal spellings. */
export const spell = (given: Call): string => spellSharing(given, {});

/** A spelling of at most `limit` UTF-16 units; where that means parking it, `parked` must be kept first. */
export function spellWithin(
  given: Call,
  limit: number,
): { readonly spelling: string; readonly parked: readonly Parked[] } {
  const whole = spell(given);
  if (whole.length <= limit) return { spelling: whole, parked: [] };
  const values = Object.entries(given.options).flatMap(([option, value]) =>
    value.length < longValue ? [] : [{ option, kept: park(`=${escapeValue(value)}`) }],
  );
  const kept = park(
    spellSharing(given, Object.fromEntries(values.map(({ option, kept: { ticket } }) => [option, ticket]))),
  );
  // What a form asks for stays outside, since a platform must know it before it can ask the database.
  const short: Call = { command: given.command, options: {}, ticket: kept.ticket };
  return {
    spelling: spell(given.asks === undefined ? short : { ...short, asks: given.asks }),
    parked: [...values.map(({ kept: value }) => value), kept],
  };
}

const park = (spelling: string): Parked => ({ ticket: digest(spelling), spelling });

/** `shared`: by option, the tickets of values that are kept by themselves. */
function spellSharing(
  { command, options, asks = [], ticket }: Call,
  shared: Readonly<Record<string, string>>,
): string {
  const name = ticket === undefined ? escapeValue(command) : `${escapeValue(command)}~${escapeValue(ticket)}`;
  const held = new Map(Object.entries(shared));
  const pairs = Object.entries(options).map(([option, value]) => {
    const kept = held.get(option);
    return `${escapeValue(option)}=${kept === undefined ? escapeValue(value) : `~${kept}`}`;
  });
  if (asks.length > 0) pairs.push(`~${asks.map(escapeValue).join(',')}`);
  return `${spellingVersion}${name}${pairs.length > 0 ? '?' : ''}${pairs.join('&')}`;
}

type Unreadable = { readonly fault: 'version' | 'broken' };

/** What a spelling says, or why it cannot be read: another version, or not a spelling at all. */
export function readSpelling(spelling: string): { call: Call } | Unreadable {
  const read = readSharing(spelling);
  if ('fault' in read) return read;
  return read.shared.size > 0 ? { fault: 'broken' } : { call: read.call };
}

/**
 * The call that is kept under a ticket, with its values; `get` gives what is kept, `undefined` where it is `gone`. A form's
 * call may have been parked together with a ticket: then what stood there is put back too.
 */
export async function readParked(
  ticket: string,
  get: (ticket: string) => Promise<string | undefined>,
): Promise<{ call: Call } | Unreadable | { readonly fault: 'gone' }> {
  const kept = await get(ticket);
  if (kept === undefined) return { fault: 'gone' };
  const read = readSharing(kept);
  if ('fault' in read) return read;
  const values: [string, string][] = [];
  for (const [option, shared] of read.shared) {
    const value = await get(shared);
    if (value === undefined) return { fault: 'gone' };
    if (!value.startsWith('=')) return { fault: 'broken' };
    values.push([option, decode(value.slice(1))]);
  }
  const { ticket: below, ...call } = read.call;
  const options = { ...call.options, ...Object.fromEntries(values) };
  if (below === undefined) return { call: { ...call, options } };
  const under = await readParked(below, get);
  return 'fault' in under ? under : { call: { ...call, options: { ...under.call.options, ...options } } };
}

/** `shared`: by option, the tickets of values that are kept by themselves. */
type Sharing = { readonly call: Call; readonly shared: ReadonlyMap<string, string> };

function readSharing(spelling: string): Sharing | Unreadable {
  if (!/^\d+[a-z]/.test(spelling)) return { fault: 'broken' };
  const version = spelling.match(/^\d+/)?.[0];
  if (version !== spellingVersion) return { fault: 'version' };
  const rest = spelling.slice(spellingVersion.length);
  const [head = '', query = '', ...more] = rest.split('?');
  const [command = '', ticket, ...tickets] = head.split('~');
  if (more.length > 0 || tickets.length > 0 || command === '' || ticket === '') return { fault: 'broken' };
  const read = readQuery(decode(command), query);
  if ('fault' in read || ticket === undefined) return read;
  return { ...read, call: { ...read.call, ticket: decode(ticket) } };
}

function readQuery(command: string, query: string): Sharing | { fault: 'broken' } {
  const options: [string, string][] = [];
  const shared = new Map<string, string>();
  let asks: string[] | undefined;
  for (const pair of query === '' ? [] : query.split('&')) {
    if (pair.startsWith('~')) asks = pair.slice(1).split(',').map(decode);
    else {
      const [name = '', value, ...more] = pair.split('=');
      if (name === '' || value === undefined || more.length > 0) return { fault: 'broken' };
      if (value.startsWith('~')) shared.set(decode(name), value.slice(1));
      else options.push([decode(name), decode(value)]);
    }
  }
  const read: Call = { command, options: Object.fromEntries(options) };
  return { call: asks === undefined ? read : { ...read, asks }, shared };
}
