import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDockerCommand } from '#core/shell/docker.ts';
import { formatDockerCommand } from '#core/shell/format.ts';
import { tokenise } from '#core/shell/words.ts';
import { growth, square } from '#tests/support/growth.ts';
import { runs } from '#tests/support/patience.ts';

const lines = readFileSync(new URL('./lines.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));

const words = [
  ...'docker docker-compose run exec ps container image compose up -it -d --rm --name=web --name web -p 80:80 -dp'.split(
    ' ',
  ),
  ...'-e A=1 -v /a:/b nginx nginx:1 sh -c -- --help help sudo -u root && | ; & > < # \\ \\\n `\n ^\n\n'.split(
    ' ',
  ),
  ...[
    '"',
    "'",
    '$',
    '$(',
    '${',
    '`',
    '“',
    '”',
    '\u00a0',
    '–rm',
    '<image>',
    '=',
    '\t',
    '\r\n',
    '\n',
    '>>',
    '2>&1',
    '$PWD',
  ],
  ...[
    '"$PWD":/a',
    "'a b'",
    '--name="a b"',
    '-v=$X',
    '-dp"8080:80"',
    "'-it'",
    '--rm=false',
    '-',
    "$'x'",
    '<<EOF',
  ],
];
const shellLine = fc
  .array(fc.tuple(fc.constantFrom(...words), fc.constantFrom(' ', ' ', ' ', '', '\n')), { maxLength: 14 })
  .map((parts) => `docker ${parts.map(([word, gap]) => word + gap).join('')}`);
const anyLine = fc.oneof(shellLine, fc.string({ unit: 'binary', maxLength: 300 }), fc.constantFrom(...lines));

const meaning = (line: string) => {
  const { path, id, flags, operands, image, name, command, ports, mounts, env, help } =
    readDockerCommand(line);
  return {
    path,
    id,
    flags: flags.map((flag) => [flag.name, flag.value, flag.expands]),
    operands: operands.map(({ role, value, expands }) => [role, value, expands]),
    image,
    name,
    command,
    ports,
    mounts,
    env,
    help,
  };
};

describe('any line', () => {
  it('is covered by spans without a gap', () => {
    fc.assert(
      fc.property(anyLine, (line) => {
        const { spans } = readDockerCommand(line);
        let end = 0;
        for (const { source, word } of spans) {
          expect(source[0]).toBe(end);
          expect(source[1]).toBeGreaterThan(source[0]);
          expect(word).toBe(line.slice(...source));
          end = source[1];
        }
        expect(end).toBe(line.length);
      }),
      { numRuns: runs(2000, 4) },
    );
  });

  it('put together again reads the same', () => {
    fc.assert(
      fc.property(anyLine, (line) => {
        const read = readDockerCommand(line);
        if (read.path === '') return;
        const again = formatDockerCommand(read);
        expect({ again, ...meaning(again) }).toEqual({ again, ...meaning(line) });
      }),
      { numRuns: runs(3000, 4) },
    );
  });

  it('a backslash of PowerShell stays a letter', () => {
    const line = 'docker `\n \\ --help';
    const again = formatDockerCommand(readDockerCommand(line));
    expect(again).toBe("docker '\\' --help");
    expect(meaning(again)).toEqual(meaning(line));
  });

  it('a letter that would end the options stays with its word', () => {
    expect(formatDockerCommand(readDockerCommand('docker -v- -- ps'))).toBe('docker -v- -- ps');
  });

  it('in its long form means the same', () => {
    for (const line of lines) {
      const read = readDockerCommand(line);
      if (read.faults.length > 0) continue;
      expect(meaning(formatDockerCommand(read, { long: true }))).toEqual(meaning(line));
    }
  });

  it('gives plain data', () => {
    fc.assert(
      fc.property(anyLine, (line) => {
        const read = readDockerCommand(line);
        expect(JSON.parse(JSON.stringify(read))).toEqual(read);
      }),
    );
  });

  it('points faults and hints into the line', () => {
    fc.assert(
      fc.property(anyLine, (line) => {
        const { faults, hints } = readDockerCommand(line);
        for (const { source, code, message } of [...faults, ...hints]) {
          expect(source[0]).toBeGreaterThanOrEqual(0);
          expect(source[1]).toBeGreaterThanOrEqual(source[0]);
          expect(source[1]).toBeLessThanOrEqual(line.length);
          expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
          expect(message).not.toBe('');
        }
      }),
    );
  });
});

describe('long lines', () => {
  const awkward = [
    'a',
    ' ',
    '"',
    "'",
    '$(',
    '${',
    '`',
    '\\',
    '\n',
    '#',
    '<',
    '>',
    '&',
    '-',
    '=',
    ':',
    '--name ',
    '-e A=1 ',
    'a|',
    '<<a ',
    '-p 80:80 ',
    '“',
    '\u00a0',
    '$x',
    '--x=',
    '"$(',
    '[',
    '1.',
    '@',
    '.',
    '^',
    '\\\n',
    '> ',
    'C:\\',
    '<a>',
    '<ab',
    '-v a: /b ',
    '`docker ',
    '-it',
    "$'",
  ];
  it.each(awkward)('take time in proportion to their length: %j', (piece) => {
    const line = (length: number) =>
      `docker run ${piece.repeat(Math.ceil(length / piece.length))}`.slice(0, length);
    const [short, long] = [line(25_000), line(100_000)];
    expect(growth((size) => readDockerCommand(size < 100_000 ? short : long), 100_000)).toBeLessThan(square);
  });
});

describe('a docker command inside a word', () => {
  it.each([
    ['ID=$(docker run -d nginx)', 'docker run -d nginx'],
    ['echo "id: $(sudo docker ps -q)"', 'docker ps -q'],
    ['bash -c "docker ps"', 'docker ps'],
    ['alias dps="docker ps -a"', 'docker ps -a'],
    ['`docker ps`', 'docker ps'],
  ])('is laid open: %s', (line, inner) => {
    const read = readDockerCommand(line);
    expect(formatDockerCommand(read).replace(/^sudo /, '')).toBe(inner);
    expect(read.spans.map(({ word }) => word).join('')).toBe(line);
  });

  it.each(["echo 'docker ps is a command'", 'bash -c "echo docker"', 'cat docker'])(
    'is not found where there is none: %s',
    (line) => {
      expect(readDockerCommand(line).faults[0]?.code).toBe('not-docker');
    },
  );
});

describe('tokenise', () => {
  const split = (line: string) =>
    tokenise(line)
      .filter(({ kind }) => kind === 'word')
      .map(({ text }) => text);

  it.each([
    ['a b', ['a', 'b']],
    ["'a b' c", ['a b', 'c']],
    ['"a \\"b\\" $X" c', ['a "b" $X', 'c']],
    ['a\\ b', ['a b']],
    ['a \\\n  b', ['a', 'b']],
    ['a `\n  b', ['a', 'b']],
    ['a ^\r\n  b', ['a', 'b']],
    ['a"b"\'c\'d', ['abcd']],
    ['a # b', ['a']],
    ['a#b', ['a#b']],
    ['$(pwd) "$(a "b c")"', ['$(pwd)', '$(a "b c")']],
    ['""', ['']],
    ["$'a\\nb'", ['a\nb']],
    ['$ docker ps', ['docker', 'ps']],
    ['me@box:~$ docker ps', ['docker', 'ps']],
    ['PS C:\\> docker ps', ['docker', 'ps']],
    ['docker run \\\n> -d', ['docker', 'run', '-d']],
  ])('%j', (line, expected) => {
    expect(split(line)).toEqual(expected);
  });
});
