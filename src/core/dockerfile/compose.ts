/**
 * `entrypoint:` and `command:` of a Compose service. Observed with Compose 2.40.3: a text is cut into words without any
 * shell (mattn/go-shellwords), and an empty `entrypoint` keeps the image's CMD, unlike `docker run --entrypoint ""`.
 */
import type { Step } from '#core/dockerfile/report.ts';
import { english, type Say, sayPlain } from '#core/say.ts';

/** A value as YAML gives it: a text, a list of words, or nothing. */
export type ComposeCommand = string | readonly string[] | null | undefined;

/** What a Compose file says of how a service starts. */
export interface ComposeService {
  readonly entrypoint?: ComposeCommand;
  readonly command?: ComposeCommand;
}

/** The part of an image's configuration that counts. */
export interface ImageCommand {
  readonly Entrypoint?: readonly string[] | null;
  readonly Cmd?: readonly string[] | null;
}

/** What a service or a container of a pod runs, with the steps there; or why nothing starts. */
export type ServiceProcess =
  | { readonly argv: readonly string[]; readonly steps: readonly Step[] }
  | { readonly error: { readonly message: string }; readonly steps: readonly Step[] };

/** Answers what a service's container runs. Never throws. */
export function composeProcess(
  service: ComposeService,
  image: ImageCommand,
  say: Say = english,
): ServiceProcess {
  const steps: Step[] = [];
  const entrypoint = readCommand(service.entrypoint);
  const command = readCommand(service.command);
  if ('error' in entrypoint) return { error: { message: entrypoint.error }, steps };
  if ('error' in command) return { error: { message: command.error }, steps };
  tellCut(entrypoint, 'entrypoint', steps, say);
  tellCut(command, 'command', steps, say);
  for (const value of [service.entrypoint, service.command]) tellVariables(value, steps, say);
  const imageCmd = image.Cmd ?? [];
  let first: readonly string[] = image.Entrypoint ?? [];
  let rest = imageCmd;
  if (entrypoint.given) {
    first = entrypoint.words;
    if (first.length > 0) {
      rest = [];
      steps.push({
        rule: 'compose-entrypoint',
        message: sayPlain(say, 'entrypoint takes the place of the ENTRYPOINT of the image and drops its CMD'),
      });
    } else {
      steps.push({
        rule: 'compose-no-entrypoint',
        message: sayPlain(say, 'An empty entrypoint removes the ENTRYPOINT of the image, but keeps its CMD'),
      });
    }
  }
  if (command.words.length > 0) {
    rest = command.words;
    steps.push({
      rule: 'compose-command',
      message: sayPlain(say, 'command takes the place of the CMD of the image'),
    });
  } else if (command.given) {
    steps.push({
      rule: 'compose-empty-command',
      message: sayPlain(say, 'An empty command is as if there were none: the CMD of the image stays'),
    });
  }
  // An image whose ENTRYPOINT is one empty word has none at run time.
  const argv = [...(first.length === 1 && first[0] === '' ? [] : first), ...rest];
  return argv.length > 0 ? { argv, steps } : { error: { message: 'no command specified' }, steps };
}

interface Read {
  readonly given: boolean;
  readonly words: readonly string[];
  /** What was dropped: everything from the first `;`, `&`, `|`, `<` or `>` on. */
  readonly dropped?: string;
}

function readCommand(value: ComposeCommand): Read | { readonly error: string } {
  if (value === null || value === undefined) return { given: false, words: [] };
  const texts = typeof value === 'string' ? [value] : value;
  const invalid = texts.find((text) => oddBrace.test(text.replaceAll('$$', '')));
  if (invalid !== undefined) {
    return {
      error: `invalid interpolation format: "${invalid}". You may need to escape any $ with another $`,
    };
  }
  if (typeof value !== 'string') return { given: true, words: value.map(interpolate) };
  const cut = splitShellWords(interpolate(value));
  return 'error' in cut ? cut : { given: true, ...cut };
}

function tellCut({ dropped }: Read, key: string, steps: Step[], say: Say): void {
  if (dropped === undefined) return;
  steps.push({
    rule: 'compose-no-shell',
    message: sayPlain(say, '{key} is not run by a shell: {dropped} is cut off without a word', {
      key,
      dropped,
    }),
  });
}

function tellVariables(value: ComposeCommand, steps: Step[], say: Say): void {
  const words = typeof value === 'string' ? [value] : (value ?? []);
  const name = words
    .map((word) => /(?:^|[^$])(?:\$\$)*(\$\{?[A-Za-z_]\w{0,99})/.exec(word)?.[1])
    .find(Boolean);
  if (name === undefined) return;
  steps.push({
    rule: 'compose-variable',
    message: sayPlain(say, 'Compose itself fills in {name}, with a value of the machine it runs on', {
      name: name.replace('{', ''),
    }),
  });
}

// What Compose's own template knows of `${…}` (compose-go, `template.go`); all else it refuses.
const oddBrace = /\$\{(?![_a-z][_a-z0-9]{0,199}(?::?[-+?][^}]{0,999})?\})/i;

/**
 * Compose fills in variables first; `$$` is a dollar sign for the container. A value of the machine is not known: the
 * default that is written for it stands for it, else the variable stays as written.
 */
const interpolate = (text: string): string =>
  text.replaceAll(/\$\$|\$\{\w{1,200}:?-([^{}$]{0,999})\}/g, (found, standard?: string) =>
    found === '$$' ? '$' : (standard ?? ''),
  );

/**
 * Cuts a text into words as go-shellwords does with its standard settings: quotes and backslashes count, `\n` and `\t`
 * are a line feed and a tab, variables and substitutions stay text, and the first shell operator ends the reading.
 */
export function splitShellWords(text: string): { words: string[]; dropped?: string } | { error: string } {
  const state = new WordSplitter();
  let at = 0;
  for (const ch of text) {
    const outcome = state.add(ch);
    if (outcome === 'invalid') return { error: 'invalid command line string' };
    if (outcome === 'end') return state.finish(text.slice(at));
    at += ch.length;
  }
  return state.finish();
}

class WordSplitter {
  readonly #words: string[] = [];
  #word = '';
  #open = false;
  #escaped = false;
  // The quote that is open: ', ", ` or the ( of $( ).
  #quote = '';

  add(ch: string): 'go' | 'end' | 'invalid' {
    if (this.#escaped) return this.#addEscaped(ch);
    if (ch === '\\' && this.#quote !== "'") {
      this.#escaped = true;
      return 'go';
    }
    if (' \t\r\n'.includes(ch)) {
      if (this.#quote === '') this.#close();
      else this.#word += ch;
      return 'go';
    }
    if (`'"\`()`.includes(ch)) return this.#addQuote(ch);
    if (this.#quote === '' && ';&|<>'.includes(ch)) {
      // What begins with a digit is taken for the number of a redirection, as in `2>`.
      if (ch === '>' && /^\d/.test(this.#word)) this.#open = false;
      return 'end';
    }
    return this.#append(ch);
  }

  #addEscaped(ch: string): 'go' {
    this.#escaped = false;
    if (this.#quote === '`' || this.#quote === '(') return this.#append(`\\${ch}`);
    return this.#append(ch === 't' ? '\t' : ch === 'n' ? '\n' : ch);
  }

  #addQuote(ch: string): 'go' | 'invalid' {
    const quote = this.#quote;
    if (ch === '"' || ch === "'") {
      if (quote !== '' && quote !== ch) return this.#append(ch);
      this.#quote = quote === '' ? ch : '';
      // A word that is only quotes is there even if it is empty.
      this.#open ||= quote !== '';
      return 'go';
    }
    if (ch === '`') {
      if (quote === '' || quote === ch) this.#quote = quote === '' ? ch : '';
      return this.#append(ch);
    }
    if (quote === "'" || quote === '"' || quote === '`') return this.#append(ch);
    if (ch === '(') {
      if (quote !== '' || !this.#word.endsWith('$')) return 'invalid';
      this.#quote = '(';
      this.#word += ch;
      return 'go';
    }
    if (quote !== '(') return 'invalid';
    this.#quote = '';
    return this.#append(ch);
  }

  #append(text: string): 'go' {
    this.#word += text;
    this.#open = true;
    return 'go';
  }

  #close(): void {
    if (this.#open) this.#words.push(this.#word);
    this.#word = '';
    this.#open = false;
  }

  finish(dropped?: string): { words: string[]; dropped?: string } | { error: string } {
    if (this.#escaped || this.#quote !== '') return { error: 'invalid command line string' };
    this.#close();
    return { words: this.#words, ...(dropped !== undefined && { dropped }) };
  }
}
