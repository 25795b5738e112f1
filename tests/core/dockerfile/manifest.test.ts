// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is the spelling of Compose files
/** Compose files and Kubernetes manifests as people paste them: what is found in them and what runs. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { containerProcess, type Instead } from '#core/dockerfile/container.ts';
import { looksLikeManifest, readManifest } from '#core/dockerfile/manifest.ts';
import { english } from '#core/say.ts';

/** `name: words` of each container; a hint's code behind. */
function told(text: string, instead: Instead = {}): string[] {
  const read = readManifest(text);
  if (read === undefined) return ['nothing'];
  if ('fault' in read) return [`fault ${read.fault.line}:${read.fault.column}`];
  return read.containers.map((container) => {
    const { outcome, open, hints } = containerProcess(read.kind, container, instead, english);
    const words = 'error' in outcome ? outcome.error.message : outcome.argv.join(' ');
    const codes = hints.map(({ code, fix }) => ` [${code}] ${fix ?? ''}`).join('');
    return `${read.kind} ${container.name}: ${open ? '… ' : ''}${words}${codes}`;
  });
}

describe('what is found', () => {
  test.each([
    [
      'services:\n  web:\n    image: node:22\n    command: npm start',
      ['compose web: docker-entrypoint.sh npm start'],
    ],
    [
      'web:\n  image: redis\n  command: ["redis-server", "--port", "1"]',
      ['compose web: docker-entrypoint.sh redis-server --port 1'],
    ],
    ['image: alpine\nentrypoint: echo\ncommand: hi', ['compose : echo hi']],
    ['image: node:${TAG:-22}', ['compose : docker-entrypoint.sh node']],
    [
      'image: node:22\ncommand: npm run ${MODE:-dev} ${X}',
      ['compose : docker-entrypoint.sh npm run dev ${X}'],
    ],
    [
      'x-c: &c\n  image: redis\n  command: a\nservices:\n  one:\n    <<: *c\n  two:\n    <<: *c\n    command: b',
      ['compose one: docker-entrypoint.sh a', 'compose two: docker-entrypoint.sh b'],
    ],
    ['services:\n  app:\n    build: .\n    command: serve', ['compose app: … serve']],
    ['services:\n  app:\n    build: .\n    entrypoint: run\n', ['compose app: run']],
    ['services:\n  a:\n    image: acme/x\n', ['compose a: … no command specified']],
    ['name: c\nimage: nginx\nargs: ["-v"]', ['kubernetes c: /docker-entrypoint.sh -v']],
    ['- name: c\n  image: nginx\n  command: ["nginx"]', ['kubernetes c: nginx']],
    [
      'containers:\n  - name: c\n    image: nginx',
      ['kubernetes c: /docker-entrypoint.sh nginx -g daemon off;'],
    ],
    [
      'apiVersion: apps/v1\nkind: Deployment\nspec:\n  template:\n    spec:\n      initContainers:\n        - name: i\n          image: busybox\n          command: [sh, -c, "echo $HOME && ls"]\n      containers:\n        - name: m\n          image: x/y\n          env: [{name: A, value: "1"}]\n          command: [run]\n          args: ["$(A)", "$(B)", "$$(A)"]',
      ['kubernetes i: sh -c echo $HOME && ls', 'kubernetes m: run 1 $(B) $(A)'],
    ],
    [
      'kind: CronJob\nspec:\n  jobTemplate:\n    spec:\n      template:\n        spec:\n          containers:\n            - {name: j, image: busybox, args: [date]}',
      ['kubernetes j: date'],
    ],
    [
      'kind: Pod\nspec: {containers: [{name: a, image: redis}]}\n---\nkind: Pod\nspec: {containers: [{name: b, image: redis}]}',
      ['kubernetes a: docker-entrypoint.sh redis-server', 'kubernetes b: docker-entrypoint.sh redis-server'],
    ],
    ['a: 1\nb: 2', ['nothing']],
    ['services:\n  web: {image: a\n', ['fault 3:1']],
    ['services:\n  web:\n   image: a\n  command: [', ['fault 4:13']],
    ['services:\n  web:\n    <<: one\n    image: a', ['fault 3:5']],
    ['services:\n  web: *none', ['fault 2:8']],
  ] as const)('%j', (text, expected) => expect(told(text)).toEqual(expected));
});

describe('what is wrong', () => {
  test.each([
    ['image: redis\ncommand: ["a", 1]', 'command must be a list of texts: 1 needs quotes around it'],
    ['name: c\nimage: redis\ncommand: redis-server', 'command must be a list in Kubernetes'],
    ['image: redis\ncommand: 5', 'command must be a text or a list of texts'],
    [
      'image: node:22\ncommand: npm run a && npm run b',
      '[compose-no-shell] command: ["sh", "-c", "npm run a && npm run b"]',
    ],
    [
      'image: node:22\ncommand: ["npm", "run", "a", "&&", "b"]',
      '[operator-without-shell] command: ["sh", "-c", "npm run a && b"]',
    ],
    ['image: node:22\ncommand: npm start &', '[compose-no-shell] command: npm start'],
    [
      'image: nginx\ncommand: nginx -g daemon off;',
      '[compose-no-shell] command: ["nginx", "-g", "daemon off;"]',
    ],
    ['image: node:22\ncommand: sh -c npm start', '[swallowed-arguments] command: ["sh", "-c", "npm start"]'],
    ['image: node:22\nentrypoint: sh -c\ncommand: npm start', '[swallowed-arguments] command: ["npm start"]'],
    [
      'name: c\nimage: nginx\ncommand: [sh, -c]\nargs: ["echo a", "echo b"]',
      '[swallowed-arguments] args: ["echo a && echo b"]',
    ],
    ['image: node:22\ncommand: \'["npm", "start"]\'', '[list-in-quotes] command: ["npm", "start"]'],
    [
      'image: node:22\ncommand: |\n  npm i\n  npm start',
      '[lines-without-shell] command: ["sh", "-c", "npm i && npm start"]',
    ],
    ['image: node:22\ncommand: ["source", "x"]', '[builtin-without-shell] command: ["sh", "-c", "source x"]'],
    ['image: node:22\ncommand: sh -c "echo $HOME"', '[compose-own-variable] command: sh -c "echo $$HOME"'],
    [
      'image: node:22\ncommand: |-\n  sh -c "echo at: $HOME"',
      `[compose-own-variable] command: 'sh -c "echo at: $$HOME"'`,
    ],
    [
      `image: node:22\ncommand: 'echo "at: x" && npm start'`,
      '[compose-no-shell] command: ["sh", "-c", "echo \\"at: x\\" && npm start"]',
    ],
    ['image: debian\ncommand: service nginx start', '[ends-at-once] command: ["nginx", "-g", "daemon off;"]'],
    ['image: node:22\ncommand: echo ${X%.*}', 'invalid interpolation format: "echo ${X%.*}"'],
    ['image: alpine\ncommand: ["echo hi"]', '[one-word-exec-form] command: ["echo", "hi"]'],
    [
      'name: c\nimage: alpine\nargs: ["echo", "${HOME}"]',
      '[variable-without-shell] args: ["echo", "$(HOME)"]',
    ],
    ['name: c\nimage: alpine\ncommand: ["sh", "-c"]\nargs: ["echo $HOME"]', 'kubernetes c: sh -c echo $HOME'],
  ])('%j', (text, expected) => expect(told(text).join()).toContain(expected));
});

test.each([
  'image: node:22\ncommand: sh -c "app --port $PORT $$HOME"',
  'image: node:22\nentrypoint: [sh, -c, "exec \\"$$@\\"", "--"]\ncommand: [a, b]',
  'image: postgres:17\ncommand: >\n  postgres\n  -c a=1\n  -c b=2',
  'image: mysql:8\ncommand: --a=1 --b=2',
  'image: nginx\ncommand: nginx -g "daemon off;"',
  'name: c\nimage: busybox\ncommand: [sh, -c, "echo $HOME && date"]',
])('nothing is said against %j', (text) => expect(told(text).join()).not.toContain('['));

test('what if: other words in place of the written ones', () => {
  const text = 'image: node:22\ncommand: npm start';
  expect(told(text, { command: ['ls'] })).toEqual(['compose : docker-entrypoint.sh ls']);
  expect(told(text, { entrypoint: 'echo' })).toEqual(['compose : echo npm start']);
});

test.each([
  ['services:\n', true],
  ['# a remark\n\nname: x', true],
  ['- name: x', true],
  ['---\na: 1', true],
  ['FROM node', false],
  ['# syntax=docker/dockerfile:1\nFROM a', false],
  ['docker run -p 80:80 x', false],
  ['CMD ["a: b"]', false],
])('%j looks like a manifest: %s', (text, expected) => expect(looksLikeManifest(text)).toBe(expected));

test('never throws', () => {
  const piece = fc.constantFrom(
    'services:',
    'image: a',
    ' ',
    '\n',
    '- ',
    'command: [',
    ']',
    '&a',
    '*a',
    '{',
    '}',
    '"',
    'x: ',
    '<<: ',
    '---\n',
    'spec:',
    'containers:',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(piece).map((pieces) => pieces.join('')),
      ),
      (text) => {
        expect(Array.isArray(told(text))).toBe(true);
      },
    ),
  );
});
