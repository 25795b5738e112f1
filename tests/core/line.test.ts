import { describe, expect, it } from 'vitest';
import { command } from '#core/command.ts';
import { readLine } from '#core/line.ts';

const whisper = command({
  name: 'whisper',
  describe: 'Whisper',
  to: 'asker',
  options: {
    text: { kind: 'text', describe: 'What' },
    tone: { kind: 'text', describe: 'How', also: ['말투'] },
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
    ['of one quote alone', '/whisper hello tone:"', { text: 'hello', tone: '' }],
    ['behind a slash that stands apart', '/ whisper hello', { text: 'hello' }],
    ['in capitals', '/whisper hello Tone:loud', { text: 'hello', tone: 'loud' }],
    ['with a blank behind the colon', '/whisper hello tone: loud', { text: 'hello', tone: 'loud' }],
    ['with all that follows, where nothing stands before', '/whisper tone:not loud', { tone: 'not loud' }],
    ['up to the next one', '/whisper tone:not loud text:hi there', { tone: 'not loud', text: 'hi there' }],
    ['behind a comma', '/whisper hello tone:loud, angry there', { text: 'hello there', tone: 'loud, angry' }],
    ['twice', '/whisper hello tone:loud tone:angry', { text: 'hello', tone: 'loud, angry' }],
    ['by another name', '/whisper hello 말투:loud', { text: 'hello', tone: 'loud' }],
    ['with a slip', '/whisper hello tnoe:loud', { text: 'hello', tone: 'loud' }],
    ['behind all options', '/whisper text:"a" tone:"b" c d', { text: 'a c d', tone: 'b' }],
  ])('is read %s', (_, line, options) => {
    expect(optionsOf(line)).toEqual(options);
  });

  it('of another command is a word', () => {
    expect(optionsOf('/whisper volume:x')).toEqual({ text: 'volume:x' });
  });
});

describe('a value that is more than a word', () => {
  const meet = command({
    name: 'meet',
    describe: 'Meet',
    to: 'asker',
    options: {
      who: { kind: 'text', describe: 'Whom', required: true },
      time: { kind: 'time', describe: 'When' },
      zone: { kind: 'zone', describe: 'Where' },
    },
    examples: [],
    run: () => ({ title: ['ok'], blocks: [] }),
  });
  it.each([
    ['/meet time:6:30 pm Kim', { time: '6:30 pm', who: 'Kim' }],
    ['/meet Kim Min time:오후 6시', { time: '오후 6시', who: 'Kim Min' }],
    ['/meet zone:New York Kim', { zone: 'New York', who: 'Kim' }],
    ['/meet who:Kim Min zone:Asia/Seoul', { who: 'Kim Min', zone: 'Asia/Seoul' }],
    ['/meet time:noon Kim', { time: 'noon', who: 'Kim' }],
  ])('is read as far as it goes: %s', (line, options) => {
    const read = readLine([meet], line);
    expect('call' in read && read.call.options).toEqual(options);
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
