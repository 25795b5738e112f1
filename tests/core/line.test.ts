import { describe, expect, it } from 'vitest';
import { command } from '#core/command.ts';
import { readLine } from '#core/line.ts';

const whisper = command({
  name: 'whisper',
  describe: 'Whisper',
  to: 'asker',
  options: {
    text: { kind: 'text', describe: 'What' },
    tone: { kind: 'text', describe: 'How' },
  },
  examples: [],
  run: () => ({ title: ['ok'], blocks: [] }),
});

const optionsOf = (line: string) => {
  const read = readLine([whisper], line);
  return 'call' in read ? read.call.options : read;
};

describe('a named option', () => {
  it.each([
    ['after a word', '/whisper hello tone:loud', { text: 'hello', tone: 'loud' }],
    ['after two words', '/whisper hello there tone:loud', { text: 'hello there', tone: 'loud' }],
    ['between words', '/whisper hello tone=loud there', { text: 'hello there', tone: 'loud' }],
    ['with dashes', '/whisper --tone loud hello', { text: 'hello', tone: 'loud' }],
    ['after a flag that is not ours', '/whisper run --rm tone:loud', { text: 'run --rm', tone: 'loud' }],
    ['in quotes', '/whisper tone:"very \\"loud\\"" hello', { text: 'hello', tone: 'very "loud"' }],
    ['behind a slash that stands apart', '/ whisper hello', { text: 'hello' }],
    ['in capitals', '/whisper Tone:loud hello', { text: 'hello', tone: 'loud' }],
  ])('is read %s', (_, line, options) => {
    expect(optionsOf(line)).toEqual(options);
  });

  it('of another command is a word', () => {
    expect(optionsOf('/whisper volume:x')).toEqual({ text: 'volume:x' });
  });
});

describe('the first word of a group', () => {
  const member = (name: string) =>
    command({
      name,
      describe: 'One of a group',
      to: 'asker',
      options: {},
      examples: [],
      run: () => ({ title: ['ok'], blocks: [] }),
    });
  const group = [member('daily show'), member('daily set'), member('team add'), whisper];
  const read = (line: string) => readLine(group, line);

  it('shows what it is about', () => {
    expect(read('/daily')).toEqual({ call: { command: 'daily show', options: {} } });
  });

  it.each(['/daily frobnicate', '/team', '/team remove all'])(
    'brings its help where it is no command: %s',
    (line) => {
      expect(read(line)).toEqual({
        call: { command: 'help', options: { command: line.split(' ')[0]?.slice(1) } },
      });
    },
  );

  it('is whole: a part of it is unknown', () => {
    expect(read('/dail')).toEqual({ unknown: 'dail' });
    expect(read('/')).toEqual({ unknown: '' });
  });
});
