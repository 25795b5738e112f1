import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { type Intent, intentsOf } from '#core/knowledge/intent.ts';
import { findComparison } from '#core/knowledge/versus.ts';
import { type Locale, locales } from '#core/locale.ts';
import { listed, type Questions, readAsked } from '#src/asked.ts';
import { data } from '#tests/support/data.ts';
import { share } from '#tests/support/patience.ts';

const { knowledge } = data;
const parsed = async (name: string): Promise<unknown> =>
  load(await readFile(fileURLToPath(new URL(name, import.meta.url)), 'utf8'));

const first = (question: string): Intent | undefined => intentsOf(question, knowledge)[0];

/** What an intent asks for, in short: `concept volume`, `command container logs`. */
function told(intent: Intent | undefined): string {
  switch (intent?.kind) {
    case 'compare':
      return `compare ${findComparison(knowledge, intent.a, intent.b)?.id}`;
    case 'concept':
    case 'command':
      return `${intent.kind} ${intent.id}`;
    case 'explain':
      return `explain ${intent.pasted}`;
    default:
      return 'nothing';
  }
}

describe('what a question asks for', () => {
  test.each([
    ['컨테이너 로그를 계속 보려면?', 'command container logs'],
    ['docker 컨테이너 로그 보는 법', 'command container logs'],
    ['how do I delete unused images', 'command image prune'],
    ['what command shows running containers', 'command container ls'],
    ['docker logs', 'command container logs'],
    ['what is a layer', 'concept layer'],
    ['레이어가 뭐야?', 'concept layer'],
    ['볼륨', 'concept volume'],
    ['imgae', 'concept image'],
    ['restart policies', 'concept restart-policy'],
    ['image layers', 'command image history'],
    ['네임스페이스란', 'concept namespace'],
    ['지금 돌고 있는 컨테이너 뭐 있어', 'command container ls'],
    ['why is my image 2gb', 'command image history'],
    ['볼륨과 바인드 마운트의 차이', 'compare volume-vs-bind-mount'],
    ['difference between CMD and ENTRYPOINT?', 'compare cmd-vs-entrypoint'],
    ['ENTRYPOINT랑 CMD 중에 뭘 써야 하나요', 'compare cmd-vs-entrypoint'],
    ['docker or podman?', 'compare docker-vs-podman'],
    ['docker run -d -p 80:80 nginx', 'explain docker run -d -p 80:80 nginx'],
    ['sudo docker rm -f web', 'explain sudo docker rm -f web'],
    ['FROM alpine\nCMD ["date"]', 'explain FROM alpine\nCMD ["date"]'],
    ['docker run automatically restart on failure', 'command container run'],
    ['docker', 'concept docker'],
    ['', 'nothing'],
    ['???', 'nothing'],
  ])('%s', (question, wanted) => expect(told(first(question))).toBe(wanted));

  test('what else it may mean comes behind, each once', () => {
    const kinds = intentsOf('restart policies', knowledge).map(({ kind }) => kind);
    expect(kinds.toSorted()).toEqual(['command', 'concept']);
  });
});

const queries = (await parsed('queries.yaml')) as {
  readonly concepts: Readonly<Record<string, Readonly<Record<Locale, readonly string[]>>>>;
  readonly comparisons: Readonly<Record<string, readonly string[]>>;
};
const held = (await parsed('held.yaml')) as Readonly<Record<string, readonly Questions[]>>;

/** The share of questions of which something is true. */
const shareOf = <T>(all: readonly T[], good: (one: T) => boolean): number =>
  all.filter(good).length / all.length;

// A little below what was measured.
describe('questions that others wrote', () => {
  test('for a command, never learnt, are taken for such by 98 of 100', () => {
    const asked = share(Object.values(held).flat().flatMap(listed), 3);
    expect(asked.length).toBeGreaterThan(100);
    expect(shareOf(asked, ({ question }) => first(question)?.kind === 'command')).toBeGreaterThanOrEqual(
      0.98,
    );
  });

  test('for a command, learnt, by 98 of 100', async () => {
    const asked = share(await readAsked(), 96);
    expect(shareOf(asked, ({ question }) => first(question)?.kind === 'command')).toBeGreaterThanOrEqual(
      0.98,
    );
  });

  test('for a concept find it first or as what else may be meant', () => {
    const asked = Object.entries(queries.concepts).flatMap(([id, of]) =>
      locales.flatMap((locale) => of[locale].map((question) => ({ ids: id.split(' / '), question }))),
    );
    const isAmong = (intents: readonly Intent[], ids: readonly string[]): boolean =>
      intents.some((intent) => intent.kind === 'concept' && ids.includes(intent.id));
    expect(
      shareOf(asked, ({ question, ids }) => isAmong(intentsOf(question, knowledge).slice(0, 1), ids)),
    ).toBeGreaterThanOrEqual(0.85);
    expect(
      shareOf(asked, ({ question, ids }) => isAmong(intentsOf(question, knowledge), ids)),
    ).toBeGreaterThanOrEqual(0.96);
  });

  test('for a comparison are taken for such by 93 of 100', () => {
    const asked = Object.values(queries.comparisons).flat();
    expect(shareOf(asked, (question) => first(question)?.kind === 'compare')).toBeGreaterThanOrEqual(0.93);
  });
});
