import type { Locale } from '#core/locale.ts';
import { avatar } from './avatar.ts';
import { h } from './dom.ts';
import { icon } from './icon.ts';
import { readPlayer } from './person.ts';
import type { Session } from './session.ts';
import { readTheme, setTheme, themes } from './theme.ts';

export interface Changes {
  player(name: string): void;
  locale(locale: Locale): void;
}

const looks = {
  system: { mark: 'screen', word: 'themeSystem' },
  light: { mark: 'sun', word: 'themeLight' },
  dark: { mark: 'moon', word: 'themeDark' },
} as const;

function themeButton({ words }: Session): HTMLElement {
  const button = h('button', { type: 'button', class: 'plain-icon theme' });
  const show = (): void => {
    const { mark, word } = looks[readTheme()];
    const label = `${words.theme}: ${words[word]}`;
    button.replaceChildren(icon(mark));
    button.setAttribute('aria-label', label);
    button.title = label;
  };
  button.addEventListener('click', () => {
    const next = themes[(themes.indexOf(readTheme()) + 1) % themes.length] ?? 'system';
    setTheme(next);
    show();
  });
  show();
  return button;
}

function languageButton({ words, locale }: Session, changes: Changes): HTMLElement {
  const other: Locale = locale === 'ko' ? 'en' : 'ko';
  const name = other === 'ko' ? '한국어' : 'English';
  return h(
    'button',
    {
      type: 'button',
      class: 'language',
      lang: other,
      title: words.language,
      'aria-label': `${words.language}: ${name}`,
      onclick: () => changes.locale(other),
    },
    icon('globe'),
    h('span', {}, name),
  );
}

function adding({ words }: Session, changes: Changes): HTMLElement {
  const name = h('input', {
    id: 'new-player',
    type: 'text',
    maxlength: 32,
    autocomplete: 'off',
    placeholder: words.playerName,
    'aria-describedby': 'new-player-fault',
  });
  const fault = h('p', { class: 'mistake', id: 'new-player-fault', role: 'alert' });
  return h(
    'form',
    {
      class: 'adding',
      onsubmit: (event: SubmitEvent) => {
        event.preventDefault();
        const value = readPlayer(name.value);
        if (value !== undefined) return changes.player(value);
        fault.textContent = words.badName;
        name.setAttribute('aria-invalid', 'true');
        name.focus();
      },
    },
    h('label', { for: 'new-player' }, words.addPlayer),
    h('div', {}, name, h('button', { type: 'submit', class: 'press primary' }, words.add)),
    fault,
  );
}

function playerMenu(session: Session, changes: Changes): readonly HTMLElement[] {
  const { words, player } = session;
  const players = session.players.includes(player) ? session.players : [...session.players, player];
  const menu = h(
    'div',
    { id: 'players', class: 'menu', popover: 'auto' },
    h('h2', {}, words.switchPlayer),
    h(
      'ul',
      {},
      players.map((name) =>
        h(
          'li',
          {},
          h(
            'button',
            {
              type: 'button',
              'aria-current': name === player ? 'true' : undefined,
              onclick: () => changes.player(name),
            },
            avatar(name),
            h('bdi', {}, name),
            name === player && icon('check'),
          ),
        ),
      ),
    ),
    adding(session, changes),
  );
  const opener = h(
    'button',
    {
      type: 'button',
      class: 'me',
      popovertarget: 'players',
      'aria-label': `${words.playingAs} ${player}. ${words.switchPlayer}`,
    },
    avatar(player),
    h('bdi', {}, player),
    icon('chevron'),
  );
  return [opener, menu];
}

/** The bar above the room: the channel, and who reads it in what language and light. */
export const bar = (session: Session, changes: Changes): HTMLElement =>
  h(
    'header',
    { class: 'bar' },
    h(
      'div',
      { class: 'place' },
      h('h1', {}, icon('hash'), session.start.channel),
      h('p', {}, session.words.topic),
    ),
    h(
      'div',
      { class: 'tools' },
      languageButton(session, changes),
      themeButton(session),
      ...playerMenu(session, changes),
    ),
  );
