import type { Line } from '#core/store.ts';

/** What stands for a name that was forgotten. */
const nobody = '…';

/** What is no prose: kinds, addresses, drawings, a table's head, and what a button calls. */
const fixed = new Set(['type', 'tone', 'url', 'svg', 'language', 'about', 'head', 'call']);

/** What Korean puts behind a name without a blank. */
const suffixes = '님|씨|이|가|은|는|을|를|과|와|의|도|만|랑|이랑|에게|한테|께|야|아|예요|이에요';

/** A name as a word of its own, also before Korean particles; more than three of them nobody writes. */
function wordOf(name: string, flags: string): RegExp {
  const escaped = name.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}_-])${escaped}(?=(?:${suffixes}){0,3}(?![\\p{L}\\p{N}_-]))`, flags);
}

const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/**
 * A line of the playground without the name of a person. Only where people are named: in a line or reply that says whom it
 * names, in upper or lower case, as a word of its own; in the option of a button that names a player; and in what people say
 * to each other, as it is written. The same word in an answer about something else stays.
 */
export function anonymous(content: Line['content'], name: string): Line['content'] {
  const word = wordOf(name, 'giu');
  if ('reply' in content) {
    const { people, ...reply } = content.reply;
    if (!people?.some((one) => isSame(one, name))) return { reply: withoutPlayer(content.reply, name) };
    const left = people.filter((one) => !isSame(one, name));
    const clean = replaced(withoutPlayer(reply, name), name, word);
    return { reply: { ...clean, ...(left.length > 0 && { people: left }) } };
  }
  const { said, people = [] } = content;
  const isCommand = said.startsWith('/');
  if (!isCommand) return { ...content, said: said.replace(wordOf(name, 'gu'), nobody) };
  if (!people.some((one) => isSame(one, name))) return content;
  return { said: said.replace(word, nobody) };
}

/** A reply with the name taken out of all that is prose. Code is a name only as a whole. */
const replaced = <T>(reply: T, name: string, word: RegExp): T =>
  changed(reply, fixed, (text, key) => {
    if (key === 'value') return isSame(text, name) ? nobody : text;
    return text.replace(word, nobody);
  });

/** A reply with the name taken out of the calls that are about the player. */
const withoutPlayer = <T>(reply: T, name: string): T =>
  changed(reply, new Set(), (text, key) =>
    key === 'player' && isSame(text.replace(/^@/, ''), name) ? nobody : text,
  );

/** The same value with its texts changed, by the key they stand under; what is `passed` over stays whole. */
function changed<T>(
  value: T,
  passed: ReadonlySet<string>,
  change: (text: string, key: string) => string,
  key = '',
): T {
  if (typeof value === 'string') return change(value, key) as T;
  if (Array.isArray(value)) return value.map((each) => changed(each, passed, change, key)) as T;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, each]) => [
    name,
    passed.has(name) ? each : changed(each, passed, change, name),
  ]);
  return Object.fromEntries(entries) as T;
}
