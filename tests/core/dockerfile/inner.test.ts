// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is the spelling of Dockerfiles and shells
/** What a shell form really starts, and who is PID 1 then. */
import { describe, expect, test } from 'vitest';
import type { BaseImage } from '#core/dockerfile/images.ts';
import { effectiveProcess } from '#core/dockerfile/process.ts';

const bases: Record<string, BaseImage> = {
  dash: { Sh: 'dash' },
  busybox: { Sh: 'busybox' },
  bash: { Sh: 'bash' },
  none: {},
};

function inner(dockerfile: string, ...run: string[]) {
  const result = effectiveProcess({ dockerfile, run, bases });
  return 'error' in result ? expect.unreachable() : result.inner;
}

const argv = (dockerfile: string, ...run: string[]) => inner(dockerfile, ...run)?.argv;

describe('the words of the program', () => {
  test.each([
    ['CMD app a', ['app', 'a']],
    ['CMD app "a b" \'c d\' e\\ f', ['app', 'a b', 'c d', 'e f']],
    ['ENV X=1\nCMD app $X ${X}2 "$X" \'$X\' \\$X', ['app', '1', '12', '1', '$X', '$X']],
    ['ENV X="a b"\nCMD app $X "$X"', ['app', 'a', 'b', 'a b']],
    ['ENV X="a b"\nCMD app x$X"y"', ['app', 'xa', 'by']],
    ['ENV X y z\nCMD app $X', ['app', 'y', 'z']],
    ['ENV A=1\nENV A=2 B=$A\nCMD app $A $B', ['app', '2', '1']],
    ['ARG X=1\nCMD app $X', ['app']],
    ['ARG X=1\nENV X=$X\nCMD app $X', ['app', '1']],
    ['ARG X=1\nENV Y=${X}0\nCMD app $Y', ['app', '10']],
    ['CMD app ${X:-d} ${X-e f} "${X:-g h}" ${X:+n}', ['app', 'd', 'e', 'f', 'g h']],
    ['ENV E=\nCMD app ${E:-d} ${E-x} "$E"', ['app', 'd', '']],
    ['ENV X=abc\nCMD app ${#X}', ['app', '3']],
    ['CMD exec app a', ['app', 'a']],
    ['CMD X=1 app $X', ['app']],
    ['CMD X=1; app $X', ['app', '1']],
    ['CMD export X=1 && app $X', ['app', '1']],
    ['CMD app a && tool b', ['app', 'a']],
    ['CMD false || app a', ['app', 'a']],
    ['CMD true || app a', []],
    ['CMD app a | tool', ['app', 'a']],
    ['CMD app a # b', ['app', 'a']],
    ['CMD app a >/dev/null 2>&1', ['app', 'a']],
    ['WORKDIR /srv\nCMD cd /srv && app', ['app']],
    ['CMD echo hello', []],
    ['CMD', []],
    ['CMD ["sh","-c","app $0 $1","x","y"]', ['app', 'x', 'y']],
    ['CMD ["bash","-lc","app a"]', ['app', 'a']],
    ['CMD ["/bin/busybox","sh","-c","app a"]', ['app', 'a']],
    ['ENTRYPOINT ["sh","-c"]\nCMD ["app a"]', ['app', 'a']],
    ['ENTRYPOINT ["/bin/sh","-ec","app a"]', ['app', 'a']],
    ['SHELL ["/bin/bash","-o","pipefail","-c"]\nCMD app a | tool', ['app', 'a']],
  ])('%j', (instructions, expected) => expect(argv(`FROM busybox\n${instructions}`)).toEqual(expected));

  test('-e counts more than ENV', () => {
    const dockerfile = 'FROM busybox\nENV X=1\nCMD app $X $Y';
    expect(argv(dockerfile, '-e', 'X=9', '-eY=8', '@')).toEqual(['app', '9', '8']);
    expect(argv(dockerfile, '-e', 'X', '@')).toBeUndefined();
    expect(argv(dockerfile, '--env-file', 'f', '@')).toBeUndefined();
  });

  test('arguments become $0, $1 …', () => {
    const dockerfile = 'FROM busybox\nENTRYPOINT app a "$@"';
    expect(argv(dockerfile)).toEqual(['app', 'a']);
    expect(argv(dockerfile, 'x', 'y z')).toEqual(['app', 'a', 'y z']);
    expect(argv('FROM busybox\nENTRYPOINT app $0 $#', 'x', 'y')).toEqual(['app', 'x', '1']);
    expect(argv('FROM busybox\nENTRYPOINT app $0')).toEqual(['app', '/bin/sh']);
    expect(argv('FROM busybox\nENTRYPOINT app $*', 'x', 'y z', 'w')).toEqual(['app', 'y', 'z', 'w']);
    expect(argv('FROM busybox\nENTRYPOINT app "$*"', 'x', 'y z', 'w')).toEqual(['app', 'y z w']);
  });

  test.each([
    'app $(date)',
    'app `date`',
    'app *.js',
    'app ~/x',
    'app $HOME',
    'app $HOSTNAME',
    'cd /nowhere && app',
    '. ./env && app',
    'app < input',
    'test -f /x && app',
    'app ${X%.*}',
    'f() { app; }; f',
    'X=\'eval $X\'; eval "$X"',
    'for a in $0 1 2 3 4 5 6 7 8 9; do for b in $a 1 2 3 4 5 6 7 8 9; do for c in 0 1 2 3 4 5 6 7 8 9; do for d in 0 1 2 3 4 5 6 7 8 9; do :; done; done; done; done; app',
    'app $((1 + 2))',
    'while read x; do app $x; done',
    'if [ -f /x ]; then app; fi',
    'app $(cat /x)',
    'app <<E',
  ])('%j is not guessed', (text) => {
    const result = effectiveProcess({ dockerfile: `FROM busybox\nCMD ${text}`, run: [], bases });
    expect('inner' in result).toBe(false);
    expect(result.steps.map((step) => step.rule)).toContain('inner-unknown');
  });

  test.each([
    ['(app a)', [['app', 'a']]],
    ['(cd /; app a); tool', [['app', 'a'], ['tool']]],
    ['{ app a; tool; }', [['app', 'a'], ['tool']]],
    [
      'X=1; (X=2; app $X); app $X',
      [
        ['app', '2'],
        ['app', '1'],
      ],
    ],
    ['(exit 3); app', [['app']]],
    ['(exit 3) || app b', [['app', 'b']]],
    ['if true; then app a; fi', [['app', 'a']]],
    ['if [ -n "$NOPE" ]; then app a; else tool; fi', [['tool']]],
    ['if false; then app; elif test 1 = 1; then tool x; fi', [['tool', 'x']]],
    [
      'for i in 1 2; do app $i; done',
      [
        ['app', '1'],
        ['app', '2'],
      ],
    ],
    ['for i in 1 2; do app $i; break; done; tool', [['app', '1'], ['tool']]],
    ['for i in 1 2; do [ $i = 1 ] && continue; app $i; done', [['app', '2']]],
    [
      'while true; do app a; sleep 1; done',
      [
        ['app', 'a'],
        ['sleep', '1'],
      ],
    ],
    ['while :; do echo x; sleep 5; done', [['sleep', '5']]],
    ['until false; do app; break; done; tool', [['app'], ['tool']]],
    ['X=1; while [ $X = 1 ]; do X=2; done; app $X', [['app', '2']]],
    ['case prod in dev) tool;; p*) app a;; esac', [['app', 'a']]],
    ['case x in "*") tool;; esac; app', [['app']]],
    ["eval 'app a'", [['app', 'a']]],
    ['command app a', [['app', 'a']]],
    ['command exec app a', [['app', 'a']]],
    ['app $(echo a  b) "$(echo a  b)"', [['app', 'a', 'b', 'a b']]],
    ['X=$(echo a); app $X', [['app', 'a']]],
    ['set -e; X=$(false); app', []],
    ['set -e; if false; then tool; fi; app', [['app']]],
    ['set -e; (false); app', []],
    ['set -e; for i in 1; do break && tool; done; false; app', []],
    ['set -e; for i in 1 2; do if continue; then tool; fi; done; false; app', []],
    [`for i in ${'1 '.repeat(25)}; do eval continue; done; app`, [['app']]],
    ['( case ${X:?no} in *) app; esac ); tool', [['tool']]],
  ])('%s', (text, programs) => {
    const found = inner(`FROM busybox\nCMD ${text}`);
    expect(found && [...(found.argv.length > 0 ? [found.argv] : []), ...(found.followedBy ?? [])]).toEqual(
      programs,
    );
  });

  test('of official images the variables are not all known', () => {
    expect(argv('FROM node:20\nENTRYPOINT app $NODE_VERSION $PORT')).toBeUndefined();
    expect(argv('FROM node:20\nENTRYPOINT app $PORT')).toEqual(['app']);
  });
});

describe('PID 1', () => {
  test.each([
    ['dash', 'app', 'shell'],
    ['dash', 'exec app', 'program'],
    ['busybox', 'app', 'program'],
    ['bash', 'app', 'program'],
    ['bash', 'app >/dev/null', 'shell'],
    ['busybox', 'app; tool', 'shell'],
    ['bash', 'app && tool', 'shell'],
    ['busybox', 'true && app', 'program'],
    ['busybox', 'app | tool', 'shell'],
    ['busybox', 'app &', 'shell'],
    ['none', 'app', 'unknown'],
    ['none', 'exec app', 'program'],
    ['bash', 'command app', 'program'],
    ['dash', 'command exec app', 'program'],
    ['bash', '{ app; }', 'shell'],
    ['busybox', '{ app; }', 'program'],
    ['busybox', '{ app; } >/dev/null', 'shell'],
    ['busybox', '(app)', 'program'],
    ['bash', '(app)', 'shell'],
    ['busybox', '(exec app)', 'program'],
    ['bash', '(exec app)', 'shell'],
    ['dash', '{ exec app; }', 'program'],
    ['busybox', 'if true; then app; fi', 'program'],
    ['busybox', 'case a in a) app; esac', 'program'],
    ['busybox', 'for i in 1; do app; done', 'shell'],
    ['busybox', 'eval app', 'shell'],
    ['bash', "trap '' TERM; app", 'program'],
    ['bash', 'trap : TERM; app', 'shell'],
    ['busybox', 'trap : EXIT; app', 'shell'],
    ['none', '(app)', 'unknown'],
    ['none', 'for i in 1; do app; done', 'shell'],
  ] as const)('%s: %s', (image, text, pid1) => {
    expect(inner(`FROM ${image}\nCMD ${text}`)).toMatchObject({
      argv: ['app'],
      shell: image === 'none' ? 'unknown' : image,
      pid1,
    });
  });

  test.each([
    ['debian:12', 'dash'],
    ['ubuntu', 'dash'],
    ['python:3.12', 'dash'],
    ['alpine:3.20', 'busybox'],
    ['python:3.12-alpine', 'busybox'],
    ['fedora', 'bash'],
  ])('%s has %s', (image, shell) => expect(inner(`FROM ${image}\nCMD app`)).toMatchObject({ shell }));
});

describe('a shell that fails', () => {
  test.each([
    ['busybox', "['app','a']", 127, '/bin/sh: [app,a]: not found'],
    ['dash', "['app','a']", 127, '/bin/sh: 1: [app,a]: not found'],
    ['bash', "['app','a']", 127, '/bin/sh: line 1: [app,a]: command not found'],
    ['busybox', '["app"] # x', 127, '/bin/sh: [app]: not found'],
    ['dash', '"app a"', 127, '/bin/sh: 1: app a: not found'],
    ['dash', "[ 'app', 'a' ]", 2, '/bin/sh: 1: [: app,: unexpected operator'],
    ['busybox', "[ 'app', 'a' ]", 2, 'sh: a: unknown operand'],
    ['bash', "[ 'app', 'a' ]", 2, '/bin/sh: line 1: [: app,: unary operator expected'],
    ['bash', "[ 'a', 'b', 'c' ]", 2, '/bin/sh: line 1: [: b,: binary operator expected'],
    ['busybox', '[ "app"', 2, 'sh: missing ]'],
    ['dash', '[ "$X" = 1 ] && app', 1, ''],
    ['dash', 'set -o pipefail; app', 2, '/bin/sh: 1: set: Illegal option -o pipefail'],
    ['dash', 'source ./env && app', 127, '/bin/sh: 1: source: not found'],
    ['busybox', '"$X" app', 127, '/bin/sh: : Permission denied'],
    ['dash', '( app', 2, '/bin/sh: 1: Syntax error: end of file unexpected (expecting ")")'],
    ['busybox', '{ "app" }', 2, '/bin/sh: syntax error: unexpected end of file (expecting "}")'],
    ['busybox', 'if true; app; fi', 2, '/bin/sh: syntax error: unexpected "fi" (expecting "then")'],
    ['dash', 'for i in a; app; done', 2, '/bin/sh: 1: Syntax error: word unexpected (expecting "do")'],
    ['dash', '(app) tool', 2, '/bin/sh: 1: Syntax error: word unexpected'],
    ['bash', '{ app', 2, '/bin/sh: -c: line 2: syntax error: unexpected end of file'],
    ['busybox', 'app `', 2, '/bin/sh: syntax error: EOF in backquote substitution'],
    ['dash', 'app "', 2, '/bin/sh: 1: Syntax error: Unterminated quoted string'],
    ['bash', "app '", 2, "/bin/sh: -c: line 1: unexpected EOF while looking for matching `''"],
    ['dash', 'app &&', 2, '/bin/sh: 1: Syntax error: end of file unexpected'],
    ['dash', '| app', 2, '/bin/sh: 1: Syntax error: "|" unexpected'],
    ['dash', 'app ${X', 2, "/bin/sh: 1: Syntax error: Missing '}'"],
    ['dash', 'case ${X:?no} in *) app;; esac', 2, '/bin/sh: 1: X: no'],
    ['bash', 'for i in ${X:?no}; do app; done', 127, '/bin/sh: line 1: X: no'],
    ['dash', '{ app; } > ${X:?no}; tool', 2, '/bin/sh: 1: X: no'],
    ['dash', '-x', 2, '/bin/sh: 0: -c requires an argument'],
  ])('%s: %s', (image, text, code, message) => {
    expect(inner(`FROM ${image}\nCMD ${text}`)).toEqual({
      argv: [],
      shell: image,
      pid1: 'shell',
      error: { code, message },
    });
  });

  test('a word behind the text names the shell', () => {
    expect(inner('FROM busybox\nENTRYPOINT "a b"', 'zero')).toMatchObject({
      error: { code: 127, message: 'zero: line 0: a b: not found' },
    });
  });

  test('dash knows no pipefail', () => {
    expect(inner('FROM dash\nSHELL ["/bin/sh","-o","pipefail","-c"]\nCMD app')).toMatchObject({
      error: { code: 2 },
    });
  });

  test('without files there is no shell', () => expect(inner('FROM scratch\nCMD app')).toBeUndefined());
});

test('programs that follow are told', () => {
  expect(inner('FROM busybox\nCMD app a && tool b; last')).toMatchObject({
    argv: ['app', 'a'],
    followedBy: [['tool', 'b'], ['last']],
  });
});
