/** The languages a person can be answered in. Knowledge and words exist in each of them. */
export const locales = ['ko', 'en'] as const;

/** One of {@link locales}. */
export type Locale = (typeof locales)[number];

/** The same thing in every language. */
export type Both<T = string> = Readonly<Record<Locale, T>>;

/** The language a platform's tag (`ko`, `ko-KR`, `en-US`) stands for; `undefined` where we do not speak it. */
export function localeOf(tag: string | null | undefined): Locale | undefined {
  const language = tag?.toLowerCase().split(/[-_]/)[0];
  return locales.find((locale) => locale === language);
}
