import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readKnowledge } from '#core/knowledge/library.ts';
import { formatProblem } from '#core/knowledge/problem.ts';
import { rules } from '#core/knowledge/rules.ts';
import { english } from '#core/say.ts';
import { data, korean } from '#tests/support/data.ts';

const folder = fileURLToPath(new URL('./rules/', import.meta.url));
const fixtures = (await readdir(folder)).filter((name) => name.endsWith('.yaml'));

/** `K303.guide.yaml` breaks K303 in another place than `K303.yaml`. */
const ruleOf = (name: string): string => name.slice(0, 4);

/** What every fixture may lean on. */
const ground = {
  path: 'chapters.yaml',
  content: '- id: basics\n  name: { ko: 기초, en: Basics }\n  summary: { ko: 기초예요., en: The basics. }\n',
};

async function problemsOf(name: string, say = english) {
  const content = await readFile(`${folder}${name}`, 'utf8');
  const path = content.match(/^# file: (.+)$/m)?.[1] ?? '';
  return readKnowledge(path === ground.path ? [{ path, content }] : [ground, { path, content }], say)
    .problems;
}

describe('each rule has a file that breaks it, and only it', () => {
  test('every rule is tried', () => {
    expect([...new Set(fixtures.map(ruleOf))].sort()).toEqual(Object.keys(rules).sort());
  });

  test.each(fixtures)('%s', async (name) => {
    const problems = await problemsOf(name);
    expect(problems.length).toBeGreaterThan(0);
    expect(new Set(problems.map(({ rule }) => rule))).toEqual(new Set([ruleOf(name)]));
    for (const problem of problems) {
      expect(problem.line).toBeGreaterThan(name === 'K107.yaml' || name === 'K108.yaml' ? 0 : 1);
      expect(formatProblem(problem)).toMatch(/^[\w/.-]+:\d+:\d+ K\d{3} \S/);
    }
  });

  test('what is missing is said to be missing', async () => {
    expect((await problemsOf('K103.yaml')).map(({ message }) => message)).toEqual([
      '0.summary.ko: is missing: write it, as the other entries do',
    ]);
  });

  test('problems are told in Korean too', async () => {
    for (const name of fixtures.filter((each) => each !== 'K101.yaml'))
      for (const { message } of await problemsOf(name, korean)) expect(message, name).toMatch(/[가-힣]/);
  });
});

test('what the bot ships breaks none of them', async () => {
  expect(data.problems.map(formatProblem)).toEqual([]);
});
