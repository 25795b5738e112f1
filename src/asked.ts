import { load } from 'js-yaml';
import { type Locale, locales } from '#core/locale.ts';
import { dataFolder, readFiles } from '#src/data.ts';

/** A question, and the docker commands that answer it, each as well as the others. */
export interface Asked {
  readonly question: string;
  readonly locale: Locale;
  readonly answers: readonly string[];
}

/** Questions by what answers them; several answers are joined by ` / `. */
export type Questions = Readonly<Record<string, Readonly<Partial<Record<Locale, readonly string[]>>>>>;

/** Questions one by one, in the order they are written. */
export const listed = (questions: Questions): Asked[] =>
  Object.entries(questions).flatMap(([key, asked]) =>
    locales.flatMap((locale) =>
      (asked[locale] ?? []).map((question) => ({ question, locale, answers: key.split(' / ') })),
    ),
  );

/** The questions that search learns from: all of `data/asked`, in the order of the files' names. */
export async function readAsked(): Promise<readonly Asked[]> {
  const files = await readFiles(dataFolder, 'asked');
  return files.flatMap(({ content }) => listed(load(content) as Questions));
}
