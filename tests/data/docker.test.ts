import { describe, expect, test } from 'vitest';
import type { DockerCommand } from '#core/knowledge/entry.ts';
import { faultsOf } from '#core/knowledge/example.ts';
import { readDockerCommand } from '#core/shell/docker.ts';
import { commands as cli } from '#core/shell/flags.ts';
import { data } from '#tests/support/data.ts';

/** The descriptions in `data/docker` against what the client really has: nothing missing, nothing invented. */

const { knowledge } = data;
const described = new Map(knowledge.commands.all.map((entry) => [entry.id, entry]));
const used = new Set(cli.flatMap(({ flags }) => flags.map(({ long }) => long)));

/** The lines of an example that call docker. */
const dockerLines = ({ examples }: DockerCommand): readonly string[] =>
  examples.flatMap(({ code }) => code.split('\n')).filter((line) => /\bdocker\b/.test(line));

/** A task as search sees it: case, blanks and punctuation do not tell two apart. */
const folded = (task: string): string => task.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/** The commands that only group others: nobody runs them. */
const groups = new Set(cli.filter(({ subcommands }) => subcommands.length > 0).map(({ id }) => id));

/** Asked for most; their cards say more. */
const popular = [
  ...[
    'run',
    'ls',
    'stop',
    'rm',
    'exec',
    'start',
    'restart',
    'logs',
    'create',
    'kill',
    'pause',
    'unpause',
  ].map((word) => `container ${word}`),
  ...['ls', 'rm', 'pull', 'push', 'tag', 'history', 'inspect', 'save', 'load', 'prune'].map(
    (word) => `image ${word}`,
  ),
  ...['container prune', 'buildx build', 'login', 'logout', 'search', 'system prune'],
  ...['create', 'ls', 'rm', 'inspect', 'prune'].map((word) => `volume ${word}`),
  ...['create', 'ls', 'rm', 'connect', 'inspect'].map((word) => `network ${word}`),
  ...['up', 'down', 'ps', 'logs', 'exec', 'build', 'run', 'stop', 'start', 'restart', 'pull', 'config'].map(
    (word) => `compose ${word}`,
  ),
];

/** Used day by day as well: each card has worked examples, what goes wrong, and where to go on. */
const worked = [
  ...[
    'attach',
    'commit',
    'cp',
    'diff',
    'export',
    'inspect',
    'port',
    'rename',
    'stats',
    'top',
    'update',
    'wait',
  ].map((word) => `container ${word}`),
  ...['image import', 'inspect', 'version', 'network disconnect', 'network prune'],
  ...['df', 'events', 'info'].map((word) => `system ${word}`),
  ...['bake', 'create', 'du', 'imagetools inspect', 'ls', 'prune', 'use'].map((word) => `buildx ${word}`),
  ...['cp', 'images', 'kill', 'ls', 'port', 'push', 'rm', 'scale', 'stats', 'top', 'wait', 'watch'].map(
    (word) => `compose ${word}`,
  ),
  ...['create', 'ls', 'use'].map((word) => `context ${word}`),
  ...['swarm init', 'swarm join', 'node ls', 'stack deploy', 'secret create'],
  ...['create', 'logs', 'ls', 'ps', 'scale', 'update'].map((word) => `service ${word}`),
];

describe('docker commands', () => {
  test('every command of the client is described, and no other', () => {
    expect([...described.keys()].sort()).toEqual(cli.map(({ id }) => id).sort());
  });

  test('every flag of every command has words', () => {
    const wordless = cli.flatMap(({ id, flags }) =>
      flags
        .filter(({ long }) => !described.get(id)?.flags[long] && !knowledge.flags[long])
        .map(({ long }) => `${id} --${long}`),
    );
    expect(wordless).toEqual([]);
  });

  test('no flag is described that the client does not have', () => {
    expect(Object.keys(knowledge.flags).filter((long) => !used.has(long))).toEqual([]);
  });

  test('what a flag means for one command differs from what it means elsewhere', () => {
    const repeated = knowledge.commands.all.flatMap(({ id, flags }) =>
      Object.entries(flags)
        .filter(([long, { ko, en }]) => knowledge.flags[long]?.ko === ko && knowledge.flags[long]?.en === en)
        .map(([long]) => `${id} --${long}`),
    );
    expect(repeated).toEqual([]);
  });

  test.each(knowledge.commands.all.map((entry) => [entry.id, entry] as const))('%s', (id, entry) => {
    for (const line of dockerLines(entry)) {
      expect(faultsOf(line), line).toEqual([]);
    }
    const calls = dockerLines(entry).map((line) => readDockerCommand(line).id);
    if (!groups.has(id) && id !== 'docker') {
      expect(calls.length, 'it has an example').toBeGreaterThan(0);
      expect(entry.tasks.ko.length).toBeGreaterThanOrEqual(4);
      expect(entry.tasks.en.length).toBeGreaterThanOrEqual(4);
    }
    expect(entry.related, 'it is not related to itself').not.toContain(id);
    expect(new Set(entry.related).size).toBe(entry.related.length);
    expect(new Set(entry.common).size).toBe(entry.common.length);
  });

  test('the examples of a command show that command', () => {
    const strangers = knowledge.commands.all
      .filter((entry) => !groups.has(entry.id))
      .filter((entry) => !dockerLines(entry).some((line) => readDockerCommand(line).id === entry.id))
      .map(({ id }) => id);
    expect(strangers).toEqual([]);
  });

  test.each(popular)('%s, asked for often, says more', (id) => {
    const entry = described.get(id);
    expect(entry?.tasks.ko.length).toBeGreaterThanOrEqual(6);
    expect(entry?.tasks.en.length).toBeGreaterThanOrEqual(6);
    expect(entry?.examples.length).toBeGreaterThanOrEqual(3);
    expect(entry?.pitfalls.length).toBeGreaterThanOrEqual(1);
  });

  test.each(worked)('%s is worked out', (id) => {
    const entry = described.get(id);
    expect(entry?.examples.length).toBeGreaterThanOrEqual(3);
    expect(entry?.pitfalls.length).toBeGreaterThanOrEqual(1);
    expect(entry?.related.length).toBeGreaterThanOrEqual(2);
  });

  test('no task leads to two commands', () => {
    const owners = new Map<string, string>();
    const shared: string[] = [];
    for (const { id, tasks } of knowledge.commands.all)
      for (const task of [...tasks.ko, ...tasks.en]) {
        const owner = owners.get(folded(task));
        if (owner !== undefined) shared.push(`${task}: ${owner}, ${id}`);
        owners.set(folded(task), id);
      }
    expect(shared).toEqual([]);
  });

  test('Korean tasks hold Korean, English ones do not', () => {
    const mixed = knowledge.commands.all.flatMap(({ tasks }) => [
      ...tasks.ko.filter((task) => !/[가-힣]/.test(task)),
      ...tasks.en.filter((task) => /[가-힣]/.test(task)),
    ]);
    expect(mixed).toEqual([]);
  });

  test('purposes and flags are lines without a full stop at the end', () => {
    const lines = [
      ...knowledge.commands.all.flatMap(({ purpose, flags }) => [purpose, ...Object.values(flags)]),
      ...Object.values(knowledge.flags),
    ].flatMap(({ ko, en }) => [ko, en]);
    expect(lines.filter((line) => /[.。]$|\n/.test(line))).toEqual([]);
  });
});
