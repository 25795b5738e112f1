import { type ParseArgsConfig, parseArgs } from 'node:util';
import { type Locale, localeOf, locales } from '#core/locale.ts';
import { message, type SayValues, sayPlain } from '#core/say.ts';
import { readSays } from '#src/data.ts';

/** Exit status of a call that cannot be understood. */
const misused = 2;

type Options = NonNullable<ParseArgsConfig['options']>;

/** How a tool is called. `line` is a message: how it is written, in each language. */
export interface Usage<O extends Options> {
  readonly line: string;
  readonly options: O;
  /** Whether it takes words besides its options. */
  readonly words: boolean;
}

/** In every language: whoever mistypes may not have said theirs yet. */
async function inAll(words: string, values: SayValues = {}): Promise<string> {
  const says = await readSays();
  return locales.map((locale) => `${sayPlain(says(locale), words, values)}\n`).join('');
}

/** Ends the tool: says what is wrong, and how it is called. `words` is a message. */
export async function misuse({ line }: Usage<Options>, words: string, values?: SayValues): Promise<never> {
  process.stderr.write(`${await inAll(words, values)}\n${await inAll(line)}`);
  process.exit(misused);
}

/** What Node found wrong, by its own name. */
const faults: Readonly<Record<string, string>> = {
  ERR_PARSE_ARGS_UNKNOWN_OPTION: message('{word} is no option of this tool.'),
  ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL: message('{word} is one word too many.'),
};

const needsValue = message('{word} needs a value.');
const takesNone = message('{word} takes no value.');

/** The tool's own arguments. Ends it where they cannot be read, and where they only ask how it is called. */
export async function readArguments<const O extends Options>(usage: Usage<O>) {
  try {
    const options = { ...usage.options, help: { type: 'boolean', short: 'h' } } as const;
    const read = parseArgs({ options, allowPositionals: usage.words, strict: true });
    if ('help' in read.values && read.values.help === true) {
      process.stdout.write(await inAll(usage.line));
      process.exit(0);
    }
    return read;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && /^ERR_PARSE_ARGS_/.test(String(error.code))))
      throw error;
    // Node names the word in quotes, some with what it should look like: '--player <value>', '-h, --help'.
    const word = /'(?:-\w, )?([^' ]+)[^']*'/.exec(error.message)?.[1] ?? '';
    const value = usage.options[word.slice(2)]?.type === 'string' ? needsValue : takesNone;
    return misuse(usage, faults[String(error.code)] ?? value, { word });
  }
}

/** The language that `--locale` names; `undefined` where it is not given. Ends the tool where it is none of ours. */
export async function readLocale(
  usage: Usage<Options>,
  given: string | undefined,
): Promise<Locale | undefined> {
  if (given === undefined) return undefined;
  return localeOf(given) ?? misuse(usage, message('--locale must be ko or en.'));
}
