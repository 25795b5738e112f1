import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readKnowledge } from '#core/knowledge/library.ts';
import type { Draft } from '#core/notes/draft.ts';
import { slug } from '#core/notes/lookup.ts';
import { readNote } from '#core/notes/markdown.ts';
import { propose } from '#core/notes/proposal.ts';
import { fillPlaceholders } from '#core/notes/shell.ts';
import { splitTerm } from '#core/notes/term.ts';
import { createJoiner } from '#core/notes/wrap.ts';
import { writeDrafts } from '#core/notes/yaml.ts';
import { english } from '#core/say.ts';
import { readFiles } from '#src/data.ts';
import { data } from '#tests/support/data.ts';
import { growth, square } from '#tests/support/growth.ts';
import { runs } from '#tests/support/patience.ts';

const { knowledge } = data;
const sample = async (name: string) => readNote(name, await readFile(new URL(name, import.meta.url), 'utf8'));
const ko = await sample('study.ko.md');
const en = await sample('study.en.md');
const { drafts, warnings } = propose([ko, en], knowledge, english);

/** The draft of this kind and id, as plain data. */
function draft(kind: Draft['kind'], id: string) {
  const found = drafts.find((each) => each.kind === kind && each.id === id);
  expect(
    found,
    `${kind}:${id} among ${drafts.map((each) => `${each.kind}:${each.id}`).join(' ')}`,
  ).toBeDefined();
  return { ...found, entry: found?.entry as Record<string, unknown> };
}
/** What is warned of a line that holds these words. */
const warned = (file: string, source: string, words: string): string[] => {
  const line = source.split('\n').findIndex((each) => each.includes(words)) + 1;
  return warnings.filter((each) => each.file === file && each.line === line).map(({ id }) => id);
};
const source = {
  ko: await readFile(new URL('study.ko.md', import.meta.url), 'utf8'),
  en: await readFile(new URL('study.en.md', import.meta.url), 'utf8'),
};

describe('a table of things becomes a comparison', () => {
  test('one the bot does not know, with what is still to be written', () => {
    const { joins, entry, path } = draft(
      'comparison',
      drafts.find(({ kind, joins }) => kind === 'comparison' && !joins)?.id || '',
    );
    expect(joins).toBe(false);
    expect(path).toMatch(/^comparisons\/[a-z0-9-]+\.yaml$/);
    expect(entry['sides']).toMatchObject([{ name: { ko: '젠킨스' } }, { name: { ko: '깃허브 액션' } }]);
    expect(entry['rows']).toMatchObject([
      {
        name: { ko: '설치', en: 'TODO' },
        cells: [{ ko: '직접 서버에 설치', en: 'TODO' }, { ko: '설치 없음' }],
      },
      { name: { ko: '설정 파일' }, cells: [{ en: 'Jenkinsfile' }, { en: 'YAML' }] },
    ]);
  });

  test('one it knows gets the note’s cells in the rows that it has; remarks are no side', () => {
    const { joins, entry } = draft('comparison', 'volume-vs-bind-mount');
    const known = knowledge.comparisons.get('volume-vs-bind-mount');
    expect(joins).toBe(true);
    expect((entry['sides'] as object[]).length).toBe(known?.sides.length);
    expect(JSON.stringify(entry['rows'])).toContain('호스트의 아무 경로');
    expect(JSON.stringify(entry)).not.toContain('외우기');
  });

  test('a list below a heading of two known things joins their comparison and keeps its rows', () => {
    const { joins, entry } = draft('comparison', 'cmd-vs-entrypoint');
    const known = knowledge.comparisons.get('cmd-vs-entrypoint');
    expect(joins).toBe(true);
    expect((entry['rows'] as { id: string }[]).map(({ id }) => id)).toEqual(
      expect.arrayContaining(known?.rows.map(({ id }) => id) ?? ['']),
    );
    expect(entry['trap']).toEqual(known?.trap);
  });
});

describe('docker lines become commands', () => {
  test('of lists, tables and code, with their task and an example that the client takes', () => {
    const list = draft('command', 'container ls').entry as unknown as {
      tasks: { ko: string[] };
      examples: { code: string }[];
    };
    expect(list.tasks.ko).toContain('꺼진 컨테이너까지 모두 보기');
    const logs = draft('command', 'container logs').entry as unknown as {
      examples: { code: string; says: object }[];
    };
    expect(logs.examples).toContainEqual({
      code: 'docker logs -f my-container',
      says: { ko: '로그를 계속 보기', en: 'TODO' },
    });
    const run = draft('command', 'container run').entry as unknown as {
      examples: { code: string; says: object }[];
    };
    expect(run.examples).toContainEqual({
      code: 'docker run -d --name web nginx:1.29',
      says: { ko: '웹 서버 띄우기', en: 'TODO' },
    });
    expect(draft('command', 'image rm').joins).toBe(true);
    const stop = draft('command', 'container stop').entry as unknown as { tasks: { en: string[] } };
    expect(stop.tasks.en).toContain('stop it politely');
    expect(drafts.some(({ id }) => id === 'compose up')).toBe(true);
  });

  test('that go on over many rows are one, also where the last one would go on', () => {
    const variables = Array.from({ length: 30 }, (_, index) => `-e LONG_NAME_${index}=long-value-${index}`);
    const codes = (...rows: string[]) => {
      const text = `# Web\n\n\`\`\`sh\n${rows.join(' \\\n  ')}\n\`\`\`\n`;
      const found = propose([readNote('x.md', text)], knowledge, english);
      expect(found.warnings).toEqual([]);
      const entry = found.drafts[0]?.entry as { examples: { code: string }[] } | undefined;
      return entry?.examples.map(({ code }) => code) ?? [];
    };
    expect(codes('docker run -d', ...variables, 'nginx:1.29')).toContain(
      ['docker run -d', ...variables, 'nginx:1.29'].join(' '),
    );
    expect(codes('docker run -d', '-p 8090:80 nginx:1.29 \\')).toContain(
      'docker run -d -p 8090:80 nginx:1.29',
    );
  });

  test('what the client refuses is no example but a warning; plugins we know nothing of are left alone', () => {
    expect(warned('study.ko.md', source.ko, '--detatch')).toEqual(['unknown-flag']);
    expect(JSON.stringify(drafts)).not.toContain('--detatch');
    expect(warned('study.ko.md', source.ko, 'docker run my-app:1.0 -p')).toContain('options-behind-image');
    expect(warned('study.ko.md', source.ko, 'docker scout')).toEqual([]);
  });
});

describe('headings and terms become concepts', () => {
  test('known ones keep what the bot has, in the note’s words where it speaks', () => {
    const image = draft('concept', 'image');
    const known = knowledge.concepts.get('image');
    expect(image.joins).toBe(true);
    expect(image.entry).toMatchObject({
      summary: { ko: '컨테이너를 만드는 틀', en: known?.summary.en },
      chapter: known?.chapter,
    });
    expect(draft('concept', 'namespace').entry).toMatchObject({
      body: { ko: '프로세스가 보는 세상을 나누는 커널 기능' },
    });
    expect(draft('concept', 'volume').entry).toMatchObject({
      body: { en: 'Where data outlives its container.' },
    });
  });

  test('new ones get an id, their sources, and blanks', () => {
    expect(draft('concept', 'hanggujigi').entry).toMatchObject({
      name: { ko: '항구지기', en: 'TODO' },
      summary: { ko: '우리 팀의 배포 담당 서버.', en: 'TODO' },
      chapter: 'TODO',
    });
    const pilot = draft('concept', 'harbour-pilot');
    expect(pilot.entry).toMatchObject({ sources: [{ title: 'our wiki', url: 'https://example.com/pilot' }] });
    expect(pilot.places).toMatchObject([{ file: 'study.en.md', line: 3 }]);
  });
});

test('numbered headings become the steps of a guide', () => {
  const guide = drafts.find(
    ({ kind, entry }) => kind === 'guide' && JSON.stringify(entry).includes('레지스트리에 올린다'),
  );
  const sections = guide?.entry['sections'] as { title: { ko: string } }[];
  expect(sections.map(({ title }) => title.ko).slice(-2)).toEqual(['이미지 올리기', '서버에서 받기']);
});

describe('what a note gets wrong is told at its line', () => {
  test.each([
    ['study.ko.md', source.ko, '인자를 주면 CMD는', ['arguments-ignore-cmd']],
    ['study.ko.md', source.ko, 'ENTRYPOINT는 바꿀 수 없다', ['entrypoint-is-fixed', 'last-entrypoint']],
    ['study.en.md', source.en, 'EXPOSE opens', ['expose-opens-port']],
    ['study.ko.md', source.ko, "CMD ['node'", ['invalid-json-shell-form']],
  ] as const)('%s: %#', (file, text, words, ids) => {
    expect(warned(file, text, words)).toEqual(expect.arrayContaining([...ids]));
  });

  test('a misbelief of a concept is known again, and its denial is not', () => {
    const said = (text: string) =>
      propose([readNote('x.md', text)], knowledge, english).warnings.map(({ id }) => id);
    expect(said('컨테이너는 가벼운 가상 머신이다.')).toContain('container');
    expect(said('컨테이너는 가벼운 가상 머신이 아니다.')).toEqual([]);
    expect(said('A container is a lightweight virtual machine.')).toContain('container');
    expect(said('A container is not a lightweight virtual machine.')).toEqual([]);
  });

  test('every truth is told in the language of the reader', () => {
    for (const { truth } of warnings) expect(truth).not.toMatch(/[가-힣]/);
  });
});

describe('drafts as files', () => {
  const files = writeDrafts(drafts, warnings, english);

  test('are YAML that says which line each value came from', () => {
    for (const { path, content } of files) expect(() => parse(content), path).not.toThrow();
    const logs = files.find(({ path }) => path === 'docker/container.yaml')?.content ?? '';
    const line = source.ko.split('\n').findIndex((each) => each.includes('docker logs')) + 1;
    expect(logs).toMatch(new RegExp(`# study.ko.md:${line}\\n\\s+- code: docker logs -f my-container`));
  });

  test('fit the schemas: nothing is wrong with them but what is still to be written', async () => {
    const team = files.map((file) => ({ ...file, folder: 'drafts' }));
    const { problems } = readKnowledge(await readFiles(), english, { team });
    // A table with two aspects is one short of a comparison.
    const own = problems.filter(({ file }) => file.startsWith('drafts/'));
    expect(own.length).toBeGreaterThan(0);
    const rest = own.filter(({ rule, message }) => rule !== 'K110' && !message.startsWith('rows:'));
    expect(rest).toEqual([]);
  });
});

describe('the pieces', () => {
  test.each([
    ['docker run -p 80:80 id : 실행', { term: 'docker run -p 80:80 id', meaning: '실행', bold: false }],
    ['**격리**: 따로', { term: '격리', meaning: '따로', bold: true }],
    ['**격리:** 따로', { term: '격리', meaning: '따로', bold: true }],
    ['경량화 - 가볍다', { term: '경량화', meaning: '가볍다', bold: false }],
    ['볼륨\n: 데이터', { term: '볼륨', meaning: '데이터', bold: true }],
    ['https://example.com', undefined],
  ])('%s', (text, term) => expect(splitTerm(text)).toEqual(term));

  test('words broken by a hard wrap are whole again, others keep their blank', () => {
    const join = createJoiner(['도커 컨테이너는 가볍다', '', '이 컨', '테이너는 작은 프로세스', '이다']);
    expect(join(['이 컨', '테이너는 작은'])).toBe('이 컨테이너는 작은');
    expect(join(['가벼운', '프로세스'])).toBe('가벼운 프로세스');
  });

  test('placeholders become names, Go templates and JSON stay', () => {
    expect(fillPlaceholders('docker push [image name]')).toBe('docker push my-image');
    expect(fillPlaceholders('docker run [OPTIONS] IMAGE [COMMAND]')).toBe('docker run my-image sh');
    expect(fillPlaceholders("docker ps --format '{{.Names}}'")).toBe("docker ps --format '{{.Names}}'");
  });

  test('an id is made of Latin letters, or of how Korean is read', () => {
    expect(slug('Docker Hub')).toBe('docker-hub');
    expect(slug('항구지기')).toBe('hanggujigi');
    expect(slug('🚀')).toBe('untitled');
  });
});

describe('anything may be in a note', () => {
  const pieces = fc.constantFrom(
    '# ',
    '## 1. ',
    '- ',
    '> ',
    '**',
    '`',
    '```\n',
    '|',
    '|-|-|\n',
    '[',
    ']',
    '(',
    ')',
    '<',
    '>',
    '!',
    '\n',
    '\n\n',
    ' : ',
    'docker ',
    'docker run -p ',
    'CMD ["',
    'FROM ',
    'ENTRYPOINT',
    '컨테이너는 ',
    'VM은 ',
    '---\n',
    '\0',
    '\u2028',
    'TODO',
    '&amp;',
    '\\',
    '    ',
    '[[x|y]]',
    '{{',
    '}}',
    "'",
    '볼륨',
    'vs',
  );
  test('nothing makes it throw, and what it writes is YAML', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(pieces, fc.string({ unit: 'grapheme', maxLength: 6 })), { maxLength: 60 }),
        (parts) => {
          const proposal = propose([readNote('x.md', parts.join(''))], knowledge, english);
          for (const { content } of writeDrafts(proposal.drafts, proposal.warnings, english)) parse(content);
        },
      ),
      { numRuns: runs(300, 4) },
    );
  });

  test.each<[string, (length: number) => string]>([
    ['quotes in quotes', (length) => '> '.repeat(length / 2)],
    ['lists in lists', (length) => '- '.repeat(length / 2)],
    ['open brackets', (length) => '[a]('.repeat(length / 4)],
    ['marks that never close', (length) => '*a_ '.repeat(length / 4)],
    ['a list without end', (length) => '- a\n'.repeat(length / 4)],
    ['a table without end', (length) => `|a|b|\n|-|-|\n${'|x|y|\n'.repeat(length / 6)}`],
    ['links over lines', (length) => '[a](\n'.repeat(length / 5)],
    ['headings', (length) => '# a\n'.repeat(length / 4)],
    ['one line', (length) => 'a'.repeat(length)],
    ['docker lines', (length) => '- docker run -p : x\n'.repeat(length / 20)],
  ])('a long note of %s takes time in proportion', (_, make) => {
    const work = (length: number) => propose([readNote('x.md', make(length))], knowledge, english);
    expect(growth(work, runs(100_000, 5))).toBeLessThan(square);
  });
});
