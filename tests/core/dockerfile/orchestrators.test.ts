// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is the spelling of Compose files
/** What Compose and Kubernetes make of their keys, and the three ways side by side. */
import { describe, expect, test } from 'vitest';
import { type ComposeService, composeProcess, splitShellWords } from '#core/dockerfile/compose.ts';
import { expandReferences, podProcess } from '#core/dockerfile/kubernetes.ts';
import { commandMatrix } from '#core/dockerfile/matrix.ts';

const image = { Entrypoint: ['base-entry', '-e'], Cmd: ['base', 'cmd'] };
const argv = (answer: ReturnType<typeof composeProcess>) =>
  'error' in answer ? answer.error.message : answer.argv;

describe('Compose', () => {
  test.each<[ComposeService, readonly string[] | string]>([
    [{}, ['base-entry', '-e', 'base', 'cmd']],
    [{ command: 'x "y z" $$HOME' }, ['base-entry', '-e', 'x', 'y z', '$HOME']],
    [{ command: 'x && y | z' }, ['base-entry', '-e', 'x']],
    [{ command: ['x', 'y z', '$$A'] }, ['base-entry', '-e', 'x', 'y z', '$A']],
    [{ command: null }, ['base-entry', '-e', 'base', 'cmd']],
    [{ command: [] }, ['base-entry', '-e', 'base', 'cmd']],
    [{ command: '' }, ['base-entry', '-e', 'base', 'cmd']],
    [{ entrypoint: 'foo -a "b c"' }, ['foo', '-a', 'b c']],
    [{ entrypoint: 'foo', command: 'bar' }, ['foo', 'bar']],
    [{ entrypoint: [] }, ['base', 'cmd']],
    [{ entrypoint: '' }, ['base', 'cmd']],
    [{ entrypoint: [], command: 'x' }, ['x']],
    [{ entrypoint: null }, ['base-entry', '-e', 'base', 'cmd']],
    [{ command: '"open' }, 'invalid command line string'],
    [{ command: '  ' }, ['base-entry', '-e', 'base', 'cmd']],
    [{ command: '&& x' }, ['base-entry', '-e', 'base', 'cmd']],
    [{ command: 'x\ny  z\n' }, ['base-entry', '-e', 'x', 'y', 'z']],
    [{ command: 'x # y' }, ['base-entry', '-e', 'x', '#', 'y']],
    [{ command: "sh -c 'x && y'" }, ['base-entry', '-e', 'sh', '-c', 'x && y']],
    [{ command: 'sh -c "x $$A | y"' }, ['base-entry', '-e', 'sh', '-c', 'x $A | y']],
    [{ command: 'x *.js ~ {a,b}' }, ['base-entry', '-e', 'x', '*.js', '~', '{a,b}']],
    [{ command: ['x && y'] }, ['base-entry', '-e', 'x && y']],
    [{ command: [''] }, ['base-entry', '-e', '']],
    [{ command: ['$$$$'] }, ['base-entry', '-e', '$$']],
    [{ entrypoint: [''] }, 'no command specified'],
    [{ entrypoint: [''], command: 'x' }, ['x']],
    [{ entrypoint: 'sh -c', command: 'x y' }, ['sh', '-c', 'x', 'y']],
    [{ entrypoint: ['sh', '-c'], command: ['x y'] }, ['sh', '-c', 'x y']],
    [{ entrypoint: 'x; y' }, ['x']],
    [{ entrypoint: '> x' }, ['base', 'cmd']],
  ])('%j', (service, expected) => expect(argv(composeProcess(service, image))).toEqual(expected));

  test('nothing at all is refused', () => {
    expect(composeProcess({ entrypoint: [] }, { Entrypoint: ['e'] })).toMatchObject({
      error: { message: 'no command specified' },
    });
  });

  test('what is cut off is told', () => {
    const { steps } = composeProcess({ command: 'x && y' }, image);
    expect(steps).toContainEqual({
      rule: 'compose-no-shell',
      message: 'command is not run by a shell: && y is cut off without a word',
    });
    expect(composeProcess({ command: 'x $HOME' }, image).steps.map(({ rule }) => rule)).toContain(
      'compose-variable',
    );
    expect(composeProcess({ command: 'x $$HOME' }, image).steps.map(({ rule }) => rule)).not.toContain(
      'compose-variable',
    );
  });

  test.each([
    ['a  b\tc', ['a', 'b', 'c']],
    ['a \'b c\' "d e"', ['a', 'b c', 'd e']],
    ['a "" \'\'', ['a', '', '']],
    ['a\\ b', ['a b']],
    ["'a\\b'", ['a\\b']],
    ['"a\\"b"', ['a"b']],
    ['a\\tb', ['a\tb']],
    ['a $(b c) d', ['a', '$(b c)', 'd']],
    ['a `b c`', ['a', '`b c`']],
    ['a ; b', ['a']],
    ['a>b', ['a']],
    ['a 2>b', ['a']],
    ['a "b;c"', ['a', 'b;c']],
  ])('%j is %j', (text, words) => expect(splitShellWords(text)).toMatchObject({ words }));

  test.each(['"', "'", 'a\\', '`', '$(a', '(', 'a)'])('%j is invalid', (text) => {
    expect(splitShellWords(text)).toEqual({ error: 'invalid command line string' });
  });
});

describe('Kubernetes', () => {
  test.each([
    [{}, ['base-entry', '-e', 'base', 'cmd']],
    [{ command: ['c'] }, ['c']],
    [{ args: ['a'] }, ['base-entry', '-e', 'a']],
    [{ command: ['c'], args: ['a'] }, ['c', 'a']],
    [{ command: [], args: [] }, ['base-entry', '-e', 'base', 'cmd']],
    [{ args: [] }, ['base-entry', '-e', 'base', 'cmd']],
    [{ command: ['sh', '-c'], args: ['x && y'] }, ['sh', '-c', 'x && y']],
    [{ args: ['$(A)'], env: { B: '2', A: '$(B)3' } }, ['base-entry', '-e', '23']],
    [{ args: ['$(A)'], env: { A: '$(B)3', B: '2' } }, ['base-entry', '-e', '$(B)3']],
    [{ args: ['$(A)'], env: { A: '$$(B)', B: '2' } }, ['base-entry', '-e', '$(B)']],
    [{ args: ['$(A)', '--x=$(A)$'], env: { A: '' } }, ['base-entry', '-e', '', '--x=$']],
    [{ command: [''] }, ['']],
    [{ command: ['c', '$(A) $A ${A} $$(A) $(B)'], env: { A: '1' } }, ['c', '1 $A ${A} $(A) $(B)']],
  ])('%j', (container, expected) => expect(argv(podProcess(container, image))).toEqual(expected));

  test.each([
    ['$(A)$(A)', '11'],
    ['$$$(A)', '$1'],
    ['$$$$(A)', '$$(A)'],
    ['$(A', '$(A'],
    ['a$', 'a$'],
    ['$(', '$('],
    ['$()', '$()'],
  ])('%s is %s', (text, expected) => expect(expandReferences(text, new Map([['A', '1']]))).toBe(expected));
});

test('an ENTRYPOINT of one empty word is none in a pod either', () => {
  const blank = { Entrypoint: [''], Cmd: ['c'] };
  expect(argv(podProcess({}, blank))).toEqual(['c']);
  expect(argv(podProcess({ args: ['a'] }, blank))).toEqual(['a']);
  expect(argv(podProcess({}, { Entrypoint: [''] }))).toBe('no command specified');
});

test('CMD alone, ENTRYPOINT alone and both', () => {
  const { cmd, entrypoint, both } = commandMatrix({
    base: 'alpine',
    entrypoint: '["app"]',
    cmd: '["d"]',
    run: ['x'],
    bases: {},
  });
  expect([cmd, entrypoint, both].map((answer) => ('argv' in answer ? answer.argv : []))).toEqual([
    ['x'],
    ['app', 'x'],
    ['app', 'x'],
  ]);
});
