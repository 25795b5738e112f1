import { setTimeout as pause } from 'node:timers/promises';
import { type AnyCommand, command } from '#core/command.ts';
import {
  button,
  buttons,
  codeBlock,
  heading,
  list,
  note,
  paragraph,
  picture,
  type Reply,
  table,
} from '#core/reply.ts';
import { code, emphasis, link, strong } from '#core/text.ts';

/** What `/wait` waits for: nearly a second, unless a test puts something else in its place. */
export const long: { wait(): Promise<unknown> } = { wait: () => pause(900) };

/** A drawing with a script, a handler, a link out and foreign content, none of which may reach the page. */
export const hostileSvg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 60" onload="window.hacked=1">
  <script>window.hacked = 1</script>
  <style>@import url(https://example.com/x.css);</style>
  <foreignObject><body onload="window.hacked=1"/></foreignObject>
  <a href="javascript:window.hacked=1"><text x="10" y="50">link</text></a>
  <image href="https://example.com/x.png" width="10" height="10"/>
  <defs><linearGradient id="g"><stop offset="0" stop-color="#1667e8"/></linearGradient></defs>
  <rect width="200" height="60" rx="8" fill="url(#g)" onclick="window.hacked=1"/>
  <rect width="10" height="10" fill="url(https://example.com/x.svg#y)"/>
  <text x="20" y="36" fill="#fff" font-size="18">이미지 &lt;b&gt;layers&lt;/b&gt;</text>
</svg>`;

export const hostileText =
  '</p><img src=x onerror="window.hacked=1"> @everyone \u202Eevil\u202C \u0007 z\u200Bero';

const gallery: Reply = {
  title: ['Everything a reply can hold'],
  blocks: [
    paragraph([
      'A ',
      strong('container'),
      ' is ',
      emphasis('a process'),
      '; ',
      code('docker run --rm'),
      ' starts one. ',
      link('https://docs.docker.com/', 'Docs'),
      ' ',
      link('javascript:window.hacked=1', 'not a link'),
    ]),
    heading('A table'),
    table(
      ['Aspect', 'Container', 'Virtual machine'],
      [
        ['Kernel', 'shared with the host', 'its own'],
        ['Start', 'milliseconds', 'seconds to minutes'],
      ],
    ),
    heading('Code'),
    codeBlock('FROM node:24-slim\nENTRYPOINT ["node"]\nCMD ["src/main.ts"]', 'dockerfile'),
    list(['first', ['second with ', code('code')]]),
    picture(hostileSvg, 'Image layers'),
    note('Source: the documentation'),
    ...buttons(
      button('Ask me', { command: 'ask', options: {} }, 'primary'),
      button('Count', { command: 'count', options: { to: '1' } }),
      button('Forget', { command: 'whisper', options: { text: 'forgotten' } }, 'danger'),
    ),
  ],
};

/** Commands small enough to know by heart, one for each thing a playground must be able to do. */
export const commands: readonly AnyCommand[] = [
  command({
    name: 'gallery',
    describe: 'Show everything',
    to: 'room',
    options: {},
    examples: ['gallery'],
    run: () => gallery,
  }),
  command({
    name: 'say',
    describe: 'Say it to the room',
    to: 'room',
    options: {
      text: {
        kind: 'text',
        describe: 'What to say',
        required: true,
        max: 20_000,
        complete: ({ typed }) =>
          ['hello', 'hello world', 'goodbye']
            .filter((value) => value.startsWith(typed))
            .map((value) => ({ value, label: value })),
      },
    },
    examples: ['say hello'],
    run: ({ text }, { who }) => ({ title: [who.name, ': ', text], blocks: [] }),
  }),
  command({
    name: 'whisper',
    describe: 'Say it to me alone',
    to: 'asker',
    options: {
      text: { kind: 'text', describe: 'What to say', required: true },
      tone: {
        kind: 'choice',
        describe: 'How to say it',
        choices: [
          { value: 'soft', label: 'Softly' },
          { value: 'loud', label: 'Loudly' },
        ],
      },
    },
    examples: ['whisper hello', 'whisper text:안녕 tone:soft'],
    run: ({ text, tone }) => ({ title: [`${tone ?? 'plain'}: ${text}`], blocks: [] }),
  }),
  command({
    name: 'ask',
    describe: 'Ask me a question',
    to: 'asker',
    options: {},
    examples: ['ask'],
    run: () => ({
      title: ['What does `docker ps` show?'],
      blocks: [
        ...buttons(
          button('Running containers', { command: 'judge', options: { choice: 'a' } }),
          button('Images', { command: 'judge', options: { choice: 'b' } }),
        ),
      ],
    }),
  }),
  command({
    name: 'judge',
    describe: 'Judge an answer',
    to: 'asker',
    as: 'same',
    listed: false,
    options: { choice: { kind: 'text', describe: 'The answer', required: true } },
    examples: [],
    run: ({ choice }) => ({
      title: [choice === 'a' ? 'Right! +10 points' : 'Not quite'],
      tone: choice === 'a' ? 'right' : 'wrong',
      blocks: [paragraph('It lists running containers; `docker images` lists images.')],
    }),
  }),
  command({
    name: 'count',
    describe: 'Count in one place',
    to: 'room',
    as: 'same',
    options: { to: { kind: 'number', describe: 'Up to', required: true, min: 0, max: 99 } },
    examples: ['count 1'],
    run: ({ to }) => ({
      title: [`Counted to ${to}`],
      blocks: [...buttons(button('One more', { command: 'count', options: { to: String(to + 1) } }))],
    }),
  }),
  command({
    name: 'form',
    describe: 'Read a Dockerfile',
    to: 'room',
    options: {
      dockerfile: { kind: 'longtext', describe: 'Dockerfile', required: true, example: 'FROM node:24-slim' },
      stage: { kind: 'text', describe: 'Stage', max: 20 },
      level: {
        kind: 'choice',
        describe: 'How much to tell',
        choices: [
          { value: 'short', label: 'In short' },
          { value: 'long', label: 'At length' },
        ],
      },
    },
    asks: ['dockerfile', 'stage', 'level'],
    examples: [],
    run: ({ dockerfile, stage, level }) =>
      dockerfile.includes('FROM')
        ? {
            title: [
              `Read ${dockerfile.split('\n').length} lines, ${stage ?? 'no stage'}, ${level ?? 'no level'}`,
            ],
            blocks: [],
          }
        : { title: ['No FROM in it'], tone: 'fault', blocks: [paragraph('Begin with FROM.')] },
  }),
  command({
    name: 'team show',
    describe: 'Show the team',
    to: 'room',
    managers: true,
    options: { who: { kind: 'player', describe: 'A player' } },
    examples: ['team show'],
    run: () => ({
      title: ['The team'],
      blocks: [
        codeBlock('docker compose --project-directory /srv/the-team --profile everyone up --detach', 'sh'),
      ],
    }),
  }),
  command({
    name: 'wait',
    describe: 'Take a while',
    to: 'room',
    options: {},
    examples: ['wait'],
    run: async () => {
      await long.wait();
      return { title: ['Done waiting'], blocks: [] };
    },
  }),
];
