/** The longest name that is kept, in code points: longer than any platform allows (Discord 32, Slack 80). */
const nameLimit = 100;

/** A name as it is kept: without control characters and line separators, and cut to {@link nameLimit} code points. */
export function keptName(name: string): string {
  const clean = name.toWellFormed().replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, '');
  return [...clean].slice(0, nameLimit).join('').trim();
}

/** A name as it is compared: full width, compatibility forms and case do not matter. */
export const foldName = (name: string): string => keptName(name).normalize('NFKC').toLowerCase();
