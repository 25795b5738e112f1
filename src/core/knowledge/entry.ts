import { z } from 'zod';

/**
 * What the YAML files in `data/` may hold. Prose is a checked subset of Markdown (`knowledge/prose.ts`); every text that a
 * person reads exists in each language. `strictObject`: an unknown key is a typo and is refused.
 */

const line = z.string().trim().min(1);

/** One text in both languages. */
export const both = z.strictObject({ ko: line, en: line });

/** Short enough for a table's cell on a phone, in characters. */
export const cellLimit = 90;
const cell = z.strictObject({ ko: line.max(cellLimit), en: line.max(cellLimit + 30) });

const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'an id is lower-case words joined by hyphens');
const source = z.strictObject({ title: line, url: z.url({ protocol: /^https$/ }) });
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** Where an entry comes from and what it was held against. */
const provenance = {
  sources: z.array(source).min(1),
  /** The Docker version it was checked with: `28.5`. */
  checked: z.string().regex(/^\d+\.\d+$/),
  reviewed: day,
};

/** Other ways to write a name, in any language; search folds case, spaces and hyphens by itself. */
const aliases = z.array(line).default([]);

/** A name; `reading` is how Koreans read it where its letters do not tell (`nginx` → 엔진엑스). */
const named = { name: both, reading: line.optional(), aliases };

/** The chapters of the study path; questions and concepts belong to one. `aliases`: what else people call one. */
export const chapterSchema = z.strictObject({
  id,
  name: both,
  aliases: z.array(z.string()).default([]),
  summary: both,
});

/** `data/concepts/<id>.yaml` holds a list of these, or one. */
export const conceptSchema = z.strictObject({
  id,
  ...named,
  chapter: id,
  /** One sentence: what it is. */
  summary: both,
  /** A paragraph or two: how it works and why it matters. */
  body: both,
  /** For a child; only where a good one exists. */
  analogy: both.optional(),
  misbeliefs: z.array(z.strictObject({ belief: both, truth: both })).default([]),
  /** How it relates to other concepts. */
  related: z.array(z.strictObject({ concept: id, how: both })).default([]),
  /** Commands that touch it, as typed without `docker`: `volume create`. */
  commands: z.array(line).default([]),
  example: z.strictObject({ code: line, language: line.optional(), says: both }).optional(),
  /** The name of a drawing (see `core/drawing/gallery.ts`). */
  picture: id.optional(),
  ...provenance,
});

const side = z.strictObject({
  /** The concept it is, where there is one. */
  concept: id.optional(),
  /** The command it is, where there is one: `container run`. */
  command: line.optional(),
  ...named,
  /** Choose it when … */
  when: both,
  example: z.strictObject({ code: line, language: line.optional(), says: both }),
});

/** `data/comparisons/<id>.yaml`. */
export const comparisonSchema = z.strictObject({
  id,
  title: both,
  aliases,
  chapter: id,
  /** Two to four things side by side. */
  sides: z.array(side).min(2).max(4),
  /** The rule of thumb, in one sentence. */
  rule: both,
  /** What they have in common. */
  shared: z.array(both).default([]),
  /** Attribute rows: short, parallel cells, one for each side. */
  rows: z
    .array(
      z.strictObject({
        id,
        name: both,
        aliases,
        cells: z.array(cell).min(2).max(4),
        /** More about this aspect, shown when only it is asked for. */
        more: both.optional(),
      }),
    )
    .min(3),
  analogy: both.optional(),
  trap: both,
  /** The name of a drawing (see `core/drawing/gallery.ts`). */
  picture: id.optional(),
  ...provenance,
});

/** `data/guides/<id>.yaml`: a longer subject in steps or sections; asked for with `/concept`. */
export const guideSchema = z.strictObject({
  id,
  ...named,
  chapter: id,
  summary: both,
  sections: z
    .array(
      z.strictObject({
        title: both,
        body: both,
        code: z.strictObject({ code: line, language: line.optional() }).optional(),
      }),
    )
    .min(1),
  related: z.array(z.strictObject({ concept: id, how: both })).default([]),
  commands: z.array(line).default([]),
  picture: id.optional(),
  ...provenance,
});

/** `data/docker/<group>.yaml` holds a list of these. Names, types and defaults of flags come from `cli.json`. */
export const dockerCommandSchema = z.strictObject({
  /** The canonical path without `docker`: `container rm`. */
  id: line,
  /** One line: what it does. */
  purpose: both,
  /** What people want when they need it, in their words; search reads these. */
  tasks: z.strictObject({ ko: z.array(line), en: z.array(line) }),
  /** Other names people type: `delete container`, `컨테이너 지우기`. */
  synonyms: z.array(line).default([]),
  /** Worked examples; each code is read by our own parser when the data is checked. */
  examples: z.array(z.strictObject({ code: line, says: both })).default([]),
  /** What goes wrong and why. */
  pitfalls: z.array(z.strictObject({ symptom: both, cause: both, fix: both })).default([]),
  /** Flags worth knowing, long names, most used first. */
  common: z.array(line).default([]),
  /** What a flag means for this command where it differs from `flags.yaml`, by long name. */
  flags: z.record(line, both).default({}),
  /** Canonical paths of other commands. */
  related: z.array(line).default([]),
  /** Which spelling is the older one, and why both exist; only where people ask. */
  spelling: both.optional(),
  sources: z.array(source).min(1),
  checked: z.string().regex(/^\d+\.\d+$/),
  reviewed: day,
});

/** `data/docker/flags.yaml`: what a flag means wherever it appears, by long name. */
export const flagsSchema = z.record(line, both);

/** `data/search.yaml`: how search reads words; what each part is for is said there. */
export const searchSchema = z.strictObject({
  meanings: z.record(id, z.array(line).min(1)),
  weak: z.array(z.array(line)),
  idle: z.array(z.array(line)),
  near: z.record(id, z.record(id, z.number().gt(0).lt(1))),
  common: z.record(line, z.number().min(0).max(1)),
});

const words = z.array(z.array(z.string().min(1)).min(1));

/** `data/beliefs.yaml`, a list: what notes often get wrong, and which sentences say it (see the file). */
export const beliefSchema = z.strictObject({
  id,
  says: words.min(1),
  near: words.default([]),
  unless: z.array(z.string().min(1)).default([]),
  truth: both,
  /** Where there is more: `comparison:cmd-vs-entrypoint`. */
  about: z.array(line).default([]),
});

const choice = z.strictObject({ text: both, why: both, right: z.literal(true).optional() });

/** `data/quizzes/<topic>.yaml` holds a list of these. */
export const questionSchema = z.strictObject({
  id,
  revision: z.int().min(1).default(1),
  topic: id,
  difficulty: z.enum(['easy', 'medium', 'hard']),
  prompt: both,
  code: z.strictObject({ value: line, language: line.optional() }).optional(),
  /** Three to five; exactly one is `right`. */
  choices: z.array(choice).min(3).max(5),
  /** Ids of entries: `concept:cmd`, `comparison:cmd-vs-entrypoint`, `command:container rm`. */
  about: z.array(line).min(1),
  sources: z.array(source).min(1),
});

/** A chapter of the study path. */
export type Chapter = z.output<typeof chapterSchema>;
/** An idea, explained. */
export type Concept = z.output<typeof conceptSchema>;
/** Two things and more, side by side. */
export type Comparison = z.output<typeof comparisonSchema>;
/** One side of a comparison. */
export type ComparisonSide = Comparison['sides'][number];
/** How to do something, step by step. */
export type Guide = z.output<typeof guideSchema>;
/** A command of the client: what it is for, its flags, examples and pitfalls. */
export type DockerCommand = z.output<typeof dockerCommandSchema>;
/** A question of the quiz, as it is written. */
export type QuestionEntry = z.output<typeof questionSchema>;
/** Flags that mean the same wherever they are, by their names. */
export type Flags = z.output<typeof flagsSchema>;
/** What many believe and is not so. */
export type Belief = z.output<typeof beliefSchema>;
/** What search knows of words beside the entries. */
export type SearchWords = z.output<typeof searchSchema>;
