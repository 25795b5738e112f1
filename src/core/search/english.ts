/**
 * An English word without its ending: plural, -ing, -ed and a silent e go, a doubled letter becomes one. The stem need not
 * be a word; it only has to be the same for every form: remove, removes, removing → remov; stop, stopped → stop.
 */
export function stemOf(word: string): string {
  if (word.length <= 3) return word;
  const plural = singular(word);
  const bare = /(?:ing|ed)$/.test(plural) ? plural.replace(/^(.*[aeiouy].*?)(ing|ed)$/, '$1') : plural;
  const stem = bare.length >= 3 ? bare : plural;
  const single = isDoubled(stem) ? stem.slice(0, -1) : stem;
  return single.length >= 3 && single.endsWith('e') ? single.slice(0, -1) : single;
}

function singular(word: string): string {
  if (!word.endsWith('s')) return word;
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (/(ss|sh|ch|x)es$/.test(word)) return word.slice(0, -2);
  return /[^su]s$/.test(word) ? word.slice(0, -1) : word;
}

/** Whether it ends in the same consonant twice: stopp. */
const isDoubled = (word: string): boolean => {
  const last = word.at(-1) ?? '';
  return last === word.at(-2) && !'aeiou'.includes(last);
};
