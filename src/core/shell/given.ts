import { parseBool } from './go.ts';
import type { Given } from './parse.ts';

/** The flags of one command, by name. What the shell puts together (`-p $PORT`) has no known value. */
export class Flags {
  readonly #byName = new Map<string, Given[]>();

  constructor(given: readonly Given[], presentName: (long: string) => string | undefined) {
    for (const flag of given) {
      const name = presentName(flag.flag.long) ?? flag.flag.long;
      const known = this.#byName.get(name);
      if (known) known.push(flag);
      else this.#byName.set(name, [flag]);
    }
  }

  /** Every time it was given, in order. */
  all(long: string): readonly Given[] {
    return this.#byName.get(long) ?? [];
  }

  /** Every time it was given with a value that can be known. */
  known(long: string): readonly (Given & { readonly value: string })[] {
    return this.all(long).filter(
      (given): given is Given & { value: string } => given.value !== undefined && !given.expands,
    );
  }

  /** Whether any was given. */
  some(): boolean {
    return this.#byName.size > 0;
  }

  /** The one that counts: the last. */
  last(long: string): Given | undefined {
    return this.#byName.get(long)?.at(-1);
  }

  /** The value that counts, where it can be known. */
  value(long: string): string | undefined {
    const given = this.last(long);
    return given?.expands ? undefined : given?.value;
  }

  /** Whether a switch is on in the end: `--rm`, `--rm=true`, not `--rm=false`. */
  on(long: string): boolean {
    const given = this.last(long);
    if (!given) return false;
    if (given.value === undefined) return true;
    const parsed = parseBool(given.value);
    return 'value' in parsed && parsed.value;
  }
}
