/** Anything in a registration that has words. */
export interface Worded {
  readonly name: string;
  readonly description?: string | undefined;
  readonly value?: unknown;
  readonly name_localizations?: object | null | undefined;
  readonly description_localizations?: object | null | undefined;
  readonly options?: readonly Worded[] | undefined;
  readonly choices?: readonly Worded[] | undefined;
}

/** Characters of names, descriptions and values; of translations the longest counts. */
export function weigh(thing: Worded): number {
  const longest = (words: string, others: object | null | undefined): number =>
    Math.max(words.length, ...Object.values(others ?? {}).map((other) => String(other).length));
  const inner = [...(thing.options ?? []), ...(thing.choices ?? [])];
  return (
    longest(thing.name, thing.name_localizations) +
    longest(thing.description ?? '', thing.description_localizations) +
    (typeof thing.value === 'string' ? thing.value.length : 0) +
    inner.reduce((sum, each) => sum + weigh(each), 0)
  );
}
