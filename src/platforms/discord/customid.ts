import { type Call, withOptions } from '#core/call.ts';
import { type Parked, readSpelling, spellWithin } from '#core/spelling.ts';
import { limits } from '#platforms/discord/limits.ts';

/**
 * A custom id is the call's spelling, and behind `~~` what only this platform needs: the page (also of a parked call, whose
 * options the spelling no longer holds), and a count that tells two buttons with one call apart, since Discord refuses equal
 * ids in a message. A spelling never holds `~~`: tildes in names and values are escaped.
 */
const suffix = /~~(\d*)(?:\.\d+)?$/;

/** Room kept for the suffix. */
const reserved = 8;

/** A writer of custom ids for one message. */
export class CustomIds {
  readonly #used = new Set<string>();
  readonly #parked = new Map<string, Parked>();

  of(call: Call): string {
    const { page = '', ...options } = call.options;
    const { spelling, parked } = spellWithin({ ...call, options }, limits.customId - reserved);
    for (const one of parked) this.#parked.set(one.ticket, one);
    let id = page === '' ? spelling : `${spelling}~~${page}`;
    for (let count = 2; this.#used.has(id); count += 1) id = `${spelling}~~${page}.${count}`;
    this.#used.add(id);
    return id;
  }

  /** Spellings that must be kept before the message is sent. */
  get parked(): readonly Parked[] {
    return [...this.#parked.values()];
  }
}

/** What a pressed button or a sent form stands for; a page stands among the options as `page`. */
export function readCustomId(id: string): ReturnType<typeof readSpelling> {
  const page = suffix.exec(id)?.[1] ?? '';
  const read = readSpelling(id.replace(suffix, ''));
  return 'call' in read && page !== '' ? { call: withOptions(read.call, { page }) } : read;
}
