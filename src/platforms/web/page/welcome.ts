import { h } from './dom.ts';
import { frame } from './message.ts';
import type { Session } from './session.ts';

/** Greets who has said nothing yet, with three things to try; each is sent as if it had been typed. */
export function welcome({ words, start, locale }: Session, send: (line: string) => void): HTMLElement {
  const tries = start.languages[locale].tries.map(({ asks, line }) =>
    h(
      'li',
      {},
      h(
        'button',
        { type: 'button', class: 'try', onclick: () => send(line) },
        h('span', {}, asks),
        h('code', {}, line),
      ),
    ),
  );
  const header = h(
    'header',
    { class: 'byline' },
    h('bdi', { class: 'who' }, 'Gorae'),
    h('span', { class: 'badge' }, words.app),
  );
  const body = h(
    'div',
    { class: 'reply welcome' },
    h('h3', {}, words.welcome),
    h('p', {}, words.welcomeText),
    h('ol', { class: 'tries' }, tries),
  );
  return frame(undefined, header, body);
}
