/** A team's own Markdown note, read into what drafts are made of. Texts keep the small Markdown of `knowledge/prose.ts`. */

/** Where in the notes something stands. */
export interface Place {
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/** A text with the line it begins in. */
export interface Passage {
  readonly text: string;
  readonly line: number;
}

/** One entry of a list: its own text and what stands below it. */
export interface Item extends Passage {
  readonly blocks: readonly Block[];
}

export interface List {
  readonly type: 'list';
  readonly ordered: boolean;
  readonly items: readonly Item[];
  readonly line: number;
}

export interface Table {
  readonly type: 'table';
  readonly head: readonly string[];
  readonly rows: readonly { readonly cells: readonly string[]; readonly line: number }[];
  readonly line: number;
}

export interface Code {
  readonly type: 'code';
  readonly language: string;
  readonly value: string;
  /** The line its first line of code stands in. */
  readonly line: number;
}

/** What a note is made of below its headings. */
export type Block = ({ readonly type: 'paragraph' } & Passage) | List | Table | Code;

/** A heading with what stands below it, up to the next heading. */
export interface Section {
  /** Without its number, emoji and question; empty above the first heading. */
  readonly title: string;
  /** The number it was written with, where it had one: a step. */
  readonly step?: number;
  /** `컨테이너란?`, `What is a container?`: it says what something is. */
  readonly asks: boolean;
  readonly depth: number;
  readonly line: number;
  /** The titles it stands below, the outermost first. */
  readonly above: readonly string[];
  readonly blocks: readonly Block[];
}

/** A team’s note, read from Markdown. */
export interface Note {
  readonly file: string;
  readonly sections: readonly Section[];
  /** Addresses of further reading: where a team's sources may be found. */
  readonly links: readonly { readonly title: string; readonly url: string; readonly line: number }[];
  /** Lines that were too long, or too deep, to be read as they are. */
  readonly cut: readonly number[];
}
