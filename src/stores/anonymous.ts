import type { Line } from '#core/store.ts';

/** What stands for a name that was forgotten. */
const nobody = '…';

/** What is never a name: kinds, addresses, drawings, code, and which command a button calls. */
const fixed = new Set(['type', 'tone', 'url', 'svg', 'language', 'about', 'command', 'asks', 'ticket']);

/**
 * A line of the playground without the name of a person, in upper or lower case: where it stands as a word of its own, and
 * where it is the whole of a call's option or of a piece of code. A word in a pasted file is not taken for a name.
 */
export function anonymous(content: Line['content'], name: string): Line['content'] {
  const escaped = name.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  const word = new RegExp(`(?<![\\p{L}\\p{N}_-])${escaped}(?![\\p{L}\\p{N}_-])`, 'giu');
  const alone = new RegExp(`^@?${escaped}$`, 'iu');
  const walk = <T>(value: T, pattern: RegExp): T => {
    if (typeof value === 'string') return value.replace(pattern, nobody) as T;
    if (Array.isArray(value)) return value.map((each) => walk(each, pattern)) as T;
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => {
        if (key === 'options' || key === 'value') return [key, walk(each, alone)];
        return [key, pattern === word && fixed.has(key) ? each : walk(each, pattern)];
      }),
    ) as T;
  };
  return walk(content, word);
}
