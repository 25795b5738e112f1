import { expect, test } from 'vitest';
import { commands } from '#commands/index.ts';
import { english } from '#core/say.ts';
import { choice, formView } from '#platforms/slack/form.ts';
import { recall, remember } from '#platforms/slack/origin.ts';
import { piecesOf } from '#platforms/slack/piece.ts';
import { Seen } from '#platforms/slack/seen.ts';
import { decode, readSlash } from '#platforms/slack/typed.ts';

test.each([
  ['player:<@U123|mina>', 'player:U123'],
  ['channel:<#C123|general>', 'channel:C123'],
  ['&lt;!channel&gt; &amp;amp;', '<!channel> &amp;'],
  ['<https://docs.docker.com|docs.docker.com>', 'docs.docker.com'],
  ['<https://docs.docker.com/a?b=1&amp;c=2>', 'https://docs.docker.com/a?b=1&c=2'],
  ['docker run —rm -it alpine', 'docker run --rm -it alpine'],
  ['a — b', 'a — b'],
])('%s was typed as %s', (escaped, typed) => expect(decode(escaped)).toBe(typed));

test.each([
  ['/compare', 'docker vs vm', '', { command: 'compare', options: { a: 'docker', b: 'vm' } }],
  ['/study-compare', 'docker vs vm', 'study-', { command: 'compare', options: { a: 'docker', b: 'vm' } }],
  ['/gorae', 'daily show', '', { command: 'daily show', options: {} }],
  ['/daily', '', '', { command: 'daily show', options: {} }],
  ['/daily', 'set 09:00', '', { command: 'daily set', options: { time: '09:00' } }],
  ['/gorae', '', '', { command: 'help', options: {} }],
  ['/gorae', '/study-daily show', 'study-', { command: 'daily show', options: {} }],
  ['/gorae', 'hepl', '', { command: 'hepl', options: {} }],
  ['/gorae', 'what is a layer', '', { command: 'ask', options: { question: 'what is a layer' } }],
] as const)('%s %s', (slash, text, prefix, call) =>
  expect(readSlash(commands, slash, text, prefix)).toEqual(call),
);

test('a form remembers its call and its place within 3000 characters', () => {
  const who = { team: 'T1', user: 'U1', name: 'mina' };
  const origin = {
    ...who,
    channel: 'C1',
    responseUrl: `https://hooks.slack.com/${'x'.repeat(200)}`,
    on: { ts: '1.2', hidden: true },
  };
  for (const length of [1, 1500, 90_000]) {
    const made = { command: 'compare', options: { a: '"\n'.repeat(length) } };
    const { metadata, parked } = remember(made, origin);
    expect(metadata.length).toBeLessThanOrEqual(3000);
    const found = recall(metadata, who);
    expect(found?.origin).toEqual(origin);
    if (parked.length === 0) expect(found?.call).toEqual(made);
    // Long values are parked before the call that holds them.
    else expect(found?.call.ticket).toBe(parked.at(-1)?.ticket);
  }
  expect(recall('{}', who)).toBeUndefined();
  expect(recall('not json', who)).toBeUndefined();
});

test('what was seen is forgotten after its time', () => {
  let now = 0;
  const seen = new Seen(1000, () => now);
  expect([seen.first('a'), seen.first('a')]).toEqual([true, false]);
  now = 999;
  expect(seen.first('a')).toBe(false);
  now = 1001;
  expect(seen.first('a')).toBe(true);
});

test('a label is never cut in the middle of a sign', () => {
  // One letter, so that the cut of each even length falls into a pair.
  const words = `a${'🐳'.repeat(200)}`;
  const form = { title: words, submit: words, call: { command: 'x', options: {} }, fields: [] };
  const [row] = piecesOf({ type: 'buttons', buttons: [{ label: [words], call: form.call }] }).slice(-1);
  for (const made of [choice('v', words), formView(form, '', english), row?.blocks])
    for (const text of JSON.stringify(made).matchAll(/"text":"([^"]*)"/g))
      expect(JSON.parse(`"${text[1]}"`).isWellFormed()).toBe(true);
});
