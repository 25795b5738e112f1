/** The quiz questions: their shape, and, where what Docker does can be computed, that the right option says just that. */
import { describe, expect, test } from 'vitest';
import { effectiveProcess } from '#core/dockerfile/process.ts';
import { proseLabel } from '#core/knowledge/prose.ts';
import type { Locale } from '#core/locale.ts';
import { locales } from '#core/locale.ts';
import type { Question } from '#core/quiz/question.ts';
import { readDockerCommand } from '#core/shell/docker.ts';
import { codeOf, exact, rightOf, telling } from '#tests/data/truths.ts';
import { data } from '#tests/support/data.ts';

const { knowledge, problems } = data;
const { questions, chapters } = knowledge;

/** What a chat client shows without being scrolled, in characters. */
const limits = { prompt: 300, option: 150, why: 300 };
/** The right option must not give itself away by its length more often than this: among all questions, in a chapter. */
const longestShare = { all: 0.25, chapter: 0.35 };

/** Spellings that the concepts do not use: Docker Engine, Kubernetes, Windows, 운영체제, 디렉터리, 셸, Ubuntu, Debian. */
const otherSpelling =
  /도커 ?엔진|쿠버네티스|윈도우|운영 체제|디렉토리|쉘|우분투|데비안|도커 ?(?:데스크톱|허브|파일|컴포즈)/;

const rightIsLongest = (question: Question, locale: Locale): boolean => {
  const right = rightOf(question);
  const others = question.choices.filter((choice) => choice !== right);
  return others.every(({ text }) => text[locale].length < right.text[locale].length);
};

const shareOfLongest = (asked: readonly Question[], locale: Locale): number =>
  asked.filter((question) => rightIsLongest(question, locale)).length / asked.length;

describe('all questions', () => {
  test('the data folder has no problems with them', () => {
    expect(problems.filter(({ file }) => file.startsWith('quizzes/'))).toEqual([]);
  });

  test('each chapter has at least eight, and all together are at least ninety', () => {
    for (const { id } of chapters)
      expect(questions.filter(({ topic }) => topic === id).length, id).toBeGreaterThanOrEqual(8);
    expect(questions.length).toBeGreaterThanOrEqual(90);
  });

  test('ids and prompts with their code are unique', () => {
    const prompts = questions.map(({ prompt, code }) => `${prompt.en}\n${code?.value}`);
    expect(new Set(questions.map(({ id }) => id)).size).toBe(questions.length);
    expect(new Set(prompts).size).toBe(questions.length);
  });

  test.each(questions.map((question) => [question.id, question] as const))('%s is well formed', (_, q) => {
    expect(rightOf(q)).toBeDefined();
    expect(q.choices.length).toBeGreaterThanOrEqual(3);
    expect(q.choices.length).toBeLessThanOrEqual(5);
    for (const locale of locales) {
      expect(q.prompt[locale].length).toBeLessThanOrEqual(limits.prompt);
      for (const { text, why } of q.choices) {
        expect(text[locale].length, text[locale]).toBeLessThanOrEqual(limits.option);
        expect(why[locale].length, why[locale]).toBeLessThanOrEqual(limits.why);
        expect(why[locale].length, why[locale]).toBeGreaterThan(10);
      }
      expect(new Set(q.choices.map(({ text }) => proseLabel(text[locale]))).size).toBe(q.choices.length);
    }
    expect(q.prompt.ko).toMatch(/[가-힣]/);
    expect(q.prompt.en).not.toMatch(/[가-힣]/);
    for (const { text, why } of q.choices) {
      expect(why.ko).toMatch(/[가-힣]/);
      expect(text.en + why.en).not.toMatch(/[가-힣]/);
      // Options are shuffled, so none may speak of another's place.
      expect(text.ko + why.ko).not.toMatch(/위의 보기|보기 [A-E]|모두 (?:맞|정답)/);
      expect(text.en + why.en).not.toMatch(/\b(?:all|none|both) of the above\b|\boption [A-E]\b/i);
    }
    for (const { ko } of [q.prompt, ...q.choices.flatMap(({ text, why }) => [text, why])])
      expect(ko).not.toMatch(otherSpelling);
    for (const { url } of q.sources) expect(url).toMatch(/^https:\/\//);
  });

  test.each(locales)('the right option is seldom the longest (%s)', (locale) => {
    expect(shareOfLongest(questions, locale)).toBeLessThanOrEqual(longestShare.all);
    for (const { id } of chapters) {
      const asked = questions.filter(({ topic }) => topic === id);
      expect(shareOfLongest(asked, locale), id).toBeLessThanOrEqual(longestShare.chapter);
    }
  });

  test.each(chapters.map(({ id }) => id))('each concept of %s has a question in its chapter', (chapter) => {
    const asked = new Set(questions.flatMap(({ topic, about }) => (topic === chapter ? about : [])));
    const own = knowledge.concepts.all.filter((concept) => concept.chapter === chapter);
    expect(own.length).toBeGreaterThan(0);
    expect(own.map(({ id }) => id).filter((id) => !asked.has(`concept:${id}`))).toEqual([]);
  });
});

const byId = (id: string): Question => {
  const found = questions.find((question) => question.id === id);
  if (!found) throw new Error(`no question ${id}`);
  return found;
};

/** Questions about the very refusal that their code meets. */
const refused = new Set(['rm-with-restart']);

describe('the code of a question', () => {
  const shells = questions.filter(({ code }) => code?.language === 'shell');
  const dockerfiles = questions.filter(({ code }) => code?.language === 'dockerfile');

  test.each(shells.map((question) => [question.id, question] as const))(
    '%s is what the CLI takes',
    (id, q) => {
      const lines = codeOf(q)
        .split('\n')
        .filter((line) => line.startsWith('docker '));
      const read = lines.map((line) => readDockerCommand(line));
      expect(read.some(({ faults }) => faults.length > 0)).toBe(refused.has(id));
      expect(read.flatMap(({ hints }) => hints.map(({ code }) => code))).not.toContain('invalid-name');
    },
  );

  test.each(dockerfiles.map((question) => [question.id, question] as const))('%s builds', (_, q) => {
    expect(effectiveProcess({ dockerfile: codeOf(q), run: [], bases: {} })).not.toHaveProperty('error');
  });
});

describe('what Docker does is what the right option says', () => {
  test.each(Object.entries(exact))('%s', (id, compute) => {
    const question = byId(id);
    for (const locale of locales) expect(proseLabel(rightOf(question).text[locale])).toBe(compute(question));
  });

  test.each(Object.entries(telling))('%s', (id, compute) => {
    const question = byId(id);
    const { says, where } = compute(question);
    expect(where).toBe(true);
    expect(proseLabel(rightOf(question).text.en)).toContain(says);
  });
});
