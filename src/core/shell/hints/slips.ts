/** Blanks, quotes and signs that make another word of what was meant. */
import { type Say, sayPlain } from '#core/say.ts';
import type { Hint } from '../faults.ts';
import { childOf, root, takesValue } from '../flags.ts';
import { flagOf, replaceValue } from '../parse.ts';
import type { Heard } from './sight.ts';

/** `--name = web`, `-e KEY = value`, `--name= web`: blanks around the sign. */
function blankAroundSign({ parse, simple }: Heard, say: Say): Hint[] {
  const ends = new Map(simple.words.map((word, at) => [word.source[1], at]));
  return parse.given.flatMap((given): Hint[] => {
    const { flag, value, spelling, source, valueSource } = given;
    if (!takesValue(flag) || value === undefined || given.expands) return [];
    const at = ends.get((valueSource ?? source)[1]);
    const [next, after] = at === undefined ? [] : simple.words.slice(at + 1, at + 3);
    if (!next || next.quoted || next.expands) return [];
    const joined = joinedValue(value, next.text, after, spelling, flag.long);
    if (!joined) return [];
    const end = joined.words === 2 ? (after?.source[1] ?? next.source[1]) : next.source[1];
    return [
      {
        code: 'blank-around-sign',
        message: sayPlain(say, 'no blank may stand around the = sign; the shell makes separate words of it'),
        source: [source[0], end],
        fix: joined.text,
      },
    ];
  });
}

function joinedValue(
  value: string,
  next: string,
  after: { readonly text: string } | undefined,
  spelling: string,
  long: string,
): { readonly text: string; readonly words: number } | undefined {
  // `--name = web`
  if (value === '=' && !next.startsWith('-')) return { text: `${spelling}=${next}`, words: 1 };
  if (long !== 'env' && long !== 'build-arg' && long !== 'label') return undefined;
  if (!/^\w+$/.test(value)) return undefined;
  // `-e KEY =value` and `-e KEY = value`
  if (next === '=' && after) return { text: `${spelling} ${value}=${after.text}`, words: 2 };
  return /^=\S/.test(next) ? { text: `${spelling} ${value}${next}`, words: 1 } : undefined;
}

/** `-e KEY:value` */
function colonInVariable({ flags }: Heard, say: Say): Hint[] {
  return flags.known('env').flatMap((given) => {
    const found = /^([A-Z_][A-Z0-9_]*)(?::|: )(\S.*)$/s.exec(given.value);
    if (!found || given.value.includes('=')) return [];
    return [
      {
        code: 'colon-in-variable',
        message: sayPlain(say, 'a variable is set with =, not with a colon'),
        ...replaceValue(given, `${found[1]}=${found[2]}`),
      },
    ];
  });
}

/** `--format {{.ID}} {{.Names}}`: the blank ends the word. */
function looseTemplate({ flags, parse, simple }: Heard, say: Say, line: string): Hint[] {
  const given = flags.known('format').at(-1);
  if (!given?.valueSource || !given.value.startsWith('{{')) return [];
  const at = simple.words.findIndex(({ source }) => source[1] === given.valueSource?.[1]);
  const words = simple.words.slice(at);
  const [first, second] = words;
  if (at === -1 || !first || first.quoted || !second) return [];
  const open = !given.value.includes('}}');
  if (!open && !second.text.startsWith('{{')) return [];
  const closing = words.findLastIndex(({ text }) => text.includes('}}'));
  const last = words[closing];
  if (!last || closing < 1 || parse.operands.length === 0) return [];
  const start = given.valueSource[0];
  return [
    {
      code: 'loose-template',
      message: sayPlain(say, 'a template with blanks belongs in quotes'),
      source: [start, last.source[1]],
      fix: `'${line.slice(start, last.source[1])}'`,
    },
  ];
}

/** `-v C:\Users\me:/data` in bash: the backslashes are gone before docker sees them. */
function eatenBackslash({ simple, flags }: Heard, say: Say, line: string): Hint[] {
  const places = new Set(
    [...flags.all('volume'), ...flags.all('mount')].map(({ valueSource }) => valueSource?.[0]),
  );
  return simple.words.flatMap((word) => {
    if (!word.quoted || !places.has(word.source[0])) return [];
    const raw = line.slice(...word.source);
    if (!/(?:^|=)[A-Za-z]:\\[^\\'"]/.test(raw) || /['"]/.test(raw)) return [];
    return [
      {
        code: 'eaten-backslash',
        message: sayPlain(
          say,
          'bash drops the backslashes; in quotes, or written with /, the path stays as it is (PowerShell and cmd leave them alone)',
        ),
        source: word.source,
        fix: `'${raw}'`,
      },
    ];
  });
}

/** `docker compose up -f file`: an option of Compose itself stands in front of the command. */
function behindCommand({ command, parse, simple }: Heard, say: Say, line: string): Hint[] {
  const compose = childOf(root, 'compose');
  if (!compose || command === compose || !command.id.startsWith('compose ')) return [];
  return parse.faults.flatMap(({ code, source, detail = '' }) => {
    if (code !== 'unknown-flag' && code !== 'unknown-shorthand') return [];
    const name =
      /^unknown flag: --(.+)$/.exec(detail)?.[1] ?? /^unknown shorthand flag: '(.)'/.exec(detail)?.[1];
    const flag = name === undefined ? undefined : flagOf(compose, name);
    if (!flag || flag.long === 'help' || flag.long === 'version') return [];
    // `up -p 80:80` means a port, whatever Compose has by that letter.
    if (name === 'p' && simple.words.some(({ text }) => /^\d+:\d+/.test(text))) return [];
    const at = simple.words.findIndex((word) => word.source[0] === source[0]);
    const word = simple.words[at];
    const value = takesValue(flag) && !word?.text.includes('=') ? simple.words[at + 1] : undefined;
    const begin = parse.marks.findLast(({ kind }) => kind === 'command')?.source[0];
    const isWhole = word && /^(?:-[a-zA-Z]|--[\w-]+(?:=.*)?)$/s.test(word.text) && !word.quoted;
    const end = value?.source[1] ?? source[1];
    const moved =
      isWhole && begin !== undefined && (value || !takesValue(flag) || word.text.includes('='))
        ? {
            source: [begin, end] as const,
            fix: `${line.slice(source[0], end)} ${line.slice(begin, source[0]).trimEnd()}`,
          }
        : { source };
    return [
      {
        code: 'option-before-command',
        message: sayPlain(
          say,
          '{option} is an option of docker compose itself and stands in front of {command}',
          {
            option: name?.length === 1 ? `-${name}` : `--${name}`,
            command: command.id.replace('compose ', ''),
          },
        ),
        ...moved,
      },
    ];
  });
}

/** What blanks, quotes and signs did. */
export const slipHints = (heard: Heard, say: Say, line: string): Hint[] => [
  ...blankAroundSign(heard, say),
  ...colonInVariable(heard, say),
  ...looseTemplate(heard, say, line),
  ...eatenBackslash(heard, say, line),
  ...behindCommand(heard, say, line),
];
