import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { compare } from '#commands/compare.ts';
import type { Found, Shelf } from '#core/knowledge/shelf.ts';
import { trusted } from '#core/knowledge/trust.ts';
import { findComparison } from '#core/knowledge/versus.ts';
import { type Locale, locales } from '#core/locale.ts';
import { listed, type Questions, readAsked } from '#src/asked.ts';
import { data } from '#tests/support/data.ts';
import { share } from '#tests/support/patience.ts';

type Part = Readonly<Record<string, Readonly<Record<Locale, readonly string[]>>>>;

/** What learners ask, by what should answer; alternatives are joined by ` / `. */
interface Queries {
  readonly concepts: Part;
  readonly comparisons: Readonly<Record<string, readonly string[]>>;
}

interface Asked {
  readonly query: string;
  readonly wanted: readonly string[];
}

const parsed = async (name: string): Promise<unknown> =>
  load(await readFile(fileURLToPath(new URL(name, import.meta.url)), 'utf8'));

const { knowledge } = data;
const queries = (await parsed('queries.yaml')) as Queries;
const held = (await parsed('held.yaml')) as Readonly<Record<'examiners' | 'others', readonly Questions[]>>;
const elsewhere = (await parsed('elsewhere.yaml')) as Readonly<Record<Locale, readonly string[]>>;
const learnt = await readAsked();

/** The questions of one language whose answer the shelf has. */
const askedIn = (part: Part, locale: Locale, shelf: Shelf<{ id: string }>): readonly Asked[] =>
  Object.entries(part).flatMap(([key, asked]) => {
    const wanted = key.split(' / ').filter((id) => shelf.get(id));
    return wanted.length === 0 ? [] : asked[locale].map((query) => ({ query, wanted }));
  });

/** The share of questions whose answer is where it should be, and which are not. */
interface Measured {
  readonly share: number;
  readonly missed: readonly string[];
}

const measured = (asked: readonly Asked[], good: (one: Asked, index: number) => boolean): Measured => {
  const missed = asked.filter((one, index) => !good(one, index));
  return { share: 1 - missed.length / asked.length, missed: missed.map(({ query }) => query) };
};

const answered = new Map<string, readonly Found<{ id: string }>[]>();

/** The first three answers of the docker commands to a question; each is asked but once. */
function answersTo(query: string): readonly Found<{ id: string }>[] {
  const found = answered.get(query) ?? knowledge.commands.find(query, 3);
  answered.set(query, found);
  return found;
}

/** Asks a shelf each question once, and measures whose answer is among the first `places`, of three. */
function ask(shelf: Shelf<{ id: string }>, asked: readonly Asked[]): (places: number) => Measured {
  const find = shelf === knowledge.commands ? answersTo : (query: string) => shelf.find(query, 3);
  const found = asked.map(({ query }) => find(query).map(({ entry }) => entry.id));
  return (places) =>
    measured(asked, ({ wanted }, index) =>
      (found[index] ?? []).slice(0, places).some((id) => wanted.includes(id)),
    );
}

/** Whose answer is suggested after three letters; many questions begin with the same ones. */
function typed(asked: readonly Asked[], locale: Locale): Measured {
  const suggested = new Map<string, readonly string[]>();
  return measured(asked, ({ query, wanted }) => {
    const letters = [...query].slice(0, 3).join('');
    const known =
      suggested.get(letters) ?? knowledge.commands.suggest(letters, 25, locale).map(({ value }) => value);
    suggested.set(letters, known);
    return known.some((id) => wanted.includes(id));
  });
}

const first = (query: string): string | undefined => knowledge.commands.find(query, 1)[0]?.entry.id;

const heldIn = (locale: Locale, by: keyof typeof held): readonly Asked[] =>
  held[by]
    .flatMap(listed)
    .flatMap((asked) => (asked.locale === locale ? [{ query: asked.question, wanted: asked.answers }] : []));

// A little below what was measured (first, among three, typed). Examiners: ko 99.3, 99.9, 95.2 %, en 98.7, 100, 96.6 %; others:
// ko 95.8, 99.3, 88.9 %, en 97.9, 99.4, 92.0 %.
const bounds: Readonly<
  Record<keyof typeof held, Readonly<Record<Locale, Readonly<Record<'first' | 'three' | 'typed', number>>>>>
> = {
  examiners: { ko: { first: 0.98, three: 0.99, typed: 0.95 }, en: { first: 0.98, three: 0.99, typed: 0.95 } },
  others: {
    ko: { first: 0.945, three: 0.985, typed: 0.875 },
    en: { first: 0.96, three: 0.985, typed: 0.91 },
  },
};

describe.each(locales.flatMap((locale) => [[locale, 'examiners'] as const, [locale, 'others'] as const]))(
  'docker commands asked for in %s by %s, in questions never learnt',
  (locale, by) => {
    const asked = heldIn(locale, by);

    test('there is enough to measure', () => expect(asked.length).toBeGreaterThan(300));

    // Which ones failed is not told: they are not to be tuned on.
    test('the right one is first, or among the first three', () => {
      const within = ask(knowledge.commands, asked);
      expect(within(1).share).toBeGreaterThanOrEqual(bounds[by][locale].first);
      expect(within(3).share).toBeGreaterThanOrEqual(bounds[by][locale].three);
    });

    test('three letters hold it', () =>
      expect(typed(asked, locale).share).toBeGreaterThanOrEqual(bounds[by][locale].typed));
  },
);

describe.each(locales)('docker commands asked for in %s, in questions that were learnt', (locale) => {
  const known = learnt
    .filter((one) => one.locale === locale)
    .map(({ question, answers }) => ({ query: question, wanted: answers }));
  const asked = share(known, 16);

  test('there is enough to learn from', () => expect(known.length).toBeGreaterThan(1000));

  test('the right one first for 96 %, among three for 99 %', () => {
    const within = ask(knowledge.commands, asked);
    const [one, three] = [within(1), within(3)];
    expect(one.share, one.missed.join('\n')).toBeGreaterThanOrEqual(0.96);
    expect(three.share, three.missed.join('\n')).toBeGreaterThanOrEqual(0.99);
  });

  // Measured of all: ko 93.7 %, en 90.9 %. 800 of the English ones were asked to begin in as many ways as there are.
  test('three letters hold it for 93.5 % in Korean, 90.5 % in English', () => {
    const { share, missed } = typed(asked, locale);
    expect(share, missed.join('\n')).toBeGreaterThanOrEqual({ ko: 0.935, en: 0.905 }[locale]);
  });
});

test('three letters of what a command does (`inspect`, `prune`) hold it for 95 %', () => {
  const asked = knowledge.commands.all.flatMap(({ id }) => {
    const query = id.slice(id.lastIndexOf(' ') + 1);
    return query.length < 3 ? [] : [{ query, wanted: [id] }];
  });
  expect(asked.length).toBeGreaterThan(100);
  const { share, missed } = typed(asked, 'en');
  expect(share, missed.join('\n')).toBeGreaterThanOrEqual(0.95);
});

test('nothing that is measured was learnt, and what is learnt has an answer', () => {
  const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
  const known = new Set(learnt.map(({ question }) => plain(question)));
  const both = Object.values(held)
    .flat()
    .flatMap(listed)
    .filter(({ question }) => known.has(plain(question)));
  expect(both.map(({ question }) => question)).toEqual([]);
  for (const { question, answers } of learnt)
    for (const answer of answers) expect(knowledge.commands.get(answer), question).toBeDefined();
});

describe('what was typed is read', () => {
  test.each([
    ['particles', '컨테이너를 삭제', 'container rm'],
    ['verb endings', '컨테이너 지우려면 어떻게 하나요', 'container rm'],
    ['contracted verbs', '이미지 내려받아줘', 'image pull'],
    ['irregular verbs', '컨테이너 꺼줘', 'container stop'],
    ['no spaces', '컨테이너삭제하기', 'container rm'],
    ['other spaces', '안쓰는 이미지 전부 정리', 'image prune'],
    ['a slip inside a syllable', '컨데이너 삭재', 'container rm'],
    ['a stray letter', '이미지ㅣ 삭제', 'image rm'],
    ['first letters', 'ㅋㅌㅇㄴ ㅅㅈ', 'container rm'],
    ['first letters without a space', 'ㅋㅌㅇㄴㅅㅈ', 'container rm'],
    ['English typed as Korean', '애차ㄷㄱ ㅔㄴ', 'container ls'],
    ['letters not composed', 'ㅇㅐ차ㄷㄱ ㅔㄴ', 'container ls'],
    ['Korean typed as English', 'zjsxpdlsj tkrwp', 'container rm'],
    ['decomposed Hangul', '컨테이너 로그'.normalize('NFD'), 'container logs'],
    ['full-width letters', 'ｄｏｃｋｅｒ ｐｓ', 'container ls'],
    ['swapped letters', 'dokcer biuld', 'buildx build'],
    ['both languages', 'docker 컨테이너 로그 보기', 'container logs'],
    ['a particle behind English', 'volume을 만들기', 'volume create'],
    ['a question', 'how do i delete an image?', 'image rm'],
    ['a command line', '$ sudo docker run --rm -it ubuntu:24.04 bash', 'container run'],
    ['an old spelling', 'docker-compose up -d', 'compose up'],
    ['flags alone', '--no-cache', 'buildx build'],
    ['a flag with its command', 'ps -a', 'container ls'],
    ['words joined', 'listcontainers', 'container ls'],
  ])('%s: %s', (_, query, wanted) => expect(first(query)).toBe(wanted));

  test('image, container, volume and network are told apart', () => {
    for (const [ko, en, id] of [
      ['컨테이너', 'container', 'container'],
      ['이미지', 'image', 'image'],
      ['볼륨', 'volume', 'volume'],
      ['네트워크', 'network', 'network'],
    ]) {
      expect(first(`${ko} 삭제`)).toBe(`${id} rm`);
      expect(first(`remove ${en}`)).toBe(`${id} rm`);
      expect(first(`${ko} 목록`)).toBe(`${id} ls`);
      expect(first(`안 쓰는 ${ko} 모두 삭제`)).toBe(`${id} prune`);
      expect(first(`remove all unused ${en}s`)).toBe(`${id} prune`);
    }
  });

  test('what nobody knows finds nothing, and hostile input ends', () => {
    for (const query of ['', '   ', '???', 'xqzvw', '뷁뷁뷁', '\u0000', '🐳'])
      expect(knowledge.commands.find(query, 3), query).toEqual([]);
    for (const query of ['ㅋ'.repeat(500), 'a'.repeat(500), '컨테이너'.repeat(200), '-'.repeat(500)])
      expect(() => knowledge.commands.find(query, 3)).not.toThrow();
  });

  test('the same question has the same answer whatever was asked before', () => {
    const ask = () =>
      knowledge.commands.find('컨테이너 로그', 5).map(({ entry, score }) => [entry.id, score]);
    const before = ask();
    knowledge.commands.find('remove all unused images', 5);
    expect(ask()).toEqual(before);
  });
});

describe.each(locales)('what has nothing to do with docker, in %s', (locale) => {
  const asked = (elsewhere[locale] ?? []).map((query) => knowledge.commands.find(query, 1)[0]?.score ?? 0);
  const below = (score: number): number => asked.filter((found) => found < score).length / asked.length;

  test('shows no command as if it were the answer', () => {
    expect(asked.length).toBeGreaterThanOrEqual(30);
    expect(below(trusted.answer)).toBeGreaterThanOrEqual(0.9);
  });

  test('mostly finds nothing', () => expect(below(trusted.guess)).toBeGreaterThanOrEqual(0.7));

  test('is told from questions that were never learnt', () => {
    const asked = [...heldIn(locale, 'examiners'), ...heldIn(locale, 'others')];
    const sure = asked.filter(({ query }) => (answersTo(query)[0]?.score ?? 0) >= trusted.answer);
    expect(sure.length / asked.length).toBeGreaterThanOrEqual(0.95);
  });
});

describe('concepts', () => {
  test.each(locales)('asked for in %s', (locale) => {
    const asked = askedIn(queries.concepts, locale, knowledge.concepts);
    const one = ask(knowledge.concepts, asked)(1);
    expect(one.share, one.missed.join('\n')).toBeGreaterThanOrEqual(0.95);
  });

  test('each is found by its own names', () => {
    for (const shelf of [knowledge.concepts, knowledge.guides])
      for (const { id, name } of shelf.all)
        for (const called of [id, name.ko, name.en])
          expect(shelf.find(called, 1)[0]?.entry.id, called).toBe(id);
  });
});

describe('comparisons', () => {
  const asked = Object.entries(queries.comparisons).flatMap(([id, lines]) => lines.map((line) => [line, id]));

  test.each(asked)('%s → %s', (line = '', id = '') => {
    const { a = '', b } = compare.read?.(line) ?? {};
    expect(findComparison(knowledge, String(a), b === undefined ? undefined : String(b))?.id).toBe(id);
  });

  test('each pair of sides is found in either order, in either language', () => {
    for (const { id, sides } of share(knowledge.comparisons.all, 8)) {
      const [left, right] = sides;
      for (const locale of locales) {
        const names = [left?.name[locale] ?? '', right?.name[locale] ?? ''] as const;
        const found = [
          findComparison(knowledge, names[0], names[1]),
          findComparison(knowledge, names[1], names[0]),
        ];
        for (const comparison of found) {
          const titles = comparison?.sides.map(({ name }) => name[locale]);
          expect(titles, `${id}: ${names.join(' / ')}`).toEqual(expect.arrayContaining([...names]));
        }
      }
    }
  });
});
