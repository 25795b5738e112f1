/**
 * Notes that were wrapped at a column break Korean words in two: `컨` at the end of a line, `테이너` at the beginning of
 * the next. Where the whole word stands elsewhere in the note, the two are one; else there was a blank.
 */
export type Joiner = (lines: readonly string[]) => string;

const hangulEnd = /[가-힣]+$/;
const hangulStart = /^[가-힣]+/;
/** Longest beginning of a word that is kept. */
const longest = 12;

/** Learns the words of a note and joins its lines. */
export function createJoiner(lines: readonly string[]): Joiner {
  const beginnings = new Set<string>();
  for (const line of lines) {
    const runs = line.match(/[가-힣]+/g) ?? [];
    const [first, last] = [hangulStart.test(line.trimStart()), hangulEnd.test(line.trimEnd())];
    runs.forEach((run, index) => {
      // What touches the edge of a line may itself be half a word.
      if ((index === 0 && first) || (index === runs.length - 1 && last)) return;
      for (let end = 2; end <= Math.min(run.length, longest); end += 1) beginnings.add(run.slice(0, end));
    });
  }
  const broken = (left: string, right: string): boolean => {
    const end = hangulEnd.exec(left)?.[0].slice(-longest) ?? '';
    const start = hangulStart.exec(right)?.[0] ?? '';
    if (end === '' || start === '') return false;
    const opening = start.slice(0, 3);
    for (let from = 0; from < end.length; from += 1)
      if (beginnings.has(end.slice(from) + opening)) return true;
    return false;
  };
  return (parts) => {
    let joined = parts[0]?.trim() ?? '';
    for (const part of parts.slice(1)) {
      const next = part.trim();
      if (next !== '') joined += (joined === '' || broken(joined.slice(-longest), next) ? '' : ' ') + next;
    }
    return joined;
  };
}
