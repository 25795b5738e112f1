const longest = 32;
const allowed = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]+$/u;
// Hangul fillers and the blank Braille pattern are letters and symbols that show nothing.
const blank = /[\u115f\u1160\u3164\uffa0\u2800]/;
const piled = /\p{M}{4}/u;
// Nobody speaks as the bot.
const taken = /^(gorae|고래)$/i;

/**
 * A player's name as it is kept: composed, trimmed, blanks single; it is the account's id as well. `undefined` for what
 * is no name: empty, over 32 characters, or with characters that cannot be seen or that pile up,
 * or the bot's own name.
 */
export function readPlayer(raw: unknown): string | undefined {
  if (typeof raw !== 'string' || raw.length > 4 * longest) return undefined;
  const name = raw.normalize('NFC').trim().replace(/ +/g, ' ');
  const fits = allowed.test(name) && [...name].length <= longest;
  return fits &&
    /[\p{L}\p{N}\p{S}]/u.test(name) &&
    !blank.test(name) &&
    !piled.test(name) &&
    !taken.test(name)
    ? name
    : undefined;
}
