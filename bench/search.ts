/**
 * Search for docker commands side by side with Fuse.js and MiniSearch: the same entries, the same fields, and questions that
 * none of them has met (`tests/core/knowledge/held.yaml`). Run: `node bench/search.ts`.
 *
 * Accuracy is the share of questions whose command is first, or among the first three; `typed` the share that is among 25
 * suggestions after three letters. Times are the processor's: a question's on average, and those of getting ready. An engine
 * that has not answered all in its time is judged by those it has, a random choice.
 */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import Fuse from 'fuse.js';
import MiniSearch from 'minisearch';
import { parse } from 'yaml';
import { createShelf } from '#core/knowledge/search.ts';
import { type Locale, locales } from '#core/locale.ts';
import { seeded, shuffle } from '#core/random.ts';
import { aliasesOf } from '#core/shell/flags.ts';
import { listed, type Questions } from '#src/asked.ts';
import { readData } from '#src/data.ts';

interface Engine {
  readonly name: string;
  /** Ids, best first. */
  readonly find: (query: string, limit: number) => readonly string[];
  readonly suggest: (typed: string, limit: number) => readonly string[];
  /** Time to get ready, in milliseconds. */
  readonly ready: number;
}

/** How long one engine may take for the questions of one language, in milliseconds; four engines stay within a minute. */
const patience = 8000;

/** Processor time of this thread so far, in milliseconds: what else runs on the machine does not count. */
const now = (): number => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
};

const { knowledge } = await readData('en');
const documents = knowledge.commands.all.map(({ id, purpose, tasks, synonyms }) => ({
  id,
  names: [...aliasesOf(id), ...synonyms],
  tasks: [...tasks.ko, ...tasks.en],
  about: [purpose.ko, purpose.en],
}));

/** What `make` gives, and how long it took to make. */
function timed<T>(make: () => T): { made: T; ready: number } {
  const start = now();
  const made = make();
  return { made, ready: now() - start };
}

function ours(): Engine {
  const { made, ready } = timed(() => {
    knowledge.commands.find('ps', 1);
    return knowledge.commands;
  });
  return {
    name: 'gorae',
    ready,
    find: (query, limit) => made.find(query, limit).map(({ entry }) => entry.id),
    suggest: (typed, limit) => made.suggest(typed, limit, 'en').map(({ value }) => value),
  };
}

/** Ours without what was learnt and without `data/search.yaml`: what the machinery does by itself. */
function oursAlone(): Engine {
  const words = { meanings: {}, weak: [], idle: [], near: {} };
  const { made, ready } = timed(() => {
    const shelf = createShelf(documents, (entry) => ({ ...entry, label: { ko: '', en: '' } }), { words });
    shelf.find('ps', 1);
    return shelf;
  });
  return {
    name: 'gorae, bare',
    ready,
    find: (query, limit) => made.find(query, limit).map(({ entry }) => entry.id),
    suggest: (typed, limit) => made.suggest(typed, limit, 'en').map(({ value }) => value),
  };
}

function fuse(): Engine {
  const keys = [
    { name: 'names', weight: 3 },
    { name: 'tasks', weight: 2 },
    { name: 'about', weight: 1 },
  ];
  const { made, ready } = timed(() => new Fuse(documents, { keys, ignoreLocation: true, threshold: 0.4 }));
  const find = (query: string, limit: number) => made.search(query, { limit }).map(({ item }) => item.id);
  return { name: 'Fuse.js', ready, find, suggest: find };
}

function miniSearch(): Engine {
  const { made, ready } = timed(() => {
    const index = new MiniSearch({
      fields: ['names', 'tasks', 'about'],
      extractField: (document: Record<string, string | string[]>, field) => {
        const value = document[field] ?? '';
        return Array.isArray(value) ? value.join(' ') : value;
      },
      searchOptions: { boost: { names: 3, tasks: 2 }, fuzzy: 0.2, prefix: true },
    });
    index.addAll(documents);
    return index;
  });
  const ids = (results: readonly { id: string }[], limit: number) =>
    results.slice(0, limit).map(({ id }) => id);
  const find = (query: string, limit: number) => ids(made.search(query), limit);
  return { name: 'MiniSearch', ready, find, suggest: find };
}

const held = parse(
  await readFile(fileURLToPath(new URL('../tests/core/knowledge/held.yaml', import.meta.url)), 'utf8'),
) as Readonly<Record<string, readonly Questions[]>>;
const questions = shuffle(Object.values(held).flat().flatMap(listed), seeded(4));

const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`.padStart(8);
const milliseconds = (time: number): string => `${time.toFixed(2)} ms`.padStart(10);

function measure(engine: Engine, locale: Locale, limit = questions.length): string {
  const hits = { first: 0, three: 0, typed: 0 };
  const end = now() + patience;
  let [asked, time] = [0, 0];
  for (const { question, answers } of questions.filter((one) => one.locale === locale).slice(0, limit)) {
    const start = now();
    if (start > end) break;
    const found = engine.find(question, 3);
    time += now() - start;
    asked += 1;
    if (answers.includes(found[0] ?? '')) hits.first += 1;
    if (found.some((id) => answers.includes(id))) hits.three += 1;
    const typed = [...question].slice(0, 3).join('');
    if (engine.suggest(typed, 25).some((id) => answers.includes(id))) hits.typed += 1;
  }
  const shares = [hits.first, hits.three, hits.typed].map((hit) => percent(hit, asked)).join(' ');
  return `${engine.name.padEnd(16)} ${locale}  ${String(asked).padStart(4)} ${shares} ${milliseconds(time / asked)} ${milliseconds(engine.ready)}`;
}

const engines = [ours(), oursAlone(), fuse(), miniSearch()];
// Once unmeasured, so that nobody pays for the compiler.
for (const engine of engines) for (const locale of locales) measure(engine, locale, 10);

console.log(`${documents.length} commands`);
console.log('                      asked    first    three    typed   question      ready');
for (const engine of engines) for (const locale of locales) console.log(measure(engine, locale));
