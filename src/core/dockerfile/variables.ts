/** The variables of a shell: its own before those that it was given. */
export class Variables {
  readonly #own = new Map<string, string | undefined>();
  readonly #given: (name: string) => string | undefined;
  #undo: (() => void)[] | undefined;

  /** `given` says what a variable holds before the shell sets it; what it throws is thrown on. */
  constructor(given: (name: string) => string | undefined) {
    this.#given = given;
  }

  /** What a variable holds; undefined when it is unset. */
  get(name: string): string | undefined {
    return this.#own.has(name) ? this.#own.get(name) : this.#given(name);
  }

  /** Sets a variable, or unsets it. */
  set(name: string, value: string | undefined): void {
    const known = this.#own.has(name);
    const before = this.#own.get(name);
    this.#undo?.push(() => {
      if (known) this.#own.set(name, before);
      else this.#own.delete(name);
    });
    this.#own.set(name, value);
  }

  /** Does work in a shell of its own: what it sets is taken back. */
  apart(work: () => unknown): void {
    const before = this.#undo;
    const undo: (() => void)[] = [];
    this.#undo = undo;
    work();
    for (const takeBack of undo.reverse()) takeBack();
    this.#undo = before;
  }
}
