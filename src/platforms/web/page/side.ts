import { h } from './dom.ts';
import { icon } from './icon.ts';
import type { Session } from './session.ts';

/** The column beside the room: where one is, and the commands there are, each put into the composer by a click. */
export function side({ words, start, locale }: Session, write: (line: string) => void): HTMLElement {
  const { commands } = start.languages[locale];
  return h(
    'nav',
    { class: 'side', 'aria-label': words.menu },
    h(
      'header',
      { class: 'brand' },
      h('img', { src: '/page/whale.svg', alt: '', width: 36, height: 36 }),
      h('p', {}, h('b', {}, 'Gorae'), h('span', {}, words.subtitle)),
    ),
    h('h2', {}, words.channels),
    h(
      'ul',
      {},
      h('li', {}, h('span', { class: 'channel', 'aria-current': 'page' }, icon('hash'), start.channel)),
    ),
    h('h2', {}, words.commands),
    h(
      'ul',
      { class: 'commands' },
      commands.map(({ name, describe }) =>
        h(
          'li',
          {},
          h(
            'button',
            { type: 'button', title: describe, onclick: () => write(`/${name} `) },
            h('b', {}, `/${name}`),
            h('span', {}, describe),
          ),
        ),
      ),
    ),
  );
}
