import { checkPile } from '#core/knowledge/check.ts';
import type {
  Chapter,
  Comparison,
  Concept,
  DockerCommand,
  Flags,
  Guide,
  QuestionEntry,
  SearchWords,
} from '#core/knowledge/entry.ts';
import type { DataFile } from '#core/knowledge/file.ts';
import type { Findable } from '#core/knowledge/findable.ts';
import type { Knowledge } from '#core/knowledge/knowledge.ts';
import { overlay, type Replaced } from '#core/knowledge/overlay.ts';
import { readPasted } from '#core/knowledge/pasted.ts';
import type { Problem } from '#core/knowledge/problem.ts';
import { type Pile, type Placed, readPile } from '#core/knowledge/read.ts';
import type { Search } from '#core/knowledge/scores.ts';
import { createShelf } from '#core/knowledge/search.ts';
import { spelt } from '#core/knowledge/spelt.ts';
import type { Both } from '#core/locale.ts';
import type { Question } from '#core/quiz/question.ts';
import type { Say } from '#core/say.ts';
import type { Learnt } from '#core/search/ranking.ts';
import { aliasesOf, findCommand } from '#core/shell/flags.ts';

/** Knowledge as it was read. */
export interface Reading {
  readonly knowledge: Knowledge;
  /** Empty for good data; with problems the knowledge holds what could be read, and the bot should not start with it. */
  readonly problems: readonly Problem[];
  /** Entries of the bot's own that a team's took the place of. */
  readonly replaced: readonly Replaced[];
}

/** What knowledge is read with beside the bot's own files. */
export interface Besides {
  /** A team's own files, laid over the bot's (see `overlay.ts`). */
  readonly team?: readonly DataFile[];
  /** What was learnt from questions for commands; without it they are found by their words alone. */
  readonly learnt?: Learnt;
}

/** Reads all knowledge from its files. */
export function readKnowledge(
  files: readonly DataFile[],
  say: Say,
  { team = [], learnt }: Besides = {},
): Reading {
  const own = readPile(files, say);
  const theirs = readPile(team, say);
  const { pile, replaced } = overlay(own.pile, theirs.pile);
  return {
    knowledge: shelve(pile, learnt),
    problems: [...own.problems, ...theirs.problems, ...checkPile(pile, say)],
    replaced,
  };
}

function shelve(pile: Pile, learnt: Learnt | undefined): Knowledge {
  const order = new Map(pile.chapters.map(({ entry }, index) => [entry.id, index]));
  const inOrder = <E extends { chapter: string }>(placed: readonly Placed<E>[]): E[] =>
    entriesOf(placed).sort((a, b) => (order.get(a.chapter) ?? 99) - (order.get(b.chapter) ?? 99));
  const flags: Flags = Object.assign({}, ...entriesOf(pile.flags));
  const { common, ...words } = pile.search[0]?.entry ?? noWords;
  const search: Search = { words };
  return {
    chapters: entriesOf<Chapter>(pile.chapters),
    concepts: createShelf(inOrder(pile.concepts), findableConcept, search),
    comparisons: createShelf(inOrder(pile.comparisons), findableComparison, search),
    guides: createShelf(inOrder(pile.guides), findableConcept, search),
    commands: createShelf(entriesOf(pile.commands), (entry) => findableCommand(entry, flags, common), {
      words,
      ...(learnt && { learnt }),
      named: readPasted,
    }),
    flags,
    beliefs: entriesOf(pile.beliefs),
    questions: entriesOf(pile.questions).map(questionOf),
  };
}

/** Without `search.yaml`, words mean only themselves. */
const noWords: SearchWords = { meanings: {}, weak: [], idle: [], near: {}, common: {} };

const entriesOf = <E>(placed: readonly Placed<E>[]): E[] => placed.map(({ entry }) => entry);
const sides = ({ ko, en }: Both): string[] => [ko, en];

const findableConcept = ({ id, name, reading, aliases, summary }: Concept | Guide): Findable => ({
  id,
  label: name,
  names: [...sides(name), ...(reading ? [reading] : []), ...aliases],
  tasks: [],
  about: sides(summary),
});

const findableComparison = ({ id, title, aliases, sides: both, rule }: Comparison): Findable => ({
  id,
  label: title,
  names: [...sides(title), ...aliases],
  tasks: both.flatMap(({ name, aliases }) => [...sides(name), ...aliases]),
  about: sides(rule),
});

/** A command by its spellings, what people want of it, its flags, and what the flags worth knowing mean. */
export function findableCommand(
  { id, purpose, tasks, synonyms, common, flags: own, examples }: DockerCommand,
  flags: Flags,
  commonness: SearchWords['common'],
): Findable {
  const cli = findCommand(id);
  const meant = common.flatMap((long) => sides(own[long] ?? flags[long] ?? { ko: '', en: '' }));
  return {
    id,
    label: { ko: `${spelt(id)} — ${purpose.ko}`, en: `${spelt(id)} — ${purpose.en}` },
    names: [...aliasesOf(id), ...synonyms],
    tasks: [...tasks.ko, ...tasks.en],
    about: [...sides(purpose), ...examples.flatMap(({ says }) => sides(says)), ...meant],
    flags: (cli?.flags ?? []).map(({ long, short }) => (short ? `--${long} -${short}` : `--${long}`)),
    home: homeOf(id),
    gathers: (cli?.subcommands.length ?? 0) > 0,
    common:
      commonness[id] ?? (commonness[id.split(' ')[0] ?? ''] ?? 0.3) * (cli?.subcommands.length ? 0.4 : 1),
  };
}

/** What a command works on: `image`, `compose`; builds make images. Nothing for those that belong to no thing. */
function homeOf(id: string): string {
  const [group = '', name] = id.split(' ');
  if (id === 'buildx build') return 'builder image';
  return name === undefined || group === 'system' ? '' : group;
}

/** A question with its options keyed in the order written. */
function questionOf({ choices, code, ...entry }: QuestionEntry): Question {
  const keyed = choices.map(({ text, why, right }, index) => ({
    key: 'abcde'.charAt(index),
    text,
    why,
    right,
  }));
  return {
    ...entry,
    ...(code && {
      code:
        code.language === undefined ? { value: code.value } : { value: code.value, language: code.language },
    }),
    choices: keyed.map(({ key, text, why }) => ({ key, text, why })),
    answer: keyed.find(({ right }) => right)?.key ?? 'a',
  };
}
