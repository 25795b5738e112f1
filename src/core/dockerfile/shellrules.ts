/** What shells do about redirections, patterns, the output of builtins and mistakes in a text. */
import { expandText, type Scope } from '#core/dockerfile/expansion.ts';
import type { ShellKind } from '#core/dockerfile/images.ts';
import { withoutPrefix } from '#core/dockerfile/pattern.ts';
import { Beyond, type SyntaxFault, type Word } from '#core/dockerfile/syntax.ts';

/** What a builtin writes. Shells read backslashes and options of `echo` in their own ways. */
export function writtenBy(name: string, args: readonly string[]): string {
  if (name === 'echo' && !args.some((arg) => arg.includes('\\')) && !args[0]?.startsWith('-')) {
    return `${args.join(' ')}\n`;
  }
  if (['echo', 'printf', 'pwd', 'type', 'hash', 'jobs', 'umask', 'ulimit', 'times'].includes(name)) {
    throw new Beyond(`$(${name})`);
  }
  return '';
}

/** Whether a text matches a pattern of `case`. */
export function matches(pattern: Word, text: string, scope: Scope): boolean {
  let whole = '';
  for (const part of pattern) {
    const quoted = part.type !== 'text' || part.quoted;
    if (part.type !== 'text' && !part.quoted) throw new Beyond('case');
    const value = expandText([part], scope);
    if (!quoted && /[[\]~]/.test(value)) throw new Beyond('case');
    whole += quoted ? value.replace(/[*?\\]/g, '\\$&') : value;
  }
  if (whole.length * text.length > 10_000) throw new Beyond('case');
  // A pattern that nothing but the whole text matches leaves nothing; an empty text is its own beginning.
  return text === '' ? whole.replaceAll('*', '') === '' : withoutPrefix(whole, text, true) === '';
}

/** Whether a file can be opened is known only of the devices, and of new files at places that every image has. */
export function checkRedirect(operator: string, target: readonly string[]): void {
  const [path = '', ...more] = target;
  if (operator === '>&' || operator === '<&') {
    if (!/^([012]|-)$/.test(path)) throw new Beyond(operator);
    return;
  }
  const known =
    operator === '<'
      ? /^\/dev\/null$/
      : /^(\/dev\/(null|stdout|stderr)|\/proc\/1\/fd\/[12]|(\/tmp\/)?[\w.-]+)$/;
  if (more.length > 0 || !known.test(path)) throw new Beyond(`${operator} ${path}`);
}

/** A syntax error in the words of the shell. */
export function wordFault(fault: SyntaxFault, shell: ShellKind): string {
  const bash = shell === 'bash';
  const begin = shell === 'dash' ? 'Syntax error: ' : 'syntax error: ';
  const looking = (token: string) => `unexpected EOF while looking for matching \`${token}'`;
  switch (fault.kind) {
    case 'quote':
      return bash ? looking(fault.token) : `${begin}${shell === 'dash' ? 'U' : 'u'}nterminated quoted string`;
    case 'backquote':
      return bash ? looking('`') : `${begin}EOF in backquote substitution`;
    case 'brace':
      return bash ? looking('}') : `${begin}${shell === 'dash' ? 'M' : 'm'}issing '}'`;
    case 'end':
    case 'token': {
      const isEnd = fault.kind === 'end';
      if (bash)
        return isEnd
          ? 'syntax error: unexpected end of file'
          : `syntax error near unexpected token \`${fault.token}'`;
      const found = isEnd ? 'end of file' : fault.word ? 'word' : `"${fault.token}"`;
      const wanted = fault.expecting === undefined ? '' : ` (expecting "${fault.expecting}")`;
      return `${begin}${shell === 'dash' ? `${found} unexpected` : `unexpected ${found}`}${wanted}`;
    }
  }
}

// Names that no program has: they come from an array that is no JSON, or from quotes around a whole command line.
const impossible = /[\s"'“”‘’[\],]/;
const bashOnly = new Set(['source', 'shopt', 'declare', 'typeset', 'let', 'function']);

/** What a shell says of a program that surely is not there; undefined for any other. */
export function missingProgram(name: string, shell: ShellKind): string | undefined {
  if (name !== '' && !impossible.test(name) && !(shell === 'dash' && bashOnly.has(name))) return undefined;
  if (shell === 'bash') return `${name}: command not found`;
  return `${name}: ${name === '' ? 'Permission denied' : 'not found'}`;
}

interface Place {
  readonly shell: ShellKind;
  readonly text: string;
  readonly zero: string;
  readonly named?: boolean;
}

/** A message as the shell prints it, behind its own name and the line. */
export function withPlace(message: string, { shell, text, zero, named }: Place, syntax: boolean): string {
  if (shell === 'dash') return `${zero}: 1: ${message}`;
  if (shell === 'bash') {
    const line = message.endsWith('end of file') ? text.split('\n').length + 1 : 1;
    return `${zero}: ${syntax ? '-c: ' : ''}line ${line}: ${message}`;
  }
  // What only `test` says stands behind the program's own name.
  if (/^missing ]$|: (unknown operand|bad number)$/.test(message)) return `sh: ${message}`;
  return shell === 'busybox' && named ? `${zero}: line 0: ${message}` : `${zero}: ${message}`;
}

/** Whether `$( )` stands in one of the words. */
export const hasOutput = (words: readonly Word[]): boolean =>
  words.some((word) => word.some(({ type }) => type === 'output'));

/** `break` and `continue` (`rounds`), out of so many loops. */
export class Jump extends Error {
  readonly levels: number;
  readonly rounds: boolean;

  constructor(levels: number, rounds: boolean) {
    super(rounds ? 'continue' : 'break');
    this.levels = levels;
    this.rounds = rounds;
  }
}
