import type { Asking, Outcome, ShownLine } from '#platforms/web/wire.ts';
import { bar, type Changes } from './bar.ts';
import { createComposer } from './composer.ts';
import { h, newKey } from './dom.ts';
import { openForm } from './form.ts';
import { listen } from './live.ts';
import { createLog } from './log.ts';
import { showSending } from './message.ts';
import type { Around } from './reply.ts';
import { Refused, server } from './server.ts';
import { keepLeft, type Left, type Place, type Session } from './session.ts';
import { side } from './side.ts';
import { welcome } from './welcome.ts';

/** The page for one player in one language; `left` is what the one before it kept. */
export interface Room {
  readonly element: HTMLElement;
  /** Reads the history and begins to listen. */
  open(): Promise<void>;
  /** Keeps what is being written and where one reads, for the page that takes its place. */
  close(): void;
}

/** An answer that takes longer than this is announced as on its way, in milliseconds. */
const quick = 300;
/** So many earlier messages are shown at a time. */
const aPage = 200;

/** Makes the room: its messages, the composer and the forms. */
export function createRoom(session: Session, changes: Changes, left: Left | undefined): Room {
  const { words, player, locale, start } = session;
  const around: Around = {
    words,
    press: ({ call }, line) => make({ call, ...(line !== undefined && { line }) }, undefined),
  };
  const log = createLog(session, around);
  const composer = createComposer(session, (line) => void make({ text: line }, line));
  const banner = h('p', { class: 'banner', role: 'status', hidden: true }, words.offline);
  /** Lines on their way, by what they say. */
  const underway = new Map<string, HTMLElement>();
  let leave: (() => void) | undefined;
  let isClosed = false;

  /** Asks the server, shows that it was asked, and what comes of it; what fails can be tried again. */
  async function make(
    what: Pick<Asking, 'text' | 'call' | 'line'>,
    typed: string | undefined,
    key = newKey(),
  ): Promise<void> {
    const sending = showSending(typed, session);
    if (typed !== undefined) underway.set(typed, sending);
    if (typed === undefined) sending.hidden = true;
    log.below(sending);
    const slow = setTimeout(() => {
      sending.hidden = false;
      sending.classList.add('slow');
    }, quick);
    try {
      const outcome = await server.call({ player, locale, channel: start.channel, key, ...what });
      sending.remove();
      take(outcome);
    } catch (fault) {
      sending.remove();
      if (!isClosed) log.below(failed(fault, typed, () => void make(what, typed, key)));
    } finally {
      clearTimeout(slow);
      if (typed !== undefined) underway.delete(typed);
    }
  }

  function take(outcome: Outcome): void {
    if ('lines' in outcome) show(outcome.lines);
    else if ('form' in outcome) {
      const { form } = outcome;
      /** The key of what was sent and not answered: it may have been done, and is not to be done twice. */
      let unanswered: { readonly sent: string; readonly key: string } | undefined;
      openForm(form, session, around, async (fields) => {
        const sent = JSON.stringify(fields);
        const key = unanswered?.sent === sent ? unanswered.key : newKey();
        unanswered = { sent, key };
        try {
          const submitted = await server.call({
            player,
            locale,
            channel: start.channel,
            key,
            call: form.call,
            fields,
          });
          unanswered = undefined;
          if ('lines' in submitted) show(submitted.lines);
          return submitted;
        } catch {
          return undefined;
        }
      });
    }
  }

  function show(lines: readonly ShownLine[]): void {
    log.put(lines);
    const [first] = lines;
    if (first) log.reveal(first.id);
  }

  /** Says that something could not be sent, and lets one try again under the same key. */
  function failed(fault: unknown, typed: string | undefined, again: () => void): HTMLElement {
    const element: HTMLElement = h(
      'div',
      { class: 'failed', role: 'alert' },
      typed !== undefined && h('p', { class: 'said' }, typed),
      h('p', {}, fault instanceof Refused ? words.refused : words.failed),
      h(
        'p',
        { class: 'buttons' },
        h(
          'button',
          {
            type: 'button',
            class: 'press primary',
            onclick: (): void => {
              element.remove();
              again();
            },
          },
          words.again,
        ),
        h('button', { type: 'button', class: 'press', onclick: (): void => element.remove() }, words.discard),
      ),
    );
    return element;
  }

  /** A message from the stream; one's own may come before the answer to its call, and then stands there already. */
  function hear(line: ShownLine): void {
    if (line.author === player && 'said' in line.content) underway.get(line.content.said)?.remove();
    log.put([line]);
  }

  /** How many messages are asked for; 0 leaves it to the server. */
  let limit = 0;

  async function read(place?: Place): Promise<string> {
    const history = await server.history(player, limit);
    log.replace(history.lines, place);
    log.earlier(history.more ? () => void readMore(history.lines.length) : undefined);
    return history.last;
  }

  async function readMore(shown: number): Promise<void> {
    const before = limit;
    limit = shown + aPage;
    await read().catch((fault: unknown) => {
      limit = before;
      const again = (): void => void readMore(shown);
      log.below(failed(fault, undefined, again));
    });
  }

  const keep = (): void => {
    const place = log.place();
    keepLeft({ player, draft: composer.draft(), ...(place && { place }) });
  };

  return {
    element: h(
      'div',
      { class: 'shell' },
      h('a', { class: 'skip', href: '#composer' }, words.skip),
      side(session, (line) => composer.write(line)),
      h('main', { class: 'room' }, bar(session, changes), banner, log.element, composer.element),
    ),
    async open() {
      addEventListener('pagehide', keep);
      // Letters come in parts: those that say that nothing can be reached must be here before that is so.
      const trouble = [words.failed, words.refused, words.again, words.discard, words.offline].join('');
      void document.fonts.load('1em "Pretendard Variable"', trouble).catch(() => undefined);
      // On a touch screen the focus would bring up the keyboard, unasked.
      if (left?.draft) composer.write(left.draft);
      else if (matchMedia('(pointer: fine)').matches) composer.focus();
      const last = await read(left?.player === player ? left.place : undefined);
      if (isClosed) return;
      if (!log.hasSpoken()) log.greet(welcome(session, (line) => void make({ text: line }, line)));
      leave = listen(player, last, {
        line: hear,
        reset: () => void read().catch(() => undefined),
        connected: (isConnected) => {
          banner.hidden = isConnected;
        },
      });
    },
    close() {
      removeEventListener('pagehide', keep);
      keep();
      isClosed = true;
      leave?.();
    },
  };
}
