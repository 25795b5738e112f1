/**
 * How many daily quizzes in a row were answered, up to now: `answered` and `closed` are days (`YYYY-MM-DD`), those answered
 * and those whose quiz is over. Only a quiz that is over and was not answered breaks the row; a day without one does not,
 * whatever the timetable says by now, and neither does one that is still open.
 */
export const streakOf = (answered: readonly string[], closed: readonly string[]): number =>
  rows(answered, closed).at(-1) ?? 0;

/** The longest such row ever. */
export const longestStreak = (answered: readonly string[], closed: readonly string[]): number =>
  Math.max(0, ...rows(answered, closed));

/** The lengths of all rows in order of time; the last one is 0 where the latest quiz was let go. */
function rows(answered: readonly string[], closed: readonly string[]): readonly number[] {
  const mine = new Set(answered);
  const lengths = [0];
  for (const day of [...new Set([...answered, ...closed])].sort())
    if (mine.has(day)) lengths.push((lengths.pop() ?? 0) + 1);
    else lengths.push(0);
  return lengths;
}
