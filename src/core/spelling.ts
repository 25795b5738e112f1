import type { Call } from '#core/call.ts';
import { digest } from '#core/digest.ts';

/**
 * How a call is written into a button: `1answer?round=42&choice=b` — a version, then the call. Only `% & = ? ~` are
 * escaped, so that Hangul stays short. A form's questions follow as `?~dockerfile,args`. A spelling that is longer than a
 * platform allows is parked: `1cmd-explain~<ticket>` still names the command without the database; options
 * beside a ticket (`1cmd-explain~<ticket>?page=2`) go before the parked ones.
 */
export const spellingVersion = '1';

/** A spelling too long for a button, to be kept under its ticket before the button is shown. */
export interface Parked {
  readonly ticket: string;
  readonly spelling: string;
}

const encode = (value: string): string =>
  value.replace(/[%&=?~]/g, (char) => `%${char.charCodeAt(0).toString(16)}`);

const decode = (value: string): string =>
  value.replace(/%([0-9a-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/** The call as text. Equal calls with equally ordered options have equal spellings. */
export function spell({ command, options, asks = [], ticket }: Call): string {
  const name = ticket === undefined ? encode(command) : `${encode(command)}~${encode(ticket)}`;
  const pairs = Object.entries(options).map(([option, value]) => `${encode(option)}=${encode(value)}`);
  if (asks.length > 0) pairs.push(`~${asks.map(encode).join(',')}`);
  return `${spellingVersion}${name}${pairs.length > 0 ? '?' : ''}${pairs.join('&')}`;
}

/** A spelling of at most `limit` UTF-16 units; where that means parking it, `parked` must be kept first. */
export function spellWithin(given: Call, limit: number): { spelling: string; parked?: Parked } {
  const spelling = spell(given);
  if (spelling.length <= limit) return { spelling };
  const ticket = digest(spelling);
  // What a form asks for stays outside, since a platform must know it before it can ask the database.
  const short: Call = { command: given.command, options: {}, ticket };
  return {
    spelling: spell(given.asks === undefined ? short : { ...short, asks: given.asks }),
    parked: { ticket, spelling },
  };
}

/** What a spelling says, or why it cannot be read: another version, or not a spelling at all. */
export function readSpelling(spelling: string): { call: Call } | { fault: 'version' | 'broken' } {
  if (!/^\d+[a-z]/.test(spelling)) return { fault: 'broken' };
  const version = spelling.match(/^\d+/)?.[0];
  if (version !== spellingVersion) return { fault: 'version' };
  const rest = spelling.slice(spellingVersion.length);
  const [head = '', query = '', ...more] = rest.split('?');
  const [command = '', ticket, ...tickets] = head.split('~');
  if (more.length > 0 || tickets.length > 0 || command === '' || ticket === '') return { fault: 'broken' };
  const read = readQuery(decode(command), query);
  if ('fault' in read || ticket === undefined) return read;
  return { call: { ...read.call, ticket: decode(ticket) } };
}

function readQuery(command: string, query: string): { call: Call } | { fault: 'broken' } {
  const options: [string, string][] = [];
  let asks: string[] | undefined;
  for (const pair of query === '' ? [] : query.split('&')) {
    if (pair.startsWith('~')) asks = pair.slice(1).split(',').map(decode);
    else {
      const [name = '', value, ...more] = pair.split('=');
      if (name === '' || value === undefined || more.length > 0) return { fault: 'broken' };
      options.push([decode(name), decode(value)]);
    }
  }
  const read: Call = { command, options: Object.fromEntries(options) };
  return { call: asks === undefined ? read : { ...read, asks } };
}
