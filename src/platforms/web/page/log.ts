import type { ShownLine } from '#platforms/web/wire.ts';
import { h } from './dom.ts';
import { icon } from './icon.ts';
import { showMessage } from './message.ts';
import type { Around } from './reply.ts';
import type { Place, Session } from './session.ts';

/** The messages on the page, in their order, and the place where one reads. */
export interface Log {
  readonly element: HTMLElement;
  /** Shows messages, new or changed; of two versions of one the later stays. */
  put(lines: readonly ShownLine[]): void;
  /** Forgets what is shown and shows these, at `place`, at the place where one reads, or at the end. */
  replace(lines: readonly ShownLine[], place?: Place): void;
  /** Where one reads; `undefined` at the end. */
  place(): Place | undefined;
  /** Shows below the messages what is on its way or could not go, and brings it into view unless it is hidden. */
  below(element: HTMLElement): void;
  /** Brings a message before the reader's eyes. */
  reveal(id: number): void;
  /** Shows something between the messages that is none of them, after those that are there. */
  greet(element: HTMLElement): void;
  /** Offers to show what came before the first message; `undefined` where that was the first. */
  earlier(show: (() => void) | undefined): void;
  /** Whether the player has said anything here. */
  hasSpoken(): boolean;
}

/** So near to its end, in CSS pixels, the log follows what comes. */
const near = 48;
/** Lines of one player within this time stand under one name, in milliseconds. */
const together = 300_000;

const isFollowUp = (line: ShownLine, before: ShownLine | undefined): boolean =>
  before?.author !== undefined &&
  before.author === line.author &&
  before.hidden === line.hidden &&
  line.at - before.at < together;

/** Makes the list of messages. */
export function createLog(session: Session, around: Around): Log {
  const { words, clock } = session;
  const lines = new Map<number, ShownLine>();
  const elements = new Map<number, HTMLElement>();
  const list = h('div', { class: 'messages', role: 'log', 'aria-label': words.messages });
  const tail = h('div', { class: 'tail' });
  const head = h('div', { class: 'head' });
  const inner = h('div', { class: 'inner' }, head, list, tail);
  const scroller = h(
    'div',
    { class: 'scroller', tabindex: 0, role: 'region', 'aria-label': words.messages },
    inner,
  );
  const newer = h(
    'button',
    { type: 'button', class: 'newer', hidden: true, onclick: () => toEnd() },
    icon('down'),
    words.newer,
  );
  let greeting: { readonly element: HTMLElement; readonly after: number } | undefined;
  let isFollowing = true;
  /** How far it was last scrolled by itself. */
  let end = 0;

  const toEnd = (): void => {
    isFollowing = true;
    newer.hidden = true;
    scroller.scrollTop = scroller.scrollHeight;
    end = scroller.scrollTop;
  };
  scroller.addEventListener('scroll', () => {
    // Told of late, when letters that have come meanwhile made the messages longer: nobody has scrolled away.
    if (isFollowing && scroller.scrollTop === end) return;
    isFollowing = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < near;
    if (isFollowing) newer.hidden = true;
  });
  // Fonts, folds and a growing composer move the end.
  const follow = new ResizeObserver(() => isFollowing && toEnd());
  follow.observe(inner);
  follow.observe(scroller);

  /** How far a message's upper edge is below the log's. */
  const offsetOf = (element: HTMLElement): number =>
    element.getBoundingClientRect().top - scroller.getBoundingClientRect().top;

  function place(): Place | undefined {
    if (isFollowing) return undefined;
    // The first message that is not wholly above.
    for (const [line, element] of [...elements].sort(([a], [b]) => a - b)) {
      const offset = offsetOf(element);
      if (offset + element.offsetHeight > 0) return { line, offset };
    }
    return undefined;
  }

  function goTo({ line, offset }: Place): void {
    const element = elements.get(line);
    isFollowing = element === undefined;
    if (element) scroller.scrollTop += offsetOf(element) - offset;
    else toEnd();
  }

  const latest = (): ShownLine | undefined => lines.get(Math.max(...lines.keys()));

  function append(line: ShownLine, before: ShownLine | undefined): void {
    if (!before || clock.day(before.at) !== clock.day(line.at))
      list.append(h('div', { class: 'day', role: 'separator' }, h('span', {}, clock.dayName(line.at))));
    const element = showMessage(line, session, around);
    const isNewDay = !before || clock.day(before.at) !== clock.day(line.at);
    element.classList.toggle('follow-up', !isNewDay && isFollowUp(line, before));
    elements.set(line.id, element);
    list.append(element);
  }

  function rebuild(): void {
    list.replaceChildren();
    elements.clear();
    let before: ShownLine | undefined;
    const greetIf = (isPlace: boolean): void => {
      if (greeting && isPlace && !greeting.element.isConnected) list.append(greeting.element);
    };
    for (const line of [...lines.values()].sort((a, b) => a.id - b.id)) {
      greetIf(greeting !== undefined && line.id > greeting.after);
      append(line, before);
      before = line;
    }
    greetIf(true);
  }

  /** Puts a changed message in the old one's place, and the keyboard's focus back on the button it was on. */
  function change(line: ShownLine, old: HTMLElement): void {
    const element = showMessage(line, session, around);
    element.classList.toggle('follow-up', old.classList.contains('follow-up'));
    const focusables = (of: HTMLElement): HTMLElement[] => [...of.querySelectorAll<HTMLElement>('button')];
    const focused = focusables(old).indexOf(document.activeElement as HTMLElement);
    const unfolded = old.querySelector('.unfold[aria-expanded="true"]') !== null;
    old.replaceWith(element);
    elements.set(line.id, element);
    if (focused >= 0) {
      // The pressed button may be gone: then the answer in its place is where reading goes on.
      element.tabIndex = -1;
      (focusables(element)[focused] ?? element).focus({ preventScroll: true });
    }
    if (unfolded) requestAnimationFrame(() => element.querySelector<HTMLElement>('.unfold')?.click());
  }

  function put(given: readonly ShownLine[]): void {
    let hasNew = false;
    for (const line of given) {
      const known = lines.get(line.id);
      if (known && known.version >= line.version) continue;
      const before = latest();
      lines.set(line.id, line);
      const old = elements.get(line.id);
      if (old) change(line, old);
      else if (before && before.id > line.id) rebuild();
      else append(line, before);
      hasNew ||= old === undefined;
    }
    if (hasNew && !isFollowing) newer.hidden = false;
  }

  return {
    element: h('div', { class: 'log' }, scroller, newer),
    put,
    replace(given, wanted = place()) {
      lines.clear();
      for (const line of given) lines.set(line.id, line);
      // What was there before is not read out.
      list.setAttribute('aria-live', 'off');
      rebuild();
      if (wanted) {
        goTo(wanted);
        // Its letters come later and move it.
        void document.fonts.ready.then(() => isFollowing || goTo(wanted));
      } else toEnd();
      requestAnimationFrame(() => list.setAttribute('aria-live', 'polite'));
    },
    place,
    below(element) {
      tail.append(element);
      if (isFollowing || !element.hidden) toEnd();
    },
    reveal(id) {
      const element = elements.get(id);
      if (!element) return;
      const top = offsetOf(element) + scroller.scrollTop;
      const isTall = scroller.scrollHeight - top > scroller.clientHeight;
      if (!isTall) return toEnd();
      isFollowing = false;
      newer.hidden = true;
      scroller.scrollTop = top - 12;
    },
    greet(element) {
      greeting = { element, after: latest()?.id ?? 0 };
      list.append(element);
      if (isFollowing) toEnd();
    },
    earlier(show) {
      const button =
        show && h('button', { type: 'button', class: 'press', onclick: show }, icon('up'), words.earlier);
      head.replaceChildren(...(button ? [button] : []));
    },
    hasSpoken: () => [...lines.values()].some(({ author }) => author === session.player),
  };
}
