import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commands as realCommands } from '#commands/index.ts';
import { readLine } from '#core/line.ts';
import type { Outcome, ShownLine } from '#platforms/web/wire.ts';
import { openPlayground, type Playground } from '#tests/platforms/web/playground.ts';
import { data } from '#tests/support/data.ts';

let ground: Playground;
beforeAll(async () => {
  ground = await openPlayground();
});
afterAll(() => ground.close());

const linesOf = (outcome: Outcome): readonly ShownLine[] => {
  if ('lines' in outcome) return outcome.lines;
  throw new Error(`No lines but ${JSON.stringify(outcome)}`);
};
const titleOf = (line: ShownLine | undefined): string => {
  if (line === undefined || 'said' in line.content) throw new Error('No reply');
  return line.content.reply.title.join('');
};
const ids = (lines: readonly ShownLine[]): readonly number[] => lines.map(({ id }) => id);

describe('a typed line', () => {
  it('stands in the room with its answer', async () => {
    const lines = linesOf(await ground.ask({ text: '/say hello' }));
    expect(lines.map(({ author, hidden }) => [author, hidden])).toEqual([
      ['민지', false],
      [undefined, false],
    ]);
    expect(titleOf(lines[1])).toBe('민지: hello');
    expect(ids((await ground.history('Sam')).lines)).toEqual(expect.arrayContaining([...ids(lines)]));
  });

  it('that asks in private is seen by its player alone', async () => {
    const lines = linesOf(await ground.ask({ text: '/whisper secret' }));
    expect(lines.every(({ hidden }) => hidden)).toBe(true);
    const others = await ground.history('Sam');
    expect(JSON.stringify(others)).not.toContain('secret');
    expect(ids((await ground.history('민지')).lines)).toEqual(expect.arrayContaining([...ids(lines)]));
  });

  it('that names no command is answered to its player alone', async () => {
    const lines = linesOf(await ground.ask({ text: '/sya hello' }));
    expect(lines.every(({ hidden }) => hidden)).toBe(true);
    expect(lines[1]?.content).toMatchObject({ reply: { tone: 'fault' } });
    expect(JSON.stringify(lines[1])).toContain('1say');
  });

  it('without a slash is talk', async () => {
    const lines = linesOf(await ground.ask({ text: 'hello <b>all</b>' }));
    expect(lines).toMatchObject([{ author: '민지', hidden: false, content: { said: 'hello <b>all</b>' } }]);
  });

  it('is answered in the language of its reader', async () => {
    const lines = linesOf(await ground.ask({ text: '/nothing', locale: 'ko' }));
    expect(titleOf(lines[1])).not.toBe(titleOf(linesOf(await ground.ask({ text: '/nothing' }))[1]));
  });

  it('may do what only managers may', async () => {
    expect(titleOf(linesOf(await ground.ask({ text: '/team show' }))[1])).toBe('The team');
  });
});

describe('a key', () => {
  it('asked twice runs once, also at the same time', async () => {
    const before = ground.ran.get('wait') ?? 0;
    const what = { text: '/wait', key: 'asked-twice-at-once' };
    const [first, second] = await Promise.all([ground.ask(what), ground.ask(what)]);
    expect(second).toEqual(first);
    expect(await ground.ask(what)).toEqual(first);
    expect(ground.ran.get('wait')).toBe(before + 1);
  });

  it('of another player is another key', async () => {
    const key = 'the-same-key-for-two';
    const mine = linesOf(await ground.ask({ text: '/say mine', key }));
    const other = linesOf(await ground.ask({ text: '/say other', key, player: 'Sam' }));
    expect(ids(other)).not.toEqual(ids(mine));
    expect(titleOf(other[1])).toBe('Sam: other');
  });
});

describe('a button', () => {
  it('answers in private in the place of the private message it is on', async () => {
    const asked = linesOf(await ground.ask({ text: '/ask' }));
    const line = asked[1]?.id ?? 0;
    const [judged, ...more] = linesOf(await ground.ask({ call: '1judge?choice=a', line }));
    expect(more).toEqual([]);
    expect(judged).toMatchObject({ id: line, hidden: true, content: { reply: { tone: 'right' } } });
    expect(judged?.version).toBeGreaterThan(asked[1]?.version ?? 0);
  });

  it('never puts a private answer in the place of a public message, nor of another player’s', async () => {
    const open = linesOf(await ground.ask({ text: '/gallery' }))[1]?.id ?? 0;
    const theirs = linesOf(await ground.ask({ text: '/ask', player: 'Sam' }))[1]?.id ?? 0;
    for (const line of [open, theirs, 1, 999_999]) {
      const [judged] = linesOf(await ground.ask({ call: '1judge?choice=b', line }));
      expect(judged?.id).not.toBe(line);
      expect(judged?.hidden).toBe(true);
    }
  });

  it('changes a public message for everyone where its command says so', async () => {
    const line = linesOf(await ground.ask({ text: '/count 1' }))[1]?.id ?? 0;
    const [changed] = linesOf(await ground.ask({ call: '1count?to=2', line, player: 'Sam' }));
    expect(changed?.id).toBe(line);
    const seen = (await ground.history('민지')).lines.find(({ id }) => id === line);
    expect(titleOf(seen)).toBe('Counted to 2');
  });

  it('that asks the room is shown as the line one could have typed', async () => {
    const lines = linesOf(await ground.ask({ call: '1say?text=two words' }));
    expect(lines[0]).toMatchObject({ author: '민지', content: { said: '/say text:"two words"' } });
  });

  it.each(['9say?text=a', 'nonsense', '1say?text', '', '1'])(
    'spelled %j says that it no longer works',
    async (call) => {
      const lines = linesOf(await ground.ask({ call }));
      expect(lines).toHaveLength(1);
      expect(lines[0]).toMatchObject({ hidden: true, content: { reply: { tone: 'fault' } } });
    },
  );
});

describe('a form', () => {
  const filled = { dockerfile: 'FROM node\nCMD node', stage: '', level: 'short' };

  it('is asked before anything runs', async () => {
    const outcome = await ground.ask({ text: '/form' });
    expect(outcome).toMatchObject({
      form: {
        call: '1form',
        fields: [
          { name: 'dockerfile', kind: 'lines', required: true },
          { name: 'stage', kind: 'line', max: 20 },
          {
            name: 'level',
            kind: 'choice',
            choices: [{ value: 'short', label: 'In short' }, { value: 'long' }],
          },
        ],
      },
    });
    expect(ground.ran.get('form')).toBeUndefined();
  });

  it('says at each field what is wrong with it', async () => {
    const fields = { dockerfile: ' ', stage: 'x'.repeat(21), level: 'sideways' };
    const outcome = await ground.ask({ call: '1form', fields });
    expect(outcome).toHaveProperty('errors');
    expect(Object.keys('errors' in outcome ? outcome.errors : {}).sort()).toEqual([
      'dockerfile',
      'level',
      'stage',
    ]);
    expect(ground.ran.get('form')).toBeUndefined();
  });

  it('keeps what the command refuses open, and leaves nothing in the room', async () => {
    const before = (await ground.history('민지')).last;
    const outcome = await ground.ask({ call: '1form', fields: { ...filled, dockerfile: 'RUN true' } });
    expect(outcome).toMatchObject({ fault: { tone: 'fault', title: ['No FROM in it'] } });
    expect((await ground.history('민지')).last).toBe(before);
  });

  it('is answered once it is taken', async () => {
    const lines = linesOf(await ground.ask({ call: '1form', fields: filled }));
    expect(titleOf(lines.at(-1))).toBe('Read 2 lines, no stage, short');
  });
});

describe('hostile text', () => {
  it.each([
    ['markup', '<script>alert(1)</script>', '<script>alert(1)</script>'],
    ['a change of direction', 'abc\u202Edef', 'abc⟨U+202E⟩def'],
    ['control characters', 'a\u0000b\u0007c\u001b[31m', 'abc[31m'],
    ['half a character', 'a\ud800b', 'a\ufffdb'],
  ])('with %s is shown harmlessly', async (_, said, shown) => {
    const lines = linesOf(await ground.ask({ text: said }));
    expect(lines[0]?.content).toEqual({ said: shown });
  });

  it('of 10,000 characters is kept whole', async () => {
    const said = '가나다라마바사아자차'.repeat(1000);
    expect(linesOf(await ground.ask({ text: said }))[0]?.content).toEqual({ said });
    const lines = linesOf(await ground.ask({ text: `/say ${said}` }));
    expect(titleOf(lines[1])).toBe(`민지: ${said}`);
  });
});

describe('after a restart', () => {
  it('history, keys and buttons mean what they meant', async () => {
    const key = 'before-the-restart';
    const lines = linesOf(await ground.ask({ text: '/gallery', key }));
    const button = JSON.stringify(lines[1]).match(/"call":"(1count[^"]*)"/)?.[1] ?? '';
    await ground.close();
    const again = await openPlayground({ stores: ground.stores, port: Number(new URL(ground.origin).port) });
    ground = again;
    expect(ids((await again.history('민지')).lines)).toEqual(expect.arrayContaining([...ids(lines)]));
    expect(ids(linesOf(await again.ask({ text: '/gallery', key })))).toEqual(ids(lines));
    expect(again.ran.get('gallery')).toBeUndefined();
    const pressed = linesOf(await again.ask({ call: button, line: lines[1]?.id ?? 0 }));
    expect(titleOf(pressed.at(-1))).toBe('Counted to 1');
  });
});

describe('of the real bot', () => {
  let real: Playground;
  beforeAll(async () => {
    real = await openPlayground({ commands: realCommands, knowledge: data.knowledge });
  });
  afterAll(() => real.close());

  it('who is forgotten is named nowhere in what others asked and were told; the same word about Docker stays', async () => {
    const ask = (player: string, text: string) => real.ask({ player, text });
    const quiz = linesOf(await ask('volume', '/quiz')).at(-1);
    const pressed = JSON.stringify(quiz).match(/1answer\?[^"]+/)?.[0] ?? '';
    await real.ask({ player: 'volume', call: pressed });
    for (const text of [
      '/score volume',
      '/score @VOLUME',
      '/leaderboard',
      '/concept volume',
      'volume도 해 봐',
    ])
      await ask('Lee', text);
    const before = JSON.stringify((await real.history('Lee')).lines);
    await ask('volume', '/profile forget sure:yes');
    const { lines } = await real.history('Lee');
    const said = lines.flatMap(({ content }) => ('said' in content ? [content.said] : []));
    expect(said).toEqual(['/score …', '/score @…', '/leaderboard', '/concept volume', '…도 해 봐']);
    const replies = lines.flatMap(({ content }) =>
      'reply' in content ? [JSON.stringify(content.reply)] : [],
    );
    const [score = '', again = '', board = '', concept = ''] = replies;
    expect(before).toContain('volume’s score');
    for (const reply of [score, again, board]) expect(reply).not.toMatch(/volume’s|"volume"/);
    expect(board).toContain('"…"');
    expect(before).toContain(concept);
  });

  it('a channel that there is not is refused, and nothing is set for it', async () => {
    const text = '/daily set 09:00 channel:nowhere';
    const [, refused] = linesOf(await real.ask({ text }));
    expect(refused?.content).toMatchObject({ reply: { tone: 'fault' } });
    expect(JSON.stringify(refused)).toContain('channel=general');
    const [, set] = linesOf(await real.ask({ text: '/daily set 09:00 channel:#general' }));
    expect(set?.content).not.toMatchObject({ reply: { tone: 'fault' } });
  });

  it('a filled form stands in the room as a line that can be typed again', async () => {
    const dockerfile = 'FROM node:24\nENTRYPOINT ["node", "C:\\\\app"]';
    const form = await real.ask({ text: '/cmd-explain' });
    if (!('form' in form)) throw new Error('No form');
    const [said] = linesOf(await real.ask({ call: form.form.call, fields: { dockerfile } }));
    const typed = said !== undefined && 'said' in said.content ? said.content.said : '';
    expect(typed).toContain('FROM node:24\nENTRYPOINT');
    expect(readLine(realCommands, typed)).toMatchObject({ call: { options: { dockerfile } } });
  });

  it('answers talk that asks what it knows, for all to see, and no other', async () => {
    const [said, answer] = linesOf(await real.ask({ player: 'Asker', text: 'what is a layer?' }));
    expect([said?.hidden, answer?.hidden]).toEqual([false, false]);
    expect(titleOf(answer)).toBe('Layer');
    for (const text of ['see you tomorrow', 'ㅋㅋㅋㅋ', '안녕하세요', 'bake bread'])
      expect(linesOf(await real.ask({ player: 'Asker', text })), text).toHaveLength(1);
  });
});
