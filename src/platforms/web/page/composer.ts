import type { Completion } from '#platforms/web/wire.ts';
import { h } from './dom.ts';
import { icon } from './icon.ts';
import { server } from './server.ts';
import type { Session } from './session.ts';
import { createSuggest } from './suggest.ts';

/** Where one writes. */
export interface Composer {
  readonly element: HTMLElement;
  focus(): void;
  /** What is written and not yet sent. */
  draft(): string;
  /** Puts a line there, to be gone on with. */
  write(line: string): void;
}

/** The longest line the server takes, in UTF-16 units. */
const longest = 20_000;

/** `send` is given each line once it is finished. */
export function createComposer(session: Session, send: (line: string) => void): Composer {
  const { words, player, locale } = session;
  const input = h('textarea', {
    id: 'composer',
    rows: 1,
    maxlength: longest,
    placeholder: words.placeholder,
    'aria-label': words.composer,
    role: 'combobox',
    'aria-autocomplete': 'list',
    'aria-expanded': 'false',
    'aria-controls': 'suggestions',
    autocomplete: 'off',
    autocapitalize: 'off',
    spellcheck: 'false',
    enterkeyhint: 'send',
  });
  const button = h(
    'button',
    { type: 'submit', class: 'send', disabled: true, 'aria-label': words.send, title: words.send },
    icon('send'),
  );
  const hint = h('p', { class: 'hint', role: 'status' });
  const suggest = createSuggest(input, session, ({ line }) => write(line));
  const sent: string[] = [];
  let recalled = 0;
  /** The line Enter was pressed on, while it waits for suggestions. */
  let entered: string | undefined;
  let asking: AbortController | undefined;
  let completing: Promise<void> = Promise.resolve();

  function settle(): void {
    input.style.height = 'auto';
    input.style.height = `${input.scrollHeight}px`;
    const text = input.value;
    button.disabled = text.trim() === '';
    hint.textContent = text.trim().length > 1 && !text.startsWith('/') ? words.askHint : '';
  }

  async function complete(): Promise<void> {
    asking?.abort();
    const text = input.value;
    const isAtEnd = input.selectionStart === text.length;
    if (!text.startsWith('/') || !isAtEnd) return suggest.close();
    const mine = new AbortController();
    asking = mine;
    try {
      const completion: Completion = await server.complete({ player, locale, text }, mine.signal);
      if (!mine.signal.aborted) suggest.show(completion);
    } catch {
      // Writing goes on without suggestions; sending will say what is wrong.
      if (!mine.signal.aborted) suggest.close();
    }
  }

  const changed = (): void => {
    settle();
    completing = complete();
  };

  function write(line: string): void {
    input.value = line;
    input.focus();
    input.setSelectionRange(line.length, line.length);
    changed();
  }

  const hush = (): void => {
    asking?.abort();
    suggest.close();
  };

  /** Sends what is written, or what was written before typing went on; what came after it stays. */
  function submit(written = input.value): void {
    const line = written.trim();
    if (line === '') return;
    hush();
    if (input.value.startsWith(written)) input.value = input.value.slice(written.length);
    sent.push(line);
    recalled = sent.length;
    settle();
    // Talk may get no answer: why not stays to be read until writing goes on.
    if (input.value === '' && !line.startsWith('/')) hint.textContent = words.askHint;
    send(line);
  }

  /** Steps through the lines that were sent; true where there was one. */
  function recall(step: 1 | -1): boolean {
    const isFresh = input.value === '' || input.value === sent[recalled];
    const line = sent[recalled + step];
    if (!isFresh || (line === undefined && step < 0)) return false;
    recalled = Math.min(recalled + step, sent.length);
    input.value = line ?? '';
    settle();
    return true;
  }

  async function enter(): Promise<void> {
    const written = input.value;
    if (entered === written) return;
    entered = written;
    // Suggestions for the last letter may still be on their way; a quick hand does not wait for them.
    await completing;
    entered = undefined;
    const picked = suggest.isOpen() && input.value === written ? suggest.active() : undefined;
    if (picked && picked.line.trim() !== written.trim()) write(picked.line);
    else submit(written);
  }

  function key(event: KeyboardEvent): void {
    // Enter and arrows belong to the input method while a syllable is being composed.
    if (event.isComposing || event.keyCode === 229) return;
    const isOpen = suggest.isOpen();
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : undefined;
    if (step && isOpen) suggest.move(step);
    else if (step && recall(step)) suggest.close();
    else if (event.key === 'Tab' && !event.shiftKey && isOpen && suggest.nearest())
      write(suggest.nearest()?.line ?? '');
    else if (event.key === 'Escape' && isOpen) hush();
    else if (event.key === 'Enter' && !event.shiftKey) void enter();
    else return;
    event.preventDefault();
  }

  input.addEventListener('input', changed);
  input.addEventListener('keydown', key);
  input.addEventListener('blur', hush);
  input.addEventListener('focus', () => void complete());
  const slash = h(
    'button',
    {
      type: 'button',
      class: 'slash',
      'aria-label': words.commands,
      title: words.commands,
      onclick: () => write(input.value.startsWith('/') ? input.value : '/'),
    },
    icon('slash'),
  );
  const form = h(
    'form',
    {
      class: 'composer',
      onsubmit: (event: SubmitEvent) => {
        event.preventDefault();
        submit();
      },
    },
    slash,
    input,
    button,
  );
  return {
    element: h('footer', { class: 'desk' }, suggest.element, form, hint),
    focus: () => input.focus(),
    draft: () => input.value,
    write,
  };
}
