import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { formatProblem } from '#core/knowledge/problem.ts';
import { badStart } from '#src/beginning.ts';
import { type Data, readData } from '#src/data.ts';
import { data } from '#tests/support/data.ts';
import { start } from '#tests/support/program.ts';

let root: string;
let count = 0;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'gorae-team-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

/** A team's folder with these files. */
async function folder(files: Readonly<Record<string, string>>): Promise<string> {
  count += 1;
  const path = join(root, `team-${count}`);
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(path, name)), { recursive: true });
    await writeFile(join(path, name), content);
  }
  return path;
}

const concept = (id: string, more = ''): string => `- id: ${id}
  name: { ko: 우리 팀의 ${id}, en: Our ${id} }
  chapter: basics
  summary: { ko: 우리 팀은 이렇게 써요., en: This is how our team uses it. }
  body: { ko: 우리 팀은 이렇게 써요., en: This is how our team uses it. }
${more}  sources: [{ title: Wiki, url: 'https://example.com/wiki' }]
  checked: '28.5'
  reviewed: '2026-11-20'
`;

describe('a team’s own knowledge', () => {
  let team: string;
  let ours: Data;
  beforeAll(async () => {
    team = await folder({
      'concepts/ours.yaml': concept('harbour-gate') + concept('volume'),
      'docker/flags.yaml': 'detach: { ko: 우리말로 떼어 놓기, en: In the background of ours }\n',
      'search.yaml': 'meanings: { remove: [scuttle] }\nweak: []\nidle: []\nnear: {}\ncommon: {}\n',
    });
    ours = await readData('en', { team });
  });

  test('is good', () => expect(ours.problems).toEqual([]));

  test('is added to the bot’s, and takes the place of what has the same id', () => {
    const { knowledge, replaced } = ours;
    expect(replaced).toEqual([{ kind: 'concepts', id: 'volume', file: `${team}/concepts/ours.yaml` }]);
    expect(knowledge.concepts.all).toHaveLength(data.knowledge.concepts.all.length + 1);
    expect(knowledge.concepts.get('volume')?.name.en).toBe('Our volume');
    expect(knowledge.concepts.get('image')).toEqual(data.knowledge.concepts.get('image'));
    expect(knowledge.concepts.find('harbour gate', 1)[0]?.entry.id).toBe('harbour-gate');
  });

  test('may lay its own meaning over a flag’s, and teach search a word', () => {
    const { knowledge } = ours;
    expect(knowledge.flags['detach']?.en).toBe('In the background of ours');
    expect(Object.keys(knowledge.flags)).toEqual(Object.keys(data.knowledge.flags));
    expect(data.knowledge.commands.find('scuttle a container', 1)[0]?.entry.id).not.toBe('container rm');
    expect(knowledge.commands.find('scuttle a container', 1)[0]?.entry.id).toBe('container rm');
  });

  test('is held to the rules together with the bot’s; problems are told at the team’s file', async () => {
    const faulty = await folder({
      'concepts/ours.yaml': concept(
        'harbour-gate',
        '  related: [{ concept: nowhere, how: { ko: 없어요, en: none } }]\n',
      ),
      'concepts/more.yaml': concept('harbour-wall', '  aliases: [볼륨]\n'),
      'concepts/twice.yaml': concept('harbour-pier') + concept('harbour-pier'),
      'words/ko.yaml': 'Hello: 안녕\n',
    });
    const { problems } = await readData('en', { team: faulty });
    expect(problems.map((problem) => formatProblem(problem).replace(`${faulty}/`, ''))).toEqual([
      expect.stringMatching(/^words\/ko\.yaml:\d+:\d+ K107 /),
      expect.stringMatching(/^concepts\/twice\.yaml:\d+:\d+ K201 .*harbour-pier/),
      expect.stringMatching(/^concepts\/more\.yaml:\d+:\d+ K203 볼륨 already leads to volume/),
      expect.stringMatching(/^concepts\/ours\.yaml:\d+:\d+ K202 There is no concept nowhere/),
    ]);
  });
});

describe('KNOWLEDGE_PATH', () => {
  test('a folder with faults stops the start with their places', async () => {
    const team = await folder({ 'guides/broken.yaml': 'id: broken\nname: { ko: 하나 }\n' });
    const DATABASE_URL = `sqlite:${root}/broken.sqlite`;
    const broken = start('src/tools/ask.ts', { DATABASE_URL, KNOWLEDGE_PATH: team }, ['/help']);
    expect(await broken.ended).toBe(badStart);
    expect(broken.output()).toMatch(new RegExp(`^ {2}${team}/guides/broken.yaml:2:\\d+ K103 `, 'm'));
  });

  test('npm run check:data checks a folder on top of the bot’s', async () => {
    const team = await folder({ 'concepts/ours.yaml': concept('volume') });
    const good = start('src/tools/check-data.ts', {}, [team]);
    expect(await good.ended).toBe(0);
    expect(good.answer()).toContain(
      `${team}/concepts/ours.yaml stands in for the bot's own volume (concepts)`,
    );
    expect(await start('src/tools/check-data.ts', {}, [join(root, 'nowhere')]).ended).toBe(2);
  });
});
