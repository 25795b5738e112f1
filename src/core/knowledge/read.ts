import { z } from 'zod';
import {
  type Belief,
  beliefSchema,
  type Chapter,
  type Comparison,
  type Concept,
  chapterSchema,
  comparisonSchema,
  conceptSchema,
  type DockerCommand,
  dockerCommandSchema,
  type Flags,
  flagsSchema,
  type Guide,
  guideSchema,
  type QuestionEntry,
  questionSchema,
  type SearchWords,
  searchSchema,
} from '#core/knowledge/entry.ts';
import {
  blanksOf,
  type DataFile,
  issueProblem,
  type Path,
  readSheet,
  type Sheet,
} from '#core/knowledge/file.ts';
import type { Problem } from '#core/knowledge/problem.ts';
import type { Locale } from '#core/locale.ts';
import { type Say, sayPlain } from '#core/say.ts';

/** An entry with the place it was read from, so that later rules can point at it. */
export interface Placed<E> {
  readonly entry: E;
  readonly sheet: Sheet;
  readonly path: Path;
}

/** Everything in the files, each entry by itself good, nothing yet held against the others. */
export interface Pile {
  readonly chapters: readonly Placed<Chapter>[];
  readonly concepts: readonly Placed<Concept>[];
  readonly comparisons: readonly Placed<Comparison>[];
  readonly guides: readonly Placed<Guide>[];
  readonly commands: readonly Placed<DockerCommand>[];
  readonly flags: readonly Placed<Flags>[];
  readonly questions: readonly Placed<QuestionEntry>[];
  readonly beliefs: readonly Placed<Belief>[];
  readonly search: readonly Placed<SearchWords>[];
}

/** Which schema a file is read with, by the beginning of its path; the first that fits. */
const kinds = [
  ['chapters.yaml', 'chapters', chapterSchema],
  ['beliefs.yaml', 'beliefs', beliefSchema],
  ['search.yaml', 'search', searchSchema],
  ['concepts/', 'concepts', conceptSchema],
  ['comparisons/', 'comparisons', comparisonSchema],
  ['guides/', 'guides', guideSchema],
  ['docker/flags', 'flags', flagsSchema],
  ['docker/', 'commands', dockerCommandSchema],
  ['quizzes/', 'questions', questionSchema],
] as const satisfies readonly (readonly [string, keyof Pile, z.ZodType])[];

const localeErrors: Readonly<Record<Locale, () => z.core.$ZodErrorMap>> = {
  ko: () => z.locales.ko().localeError,
  en: () => z.locales.en().localeError,
};

/** What is wrong with a value, in the reader's language. What is missing has no type that could be wrong. */
function errorsIn(say: Say): z.core.$ZodErrorMap {
  const inGeneral = localeErrors[say.locale]();
  const missing = sayPlain(say, 'is missing: write it, as the other entries do');
  return (issue) => (issue.code === 'invalid_type' && issue.input === undefined ? missing : inGeneral(issue));
}

/** The bot's own words, and the questions that search learns from ahead: no knowledge. */
const passedOver = /^(words|asked)\//;

/** Reads every file by its kind's schema. */
export function readPile(files: readonly DataFile[], say: Say): { pile: Pile; problems: readonly Problem[] } {
  const pile: { -readonly [K in keyof Pile]: Placed<unknown>[] } = {
    chapters: [],
    concepts: [],
    comparisons: [],
    guides: [],
    commands: [],
    flags: [],
    questions: [],
    beliefs: [],
    search: [],
  };
  const problems: Problem[] = [];
  const error = errorsIn(say);
  for (const file of files) {
    if (passedOver.test(file.path) && file.folder === undefined) continue;
    const kind = kinds.find(([start]) => file.path.startsWith(start));
    const read = readSheet(file);
    problems.push(...read.problems);
    if (!read.sheet) continue;
    if (!kind)
      problems.push(
        read.sheet.problem(
          [],
          'K107',
          sayPlain(say, 'No kind of knowledge lives at {path}; see data/README.md.', { path: file.path }),
        ),
      );
    else readEntries(read.sheet, kind[2], { error, say }, pile[kind[1]], problems);
  }
  return { pile: pile as Pile, problems };
}

/** A file holds one entry or a list of them; `.yaml` of flags is one map. */
function readEntries(
  sheet: Sheet,
  schema: z.ZodType,
  { error, say }: { error: z.core.$ZodErrorMap; say: Say },
  into: Placed<unknown>[],
  problems: Problem[],
): void {
  const listed = Array.isArray(sheet.value);
  const values: readonly unknown[] = listed ? (sheet.value as unknown[]) : [sheet.value];
  values.forEach((value, index) => {
    const path: Path = listed ? [index] : [];
    const blanks = sheet.unfinished ? blanksOf(value) : [];
    for (const place of blanks)
      problems.push(
        sheet.problem(
          [...path, ...place],
          'K110',
          sayPlain(say, '{place} is still to be written.', { place: place.join('.') }),
        ),
      );
    const result = schema.safeParse(value, { error, reportInput: true });
    if (result.success) {
      if (blanks.length === 0) into.push({ entry: result.data, sheet, path });
      return;
    }
    // What is still to be written is told above; that it is no address or no date says nothing new.
    const told = new Set(blanks.map(String));
    const issues = result.error.issues.filter((issue) => !told.has(String(issue.path)));
    problems.push(...issues.map((issue) => issueProblem(sheet, path, issue)));
  });
}
