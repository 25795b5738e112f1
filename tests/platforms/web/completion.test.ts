import { describe, expect, it } from 'vitest';
import { command } from '#core/command.ts';
import { createSay } from '#core/say.ts';
import { completeLine, type Values } from '#platforms/web/completion.ts';
import { commands } from '#tests/platforms/web/commands.ts';

const say = createSay('en');

/** Values that are the option's name with what is typed of it: so that a test sees what was asked for. */
const values: Values = async (_, options, option) => [
  { value: `${options[option]}${option}`, label: `${options[option]}${option}` },
];
const none: Values = async () => [];

const complete = (text: string, given: Values = values) => completeLine(commands, text, say, given);
const linesFor = async (text: string, given: Values = values) =>
  (await complete(text, given)).suggestions.map(({ line }) => line);

describe('a command’s name', () => {
  it('is offered from the slash on, each with its description, but never what only buttons call', async () => {
    const { suggestions, eager } = await complete('/');
    expect(suggestions.map(({ label }) => label)).toEqual(
      commands.filter(({ listed }) => listed !== false).map(({ name }) => `/${name}`),
    );
    expect(suggestions[0]).toEqual({ label: '/gallery', detail: 'Show everything', line: '/gallery' });
    expect(eager).toBe(true);
  });

  it('is found by its beginning first, then by a later word, then by what it does', async () => {
    expect(await linesFor('/wh')).toEqual(['/whisper ', '/wait']);
    expect(await linesFor('/show')).toEqual(['/team show ', '/gallery']);
    expect(await linesFor('/TEAM S')).toEqual(['/team show ']);
    expect(await linesFor('/xyz')).toEqual([]);
  });

  it('that is whole is sent by Enter, not picked', async () => {
    expect((await complete('/gallery')).eager).toBe(false);
    expect((await complete('/galler')).eager).toBe(true);
    // The word of a group stands for its `show`.
    expect((await complete('/team')).eager).toBe(false);
    expect((await complete('/tea')).eager).toBe(true);
    expect((await complete('/team s')).eager).toBe(true);
  });

  it('is not sought in talk', async () => {
    for (const text of ['', 'hello', ' /say', '/say a\nb'])
      expect((await complete(text)).suggestions).toEqual([]);
  });
});

describe('a value', () => {
  it('of a single option stands as it is', async () => {
    expect(await linesFor('/say ')).toEqual(['/say text']);
    expect(await linesFor('/say hel')).toEqual(['/say heltext']);
    expect(await linesFor('/say hello wor')).toEqual(['/say hello wortext']);
  });

  it('of several is named, and what is required next is named after it', async () => {
    expect(await linesFor('/whisper ')).toEqual(['/whisper text:text ', '/whisper tone:']);
    expect(await linesFor('/whisper tone:s')).toEqual(['/whisper tone:stone text:']);
    expect(await linesFor('/whisper text:"a b" tone:')).toEqual(['/whisper text:"a b" tone:tone ']);
  });

  it('with blanks is quoted', async () => {
    const blank: Values = async () => [{ value: 'two "words"', label: 'two words' }];
    expect(await linesFor('/whisper text:', blank)).toEqual(['/whisper text:"two \\"words\\"" ']);
    expect((await complete('/whisper text:', blank)).suggestions[0]?.detail).toBe('two "words"');
  });

  it('behind a word that joins is the second of two', async () => {
    const compare = command({
      name: 'compare',
      describe: 'Compare',
      to: 'room',
      options: {
        a: { kind: 'text', describe: 'One', required: true },
        b: { kind: 'text', describe: 'Other' },
        aspect: { kind: 'text', describe: 'Aspect' },
      },
      examples: [],
      read: (typed) => {
        const [a = '', b] = typed.split(/(?: vs|와) /);
        return b === undefined ? { a } : { a, b };
      },
      run: () => ({ title: [], blocks: [] }),
    });
    for (const text of ['/compare docker ', '/compare docker vs ', '/compare 도커와 ']) {
      const { command: known } = await completeLine([compare], text, say, none);
      expect(
        known?.options.map(({ state }) => state),
        text,
      ).toEqual(['given', 'current', 'open']);
    }
  });

  it('stands behind a blank where the line ends in no value', async () => {
    const ask = command({
      name: 'ask',
      describe: 'Ask',
      to: 'room',
      options: { topic: { kind: 'text', describe: 'Topic' }, level: { kind: 'text', describe: 'Level' } },
      examples: [],
      read: (typed) => ({ level: typed.replace(/ones$/, '') }),
      run: () => ({ title: [], blocks: [] }),
    });
    const { suggestions } = await completeLine([ask], '/ask hardones', say, values);
    expect(suggestions[0]?.line).toBe('/ask hardones topic ');
  });

  it('that is open is asked for with what is given already', async () => {
    const asked: unknown[] = [];
    await complete('/whisper text:hello tone:so', async (command, options, option) => {
      asked.push([command.name, options, option]);
      return [];
    });
    expect(asked).toEqual([['whisper', { text: 'hello', tone: 'so' }, 'tone']]);
  });
});

describe('what is known of the command', () => {
  it('tells which option is being written', async () => {
    const { command } = await complete('/whisper text:hello ', none);
    expect(command).toMatchObject({
      name: 'whisper',
      describe: 'Say it to me alone',
      example: '/whisper hello',
    });
    expect(command?.options).toEqual([
      { name: 'text', describe: 'What to say', required: true, state: 'given' },
      { name: 'tone', describe: 'How to say it', required: false, state: 'current' },
    ]);
  });

  it('shows the example of the reader’s language', async () => {
    const { command } = await completeLine(commands, '/whisper ', createSay('ko'), none);
    expect(command?.example).toBe('/whisper text:안녕 tone:soft');
  });
});
