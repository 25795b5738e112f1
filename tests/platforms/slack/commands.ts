import { call } from '#core/call.ts';
import { command } from '#core/command.ts';
import { button, buttons, list, paragraph, picture } from '#core/reply.ts';
import { fairWait } from '#tests/support/clock.ts';

/** How often the commands below ran. */
export const ran = { slow: 0 };

const words = 'A volume outlives its container. '.repeat(15);

const long = command({
  name: 'try-long',
  describe: 'A reply of several pages',
  to: 'room',
  options: {},
  examples: [],
  run: () => ({
    title: ['A long story'],
    blocks: Array.from({ length: 60 }, (_, index) => paragraph(`${index + 1}. ${words}`)),
  }),
});

const echo = command({
  name: 'try-echo',
  describe: 'Say what was given',
  to: 'asker',
  options: {
    text: { kind: 'longtext', describe: 'Much text' },
    number: { kind: 'number', describe: 'From 1 to 5', min: 1, max: 5 },
    zone: { kind: 'zone', describe: 'A zone' },
    days: {
      kind: 'choices',
      describe: 'Days',
      choices: [
        { value: 'mon', label: 'Monday' },
        { value: 'tue', label: 'Tuesday' },
      ],
    },
    sure: { kind: 'flag', describe: 'Sure' },
    who: { kind: 'player', describe: 'Somebody' },
  },
  asks: ['text', 'number', 'zone', 'days', 'sure', 'who'],
  examples: [],
  run: ({ text = '', ...others }) => ({
    title: ['Echo'],
    blocks: [list([[`${text.length} characters: ${text.slice(0, 40)}`], [JSON.stringify(others)]])],
  }),
});

const park = command({
  name: 'try-park',
  describe: 'A button with much in it',
  to: 'asker',
  options: {},
  examples: [],
  run: () => ({
    title: ['Parked'],
    blocks: buttons(
      button('Go', call('try-echo', { text: 'y'.repeat(9000) })),
      button('Edit', {
        command: 'try-echo',
        options: { text: 'z'.repeat(9000), number: '3' },
        asks: ['text', 'number'],
      }),
    ),
  }),
});

const drawing = (to: 'room' | 'asker') =>
  command({
    name: to === 'room' ? 'try-picture' : 'try-drawing',
    describe: 'A picture',
    to,
    options: {},
    examples: [],
    run: () => ({ title: ['Layers'], blocks: [picture('<svg>layers</svg>', 'Three layers.')] }),
  });

const slow = command({
  name: 'try-slow',
  describe: 'Takes its time',
  to: 'asker',
  options: {},
  examples: [],
  async run() {
    ran.slow += 1;
    await fairWait(400);
    return { title: ['At last'], blocks: buttons(button('Again', call('try-slow'))) };
  },
});

/** Commands that show what the real ones rarely do. */
export const tries = [long, echo, park, drawing('room'), drawing('asker'), slow];
