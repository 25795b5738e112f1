/** Words that stand where they do not do what was meant. */
import { english, sayPlain } from '#core/say.ts';
import type { Hint } from '../faults.ts';
import { findFlag, takesValue } from '../flags.ts';
import { parseBool } from '../go.ts';
import { FlagReader, type Given, newParse } from '../parse.ts';
import { parseReference } from '../reference.ts';
import { stopsAtOperand } from '../unlisted.ts';
import { parsePort } from '../values/ports.ts';
import type { Range } from '../words.ts';
import { bases } from './images.ts';
import type { Heard, Sight } from './sight.ts';

/** Options that can only be docker's: programs have `-c`, `-v` and `-h` of their own. */
function isSurely(given: Given): boolean {
  const { flag, value = '', spelling } = given;
  if (flag.long === 'publish') return !('error' in parsePort(value));
  if (flag.long === 'volume') return /^[^:]+:\/[^:]*/.test(value);
  if (flag.long === 'env') return /^[A-Z_][A-Z0-9_]*=/.test(value);
  if (spelling.startsWith('--'))
    return ['name', 'rm', 'network', 'net', 'restart', 'mount'].includes(flag.long);
  return false;
}

/** An image whose program has no `-d` of its own. */
function isKnown(image: string): boolean {
  const parsed = parseReference(image);
  if ('error' in parsed) return false;
  const name = parsed.value.repository.replace(/^library\//, '');
  return name === 'nginx' || name === 'httpd' || bases.has(name);
}

/** `run img -p 80:80`: everything behind the image is the program's. */
function behindImage({ command, simple, parse }: Heard, say: Sight['say']): Hint[] {
  const [first, second] = parse.operands;
  if (!stopsAtOperand(command) || !first || !second?.text.startsWith('-') || /^--?$/.test(second.text))
    return [];
  const from = simple.words.indexOf(second);
  if (from === -1) return [];
  const words = simple.words.slice(from);
  const tried = newParse();
  const count = new FlagReader(command, tried, english).read(words, 0, true);
  const exec = command.id === 'container exec' || command.id === 'compose exec';
  const terminal = /^-(?:it|ti|dit|itd|id|td)$/.test(second.text);
  const last = words[count - 1];
  const away = /^(?:-d|--detach)$/.test(second.text) && isKnown(first.text);
  if (!last || tried.faults.length > 0 || !(exec || terminal || away || tried.given.some(isSurely)))
    return [];
  if (
    !['container run', 'container create', 'container exec', 'compose run', 'compose exec'].includes(
      command.id,
    )
  )
    return [];
  const source: Range = [first.source[0], last.source[1]];
  const moved = words.slice(0, count).map(({ text }) => (/^[\w@%+=:,./-]+$/.test(text) ? text : `'${text}'`));
  return [
    {
      code: 'options-behind-image',
      message: exec
        ? sayPlain(
            say,
            'options stand before the container; behind it {word} is taken for the program to run',
            {
              word: second.text,
            },
          )
        : sayPlain(
            say,
            'options stand before the image; behind it {word} is handed to the program in the container',
            {
              word: second.text,
            },
          ),
      source,
      fix: `${moved.join(' ')} ${first.text}`,
    },
  ];
}

/** `-name web`, `-env A=1`: pflag reads letters. */
function singleDash({ command, parse, simple }: Heard, say: Sight['say']): Hint[] {
  const refused = new Set(parse.faults.map(({ source }) => source[0]));
  const starts = new Set(parse.marks.filter(({ kind }) => kind === 'flag').map(({ source }) => source[0]));
  return simple.words.flatMap((word) => {
    const match = /^-([a-z][a-z-]+)(?==|$)/.exec(word.text);
    const flag = match?.[1] && command.flags.find(({ long }) => long === match[1]);
    if (!flag || !starts.has(word.source[0]) || refused.has(word.source[0]) || word.quoted) return [];
    return [
      {
        code: 'single-dash',
        message: sayPlain(say, 'a long name needs two dashes; {word} is read letter by letter', {
          word: word.text,
        }),
        source: word.source,
        fix: `-${word.text}`,
      },
    ];
  });
}

/** `--rm true img`: a switch takes its value only behind `=`, so `true` is the image. */
function switchValue({ command, parse, simple }: Heard, say: Sight['say']): Hint[] {
  const [first] = parse.operands;
  if (!first || !/^(?:true|false)$/i.test(first.text) || 'error' in parseBool(first.text)) return [];
  const before = simple.words[simple.words.indexOf(first) - 1];
  const flag = before?.text.startsWith('-') ? findFlag(command, before.text) : undefined;
  if (!before || !flag || takesValue(flag)) return [];
  return [
    {
      code: 'switch-value',
      message: sayPlain(
        say,
        '{flag} is a switch; with a blank before it, {value} is taken for the next word',
        {
          flag: before.text,
          value: first.text,
        },
      ),
      source: [before.source[0], first.source[1]],
      fix: `${before.text}=${first.text}`,
    },
  ];
}

/** `-P 8080:80`: the capital letter takes no port, so the port is the image. */
function capitalPort({ parse, flags }: Heard, say: Sight['say']): Hint[] {
  const [first] = parse.operands;
  const all = flags.last('publish-all');
  if (!first || !all || !/^(?:[\d.]+:)?\d+:\d+(?:\/\w+)?$/.test(first.text)) return [];
  return [
    {
      code: 'publish-all-with-port',
      message: sayPlain(
        say,
        '-P publishes all exposed ports at random and takes no value; to publish {port}, use a lowercase -p',
        {
          port: first.text,
        },
      ),
      source: [all.source[0], first.source[1]],
      fix: `-p ${first.text}`,
    },
  ];
}

/** `-e KEY= value img`: the blank ends the word. */
function blankInValue({ parse, flags, simple }: Heard, say: Sight['say']): Hint[] {
  const [first, second] = parse.operands;
  if (!first || !second || second.expands || 'error' in parseReference(second.text)) return [];
  const before = simple.words[simple.words.indexOf(first) - 1];
  const given = flags.known('env').findLast(({ valueSource }) => valueSource?.[1] === before?.source[1]);
  if (!given || !/^\w+=$/.test(given.value)) return [];
  return [
    {
      code: 'blank-in-value',
      message: sayPlain(say, 'no blank may stand around the =; {word} is taken for the image', {
        word: first.text,
      }),
      source: [given.source[0], first.source[1]],
      fix: `${given.spelling} ${given.value}${first.text}`,
    },
  ];
}

// These may be given several times.
const several = new Set([
  'list',
  'strings',
  'stringArray',
  'map',
  'stringToString',
  'filter',
  'mount',
  'network',
  'ulimit',
  'scale',
  'external-ca',
  'ipNetSlice',
]);

/** `--name a --name b`: only the last counts. */
function givenTwice({ parse, command }: Heard, say: Sight['say']): Hint[] {
  if (command.id.startsWith('service')) return [];
  const first = new Map<string, Given>();
  const last = new Map<string, Given>();
  for (const given of parse.given) {
    const { flag, value } = given;
    if (value === undefined || several.has(flag.type) || !takesValue(flag)) continue;
    if (!first.has(flag.long)) first.set(flag.long, given);
    last.set(flag.long, given);
  }
  return [...first].flatMap(([long, given]) => {
    const value = last.get(long)?.value;
    if (value === given.value) return [];
    return [
      {
        code: 'given-twice',
        message: sayPlain(say, '{flag} is given more than once; only the last one counts: {value}', {
          flag: given.spelling,
          value: value ?? '',
        }),
        source: given.source,
      },
    ];
  });
}

/** `$PWD` without quotes falls apart where the folder's name has a blank. */
function unquoted({ simple, flags }: Heard, say: Sight['say'], line: string): Hint[] {
  const ends = new Set(flags.all('volume').map(({ valueSource }) => valueSource?.[1]));
  const word = simple.words.find((one) => one.expands && !one.quoted && ends.has(one.source[1]));
  const raw = word && line.slice(...word.source);
  if (!word || !raw || !/^(?:\$\{?PWD\}?|\$\(pwd\)|`pwd`)/.test(raw)) return [];
  return [
    {
      code: 'unquoted-variable',
      message: sayPlain(say, 'without quotes this falls apart when the path has a blank in it'),
      source: word.source,
      fix: `"${raw}"`,
    },
  ];
}

/** Words in the wrong place. */
export const placeHints = (heard: Heard, { say, line }: Sight): Hint[] => [
  ...behindImage(heard, say),
  ...singleDash(heard, say),
  ...switchValue(heard, say),
  ...capitalPort(heard, say),
  ...blankInValue(heard, say),
  ...givenTwice(heard, say),
  ...unquoted(heard, say, line),
];
