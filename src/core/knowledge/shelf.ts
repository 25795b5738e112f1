import type { Choice } from '#core/choice.ts';
import type { Locale } from '#core/locale.ts';

/** An entry found by what was typed, with how well it fits (0 … 1; 1 is the very name). */
export interface Found<E> {
  readonly entry: E;
  readonly score: number;
}

/** Entries of one kind, to be had by id and to be found by what people type in either language. */
export interface Shelf<E> {
  readonly all: readonly E[];
  get(id: string): E | undefined;
  /** Best first; nothing below a score that is worth showing. */
  find(typed: string, limit: number): readonly Found<E>[];
  /** For autocomplete; with nothing typed, the entries in their own order. Values are ids. */
  suggest(typed: string, limit: number, locale: Locale): readonly Choice[];
}
