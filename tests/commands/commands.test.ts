import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commands } from '#commands/index.ts';
import { type Call, call } from '#core/call.ts';
import { createBot } from '#core/desk.ts';
import { seeded } from '#core/random.ts';
import { plainReply, type Reply } from '#core/reply.ts';
import { plain } from '#core/text.ts';
import { data } from '#tests/support/data.ts';
import { buttonsOf, openRig, type Rig } from '#tests/support/rig.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await openRig();
});
afterAll(() => rig.close());

const about = (reply: Reply): string => reply.about?.[0] ?? '';

describe('every command', () => {
  const examples = commands.flatMap(({ examples }) => examples);

  test.each(examples)('answers its example /%s in both languages', async (line) => {
    for (const locale of ['ko', 'en'] as const) {
      const reply = await rig.ask(line, { locale });
      expect(reply.tone, plainReply(reply)).not.toBe('fault');
      expect(plain(reply.title)).not.toBe('');
      const hangul = /[가-힣]/.test(plainReply(reply));
      if (locale === 'ko') expect(hangul).toBe(true);
    }
    expect(rig.errors).toEqual([]);
  });

  test('every button leads somewhere that answers', async () => {
    for (const line of [
      'compare docker vs vm',
      'concept volume',
      'help',
      'concept',
      'cmd-explain docker run -p 80:80 nginx',
      'leaderboard',
    ]) {
      const reply = await rig.ask(line);
      for (const { call: made, label } of buttonsOf(reply)) {
        if (made.asks) continue;
        const next = await rig.make(made);
        expect(next.tone, `${line} → ${plain(label)}: ${plainReply(next)}`).not.toBe('fault');
      }
    }
  });

  test('describes itself and its options in at most 100 characters in each language', () => {
    for (const { describe: words, options } of commands)
      for (const message of [words, ...Object.values(options).map(({ describe }) => describe)])
        for (const locale of ['ko', 'en'] as const)
          expect(plain(rig.bot.say(locale)(message)).length, message).toBeLessThanOrEqual(100);
  });
});

describe('bad input is answered, and nothing breaks', () => {
  const hostile = [
    '@everyone <!channel> <@U123> **x** _y_ `z` ||s|| [a](http://b)',
    '\u202Eevil\u2066 \u200b\u200d zero width',
    '\u0000\u0007\u001b[31mred',
    '<script>alert(1)</script>',
    '{name} {0} #{x} <b>bold</b> [을/를]',
    'x'.repeat(10_000),
    '',
    '   ',
    '💥'.repeat(500),
    "'; drop table answer; --",
  ];

  test('an unknown command names the nearest', async () => {
    const reply = await rig.ask('compar docker vm');
    expect(reply.tone).toBe('fault');
    expect(buttonsOf(reply).map(({ call }) => call.command)).toContain('compare');
  });

  test('what is missing is asked for in a form', async () => {
    const reply = await rig.ask('compare');
    expect(reply.tone).toBe('fault');
    const fill = buttonsOf(reply).find(({ call }) => call.asks !== undefined)?.call;
    expect(fill && rig.bot.plan(fill, 'en')).toMatchObject({
      form: { fields: [{ name: 'a', required: true }] },
    });
  });

  test('nothing that is refused is a dead end', async () => {
    for (const line of [
      'daily set 25:00',
      'daily set 09:00 days:funday',
      'daily set 09:00 zone:zzzzzzzz',
      'leaderboard decade',
      'cmd-explain services: {}',
      'cmd-explain services: [a',
      'profile language fr',
      'help nosuch',
      'score nobody',
      'quiz asdf',
    ]) {
      const reply = await rig.ask(line);
      expect(reply.tone, line).toBe('fault');
      expect(buttonsOf(reply), line).not.toEqual([]);
    }
    expect(buttonsOf(await rig.ask('daily set 09:00', { manager: false }))).not.toEqual([]);
    expect(buttonsOf(await rig.make(call('score', { wrong: 'x' })))).not.toEqual([]);
    const wrongTime = buttonsOf(await rig.ask('daily set 25:00 days:mon'))[0]?.call;
    expect(wrongTime).toMatchObject({ command: 'daily set', options: { days: 'mon' }, asks: ['time'] });
  });

  test('an example to type is in the language of its reader', async () => {
    for (const line of ['docker-cmd', 'concept']) {
      const tooLong = `${line} ${'x'.repeat(300)}`;
      expect(plainReply(await rig.ask(tooLong))).toMatch(/For example: `?\/[\x00-\x7f]+$/m);
    }
    expect(plainReply(await rig.ask('docker-cmd', { locale: 'ko' }))).toContain('/docker-cmd 컨테이너 삭제');
  });

  test('the name of a file is not taken for the file', async () => {
    const reply = await rig.make(call('cmd-explain', { file: 'docker/Dockerfile' }));
    expect(reply.tone).toBe('fault');
    expect(plainReply(reply)).toContain('docker/Dockerfile');
    expect(buttonsOf(reply)[0]?.call).toMatchObject({ command: 'cmd-explain', asks: ['dockerfile'] });
    expect((await rig.make(call('cmd-explain', { file: 'FROM nginx' }))).tone).not.toBe('fault');
  });

  test('guesses are offered as guesses, and what is no guess is not', async () => {
    expect(plainReply(await rig.ask('help compere'))).toContain('Is it one of these?');
    for (const line of ['help nosuch', 'quiz asdf', 'compare banana vs cherry', 'score nobody'])
      expect(plainReply(await rig.ask(line)), line).not.toContain('Is it one of these?');
  });

  test('what is tried again is the same call, also where it was parked', async () => {
    const busy = Object.assign(new Error('busy'), { code: 'busy' });
    const stores = { ...rig.stores, member: () => Promise.reject(busy) };
    const bot = createBot({
      commands,
      knowledge: data.knowledge,
      stores,
      random: seeded(1),
      zone: 'Asia/Seoul',
      say: data.say,
      tell: () => undefined,
      report: () => 'E1',
    });
    const made: Call = { command: 'cmd-explain', options: { page: '2' }, ticket: 'T' };
    const reply = await bot.run({
      ...made,
      account: { platform: 'web', tenant: 'team', id: 'Sora' },
      name: 'Sora',
      place: { platform: 'web', tenant: 'team', channel: 'general' },
      reader: 'en',
      room: 'en',
      at: rig.now,
      manager: async () => false,
    });
    expect(buttonsOf(reply)[0]?.call).toEqual(made);
  });

  test('a person that is not known is told of as one', async () => {
    const reply = await rig.ask('score nobody');
    expect(plainReply(reply)).toContain('no player called nobody');
    expect(plainReply(await rig.ask('score nobody', { locale: 'ko' }))).toContain('nobody라는 플레이어');
    for (const picked of ['1024578123456789012', 'U02ABCDEF12'])
      expect(plainReply(await rig.ask(`score ${picked}`))).not.toContain(picked);
  });

  test('an unknown option is named, with an example', async () => {
    const reply = await rig.make(call('compare', { a: 'docker', bb: 'vm' }));
    expect(plainReply(reply)).toContain('bb');
    expect(reply.tone).toBe('fault');
  });

  test.each(hostile)('hostile text %#', async (text) => {
    for (const { name, options } of commands)
      for (const option of Object.keys(options)) {
        const reply = await rig.make(call(name, { [option]: text }), { player: text.slice(0, 300) });
        expect(plain(reply.title).length).toBeGreaterThan(0);
      }
    expect(rig.errors).toEqual([]);
  });

  test('any line at all', async () => {
    const names = fc.constantFrom(...commands.map(({ name }) => name));
    await fc.assert(
      fc.asyncProperty(names, fc.string({ unit: 'grapheme', maxLength: 80 }), async (name, rest) => {
        const reply = await rig.ask(`/${name} ${rest}`);
        expect(plain(reply.title).length).toBeGreaterThan(0);
      }),
      { numRuns: 150 },
    );
    expect(rig.errors).toEqual([]);
  });

  test('a button of another version, and one that cannot be read', async () => {
    const gone = await rig.make({ command: 'cmd-explain', options: {}, ticket: 'nothing' });
    expect(plainReply(gone)).toContain('type the command again');
  });
});

test('what is refused is told in the asker’s language, whatever the room speaks', async () => {
  const reply = await rig.bot.run({
    ...call('compare', { a: 'zzzqqq' }),
    account: { platform: 'web', tenant: 'team', id: 'Sora' },
    name: 'Sora',
    place: { platform: 'web', tenant: 'team', channel: 'general' },
    reader: 'ko',
    room: 'en',
    at: rig.now,
    manager: async () => false,
  });
  expect(reply.tone).toBe('fault');
  expect(plain(reply.title)).toMatch(/[가-힣]/);
});

describe('/compare', () => {
  test.each([
    ['compare docker vs vm', 'comparison:docker-vs-vm'],
    ['compare 도커와 가상머신', 'comparison:docker-vs-vm'],
    ['compare 가상 머신이랑 컨테이너 차이', 'comparison:docker-vs-vm'],
    ['compare vm docker', 'comparison:docker-vs-vm'],
    ['compare ENTRYPOINT, CMD', 'comparison:cmd-vs-entrypoint'],
    ['compare cmd-vs-entrypoint', 'comparison:cmd-vs-entrypoint'],
    ['compare a:이미지 b:컨테이너', 'comparison:image-vs-container'],
    ['compare volume vs bind mount', 'comparison:volume-vs-bind-mount'],
    ['compare 볼륨 바인드마운트', 'comparison:volume-vs-bind-mount'],
  ])('%s', async (line, id) => expect(about(await rig.ask(line))).toBe(id));

  test('a thing beside itself: what else it can be compared with', async () => {
    const reply = await rig.ask('compare docker docker');
    expect(plain(reply.title)).toBe('What shall I compare docker with?');
  });

  test('one aspect only, by its name in either language', async () => {
    for (const line of ['compare a:docker b:vm aspect:kernel', 'compare a:docker b:vm aspect:커널'])
      expect(plain((await rig.ask(line)).title)).toContain('ernel');
  });

  test('what nobody wrote is set side by side, and says so', async () => {
    const reply = await rig.ask('compare a:seccomp b:docker-hub');
    expect(plainReply(reply)).toContain('Nobody has written this comparison');
  });
});

test('null is the driver of the none network, not a slip of pull', async () => {
  for (const line of ['concept null', 'concept null driver'])
    expect((await rig.ask(line)).about).toContain('concept:none-network');
});

test('the program itself is called docker, and nothing more', async () => {
  const reply = await rig.ask('docker-cmd docker');
  expect(plain(reply.title)).toBe('docker');
  expect(plainReply(reply)).not.toContain('docker docker');
  expect(plainReply(await rig.ask('help docker-cmd'))).not.toContain('docker docker');
});

describe('a language of one’s own', () => {
  test('is kept, and goes before the platform’s', async () => {
    const who = { player: 'Hana', locale: 'en' } as const;
    const korean = await rig.ask('profile language ko', who);
    expect(plain(korean.title)).toBe('이제부터 한국어로 답할게요');
    expect(plainReply(korean)).toContain('언어 — 한국어');
    expect(plain((await rig.ask('score', who)).title)).toBe('내 점수');
    const auto = await rig.ask('profile language auto', who);
    expect(plain(auto.title)).toBe('From now on I follow the language of the app');
    expect(plain((await rig.ask('score', who)).title)).toBe('Your score');
  });

  test('forgetting asks first, and then forgets', async () => {
    const who = { player: 'Gone' };
    const asked = await rig.ask('profile forget', who);
    expect(plain(asked.title)).toBe('Shall I forget you?');
    expect(plain((await rig.press(asked, 'Forget me', who)).title)).toBe('You are forgotten');
  });
});

describe('/daily', () => {
  const team = { tenant: 'daily-team' };

  test('is set, shown, paused, resumed, stopped and brought back', async () => {
    const none = await rig.ask('daily show', team);
    const set = await rig.press(none, 'Every weekday', team);
    expect(plainReply(set)).toContain('09:00 (Asia/Seoul)');
    expect(plainReply(set)).toContain('weekdays');
    expect(plainReply(await rig.press(set, 'Pause', team))).toContain('paused');
    // Asked for one now, it does not say that it has just been paused.
    const now = await rig.ask('daily now', team);
    expect(plain(now.title)).toBe('Nothing is posted while the daily quiz is paused');
    expect(buttonsOf(now).map(({ label }) => plain(label))).toContain('Resume');
    expect(plain((await rig.ask('daily resume', team)).title)).toBe('The daily quiz goes on');
    const stopped = await rig.ask('daily stop', team);
    expect(plain((await rig.press(stopped, 'Undo', team)).title)).toBe('The daily quiz goes on');
  });

  test('a form to change it shows all that is set, so that nothing is lost or kept unseen', async () => {
    const set = await rig.ask('daily set 08:30 days:mon,wed topics:dockerfile,storage', {
      ...team,
      channel: 'c2',
    });
    const change = buttonsOf(set).find(({ label }) => plain(label).startsWith('Change'));
    expect(change?.call.options).toMatchObject({
      time: '08:30',
      days: 'mon,wed',
      topics: 'dockerfile,storage',
    });
    const every = await rig.ask('daily set 08:30 days:every topics:all', { ...team, channel: 'c2' });
    const again = buttonsOf(every).find(({ label }) => plain(label).startsWith('Change'));
    expect(again?.call.options).toMatchObject({ days: 'every', topics: 'all' });
    await rig.ask('daily stop', { ...team, channel: 'c2' });
  });

  test('of two channels that share it, each button is for the channel it was asked in', async () => {
    const there = { tenant: 'sharing-team', channel: 'a' };
    const here = { ...there, channel: 'b' };
    await rig.ask('daily set 09:00', there);
    const shared = await rig.ask('daily set 09:00', here);
    await rig.press(shared, 'Pause', here);
    expect(plainReply(await rig.ask('daily show', here))).toContain('It is paused');
    expect(plainReply(await rig.ask('daily show', there))).toContain('The next quiz comes');
    const stopped = await rig.ask('daily stop channel:a', here);
    await rig.press(stopped, 'Undo', here);
    expect(plainReply(await rig.ask('daily show', there))).toContain('The next quiz comes');
    expect(plainReply(await rig.ask('daily show', here))).toContain('It is paused');
  });

  test('what is offered for another channel is set there', async () => {
    const here = { tenant: 'other-channel-team', channel: 'here' };
    const none = await rig.ask('daily show channel:there', here);
    expect(plain(none.title)).toBe('No daily quiz in that channel yet');
    await rig.press(none, 'Every weekday', here);
    expect(plain((await rig.ask('daily show', here)).title)).toBe('No daily quiz here yet');
    expect(plain((await rig.ask('daily show channel:there', here)).title)).toContain('in that channel');
  });

  test('a channel that cannot be posted in is told, and resuming mends it', async () => {
    const here = { tenant: 'broken-team', channel: 'c' };
    await rig.ask('daily set 09:00', here);
    await rig.stores.agenda.breakPlace({ platform: 'web', ...here }, rig.now);
    for (const line of ['daily show', 'daily now']) {
      const shown = plainReply(await rig.ask(line, here));
      expect(shown).toContain('could not post in this channel');
      expect(shown).not.toContain('The next quiz comes');
    }
    const mended = await rig.press(await rig.ask('daily show', here), 'Resume', here);
    expect(plainReply(mended)).toContain('The next quiz comes');
    expect((await rig.stores.agenda.programmes()).flatMap(({ team }) => team.tenant)).toContain(here.tenant);
  });

  test('days that name none are as good as none given', async () => {
    const set = await rig.make(call('daily set', { time: '09:00', days: ',' }), { tenant: 'no-days' });
    expect(plainReply(set)).toContain('weekdays');
  });

  test('an unknown chapter offers the chapters for this very call', async () => {
    const reply = await rig.ask('daily set 09:00 topics:astronomy', team);
    expect(reply.tone).toBe('fault');
    const chapter = buttonsOf(reply).find(({ call }) => call.options['topics'] === 'storage');
    expect(chapter?.call).toMatchObject({ command: 'daily set', options: { time: '09:00' } });
  });

  test('a wrong zone is refused with the nearest', async () => {
    const reply = await rig.ask('daily set time:09:00 zone:Asia/Seul', team);
    expect(reply.tone).toBe('fault');
    expect(buttonsOf(reply).map(({ call }) => call.options['zone'])).toContain('Asia/Seoul');
    expect(plain((await rig.press(reply, 'Asia/Seoul', team)).title)).toContain('The daily quiz');
  });

  test('only managers set it', async () => {
    const reply = await rig.ask('daily set time:09:00', { ...team, manager: false });
    expect(reply.tone).toBe('fault');
    expect(plainReply(reply)).toContain('Only those who manage');
  });

  test.each(['9', '9:05', '오후 6시', '6:30 pm', '18시 30분'])('the time may be written %s', async (time) => {
    const reply = await rig.make(call('daily set', { time }), team);
    expect(reply.tone, plainReply(reply)).toBeUndefined();
  });

  test.each(['25:00', '9:99', 'noon', '-1', '13 pm'])('but not %s', async (time) => {
    expect((await rig.make(call('daily set', { time }), team)).tone).toBe('fault');
  });
});

describe('the study path', () => {
  const mina = { tenant: 'path-team' };
  const about = 'concept:volume';
  const onVolume = data.knowledge.questions.filter((question) => question.about.includes(about));

  test.each([['volume'], ['볼륨'], ['Volume']])('quiz %s asks about that concept first', async (topic) => {
    const reply = await rig.ask(`quiz topic:${topic}`, { ...mina, player: topic });
    expect(reply.about).toContain(about);
  });

  test('a chapter’s name means the chapter; what is neither is refused with the chapters', async () => {
    const asked = (await rig.ask('quiz dockerfile', mina)).about?.[0];
    const topics = data.knowledge.questions.filter(({ topic }) => topic === 'dockerfile');
    expect(topics.map(({ id }) => `question:${id}`)).toContain(asked);
    expect((await rig.ask('quiz nothing-of-the-kind', mina)).tone).toBe('fault');
  });

  test('the map’s buttons open each chapter, even where a concept has its name', async () => {
    const map = await rig.ask('concept', mina);
    for (const { id, name } of data.knowledge.chapters)
      expect((await rig.press(map, name.en, mina)).about).toEqual([`chapter:${id}`]);
    expect((await rig.ask('concept 이미지 공유', mina)).about).toEqual(['chapter:registry']);
    expect((await rig.ask('concept dockerfile', mina)).about?.[0]).toBe('concept:dockerfile');
  });

  test('a concept is ticked on the map once all its questions were answered right', async () => {
    expect(plainReply(await rig.ask('concept', mina))).not.toMatch(/✅ Volume|mastered/);
    const stores = rig.stores.of(await rig.stores.team('web', mina.tenant));
    for (const _ of onVolume) {
      const ask = buttonsOf(await rig.ask('quiz volume', mina)).find(({ call }) => call.command === 'answer');
      const round = await stores.rounds.get(ask?.call.options['round'] ?? '');
      await rig.make(call('answer', { ...ask?.call.options, choice: round?.questions[0]?.answer }), mina);
    }
    const map = plainReply(await rig.ask('concept', mina));
    expect(map).toContain('✅ Volume\u00a0·');
    expect(map).toMatch(/5\. Volumes and data · [1-9]\d* of \d+ mastered/);
    expect(plainReply(await rig.ask('concept', { ...mina, player: 'Jun' }))).not.toContain(
      '✅ Volume\u00a0·',
    );
  });
});

describe('a level of practice', () => {
  const who = { tenant: 'level-team' };
  const level = (reply: Reply): string => /(Easy|Medium|Hard) · /.exec(plainReply(reply))?.[1] ?? '';
  const answerTo = (reply: Reply): Promise<Reply> =>
    rig.make(buttonsOf(reply).find(({ call }) => call.command === 'answer')?.call ?? call('answer'), who);

  test('and its topic are kept from question to question', async () => {
    let quiz = await rig.ask('quiz hard storage', who);
    for (let turn = 0; turn < 4; turn += 1) {
      expect(level(quiz)).toBe('Hard');
      const id = quiz.about?.[0]?.replace(/^question:/, '');
      expect(data.knowledge.questions.find((question) => question.id === id)?.topic).toBe('storage');
      const answered = await answerTo(quiz);
      expect(buttonsOf(answered)[0]?.call).toEqual(call('quiz', { topic: 'storage', level: 'hard' }));
      quiz = await rig.press(answered, 'Another question', who);
    }
  });

  test('a concept asked for stays, and so does that nothing was asked for', async () => {
    const next = async (line: string) => buttonsOf(await answerTo(await rig.ask(line, who)))[0]?.call.options;
    expect(await next('quiz pid-1 medium')).toEqual({ topic: 'pid-1', level: 'medium' });
    expect(await next('quiz hard')).toEqual({ topic: 'all', level: 'hard' });
    expect(await next('quiz')).toEqual({ topic: 'all' });
  });

  test('a button from before there were levels goes on with the question’s chapter', async () => {
    const quiz = await rig.ask('quiz storage', who);
    const { topic: _, ...old } = buttonsOf(quiz)[0]?.call.options ?? {};
    const answered = await rig.make(call('answer', old), who);
    expect(buttonsOf(answered)[0]?.call).toEqual(call('quiz', { topic: 'storage' }));
  });

  test('that is not there is told, with the nearest ones', async () => {
    const reply = await rig.ask('quiz cgroup hard', who);
    expect(reply.tone).toBe('fault');
    expect(plain(reply.title)).toBe('I have no hard question on cgroup yet');
    expect(buttonsOf(reply).map(({ label }) => plain(label))).toEqual([
      'Easy · cgroup',
      'Hard · What Docker is',
      'Hard · All chapters',
    ]);
    const easy = await rig.press(reply, 'Easy · cgroup', who);
    expect([level(easy), easy.about]).toEqual(['Easy', expect.arrayContaining(['concept:cgroup'])]);
    expect(level(await rig.press(reply, 'Hard · What Docker is', who))).toBe('Hard');
    const korean = await rig.ask('quiz 어려운 cgroup', { ...who, locale: 'ko' });
    expect(plain(korean.title)).toBe('cgroup에는 어려운 문제가 아직 없어요');
  });

  test('is kept where the topic is nothing known', async () => {
    const reply = await rig.ask('quiz hard bananas', who);
    expect(level(await rig.press(reply, 'Images', who))).toBe('Hard');
  });
});

describe('boards of the past', () => {
  const who = { tenant: 'past-team', player: 'Ann' };

  test('hold the week and the month before, by the days of the team’s zone', async () => {
    const before = rig.now;
    const board = async (line: string) => plainReply(await rig.ask(`leaderboard ${line}`, who));
    try {
      // In Seoul it is half past midnight of Monday, the first of March.
      rig.now = Temporal.Instant.from('2027-02-28T15:30:00Z');
      expect(await board('last week')).toContain('Nobody answered a question last week.');
      const first = buttonsOf(await rig.ask('quiz', who))[0];
      await rig.make(first?.call ?? call('quiz'), who);
      expect(await board('week')).toContain('Ann');
      expect(await board('last week')).not.toContain('Ann');
      expect(await board('last month')).toContain('Nobody answered a question last month.');

      rig.now = Temporal.Instant.from('2027-03-07T15:30:00Z');
      const last = await board('last week');
      expect(last).toContain('Ann');
      expect(last).toMatch(/March 1\s–\s7, 2027/);
      expect(await board('week')).toContain('Nobody has answered yet.');
      expect(plainReply(await rig.ask('score', who))).toMatch(/^Last week: rank 1, \d points?$/m);

      rig.now = Temporal.Instant.from('2027-04-15T00:00:00Z');
      expect(await board('last month')).toContain('Ann');
      expect(await board('last week')).not.toContain('Ann');
    } finally {
      rig.now = before;
    }
  });

  test('lead to the present, and each board to any other within two presses', async () => {
    const titles = new Set<string>();
    const open = async (reply: Reply, presses: number): Promise<void> => {
      titles.add(plain(reply.title));
      const boards = buttonsOf(reply).filter(({ call }) => call.command === 'leaderboard');
      expect(boards.length).toBeLessThanOrEqual(3);
      if (presses > 0) for (const { call } of boards) await open(await rig.make(call, who), presses - 1);
    };
    for (const period of ['week', 'last-week', 'month', 'last-month', 'all']) {
      titles.clear();
      await open(await rig.ask(`leaderboard ${period}`, who), 2);
      expect(titles.size, period).toBe(5);
    }
  });
});

describe('scores', () => {
  test('practice counts once, equals rank equally, teams see only themselves', async () => {
    const team = { tenant: 'score-team' };
    const answerRight = async (player: string): Promise<void> => {
      const who = { ...team, player };
      const quiz = await rig.ask('quiz', who);
      const first = buttonsOf(quiz).find(({ call }) => call.command === 'answer')?.call;
      const round = await rig.stores
        .of(await rig.stores.team('web', team.tenant))
        .rounds.get(first?.options['round'] ?? '');
      const made = call('answer', { ...first?.options, choice: round?.questions[0]?.answer });
      const reply = await rig.make(made, who);
      expect(reply.tone).toBe('right');
      // Pressed again: the same answer, counted once.
      await rig.make(made, who);
    };
    await answerRight('Ann');
    const board = plainReply(await rig.ask('leaderboard all', { ...team, player: 'Ann' }));
    expect(board).toContain('Ann');
    expect(board).toContain('1/1');
    const other = plainReply(await rig.ask('leaderboard all', { tenant: 'other-team', player: 'Eve' }));
    expect(other).not.toContain('Ann');
    const score = plainReply(await rig.ask('score', { ...team, player: 'Ann' }));
    expect(score).toContain('1 of 1 right (100%)');
  });

  test('a practice question is only for whom it was asked; pressed again, it is still about the question', async () => {
    const team = { tenant: 'guarded-team' };
    const quiz = await rig.ask('quiz', { ...team, player: 'Ann' });
    const made = buttonsOf(quiz).find(({ call }) => call.command === 'answer')?.call ?? call('answer');
    const stolen = await rig.make(made, { ...team, player: 'Bob' });
    expect(plain(stolen.title)).toBe('This question was asked of somebody else');
    expect(plainReply(stolen)).not.toContain('✅');
    expect((await rig.press(stolen, 'Ask me one', { ...team, player: 'Bob' })).tone).toBeUndefined();
    const first = await rig.make(made, { ...team, player: 'Ann' });
    const again = await rig.make(made, { ...team, player: 'Ann' });
    expect(first.about?.[0]).toBe(quiz.about?.[0]);
    expect(again.about).toEqual(first.about);
    expect(again.tone).toBe(first.tone);
  });

  test('an answer to another team’s question is refused and changes nothing', async () => {
    const quiz = await rig.ask('quiz', { tenant: 'mine' });
    const stolen = buttonsOf(quiz).find(({ call }) => call.command === 'answer')?.call ?? call('answer');
    const reply = await rig.make(stolen, { tenant: 'theirs', player: 'Eve' });
    expect(reply.tone).toBe('fault');
  });
});
