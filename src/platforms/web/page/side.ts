import type { ShownCommand } from '#platforms/web/wire.ts';
import { whale } from './avatar.ts';
import { h } from './dom.ts';
import { icon } from './icon.ts';
import type { Session } from './session.ts';

/** Commands by their first word, in the order of the menu. */
const families = (commands: readonly ShownCommand[]): readonly (readonly ShownCommand[])[] => [
  ...Map.groupBy(commands, ({ name }) => name.split(' ')[0] ?? name).values(),
];

type Write = (line: string) => void;

const single = ({ name, describe }: ShownCommand, write: Write): HTMLElement =>
  h(
    'button',
    { type: 'button', title: describe, onclick: () => write(`/${name} `) },
    h('b', {}, `/${name}`),
    h('span', {}, describe),
  );

/** Commands that share a first word, as one entry with a button for each. */
function family(members: readonly ShownCommand[], write: Write): HTMLElement {
  const [word = ''] = members[0]?.name.split(' ') ?? [];
  return h(
    'div',
    { class: 'family', role: 'group', 'aria-label': `/${word}` },
    h('b', { 'aria-hidden': 'true' }, `/${word}`),
    members.map(({ name, describe }) =>
      h(
        'button',
        {
          type: 'button',
          class: 'member',
          title: describe,
          'aria-label': `/${name}`,
          onclick: () => write(`/${name} `),
        },
        name.slice(word.length + 1),
      ),
    ),
  );
}

/** The column beside the room: where one is, and the commands there are, each put into the composer by a click. */
export function side({ words, start, locale }: Session, write: Write): HTMLElement {
  const { commands } = start.languages[locale];
  const entries = families(commands).map((members) => {
    const [only] = members;
    return h('li', {}, members.length === 1 && only ? single(only, write) : family(members, write));
  });
  return h(
    'nav',
    { class: 'side', 'aria-label': words.menu },
    h(
      'header',
      { class: 'brand' },
      h('img', { src: whale, alt: '', width: 36, height: 36 }),
      h('p', {}, h('b', {}, 'Gorae'), h('span', {}, words.subtitle)),
    ),
    h('h2', {}, words.channels),
    h(
      'ul',
      {},
      h('li', {}, h('span', { class: 'channel', 'aria-current': 'page' }, icon('hash'), start.channel)),
    ),
    h('h2', {}, words.commands),
    h('ul', { class: 'commands' }, entries),
  );
}
