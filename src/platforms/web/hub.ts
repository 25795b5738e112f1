import type { JournalStore, Line, Mark } from '#core/store.ts';
import { showLine } from '#platforms/web/render.ts';
import type { ShownLine } from '#platforms/web/wire.ts';

/** Something a window hears of: a message, new or changed. `id` is what the stream resumes from. */
export interface Happened {
  readonly id: string;
  readonly line: ShownLine;
}

/** A window that is open. */
export interface Listener {
  readonly player: string;
  hear(happened: Happened): void;
  /** More has changed than can be told: the history must be read anew, and heard on from event `last`. */
  reset(last: string): void;
}

/** Whether a message is for this player's eyes. */
export const sees = (line: Pick<Line, 'only'>, player: string): boolean =>
  line.only === undefined || line.only === player;

/**
 * Passes messages on to the windows that are open, each player's own to that player alone. What is told comes from the
 * history itself, in its order, so that a window also hears of what another process on the same database wrote.
 */
export interface Hub {
  /** The message as shown; the windows hear of it at once. */
  publish(line: Line): ShownLine;
  /** The id of the latest event. */
  last(): Promise<string>;
  /** What a window missed since event `id`; `undefined` where that is too long ago or of another run. */
  since(id: string, player: string): Promise<readonly Happened[] | undefined>;
  /** Hears of everything from now on, until the returned function is called. */
  listen(listener: Listener): Promise<() => void>;
  close(): void;
}

/** What the hub is made of. */
export interface HubSettings {
  readonly journal: JournalStore;
  /** Names this run, so that an event of an earlier one is not taken for ours. */
  readonly boot: string;
  /** How often another process's messages are looked for while somebody listens, in milliseconds. */
  readonly every?: number;
  /** So many events can be resumed. */
  readonly most?: number;
  /** Told when the history can no longer be read, once until it can again. */
  note(error: unknown): void;
}

export function createHub({ journal, boot, every = 1_000, most = 500, note }: HubSettings): Hub {
  const listeners = new Set<Listener>();
  /** Up to where the windows have heard; `undefined` while nobody listens. */
  let heard: Mark | undefined;
  let isWell = true;
  let timer: ReturnType<typeof setInterval> | undefined;
  let looking: Promise<void> = Promise.resolve();
  let next: Promise<void> | undefined;

  const idOf = ({ revision, line }: Mark): string => `${boot}.${revision}.${line}`;
  const happened = (line: Line): Happened => ({
    id: idOf({ revision: line.revision, line: line.id }),
    line: showLine(line),
  });

  async function look(): Promise<void> {
    next = undefined;
    const from = heard;
    if (from === undefined) return;
    const newest = await journal.mark();
    if (newest.revision === from.revision && newest.line === from.line) return;
    const lines = await journal.since(from, most);
    // All windows left meanwhile.
    if (heard !== from) return;
    if (lines === undefined) {
      heard = newest;
      for (const listener of listeners) listener.reset(idOf(newest));
      return;
    }
    for (const line of lines) {
      heard = { revision: line.revision, line: line.id };
      const event = happened(line);
      for (const listener of listeners) if (sees(line, listener.player)) listener.hear(event);
    }
  }

  const well = (): void => {
    isWell = true;
  };
  const unwell = (error: unknown): void => {
    // Nobody listens any more: at the end, the database may be closed under a last look.
    if (heard === undefined) return;
    if (isWell) note(error);
    isWell = false;
  };
  /** Looks once those before are done, so that what is told keeps its order; one look serves all who ask meanwhile. */
  function soon(): void {
    if (next) return;
    next = looking.then(look).then(well, unwell);
    looking = next;
  }

  function sleep(): void {
    clearInterval(timer);
    heard = undefined;
    timer = undefined;
  }

  return {
    publish(line) {
      if (heard) soon();
      return showLine(line);
    },
    last: async () => idOf(await journal.mark()),
    async since(id, player) {
      const [run, revision = '', line = ''] = id.split('.');
      if (run !== boot || !/^\d{1,15}$/.test(revision) || !/^\d{1,15}$/.test(line)) return undefined;
      const lines = await journal.since({ revision: Number(revision), line: Number(line) }, most);
      return lines?.filter((missed) => sees(missed, player)).map(happened);
    },
    async listen(listener) {
      listeners.add(listener);
      const leave = (): void => {
        listeners.delete(listener);
        if (listeners.size === 0) sleep();
      };
      try {
        const newest = await journal.mark();
        heard ??= newest;
      } catch (error) {
        leave();
        throw error;
      }
      timer ??= setInterval(soon, every);
      return leave;
    },
    close: sleep,
  };
}
