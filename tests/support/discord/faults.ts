/** What an injected fault does to the requests it is meant for. */
export type Mischief =
  /** The connection is cut before anything is processed. */
  | { readonly kind: 'drop' }
  /** The request is processed, then the connection is cut: the caller cannot know. */
  | { readonly kind: 'drop-after' }
  /** The request is processed, then answered with this status. */
  | { readonly kind: 'status-after'; readonly status: number }
  /** Nothing is processed; answered with this status and code. */
  | { readonly kind: 'status'; readonly status: number; readonly code?: number }
  /** Processed after a wait of so many milliseconds. */
  | { readonly kind: 'latency'; readonly ms: number };

interface Trap {
  readonly method: string | undefined;
  readonly path: RegExp;
  readonly mischief: Mischief;
  left: number;
}

/** Faults to be met by coming requests. */
export class Faults {
  readonly #traps: Trap[] = [];

  /** The next `times` requests whose path (after `/api/v10`) matches meet this mischief. */
  add(mischief: Mischief, on: { method?: string; path: RegExp; times?: number }): void {
    this.#traps.push({ method: on.method, path: on.path, mischief, left: on.times ?? 1 });
  }

  clear(): void {
    this.#traps.length = 0;
  }

  /** The mischief this request meets, used up by one. */
  take(method: string, path: string): Mischief | undefined {
    const trap = this.#traps.find(
      (one) => one.left > 0 && (one.method ?? method) === method && one.path.test(path),
    );
    if (trap) trap.left -= 1;
    return trap?.mischief;
  }
}
