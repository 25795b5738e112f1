/** What holds for every text: an answer, always the same, that survives JSON, in time that grows with its length. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { composeProcess, splitShellWords } from '#core/dockerfile/compose.ts';
import { podProcess } from '#core/dockerfile/kubernetes.ts';
import { commandMatrix } from '#core/dockerfile/matrix.ts';
import { effectiveProcess } from '#core/dockerfile/process.ts';
import { readScript } from '#core/dockerfile/script.ts';
import { growth, square, timeOf } from '#tests/support/growth.ts';
import { runs, share } from '#tests/support/patience.ts';

// Pieces from which files are made that are almost Dockerfiles.
const piece = fc.constantFrom(
  ...[
    'FROM ',
    'FROM alpine\n',
    'FROM a AS b\n',
    'CMD ',
    'ENTRYPOINT ',
    'RUN ',
    'ENV ',
    'ARG ',
    'SHELL ',
    'ONBUILD ',
    'COPY --from=b ',
    'HEALTHCHECK ',
  ],
  ...[
    '["',
    '"]',
    '","',
    "['",
    '[',
    ']',
    ',',
    '<<EOF',
    '<<-"E"',
    'EOF\n',
    '\\\n',
    '# escape=`\n',
    '# check=error=true\n',
    '`\n',
    '\r\n',
    '\n',
    '\n\n',
    '\t',
    ' ',
    '\u00a0',
    '\ufeff',
  ],
  ...[
    '$',
    '${',
    '}',
    '${A:-',
    '${A',
    '$A',
    '$@',
    '"',
    "'",
    '\\',
    '`',
    '$(',
    '(',
    ')',
    '&&',
    '||',
    ';',
    '|',
    '&',
    '>',
    '<',
    '#',
    '--',
    '--x=',
    '=',
    'A=1',
    'a',
    '*',
    '한',
    '😀',
    '\ud800',
    '\0',
    '[1,',
    'null',
  ],
  ...[
    '{ ',
    '; }',
    'if ',
    '; then ',
    '; else ',
    '; fi',
    'for a in ',
    '; do ',
    '; done',
    'while true',
    'case a in ',
    ' a) ',
    ';;',
    ' esac',
    'eval ',
    'break',
    '${A/',
    '${A#',
  ],
);
const text = fc.oneof(
  fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'binary', maxLength: 200 }),
);
const words = fc.array(
  fc.oneof(
    fc.constantFrom(
      '@',
      '--entrypoint',
      '--entrypoint=',
      '',
      '-e',
      'A=1',
      '-it',
      '--',
      '--rm',
      '--init',
      '-p',
      'x',
    ),
    fc.string(),
  ),
  { maxLength: 8 },
);
const bases = fc.dictionary(
  fc.constantFrom('a', 'b', 'alpine', '__proto__', 'constructor', ''),
  fc.record(
    {
      Entrypoint: fc.option(fc.array(fc.string(), { maxLength: 3 })),
      Cmd: fc.option(fc.array(fc.string(), { maxLength: 3 })),
      Shell: fc.option(fc.array(fc.string(), { maxLength: 2 })),
      OnBuild: fc.option(fc.array(text, { maxLength: 2 })),
      Env: fc.option(fc.array(fc.string(), { maxLength: 2 })),
    },
    { requiredKeys: [] },
  ),
);

describe('any text', () => {
  test('has an answer that survives JSON and does not change', () => {
    fc.assert(
      fc.property(
        text,
        words,
        bases,
        fc.option(text, { nil: undefined }),
        (dockerfile, run, known, target) => {
          const ask = () =>
            effectiveProcess({ dockerfile, run, bases: known, ...(target !== undefined && { target }) });
          const answer = ask();
          expect(JSON.parse(JSON.stringify(answer))).toEqual(answer);
          expect(ask()).toEqual(answer);
          if ('error' in answer) expect(answer.error.message).not.toBe('');
          else expect(answer.argv.length).toBeGreaterThan(0);
          const count = dockerfile.split('\n').length;
          for (const { line } of [...answer.steps, ...answer.hints]) {
            if (line !== undefined) expect(line).toBeGreaterThan(0);
            expect(line ?? 1).toBeLessThanOrEqual(count);
          }
        },
      ),
      { numRuns: runs(1500, 3) },
    );
  });

  test('of a stage with commands has one too', () => {
    fc.assert(
      fc.property(text, text, words, (entrypoint, cmd, run) => {
        commandMatrix({ base: 'alpine', entrypoint, cmd, run, bases: {} });
        composeProcess({ entrypoint, command: cmd }, { Cmd: run });
        podProcess({ command: [entrypoint], args: [cmd] }, {});
        readScript(cmd, { extended: true });
      }),
      { numRuns: runs(1000, 3) },
    );
  });

  test('of words without anything special stays those words in Compose', () => {
    const plain = fc.array(fc.stringMatching(/^[\w./:=@%+-]+$/), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(plain, (list) => {
        expect(splitShellWords(list.join(' '))).toEqual({ words: list });
        expect(splitShellWords(list.map((word) => `'${word}'`).join('\t'))).toEqual({ words: list });
      }),
    );
  });
});

/** Texts of a length that have been, or could be, slow: each repeats what makes a reader go back. */
const hostile: Readonly<Record<string, (length: number) => string>> = {
  'open brackets': (n) => `FROM a\nCMD ${'['.repeat(n)}`,
  'nested arrays': (n) => `FROM a\nCMD ${'['.repeat(n / 2)}${']'.repeat(n / 2)}`,
  'blanks in a command': (n) => `FROM a\nCMD a${' '.repeat(n)}b`,
  'continued lines': (n) => `FROM a\nRUN ${'a \\\n'.repeat(n / 4)}b`,
  'stages upon stages': (n) =>
    Array.from({ length: n / 20 }, (_, i) => `FROM ${i ? `s${i - 1}` : 'x'} AS s${i}\nENV A${i}=b`).join(
      '\n',
    ),
  'stages that copy': (n) =>
    Array.from({ length: n / 40 }, (_, i) => `FROM a AS s${i}\n${i ? `COPY --from=s${i - 1} a b` : ''}`).join(
      '\n',
    ),
  'variables that double': (n) =>
    `FROM a\nENV A=aaaaaaaa\n${'ENV A=$A$A\n'.repeat(14)}${'ENV B=$A$A\n'.repeat(n / 11)}`,
  'nested substitutions': (n) => `FROM a\nENV A=${'${a:-'.repeat(n / 6)}${'}'.repeat(n / 6)}`,
  patterns: (n) => `FROM a\nENV A=${'a'.repeat(n / 2)}\nENV B=\${A%${'*a'.repeat(n / 4)}b}`,
  commands: (n) => `FROM a\n${'CMD a b\n'.repeat(n / 8)}`,
  'broken arrays': (n) => `FROM a\n${"CMD ['a']\n".repeat(n / 10)}`,
  heredocs: (n) => `FROM a\nRUN <<E${' <<E'.repeat(n / 8)}\n${'E\n'.repeat(n / 8)}`,
  ONBUILD: (n) => `FROM a\n${'ONBUILD '.repeat(n / 8)}RUN a`,
  flags: (n) => `FROM a\nCOPY${' --exclude=a'.repeat(n / 12)} a b`,
  digits: (n) => `FROM a\nHEALTHCHECK --interval=${'1'.repeat(n)} CMD a`,
  'a long name': (n) => `FROM ${'a-'.repeat(n / 2)}B`,
  'variables for the shell': (n) => `FROM alpine\nENV A=aaaaaaaaaa\nCMD app ${'$A'.repeat(n / 2)}`,
  'substitutions for the shell': (n) => `FROM alpine\nCMD app ${'${A:-'.repeat(n / 5)}`,
  'quotes for the shell': (n) => `FROM alpine\nCMD app ${'"'.repeat(n)}`,
  'a long list': (n) => `FROM alpine\nCMD a${' && a'.repeat(n / 5)}`,
  'undefined variables': (n) =>
    `FROM alpine\n${Array.from({ length: n / 12 }, (_, i) => `ENV A${i}=$B${i}`).join('\n')}`,
  'groups in groups': (n) => `FROM alpine\nCMD ${'('.repeat(n)}`,
  'many groups': (n) => `FROM alpine\nCMD ${'{ a; }; '.repeat(n / 8)}a`,
  'loops in loops': (n) =>
    `FROM alpine\nCMD ${'for a in 1 2 3; do '.repeat(n / 40)}:${'; done'.repeat(n / 40)}`,
  'loops one after the other': (n) => `FROM alpine\nCMD ${'for a in 1 2 3; do :; done; '.repeat(n / 28)}a`,
  'many outputs': (n) => `FROM alpine\nCMD a ${'$(echo a) '.repeat(n / 10)}`,
  'eval of eval': (n) => `FROM alpine\nCMD ${'eval '.repeat(n / 5)}a`,
  directives: (n) => `# escape=${' '.repeat(n)}x\nFROM a`,
  'dollars for a program': (n) => `FROM alpine\nCMD ["awk", "${'$'.repeat(n)}"]`,
  'blanks before what is left in the background': (n) => `FROM alpine\nCMD a${' '.repeat(n)}b &`,
  'a long pipeline': (n) =>
    `FROM alpine\nCMD ${Array.from({ length: n / 12 }, (_, i) => `A${i}=1`).join(';')}${' | a'.repeat(n / 12)}`,
};

describe('time grows with the length, not with its square', () => {
  test.each(Object.entries(hostile))('%s', (_name, make) => {
    const [short, long] = [make(12_000), make(48_000)];
    expect(
      growth(
        (size) => effectiveProcess({ dockerfile: size < 48_000 ? short : long, run: [], bases: {} }),
        48_000,
      ),
    ).toBeLessThan(square);
  });

  test('of a hundred kilobytes nothing is too much', () => {
    for (const [name, make] of share(Object.entries(hostile), 7)) {
      const work = () => effectiveProcess({ dockerfile: make(100_000), run: [], bases: {} });
      expect(timeOf(work), name).toBeLessThan(5000);
    }
  });
});
