/** Which of the commands on a line is docker, and what stands in front of it. */
import { childOf, childrenOf, root } from './flags.ts';
import type { Token } from './words.ts';

// Programs that only start another one, with the short options of theirs that take a value.
const starters: Readonly<Record<string, string>> = {
  sudo: 'CDghprRtTuU',
  doas: 'Cu',
  env: 'uCS',
  time: 'fo',
  nice: 'n',
  nohup: '',
  command: '',
  exec: 'a',
  eval: '',
  ssh: 'bcDEeFIiJLlmOopQRSWw',
  winpty: '',
  wsl: 'du',
  builtin: '',
  setsid: '',
  caffeinate: 't',
  stdbuf: 'ioe',
  ionice: 'cnp',
  watch: 'nd',
  timeout: 'ks',
  xargs: 'aEIdLnPs',
  // PowerShell runs the block behind these once for each thing that comes in.
  'ForEach-Object': '',
  foreach: '',
  '%': '',
};

// Those that want one operand of their own in front: how long, or which machine.
const withOperand = new Set(['timeout', 'ssh']);

// What stands in front of a command in a script.
const keywords = new Set(['!', '{', 'if', 'then', 'else', 'elif', 'while', 'until', 'do', 'DO']);

/** How the program is called. */
export type Program = 'docker' | 'docker-compose' | 'implied';

/** Where docker stands among the words of a simple command, and how it is called. */
export interface Start {
  /** The number of words in front: assignments, `sudo`, `time` and their options. */
  readonly index: number;
  readonly program: Program;
}

const isAssignment = (word: Token): boolean => /^[A-Za-z_]\w*=/.test(word.text);

/** Passes over `sudo -u root`: the options of a program that starts another. */
function behindOptions(words: readonly Token[], from: number, valued: string): number {
  let index = from;
  for (let word = words[index]; word?.text.startsWith('-'); word = words[index]) {
    index++;
    if (word.text === '--') break;
    const letter = word.text.at(-1) ?? '';
    if (/^-[A-Za-z]+$/.test(word.text) && valued.includes(letter)) index++;
  }
  return index;
}

const fields =
  /^(?:[\d*][\d*,/-]*|(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?:[-,]\w{3})*)$/i;
const moments = /^@(?:reboot|yearly|annually|monthly|weekly|daily|midnight|hourly)$/;

/** How many words of a crontab stand in front: when, and perhaps who (`0 3 * * * root docker …`). */
export function scheduleLength(words: readonly Token[]): number {
  const [first] = words;
  if (!first) return 0;
  const five = words.slice(0, 5);
  const when = moments.test(first.text)
    ? 1
    : five.length === 5 &&
        five.every(({ text }) => fields.test(text)) &&
        /[*]/.test(five.map(({ text }) => text).join(''))
      ? 5
      : 0;
  return when > 0 && words[when]?.text === 'root' ? when + 1 : when;
}

/** Words in front of a command that belong together: `A=1`, `sudo -u me`, `ssh -p 22 host`, `do`, the times of a crontab. */
export interface Lead {
  readonly kind: 'schedule' | 'assignment' | 'keyword' | 'starter';
  /** The first names it, except for a schedule. */
  readonly words: readonly Token[];
}

/** What stands in front of the command itself, and where that begins. */
export function leadsOf(words: readonly Token[]): {
  readonly leads: readonly Lead[];
  readonly index: number;
} {
  const leads: Lead[] = [];
  let index = 0;
  const take = (kind: Lead['kind'], end: number): void => {
    if (end > index) leads.push({ kind, words: words.slice(index, end) });
    index = end;
  };
  take('schedule', scheduleLength(words));
  for (let word = words[index]; word; word = words[index]) {
    const valued = starters[word.text];
    if (isAssignment(word)) take('assignment', index + 1);
    else if (keywords.has(word.text) && !word.quoted) take('keyword', index + 1);
    else if (valued !== undefined && Object.hasOwn(starters, word.text))
      take('starter', behindOptions(words, index + 1, valued) + (withOperand.has(word.text) ? 1 : 0));
    else break;
  }
  return { leads, index };
}

/** Where the command itself begins. */
export const programIndex = (words: readonly Token[]): number => leadsOf(words).index;

/** The name of the program that a simple command starts in the end, without its folder. */
export const programName = (words: readonly Token[], index = programIndex(words)): string =>
  words[index]?.text.replace(/^.*[\\/]/s, '').replace(/\.exe$/i, '') ?? '';

/** Whether `xargs` adds operands of its own, and the sign that stands for them: `xargs -I% docker rm %`. */
export function fedBy(words: readonly Token[], index: number): { readonly sign?: string } | undefined {
  const from = words.slice(0, index).findIndex(({ text }) => text === 'xargs');
  if (from === -1) return undefined;
  const given = words.slice(from + 1, index);
  const at = given.findIndex(({ text }) => /^-[a-z0-9]*I/.test(text));
  const sign = at === -1 ? undefined : given[at]?.text.replace(/^-[a-z0-9]*I/, '') || given[at + 1]?.text;
  return sign === undefined ? {} : { sign };
}

/** What program a simple command starts, if it is docker. */
export function startOf(words: readonly Token[]): Start | undefined {
  const index = programIndex(words);
  const name = programName(words, index);
  if (/^docker$/i.test(name)) return { index, program: 'docker' };
  return name === 'docker-compose' ? { index, program: 'docker-compose' } : undefined;
}

/**
 * A line that begins with one of docker's own words (`run -d nginx`), the program left out. A word other programs are
 * known by (`ps`, `rm`, `exec`) is one only with an option or operand that says so; a lone word is not enough.
 */
export function impliedStart(words: readonly Token[]): Start | undefined {
  const index = programIndex(words);
  const word = words[index]?.text ?? '';
  if (!childrenOf(root).includes(word) || words.length < index + 2) return undefined;
  const shells = [
    'cp',
    'exec',
    'history',
    'kill',
    'login',
    'logout',
    'ps',
    'rm',
    'top',
    'wait',
    'rename',
    'export',
  ];
  const group = childOf(root, word);
  const second = words[index + 1]?.text ?? '';
  if (group && group.subcommands.length > 0 && !childOf(group, second)) return undefined;
  return shells.includes(word) ? undefined : { index, program: 'implied' };
}
