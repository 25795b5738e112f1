/** Remembers names for a while: deliveries that were repeated, buttons that were pressed twice. */
export class Seen {
  readonly #until = new Map<string, number>();
  readonly #keepMs: number;
  readonly #now: () => number;

  /** `now` in milliseconds. */
  constructor(keepMs: number, now: () => number) {
    this.#keepMs = keepMs;
    this.#now = now;
  }

  /** Whether this is the first time the name comes up within the time that names are kept. */
  first(name: string): boolean {
    const now = this.#now();
    // Names were put in by time, so the oldest come first.
    for (const [old, until] of this.#until) {
      if (until > now) break;
      this.#until.delete(old);
    }
    if (this.#until.has(name)) return false;
    this.#until.set(name, now + this.#keepMs);
    return true;
  }
}
