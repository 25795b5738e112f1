/**
 * An English word without its ending: plural, -ing, -ed and a silent e go, a doubled letter becomes one. The stem need not
 * be a word; it only has to be the same for every form: remove, removes, removing → remov; stop, stopped → stop.
 */
export function stemOf(word: string): string {
  if (word.length <= 3) return word;
  const plural = word.endsWith('ies')
    ? `${word.slice(0, -3)}y`
    : /(ss|sh|ch|x)es$/.test(word)
      ? word.slice(0, -2)
      : /[^su]s$/.test(word)
        ? word.slice(0, -1)
        : word;
  const bare = plural.replace(/^(.*[aeiouy].*?)(ing|ed)$/, '$1');
  const stem = bare.length >= 3 ? bare : plural;
  return stem.replace(/([^aeiou])\1$/, '$1').replace(/(?<=..)e$/, '');
}
