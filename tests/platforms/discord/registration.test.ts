import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commands } from '#commands/index.ts';
import { command } from '#core/command.ts';
import { sayPlain } from '#core/say.ts';
import { changes, type Registered } from '#platforms/discord/changes.ts';
import { names } from '#platforms/discord/names.ts';
import { openRegistrar } from '#platforms/discord/registrar.ts';
import { type Registration, registration } from '#platforms/discord/registration.ts';
import { data } from '#tests/support/data.ts';
import { checkCommand, registered } from '#tests/support/discord/commands.ts';
import { object } from '#tests/support/discord/json.ts';
import { DiscordServer } from '#tests/support/discord/server.ts';
import { start } from '#tests/support/program.ts';

const wanted = registration(commands, data.say);

const one = (name: string, more: object = {}) =>
  command({
    name,
    describe: 'x',
    to: 'asker',
    options: {},
    examples: [],
    run: () => ({ title: [], blocks: [] }),
    ...more,
  });

describe('the menu', () => {
  test('is what Discord takes', () => {
    expect(wanted.flatMap((each) => checkCommand(object(each)))).toEqual([]);
  });

  test('has words in both languages', () => {
    const compare = wanted.find(({ name }) => name === 'compare');
    expect(compare).toMatchObject({ name_localizations: { ko: '비교' } });
    expect(compare?.description_localizations?.ko).toMatch(/[가-힣]/);
    for (const { description, description_localizations } of wanted.flatMap(({ options = [] }) => options)) {
      const ko = sayPlain(data.say('ko'), description);
      // Words that are the same in both, such as CMD, need no translation.
      expect(description_localizations?.ko).toBe(ko === description ? undefined : ko);
    }
  });

  test('names no command that is not there', () => {
    const known = new Set(commands.flatMap(({ name }) => [name, name.split(' ')[0] ?? '']));
    expect(Object.keys(names).filter((name) => !known.has(name))).toEqual([]);
  });

  test('groups by the first word, and hides what is for managers alone', () => {
    const menu = registration(
      [
        one('a set', { managers: true }),
        one('a show'),
        one('b', { managers: true }),
        one('c d e'),
        one('gone', { listed: false }),
      ],
      data.say,
    );
    expect(menu.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
    expect(menu.map((each) => each.default_member_permissions)).toEqual([null, '32', null]);
    expect(menu[2]?.options).toMatchObject([{ type: 2, name: 'd', options: [{ type: 1, name: 'e' }] }]);
  });

  test('refuses names that Discord would refuse, saying what to do', () => {
    expect(() => registration([one('Loud')], data.say)).toThrow('lower-case');
    expect(() => registration([one('a'), one('a b')], data.say)).toThrow('rename');
    expect(() => registration([one('a b c d')], data.say)).toThrow('three');
    const many = Array.from({ length: 26 }, (_, index) => one(`a s${index}`));
    expect(() => registration(many, data.say)).toThrow('parts');
    const wordy = Object.fromEntries(
      Array.from({ length: 25 }, (_, index) => [`o${index}`, { kind: 'flag', describe: 'x'.repeat(100) }]),
    );
    const all = Array.from({ length: 4 }, (_, index) => one(`b s${index}`, { options: wordy }));
    expect(() => registration(all, data.say)).toThrow('characters');
  });

  test('maps every kind of option', () => {
    const options = {
      opt: { kind: 'text', describe: 'x', complete: () => [] },
      req: { kind: 'longtext', describe: 'x', required: true },
      file: { kind: 'file', describe: 'x' },
      number: { kind: 'number', describe: 'x', min: 1, max: 9 },
      flag: { kind: 'flag', describe: 'x' },
      choice: { kind: 'choice', describe: 'x', choices: [{ value: 'v', label: 'yes' }] },
      choices: { kind: 'choices', describe: 'x', choices: [{ value: 'v', label: 'yes' }] },
      player: { kind: 'player', describe: 'x' },
      channel: { kind: 'channel', describe: 'x' },
      role: { kind: 'role', describe: 'x' },
      time: { kind: 'time', describe: 'x' },
      zone: { kind: 'zone', describe: 'x' },
    };
    const [made] = registration([one('all', { options })], data.say);
    expect(checkCommand(object(made))).toEqual([]);
    const types = Object.fromEntries(made?.options?.map(({ name, type }) => [name, type]) ?? []);
    expect(types).toEqual({
      req: 3,
      opt: 3,
      file: 11,
      number: 4,
      flag: 5,
      choice: 3,
      choices: 3,
      player: 6,
      channel: 7,
      role: 8,
      time: 3,
      zone: 3,
    });
    expect(made?.options?.[0]?.name).toBe('req');
  });
});

describe('what changed', () => {
  const asRegistered = (all: readonly Registration[]): Registered[] =>
    all.map((each) => registered(object(each), '1', undefined) as unknown as Registered);

  test('is nothing where Discord has it all, whatever it added', () => {
    expect([...changes(asRegistered(wanted), wanted)]).toEqual([]);
  });

  test('is told by path', () => {
    // The second: it has several options, of which one can be missing.
    const [, ...several] = wanted;
    const [first, ...others] = several;
    if (!first) throw new Error('no command');
    const before = asRegistered([
      { ...first, description: 'old', options: first.options?.slice(1) ?? [] },
      { ...first, name: 'left-over' },
      ...others.slice(1),
    ]);
    expect([...changes(before, several)]).toMatchObject([
      { kind: 'update', name: first.name, why: expect.arrayContaining(['description', 'options.a']) },
      { kind: 'create', name: others[0]?.name },
      { kind: 'delete', name: 'left-over' },
    ]);
  });
});

describe('npm run register', () => {
  let server: DiscordServer;
  beforeAll(async () => {
    server = await DiscordServer.start();
  });
  afterAll(() => server.stop());

  const run = (token = server.token) =>
    start('src/tools/register.ts', {
      DISCORD_TOKEN: token,
      DISCORD_API_URL: server.api,
      DEFAULT_LOCALE: 'en',
    });

  test('sends what differs, once, and says what', async () => {
    server.register([
      { name: 'old', description: 'left over' },
      { ...wanted[0], description: 'before' },
    ]);
    const first = run();
    expect(await first.ended).toBe(0);
    expect(first.answer()).toContain(`~ /${wanted[0]?.name}: description`);
    expect(first.answer()).toContain('- /old: no longer a command');
    expect(first.answer()).toContain(`+ /${wanted[1]?.name}: new`);
    expect(
      server.world.commands
        .get('')
        ?.map(({ name }) => name)
        .toSorted(),
    ).toEqual(wanted.map(({ name }) => name).toSorted());
    const writes = (): number => server.rest.log.filter(({ method }) => method !== 'GET').length;
    const before = writes();
    const second = run();
    expect(await second.ended).toBe(0);
    expect(second.answer()).toContain('Discord has all commands');
    expect(writes()).toBe(before);
  });

  test('says that the token is wrong, without showing it', async () => {
    const failed = run('bm90.dGhl.cmlnaHQ');
    expect(await failed.ended).toBe(1);
    expect(failed.output()).toMatch(/DISCORD_TOKEN is refused .*\n.*\(Discord: 401\)/);
    expect(failed.output()).not.toContain('bm90');
  });

  test('tells one that cannot be reached by the system’s name of the fault', async () => {
    // Port 9 is that of a service nobody runs any more.
    await expect(openRegistrar('a.b.c', 'http://127.0.0.1:9/api')).rejects.toMatchObject({
      kind: 'unreachable',
      reason: 'Discord: ECONNREFUSED',
    });
  });
});
