import type { Line } from '#core/store.ts';
import { showLine } from '#platforms/web/render.ts';
import type { ShownLine } from '#platforms/web/wire.ts';

/** Something a window hears of: a message, new or changed. `id` is what the stream resumes from. */
export interface Happened {
  readonly id: string;
  readonly line: ShownLine;
}

interface Kept extends Happened {
  readonly number: number;
  readonly of: Line;
}

interface Listener {
  readonly player: string;
  hear(happened: Happened): void;
}

/** Whether a message is for this player's eyes. */
export const sees = (line: Pick<Line, 'only'>, player: string): boolean =>
  line.only === undefined || line.only === player;

/** Passes messages on to the windows that are open, each player's own to that player alone. */
export interface Hub {
  /** Numbers the message, tells the windows and gives it as shown. */
  publish(line: Line): ShownLine;
  /** The message as of now, told to nobody. */
  show(line: Line): ShownLine;
  /** The id of the latest event. */
  last(): string;
  /** What a window missed since event `id`; `undefined` where that is too long ago or of another run. */
  since(id: string, player: string): readonly Happened[] | undefined;
  /** Hears of everything from now on, until the returned function is called. */
  listen(listener: Listener): () => void;
}

/** `boot` names this run, so that an event of an earlier one is not taken for ours; the last `keep` events can be resumed. */
export function createHub(boot: string, keep = 500): Hub {
  const listeners = new Set<Listener>();
  const kept: Kept[] = [];
  let version = 0;
  const idOf = (number: number): string => `${boot}.${number}`;
  return {
    publish(line) {
      version += 1;
      const shown = showLine(line, version);
      kept.push({ id: idOf(version), line: shown, number: version, of: line });
      if (kept.length > keep) kept.shift();
      for (const listener of listeners)
        if (sees(line, listener.player)) listener.hear({ id: idOf(version), line: shown });
      return shown;
    },
    show: (line) => showLine(line, version),
    last: () => idOf(version),
    since(id, player) {
      const [run, number = ''] = id.split('.');
      if (run !== boot || !/^\d{1,15}$/.test(number)) return undefined;
      const after = Number(number);
      if (after > version || version - after > kept.length) return undefined;
      return kept.filter((event) => event.number > after && sees(event.of, player));
    },
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
