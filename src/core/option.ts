import type { Choice } from '#core/choice.ts';
import type { Knowledge } from '#core/knowledge/knowledge.ts';
import type { Say } from '#core/say.ts';
import type { Text } from '#core/text.ts';

/** A value of a fixed list: `label` is an English message (see `Say`). */
export interface FixedChoice<V extends string = string> {
  readonly value: V;
  readonly label: string;
  /** What else people write for it, in any language: lower case, without blanks. */
  readonly also?: readonly string[];
}

interface Described {
  /** An English message; other languages come from `data/words`. */
  readonly describe: string;
  readonly required?: true;
  /** Other names it may be typed by in a line (`시간:09:00`): lower case, without blanks. */
  readonly also?: readonly string[];
}

/** What a completion may look at. It must be quick: it runs at every key. */
export interface Completing {
  readonly typed: string;
  /** How many choices can be shown. */
  readonly limit: number;
  /** The other options as far as they are filled in. */
  readonly options: Readonly<Record<string, string>>;
  readonly say: Say;
  readonly knowledge: Knowledge;
  /** The first words of the commands in the menu, in its order. */
  readonly menu: readonly string[];
}

/** Choices for what is typed so far, best first. Values of at most 100 characters. */
export type Complete = (completing: Completing) => readonly Choice[];

/** What is wrong with a text, and what may have been meant; `undefined` where it is good. */
export type Check = (
  typed: string,
  by: { readonly say: Say; readonly knowledge: Knowledge },
) => { readonly fault: Text; readonly suggestions: readonly Choice[] } | undefined;

/**
 * A command's option. `text`, `longtext` and `file` are what people write; `player`, `channel` and `role` are ids of the
 * platform (or names, on platforms without ids); `time` is `HH:MM`; `zone` an IANA time zone.
 */
export type Option =
  | (Described & {
      readonly kind: 'text';
      readonly max?: number;
      readonly complete?: Complete;
      readonly check?: Check;
    })
  | (Described & { readonly kind: 'longtext'; readonly max?: number; readonly example?: string })
  | (Described & { readonly kind: 'file'; readonly max?: number })
  | (Described & { readonly kind: 'number'; readonly min?: number; readonly max?: number })
  | (Described & { readonly kind: 'flag' })
  | (Described & { readonly kind: 'choice'; readonly choices: readonly FixedChoice[] })
  | (Described & {
      readonly kind: 'choices';
      readonly choices: readonly FixedChoice[];
      /** Reads what people write instead of a list of values (`월~금`); `undefined` where it is not all understood. */
      readonly read?: (typed: string) => readonly string[] | undefined;
    })
  | (Described & { readonly kind: 'player' | 'channel' | 'role' | 'time' | 'zone' });

/** A command’s options by their names, in the order in which words fill them. */
export type Options = Readonly<Record<string, Option>>;

type Kinds = {
  text: string;
  longtext: string;
  file: string;
  number: number;
  flag: boolean;
  choice: string;
  choices: readonly string[];
  player: string;
  channel: string;
  role: string;
  time: string;
  zone: string;
};

type ValueOf<O extends Option> = O extends { kind: 'choice'; choices: readonly FixedChoice<infer V>[] }
  ? V
  : O extends { kind: 'choices'; choices: readonly FixedChoice<infer V>[] }
    ? readonly V[]
    : Kinds[O['kind']];

/** The options of a command once read: an optional one that was not given is `undefined`. */
export type Values<O extends Options> = {
  readonly [K in keyof O]: O[K] extends { required: true } ? ValueOf<O[K]> : ValueOf<O[K]> | undefined;
};
