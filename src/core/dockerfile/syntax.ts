/**
 * The parts that a shell's text is read into. Everything that is not here (functions, `[[ ]]`, arithmetic, documents) is
 * {@link Beyond}: better no answer than a guessed one.
 */

/** The text holds something that is not followed; `what` names it. */
export class Beyond extends Error {
  readonly what: string;

  constructor(what: string) {
    super(what);
    this.what = what;
  }
}

/** What every POSIX shell refuses to run. */
export type SyntaxFault =
  | { readonly kind: 'quote'; readonly token: string }
  | { readonly kind: 'backquote' }
  | { readonly kind: 'brace' }
  /** `expecting`: what would have closed the list. */
  | { readonly kind: 'end'; readonly expecting?: string }
  /** `word`: any word, not one of the shell's own. */
  | { readonly kind: 'token'; readonly token: string; readonly word?: true; readonly expecting?: string };

/** A piece of a word: text, or something that is put in for it. */
export type Part =
  | { readonly type: 'text'; readonly value: string; readonly quoted: boolean }
  | {
      readonly type: 'variable';
      readonly name: string;
      /** `-`, `+`, `=`, `?` with a colon or without, `#` for the length; empty for the value alone. */
      readonly modifier: string;
      readonly word: Word;
      readonly quoted: boolean;
    }
  /** `$( )`. */
  | { readonly type: 'output'; readonly body: List; readonly quoted: boolean };

/** A word of a shell’s text, in pieces. */
export type Word = readonly Part[];

/** Where input or output is led. */
export interface Redirect {
  readonly operator: string;
  readonly target: Word;
}

/** A simple command: assignments, words and redirections. */
export interface Simple {
  readonly type: 'simple';
  readonly assignments: readonly { readonly name: string; readonly value: Word }[];
  readonly words: readonly Word[];
  readonly redirects: readonly Redirect[];
}

/** What is built of lists of commands; redirections behind it hold for the whole. */
export type Compound = { readonly redirects: readonly Redirect[] } & (
  | { readonly type: 'group' | 'subshell'; readonly body: List }
  | { readonly type: 'if'; readonly branches: readonly Branch[]; readonly otherwise: List | undefined }
  | { readonly type: 'while' | 'until'; readonly condition: List; readonly body: List }
  /** Without `in` the words are the arguments. */
  | {
      readonly type: 'for';
      readonly name: string;
      readonly words: readonly Word[] | undefined;
      readonly body: List;
    }
  | { readonly type: 'case'; readonly subject: Word; readonly cases: readonly Case[] }
);

/** A branch of `if`: where its condition holds, its body runs. */
export interface Branch {
  readonly condition: List;
  readonly body: List;
}

/** A branch of `case`. */
export interface Case {
  readonly patterns: readonly Word[];
  readonly body: List;
}

/** A command that a pipeline is made of. */
export type Command = Simple | Compound;

/** Commands joined by `|`. */
export interface Pipeline {
  readonly negated: boolean;
  readonly commands: readonly Command[];
}

/** One pipeline of a list and what joins it to the one before. */
export interface Entry {
  readonly joint: '' | ';' | '&' | '&&' | '||';
  readonly pipeline: Pipeline;
}

/** Pipelines in their order. */
export interface List {
  /** In the order of the text. */
  readonly entries: readonly Entry[];
  /** The last pipeline goes to the background. */
  readonly background: boolean;
}

/** A whole text, as far as it could be read. */
export interface Script extends List {
  /** Why reading stopped. Lines before the one it is in are run all the same. */
  readonly fault?: SyntaxFault;
  readonly beyond?: string;
  /** A line end behind the last command. */
  readonly ends: boolean;
}

/** Which shells read the text differently. */
export interface Dialect {
  /** `{a,b}`, `$'…'`, `[[`, `&>` may mean something (bash, or a shell that is not known). */
  readonly extended: boolean;
  /** Busybox takes some words of bash. */
  readonly busybox?: boolean;
}
