/** What is written as another program, or another option, has it: `kill -9`, `logs -100`, `rm --all`, `--mount /a:/b`. */
import { type Say, sayPlain } from '#core/say.ts';
import type { Hint } from '../faults.ts';
import type { Token } from '../words.ts';
import type { Heard } from './sight.ts';

/** The word at which the client stopped because of an option it does not know. */
function refusedWords({ parse, simple }: Heard): readonly Token[] {
  if (parse.faults.length === 0) return [];
  const starts = new Set(
    parse.faults
      .filter(({ code }) => code === 'unknown-flag' || code === 'unknown-shorthand')
      .map(({ source }) => source[0]),
  );
  return simple.words.filter(({ source }) => starts.has(source[0]));
}

/** `docker kill -9 web`, `docker logs -100 web` */
function shortForm(heard: Heard, say: Say): Hint[] {
  const { id } = heard.command;
  const [letter, pattern] =
    id === 'container kill'
      ? ['-s', /^-(\d{1,2}|[A-Z][A-Z\d]{1,10})$/]
      : id === 'container logs'
        ? ['-n', /^-(\d{1,9})$/]
        : ['', undefined];
  if (!pattern) return [];
  return refusedWords(heard).flatMap((word) => {
    const value = pattern.exec(word.text)?.[1];
    if (value === undefined || word.quoted) return [];
    return [
      {
        code: 'value-as-option',
        message: sayPlain(say, 'docker wants the option spelt out here: {fix}', {
          fix: `${letter} ${value}`,
        }),
        source: word.source,
        fix: `${letter} ${value}`,
      },
    ];
  });
}

/** What names all that a command could be about. */
export const allNames: Readonly<Record<string, string>> = {
  'container rm': '$(docker ps -aq)',
  'container stop': '$(docker ps -q)',
  'container kill': '$(docker ps -q)',
  'container start': '$(docker ps -aq)',
  'container restart': '$(docker ps -q)',
  'image rm': '$(docker images -q)',
  'volume rm': '$(docker volume ls -q)',
};

/** `docker stop --all` */
function allOfThem(heard: Heard, say: Say): Hint[] {
  const fix = allNames[heard.command.id];
  if (fix === undefined || heard.parse.operands.length > 0) return [];
  return refusedWords(heard)
    .filter(({ text }) => /^(?:-a|--?all)$/.test(text))
    .slice(0, 1)
    .map(({ source }) => ({
      code: 'all-of-them',
      message: sayPlain(say, 'there is no option for all of them; {fix} names them all', { fix }),
      source,
      fix,
    }));
}

/** `docker ps web` */
function nameToList({ command, parse }: Heard, say: Say): Hint[] {
  const [name, more] = parse.operands;
  if (command.id !== 'container ls' || !name || more || name.expands || !/^[\w.-]+$/.test(name.text))
    return [];
  const fix = `--filter name=${name.text}`;
  return [
    {
      code: 'name-to-list',
      message: sayPlain(say, 'docker ps takes no names; {fix} shows one of them', { fix }),
      source: name.source,
      fix,
    },
  ];
}

/** `--mount /a:/b` is the form of `-v`, and `-v type=bind,…` that of `--mount`. */
function otherForm({ flags }: Heard, say: Say): Hint[] {
  return [...flags.known('mount'), ...flags.known('volume')].flatMap((given) => {
    const isMount = given.flag.long === 'mount';
    const other = isMount ? /^[^=,:]+:\/[^=]*$/.test(given.value) : /^type=\w+,/.test(given.value);
    if (!other || !given.valueSource || given.valueSource[0] === given.source[0]) return [];
    const [flag, rest] = isMount ? ['-v', '--mount'] : ['--mount', '-v'];
    return [
      {
        code: 'mount-form',
        message: sayPlain(say, 'this is how {flag} is written, not {other}', { flag, other: rest }),
        source: [given.source[0], given.source[0] + given.spelling.length] as const,
        fix: flag,
      },
    ];
  });
}

const usage = /^\[(?:OPTIONS?|COMMAND|ARGS?|[A-Z_]+)(?:\.\.\.)?\](?:\.\.\.)?$/;

/** `docker run [OPTIONS] IMAGE [COMMAND] [ARG...]`, copied from the help. */
function usageLine({ parse }: Heard, say: Say): Hint[] {
  const [first] = parse.operands.filter(({ text }) => usage.test(text));
  if (!first) return [];
  return [
    {
      code: 'usage-line',
      message: sayPlain(
        say,
        '{word} comes from a description of the command: put something real there, or leave it out',
        { word: first.text },
      ),
      source: first.source,
    },
  ];
}

/** What is written as it is elsewhere. */
export const meantHints = (heard: Heard, say: Say): Hint[] =>
  [shortForm, allOfThem, nameToList, otherForm, usageLine].flatMap((hints) => hints(heard, say));
