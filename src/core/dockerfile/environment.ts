/**
 * Variables of a build stage. A stage that begins from another one sees that one's variables and adds its own; long
 * chains of stages share them instead of copying.
 */
const longestChain = 16;

export class Environment {
  readonly #own = new Map<string, string>();
  readonly #parent: Environment | undefined;
  readonly #depth: number;

  constructor(parent?: Environment) {
    this.#depth = parent ? parent.#depth + 1 : 0;
    if (parent && this.#depth > longestChain) {
      this.#depth = 0;
      for (const [name, value] of parent.entries()) this.#own.set(name, value);
    } else this.#parent = parent;
  }

  get(name: string): string | undefined {
    return this.#own.get(name) ?? this.#parent?.get(name);
  }

  set(name: string, value: string): void {
    this.#own.set(name, value);
  }

  /** All variables; an inner value hides an outer one. */
  entries(): Map<string, string> {
    const all = this.#parent?.entries() ?? new Map<string, string>();
    for (const [name, value] of this.#own) all.set(name, value);
    return all;
  }

  /** A scope for a stage that begins from this one. The parent must not change any more. */
  fork(): Environment {
    return new Environment(this);
  }
}
