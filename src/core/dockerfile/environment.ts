type Variables = ReadonlyMap<string, string>;

/**
 * Variables of a build stage. A stage that begins from another one sees that one's variables and adds its own. Long chains
 * of stages share them in layers, of which each holds more than the one above it: a chain of n variables has at most log n
 * layers, and none is copied more often than that.
 */
export class Environment {
  readonly #own: Map<string, string>;
  readonly #parent: Environment | undefined;
  /** What stages that begin from this one begin from, once the first has asked. */
  #base: { readonly settled: Environment | undefined } | undefined;

  constructor(own: Variables = new Map(), parent?: Environment) {
    this.#own = new Map(own);
    this.#parent = parent;
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
    this.#base ??= { settled: this.#settled() };
    return new Environment(new Map(), this.#base.settled);
  }

  /** The same variables, in layers that grow downwards. */
  #settled(): Environment | undefined {
    if (this.#own.size === 0) return this.#parent;
    let top: Environment = this;
    while (top.#parent && top.#own.size >= top.#parent.#own.size) top = top.#onto(top.#parent);
    return top;
  }

  /** This layer and the one below as one. */
  #onto(below: Environment): Environment {
    return new Environment(new Map([...below.#own, ...this.#own]), below.#parent);
  }
}
