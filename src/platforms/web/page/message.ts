import type { ShownLine } from '#platforms/web/wire.ts';
import { avatar } from './avatar.ts';
import { type Child, h } from './dom.ts';
import { icon } from './icon.ts';
import { type Around, showReply } from './reply.ts';
import type { Session } from './session.ts';
import { unbroken } from './text.ts';

/** Heights above which a message is folded, in CSS pixels; see `.fold` in message.css. */
const tallest = { said: 320, reply: 2_600 };

/** A typed line: a command's name stands out, anything else is as it was written. */
function said(text: string): HTMLElement {
  const [, name, rest = ''] = text.match(/^(\/[a-z][a-z-]*)([\s\S]*)$/) ?? [];
  return name === undefined
    ? h('p', { class: 'said' }, text)
    : h('p', { class: 'said command' }, h('span', { class: 'name' }, name), unbroken(rest));
}

/** Folds what is taller than a screen or two, with a button to open it; whoever tabs into it opens it as well. */
function folding(content: HTMLElement, limit: number, { words }: Session): HTMLElement {
  const box = h('div', { class: 'fold' }, content);
  let isOpen = false;
  const turn = (open: boolean): void => {
    isOpen = open;
    lay();
  };
  const button = h('button', { type: 'button', class: 'unfold', onclick: () => turn(!isOpen) });
  // A window made narrow for a moment, or a phone turned over, leaves nothing folded that fits again.
  function lay(): void {
    const isTall = content.scrollHeight > limit;
    box.classList.toggle('folded', isTall && !isOpen);
    button.hidden = !isTall;
    button.textContent = isOpen ? words.less : words.more;
    button.setAttribute('aria-expanded', String(isOpen));
    if (isTall && !button.isConnected) box.after(button);
  }
  new ResizeObserver(lay).observe(content);
  content.addEventListener('focusin', () => turn(true));
  return box;
}

/** A name as itself, whatever characters are in it; `you` where it is the reader's own. */
function byline({ author, hidden, at }: ShownLine, { words, player, clock }: Session): HTMLElement {
  return h(
    'header',
    { class: 'byline' },
    h('bdi', { class: 'who' }, author ?? 'Gorae'),
    author === undefined && h('span', { class: 'badge' }, words.app),
    author === player && h('span', { class: 'you' }, words.you),
    h('time', { datetime: new Date(at).toISOString(), title: clock.full(at) }, clock.time(at)),
    hidden && h('span', { class: 'hidden-note' }, icon('eye'), words.hidden),
  );
}

/** The frame every message has: an avatar, a byline and what is said. */
export const frame = (author: string | undefined, header: Child, body: Child, extra = ''): HTMLElement =>
  h(
    'article',
    { class: `message ${author === undefined ? 'bot' : 'person'} ${extra}`.trim() },
    avatar(author),
    h('div', { class: 'body' }, header, body),
  );

/** A message of the history. */
export function showMessage(line: ShownLine, session: Session, around: Around): HTMLElement {
  const content =
    'said' in line.content
      ? folding(said(line.content.said), tallest.said, session)
      : folding(
          showReply(line.content.reply, { ...around, press: (button) => around.press(button, line.id) }),
          tallest.reply,
          session,
        );
  const element = frame(line.author, byline(line, session), content, line.hidden ? 'private' : '');
  element.dataset.line = String(line.id);
  element.setAttribute('aria-label', `${line.author ?? 'Gorae'}, ${session.clock.time(line.at)}`);
  return element;
}

/** A line on its way: shown at once, so that nobody waits for the server to see what was written. */
export function showSending(text: string | undefined, session: Session): HTMLElement {
  const waits = h(
    'p',
    { class: 'working', role: 'status' },
    h('span', { class: 'dots', 'aria-hidden': 'true' }, h('i'), h('i'), h('i')),
    session.words.working,
  );
  return text === undefined
    ? frame(undefined, undefined, waits, 'sending')
    : frame(
        session.player,
        h('header', { class: 'byline' }, h('bdi', { class: 'who' }, session.player)),
        [said(text), waits],
        'sending',
      );
}
