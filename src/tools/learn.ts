import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { beginningLetters } from '#core/knowledge/completion.ts';
import { type SearchWords, searchSchema } from '#core/knowledge/entry.ts';
import { buildIndex, compact, joined, readQuestion } from '#core/knowledge/findable.ts';
import { findableCommand } from '#core/knowledge/library.ts';
import { locales } from '#core/locale.ts';
import { seeded } from '#core/random.ts';
import { keepBeginnings } from '#core/search/beginnings.ts';
import { learn, type Sample } from '#core/search/learning.ts';
import type { Learnt } from '#core/search/ranking.ts';
import { fold } from '#core/search/reader.ts';
import { type Traits, traitsOf } from '#core/search/traits.ts';
import { type Asked, readAsked } from '#src/asked.ts';
import { dataFolder, learntFile, readData } from '#src/data.ts';

/**
 * `npm run learn` learns from the questions in `data/asked` and from what is known of each command which one a question asks
 * for, and writes it to `data/docker/learnt.json`. Run it when questions, tasks or `data/search.yaml` have changed; until
 * then search goes on with what was learnt before.
 */

/** How much a line tells of what people ask for: a question or a task all of it, what an example says least. */
const weights = { asked: 1, task: 1, name: 1, purpose: 0.7, example: 0.3 } as const;

const { knowledge } = await readData('en');
const words: SearchWords = searchSchema.parse(load(await readFile(`${dataFolder}/search.yaml`, 'utf8')));
const { common, ...wordlist } = words;
const entries = knowledge.commands.all.map((entry) => findableCommand(entry, knowledge.flags, common));
const index = buildIndex(entries, wordlist);

const traits = (text: string): Traits => traitsOf(text, readQuestion(index, text));

/** How a line is thinned: so many times, by so many of its words, if it has at least so many. */
const thinning = { times: 2, share: 0.3, least: 4 } as const;

const random = seeded(4);

/** The line with some of its words left out by chance. Found 1 more of 100 questions that were not learnt. */
function thinned(text: string): readonly Traits[] {
  const words = text.split(/\s+/);
  if (words.length < thinning.least) return [];
  return Array.from({ length: thinning.times }, () =>
    traits(words.filter(() => random.next() >= thinning.share).join(' ')),
  );
}

const sample = (text: string, answers: readonly string[], weight: number): Sample => ({
  traits: traits(text),
  thinned: thinned(text),
  answers,
  weight,
});

const fromKnowledge = knowledge.commands.all.flatMap(({ id, tasks, purpose, examples }, position) => [
  ...(entries[position]?.names ?? []).map((name) => sample(name, [id], weights.name)),
  ...locales.flatMap((locale) => [
    ...tasks[locale].map((task) => sample(task, [id], weights.task)),
    sample(purpose[locale], [id], weights.purpose),
    ...examples.map(({ says }) => sample(says[locale], [id], weights.example)),
  ]),
]);
const asked = await readAsked();
const fromQuestions = asked.map(({ question, answers }: Asked) => sample(question, answers, weights.asked));

const tasked = knowledge.commands.all.flatMap(({ id, tasks }) =>
  locales.flatMap((locale) => tasks[locale].map((question) => ({ question, answers: [id] }))),
);

const samples = [...fromKnowledge, ...fromQuestions];
const ids = entries.map(({ id }) => id);

const wordsOf = (text: string): readonly string[] =>
  fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
const cut = (text: string, letters: number): string => [...text].slice(0, letters).join('');

/** The first letters of all questions, with `docker` in front and without it. */
const beginnings = keepBeginnings(
  asked.flatMap(({ question, answers }) =>
    [...new Set([joined(question), compact(question)].map((text) => cut(text, beginningLetters)))].flatMap(
      (letters) => answers.map((id) => [letters, ids.indexOf(id)] as const),
    ),
  ),
);

/** Who types a word first may have said it later on: the first letters of all further words. */
const furtherWords = keepBeginnings(
  [...asked, ...tasked].flatMap(({ question, answers }) =>
    [
      ...new Set(
        wordsOf(question)
          .slice(1)
          .map((word) => cut(word, beginningLetters)),
      ),
    ].flatMap((letters) => answers.map((id) => [letters, ids.indexOf(id)] as const)),
  ),
);

const learnt: Learnt = { ...learn(samples, ids), beginnings, words: furtherWords };
const file = join(dataFolder, learntFile);
await writeFile(file, `${JSON.stringify(learnt)}\n`);
process.stdout.write(`${samples.length} lines, ${learnt.traits.length} traits: ${file}\n`);
