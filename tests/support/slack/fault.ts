/** Something that goes wrong on purpose, at the next calls of a method. */
export interface Fault {
  /** A method's name, `response_url`, `upload`, or `*`. */
  readonly method: string;
  /** How many calls it spoils; 1 unless told. */
  readonly times?: number;
  readonly effect:
    | { readonly kind: 'limited'; readonly retryAfterSeconds: number }
    | { readonly kind: 'refused'; readonly error: string }
    /** The call is carried out, but its answer is lost. */
    | { readonly kind: 'lost'; readonly status: number }
    /** The call is not carried out. */
    | { readonly kind: 'broken'; readonly status: number }
    | { readonly kind: 'slow'; readonly ms: number };
}

export class Faults {
  readonly #waiting: { fault: Fault; left: number }[] = [];

  add(fault: Fault): void {
    this.#waiting.push({ fault, left: fault.times ?? 1 });
  }

  /** The effect on this call, if one waits for it. */
  take(method: string): Fault['effect'] | undefined {
    const found = this.#waiting.find(
      ({ fault, left }) => left > 0 && (fault.method === method || fault.method === '*'),
    );
    if (!found) return undefined;
    found.left -= 1;
    return found.fault.effect;
  }
}
