import type { Locale } from '#core/locale.ts';
import type { Nodes, Text } from '#core/text.ts';
import type { Shape } from '#platforms/web/svg.ts';
import type { PageWords } from '#platforms/web/words.ts';

/** The shapes that travel between the playground's server and its page, as JSON. */

/** A button: its call is spelled, so that it means the same after a restart. */
export interface ShownButton {
  readonly label: Text;
  readonly call: string;
  readonly tone?: 'primary' | 'danger';
}

/** What each kind of block carries on the page. */
export interface ShownBlocks {
  paragraph: { readonly text: Text };
  heading: { readonly text: Text };
  note: { readonly text: Text };
  /** `signed`: without bullets. */
  list: { readonly items: readonly Text[]; readonly signed?: true };
  table: { readonly head: readonly Text[]; readonly rows: readonly (readonly Text[])[] };
  code: { readonly value: string; readonly language?: string };
  /** `shape` is absent where the drawing could not be read: the words stand for it. */
  picture: { readonly alt: string; readonly shape?: Shape };
  buttons: { readonly buttons: readonly ShownButton[] };
}

export type ShownBlock = Nodes<ShownBlocks>;

export interface ShownReply {
  readonly title: Text;
  readonly tone?: 'right' | 'wrong' | 'fault';
  readonly blocks: readonly ShownBlock[];
}

/** A message as one player sees it. */
export interface ShownLine {
  readonly id: number;
  readonly channel: string;
  /** Absent: the bot. */
  readonly author?: string;
  /** Only the player it was sent to sees it. */
  readonly hidden: boolean;
  readonly content: { readonly said: string } | { readonly reply: ShownReply };
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Grows with every change; of two versions of a line the page keeps the later. */
  readonly version: number;
}

/** The messages a player sees, and the event after which the stream goes on. */
export interface History {
  readonly lines: readonly ShownLine[];
  /** Whether there are earlier ones. */
  readonly more: boolean;
  readonly last: string;
}

/** One thing a form asks. */
export interface ShownField {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly required: boolean;
  readonly value: string;
  /** How it is asked; a `file` may be pasted or picked. */
  readonly kind: 'line' | 'lines' | 'file' | 'number' | 'time' | 'flag' | 'choice' | 'choices';
  readonly choices?: readonly { readonly value: string; readonly label: string }[];
  readonly min?: number;
  /** A number's greatest value, or a text's greatest length in UTF-16 units. */
  readonly max?: number;
  readonly example?: string;
}

export interface ShownForm {
  readonly title: string;
  readonly submit: string;
  readonly call: string;
  readonly fields: readonly ShownField[];
}

/** What a person asks for: a typed line, or the call of a button or form. */
export interface Asking {
  readonly player: string;
  readonly locale: Locale;
  readonly channel: string;
  /** Made by the page, once for each press or line: the same key asked again runs nothing twice. */
  readonly key: string;
  readonly text?: string;
  readonly call?: string;
  /** The message the pressed button is on. */
  readonly line?: number;
  /** What a submitted form's fields hold. */
  readonly fields?: Readonly<Record<string, string>>;
}

/** What comes of it. `errors` and `fault` belong to a submitted form, which stays open. */
export type Outcome =
  | { readonly lines: readonly ShownLine[] }
  | { readonly form: ShownForm }
  | { readonly errors: Readonly<Record<string, string>> }
  | { readonly fault: ShownReply };

/** An entry of the completion list. */
export interface Suggestion {
  readonly label: string;
  readonly detail?: string;
  /** The whole line once this is picked. */
  readonly line: string;
}

/** What could come next in a line, and what is known about the command in it. */
export interface Completion {
  readonly suggestions: readonly Suggestion[];
  /** Whether Enter picks the first one instead of sending the line. */
  readonly eager: boolean;
  readonly command?: {
    readonly name: string;
    readonly describe: string;
    readonly example?: string;
    readonly options: readonly {
      readonly name: string;
      readonly describe: string;
      readonly required: boolean;
      readonly state: 'given' | 'current' | 'open';
    }[];
  };
}

export interface ShownCommand {
  readonly name: string;
  readonly describe: string;
  /** A line that shows it, with its slash. */
  readonly example?: string;
}

/** Something to try: what it asks, in words, and the line that asks it. */
export interface Try {
  readonly asks: string;
  readonly line: string;
}

/** All the page needs before anything is said, in both languages so that switching needs no reload. */
export interface Start {
  readonly zone: string;
  readonly defaultLocale: Locale;
  readonly channel: string;
  readonly players: readonly string[];
  readonly languages: Readonly<
    Record<
      Locale,
      {
        readonly words: PageWords;
        readonly commands: readonly ShownCommand[];
        readonly tries: readonly Try[];
      }
    >
  >;
}
