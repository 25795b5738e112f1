// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is the spelling of Dockerfiles and shells
/**
 * The model of a shell against the shells themselves: random texts are run by dash, bash and busybox with programs that only
 * write down their arguments, and must start what the model says. Where a shell is missing, its test is skipped.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { followShell } from '#core/dockerfile/shellform.ts';
import { Beyond } from '#core/dockerfile/syntax.ts';
import { runs } from '#tests/support/patience.ts';

const folder = mkdtempSync(join(tmpdir(), 'gorae-shell-'));
const names = ['app', 'tool'];
for (const name of names) {
  const file = join(folder, name);
  writeFileSync(file, `#!/bin/sh\n{ printf '%s\\001' $$ ${name} "$@"; printf '\\002'; } >> "$LOG"\n`);
  chmodSync(file, 0o755);
}
afterAll(() => rmSync(folder, { recursive: true }));

const env = { A: '1', B: 'two words', E: '', X_Y: ' lead' };
let calls = 0;

/** A program and the words before its options. */
type Shell = readonly [program: string, ...before: string[]];

/** Runs a text for real: the programs in the order they ended, whether each took the shell's place, and the exit code. */
function runShell([shell, ...before]: Shell, text: string, words: readonly string[]) {
  const log = join(folder, `log${calls++}`);
  writeFileSync(log, '');
  const { status, pid } = spawnSync(shell, [...before, '-c', text, ...words], {
    cwd: folder,
    env: { ...env, LOG: log, PATH: folder },
    stdio: 'ignore',
    timeout: 30_000,
  });
  const out = execFileSync('/bin/cat', [log], { encoding: 'utf8' });
  const lines = out
    .split('\x02')
    .slice(0, -1)
    .map((line) => line.split('\x01').slice(0, -1));
  return {
    status,
    programs: lines.map(([, ...argv]) => argv),
    replaced: lines.map(([own]) => (own === String(pid) ? 'yes' : 'no')),
  };
}

function follow(
  kind: 'dash' | 'bash' | 'busybox',
  shell: string,
  text: string,
  [zero = shell, ...positional]: readonly string[],
) {
  try {
    return followShell({
      text,
      shell: kind,
      zero,
      positional,
      variable: (name) => {
        if (name in env) return env[name as keyof typeof env];
        if (/^[A-Z]$|^N/.test(name)) return undefined;
        throw new Beyond(name);
      },
      hasDirectory: (path) => path === '/',
      pid: undefined,
      errexit: false,
      nounset: false,
    });
  } catch (error) {
    if (error instanceof Beyond) return undefined;
    throw error;
  }
}

// Pieces that texts are made of: words, quotes, variables, operators, builtins, and plain mistakes.
const piece = fc.constantFrom(
  ...[
    'app',
    'tool',
    'a',
    '-x',
    '"$@"',
    '$*',
    '"$*"',
    '$@',
    '$0',
    '$1',
    '"$1"',
    '${2}',
    '$#',
    '$A',
    '$B',
    '"$B"',
    '${B}',
    '$E',
    '"$E"',
  ],
  ...[
    '$N',
    '"$N"',
    '${N:-d e}',
    '"${N:-d e}"',
    '${N-x}',
    '${A:+y}',
    '${E:-z}',
    '${E-z}',
    '${#B}',
    '${A:=q}',
    '${Z:=q}',
    '$Z',
    '${N:?no}',
    '$X_Y',
    'x$B',
    '$B"y"',
  ],
  ...[
    "'q u'",
    '"q u"',
    '\\$A',
    'a\\ b',
    "''",
    '""',
    '"\\$A"',
    '"\\x"',
    "'\\'",
    '#c',
    'a#c',
    '~x',
    'A=5',
    'Z=$B',
    'exec',
    '!',
    '{',
    '}',
  ],
  ...[
    '&&',
    '||',
    ';',
    '|',
    '&',
    '>/dev/null',
    '2>&1',
    '<',
    '(',
    ')',
    '[',
    ']',
    '=',
    '-n',
    'true',
    'false',
    ':',
    'echo',
    'cd /',
    'export Z=3',
    'set -- k l',
    'shift',
    'exit 3',
    'unset A',
    "'",
    '"',
    '`',
    '$(',
    '${',
    '[a,b]',
    'test',
    '\n',
    'if',
    'fi',
    'set -e',
    'set -u',
  ],
  ...[
    'then',
    'else',
    'do',
    'done',
    '( app )',
    '{ app; }',
    '(tool;',
    '; }',
    'if true; then app; fi',
    'if false; then app; else tool; fi',
    'for i in $B c; do app $i; done',
    'for i do app $i; done',
    'while true; do app; break; done',
    'until true; do app; done',
    'case $A in 1) app;; *) tool;; esac',
    'case $B in t*w?rds) app a; esac',
    'command app',
    "eval 'app $B'",
    'eval',
    'app $(echo k l)',
    '"$(echo k  l)"',
    '$(true)',
    '`echo x`',
    'break',
    'continue',
    'for i in 1 2; do break && app; done',
    'for i in 1 2; do if continue; then app; fi; done',
    'for i in ${N:?no}; do app; done',
    'case ${N:?no} in *) app; esac',
    "trap '' TERM",
    'trap : EXIT',
  ],
);
const script = fc.array(piece, { minLength: 1, maxLength: 9 }).map((pieces) => pieces.join(' '));
const simple = fc
  .tuple(
    fc.constantFrom('app', 'exec app', 'A=7 app', 'true && app', 'false || app', 'cd / && app'),
    fc.array(piece, { maxLength: 5 }),
  )
  .map(([head, rest]) => [head, ...rest].join(' '));
const args = fc.array(fc.constantFrom('zero', 'one', 'two words', '', '*'), { maxLength: 3 });

const shells = [
  { kind: 'dash', shell: ['/bin/dash'] },
  { kind: 'bash', shell: ['/bin/bash'] },
  { kind: 'busybox', shell: ['/bin/busybox', 'sh'] },
] as const;

describe.each(shells)('$kind', ({ kind, shell }) => {
  test.runIf(existsSync(shell[0]))('starts what the model says', () => {
    fc.assert(
      fc.property(fc.oneof(simple, script), args, (text, words) => {
        const ours = follow(kind, shell.at(-1) ?? '', text, words);
        // The model takes every program for one that is there.
        if (!ours?.programs.every(({ argv: [name = ''] }) => names.includes(name))) return;
        // Programs of a pipeline or in the background run side by side; their order is nobody's.
        // What begins with a dash is an option of the shell.
        fc.pre(!/^[-+]/.test(text));
        fc.pre(!/[^&|][&|]([^&|]|$)/.test(text));
        const real = runShell(shell, text, words);
        expect(ours.programs.map(({ argv }) => argv)).toEqual(real.programs.slice(0, ours.programs.length));
        expect(ours.programs.map(({ replaces }) => replaces)).toEqual(
          real.replaced.slice(0, ours.programs.length),
        );
        if (ours.programs.length === 0) {
          expect(real.programs).toEqual([]);
          if (ours.error) expect(real.status).toBe(ours.error.code);
        }
      }),
      {
        numRuns: Number(process.env['SHELL_RUNS'] ?? runs(150, 4)),
        seed: Number(process.env['SHELL_SEED'] ?? 7),
      },
    );
  });
});
