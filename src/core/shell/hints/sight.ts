import type { Say } from '#core/say.ts';
import type { CliCommand } from '../flags.ts';
import type { Flags } from '../given.ts';
import type { Parse } from '../parse.ts';
import type { Program } from '../programs.ts';
import type { Simple } from '../simple.ts';
import type { Range, Token } from '../words.ts';

/** A docker command as far as hints need it. */
export interface Heard {
  readonly command: CliCommand;
  readonly program: Program;
  readonly simple: Simple;
  /** Where docker stands among the words. */
  readonly index: number;
  readonly flags: Flags;
  readonly operands: readonly { readonly role: string; readonly value: string; readonly source: Range }[];
  readonly parse: Parse;
}

/** What is being looked at; `read` is missing where there is no docker command. */
export interface Sight {
  readonly line: string;
  readonly tokens: readonly Token[];
  readonly say: Say;
  readonly read?: Heard;
}
