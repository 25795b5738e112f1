import type { Completion, Suggestion } from '#platforms/web/wire.ts';
import { type Child, fillIn, h } from './dom.ts';
import type { Session } from './session.ts';

/** The list above the composer. The input names its active entry to screen readers; the focus stays in the input. */
export interface Suggest {
  readonly element: HTMLElement;
  show(completion: Completion): void;
  close(): void;
  isOpen(): boolean;
  move(step: 1 | -1): void;
  /** The entry Enter takes: the one chosen, or the first where the line is not ready to be sent. */
  active(): Suggestion | undefined;
  /** The entry Tab takes: the one chosen, or the first. */
  nearest(): Suggestion | undefined;
}

const listId = 'suggestions';
const none: Completion = { suggestions: [], eager: false };

function signature(command: NonNullable<Completion['command']>, { words }: Session): HTMLElement {
  const current = command.options.find(({ state }) => state === 'current');
  return h(
    'div',
    { class: 'signature' },
    h(
      'p',
      { class: 'usage' },
      h('b', {}, `/${command.name}`),
      command.options.map(({ name, state, required }) =>
        h('span', { class: `option ${state}` }, required ? name : `[${name}]`),
      ),
    ),
    h(
      'p',
      { class: 'about' },
      current ? h('b', {}, current.name) : undefined,
      current ? ` ${current.describe}` : command.describe,
      current && h('span', { class: 'need' }, ` · ${current.required ? words.required : words.optional}`),
    ),
    command.example && h('p', { class: 'example' }, `${words.example} `, h('code', {}, command.example)),
  );
}

function keys({ words }: Session, many: HTMLElement): HTMLElement {
  const pairs = [
    ['↑↓', words.keyMove],
    ['Tab', words.keyFill],
    ['Enter', words.keySend],
    ['Esc', words.keyClose],
  ] as const;
  return h(
    'p',
    { class: 'keys', 'aria-hidden': 'true' },
    pairs.map(([key, word]) => h('span', {}, h('kbd', {}, key), word)),
    many,
  );
}

/**
 * A name and what it is, each in its column: a label of a command says both, `docker rm — Delete containers`. What would be
 * written is not told again where the label says it.
 */
function inColumns({ label, detail }: Suggestion): readonly Child[] {
  const [name = '', ...rest] = label.split(' — ');
  const what = rest.join(' — ') || (detail !== undefined && !label.includes(detail) ? detail : undefined);
  return [h('b', {}, name), what !== undefined && ' ', what !== undefined && h('span', {}, what)];
}

/** Makes the list of suggestions for `input`. */
export function createSuggest(
  input: HTMLTextAreaElement,
  session: Session,
  pick: (suggestion: Suggestion) => void,
): Suggest {
  const { words } = session;
  const head = h('div', {});
  const list = h('ul', { id: listId, role: 'listbox', 'aria-label': words.suggestions });
  const count = h('p', { class: 'unseen', role: 'status' });
  const many = h('span', { class: 'many' });
  const panel = h('div', { class: 'suggest', hidden: true }, head, list, keys(session, many));
  let shown: Completion = none;
  let chosen = -1;

  function mark(): void {
    const entries = [...list.children];
    entries.forEach((entry, index) => {
      const isActive = index === chosen;
      entry.setAttribute('aria-selected', String(isActive));
      if (isActive) entry.scrollIntoView({ block: 'nearest' });
    });
    const active = chosen >= 0 ? `${listId}-${chosen}` : '';
    if (active) input.setAttribute('aria-activedescendant', active);
    else input.removeAttribute('aria-activedescendant');
  }

  const entry = (suggestion: Suggestion, index: number): HTMLElement =>
    h(
      'li',
      {
        id: `${listId}-${index}`,
        role: 'option',
        'aria-selected': 'false',
        // Before the input loses its focus.
        onpointerdown: (event: PointerEvent) => {
          event.preventDefault();
          pick(suggestion);
        },
      },
      ...inColumns(suggestion),
    );

  function close(): void {
    shown = none;
    chosen = -1;
    panel.hidden = true;
    count.textContent = '';
    list.replaceChildren();
    input.setAttribute('aria-expanded', 'false');
    mark();
  }

  return {
    element: h('div', { class: 'suggest-place' }, panel, count),
    show(completion) {
      const { suggestions, command, eager } = completion;
      if (suggestions.length === 0 && !command) return close();
      shown = completion;
      chosen = eager && suggestions.length > 0 ? 0 : -1;
      head.replaceChildren(...(command ? [signature(command, session)] : []));
      list.replaceChildren(...suggestions.map(entry));
      list.hidden = suggestions.length === 0;
      panel.hidden = false;
      input.setAttribute('aria-expanded', String(suggestions.length > 0));
      count.textContent = fillIn(words.suggested, { count: suggestions.length });
      // Rows out of sight are told of; what is seen needs no number.
      many.textContent = list.scrollHeight > list.clientHeight ? count.textContent : '';
      mark();
    },
    close,
    isOpen: () => !panel.hidden,
    move(step) {
      const length = shown.suggestions.length;
      if (length === 0) return;
      chosen = chosen < 0 ? (step > 0 ? 0 : length - 1) : (chosen + step + length) % length;
      mark();
    },
    active: () => shown.suggestions[chosen],
    nearest: () => shown.suggestions[Math.max(chosen, 0)],
  };
}
