import { expect, test } from 'vitest';
import { commands } from '#commands/index.ts';
import { command } from '#core/command.ts';
import { english } from '#core/say.ts';
import { manifest } from '#platforms/slack/manifest.ts';
import { commandsOf, manifestFaults } from '#tests/support/slack/manifest.ts';

const named = (name: string) =>
  command({
    name,
    describe: 'x',
    to: 'asker',
    options: {},
    examples: [],
    run: () => ({ title: ['x'], blocks: [] }),
  });

const socket = { mode: 'socket' } as const;

test('both modes pass Slack’s published schema', () => {
  expect(manifestFaults(manifest(commands, english, socket))).toEqual([]);
  const http = manifest(commands, english, { mode: 'http', url: 'https://gorae.example/slack/events' });
  expect(manifestFaults(http)).toEqual([]);
  expect(http.settings).toMatchObject({
    socket_mode_enabled: false,
    interactivity: { request_url: expect.any(String) },
  });
});

test('it names every listed command by its first word once, and /gorae', () => {
  const names = commandsOf(manifest(commands, english, socket)).map(({ command }) => command);
  const words = new Set(
    commands.filter(({ listed }) => listed !== false).map(({ name }) => `/${name.split(' ')[0]}`),
  );
  expect(new Set(names)).toEqual(new Set([...words, '/gorae']));
  expect(names).toHaveLength(new Set(names).size);
});

test('a prefix renames all but /gorae', () => {
  const names = commandsOf(manifest(commands, english, { ...socket, prefix: 'study-' })).map(
    ({ command }) => command,
  );
  expect(names).toContain('/study-compare');
  expect(names.filter((name) => !name.startsWith('/study-'))).toEqual(['/gorae']);
});

test.each(['remind', 'leave', 'join', 'topic', 'who', 'status', 'search'])(
  '/%s belongs to Slack, and the fix is told',
  (name) => {
    expect(() => manifest([named(name)], english, socket)).toThrow(/SLACK_COMMAND_PREFIX/);
    expect(manifestFaults(manifest([named(name)], english, { ...socket, prefix: 'study-' }))).toEqual([]);
  },
);

test('too many, too long and badly written names are all told at once', () => {
  const many = Array.from({ length: 50 }, (_, index) => named(`c${index}`));
  expect(() => manifest(many, english, socket)).toThrow(/51 commands/);
  expect(() => manifest([named('x'.repeat(32)), named('Über')], english, socket)).toThrow(
    /longer than 32.*Über/s,
  );
});
