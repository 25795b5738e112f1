/** What a docker command on a line says of another one: lists that are handed on, logins, builds that are then run. */
import { type Say, sayPlain } from '#core/say.ts';
import type { Hint } from '../faults.ts';
import { innerLines } from '../inner.ts';
import { fedBy, leadsOf, programName, startOf } from '../programs.ts';
import { parseReference } from '../reference.ts';
import type { Simple } from '../simple.ts';
import type { Range } from '../words.ts';
import { bases, listening } from './images.ts';
import { allNames } from './meant.ts';
import { behindName } from './piped.ts';
import type { Heard } from './sight.ts';

/** A command that lists things, whose output is handed on. */
interface Listing {
  readonly of: 'container' | 'image' | 'volume' | 'network';
  readonly options: readonly string[];
  /** Where its name ends. */
  readonly end: number;
}

const listings: readonly (readonly [RegExp, Listing['of'], length: number])[] = [
  [/^ps(?: |$)/, 'container', 1],
  [/^container (?:ls|list|ps)(?: |$)/, 'container', 2],
  [/^images(?: |$)/, 'image', 1],
  [/^image (?:ls|list)(?: |$)/, 'image', 2],
  [/^volume (?:ls|list)(?: |$)/, 'volume', 2],
  [/^network (?:ls|list)(?: |$)/, 'network', 2],
];

function listingOf({ words }: Simple): Listing | undefined {
  const start = startOf(words);
  if (start?.program !== 'docker') return undefined;
  const own = words.slice(start.index + 1);
  const text = own.map((word) => word.text).join(' ');
  const found = listings.find(([pattern]) => pattern.test(text));
  const last = found && own[found[2] - 1];
  return found && last
    ? { of: found[1], options: own.slice(found[2]).map((word) => word.text), end: last.source[1] }
    : undefined;
}

const has = ({ options }: Listing, letter: string, long: string): boolean =>
  options.some((option) => new RegExp(`^(?:-[a-zA-Z]*${letter}[a-zA-Z]*|--${long}(?:=.*)?)$`).test(option));

/** The list that a command is given as arguments: by `xargs`, by a loop, or in its place. */
function givenList({ simple, index }: Heard, line: string): Listing | undefined {
  if (fedBy(simple.words, index)) return simple.from && listingOf(simple.from);
  const [inner, more] = innerLines(line, simple);
  const [only, second] = inner?.commands ?? [];
  return inner?.how === 'output' && !more && only && !second ? listingOf(only) : undefined;
}

/** `docker ps | xargs docker rm`, `docker rm $(docker ps -a)`: the head and all columns come along. */
function tableAsArguments(list: Listing, say: Say): Hint[] {
  if (has(list, 'q', 'quiet') || list.options.some((option) => option.startsWith('--format'))) return [];
  return [
    {
      code: 'table-as-arguments',
      message: sayPlain(
        say,
        'without -q a table is handed on, and every word of it is taken for a name; -q prints the ids alone',
      ),
      source: [list.end, list.end],
      fix: ' -q',
    },
  ];
}

/** `docker rm $(docker ps -q)`, `docker start $(docker ps -q)`: only running containers are listed. */
function runningOnly(list: Listing, { command, flags, simple }: Heard, say: Say): Hint[] {
  const isRemoving = command.id === 'container rm' && !flags.on('force');
  if (list.of !== 'container' || !(isRemoving || command.id === 'container start')) return [];
  const more = ['a', 'l', 'n'].some((letter) =>
    has(list, letter, { a: 'all', l: 'latest', n: 'last' }[letter] ?? ''),
  );
  if (more || list.options.some((option) => /status=/.test(option))) return [];
  const source: Range = [list.end, list.end];
  return [
    isRemoving
      ? {
          code: 'running-only',
          message: sayPlain(
            say,
            'without -a docker ps lists running containers only, and those docker rm refuses',
          ),
          source: simple.source,
        }
      : {
          code: 'running-only',
          message: sayPlain(
            say,
            'without -a docker ps lists running containers only, and those need no start',
          ),
          source,
          fix: ' -a',
        },
  ];
}

function listHints(heard: Heard, say: Say, line: string): Hint[] {
  if (!(heard.command.id in allNames)) return [];
  const list = givenList(heard, line);
  return list ? [...tableAsArguments(list, say), ...runningOnly(list, heard, say)] : [];
}

/** `echo secret | docker login …`, with and without `--password-stdin` */
function loginHints(heard: Heard, say: Say): Hint[] {
  const { command, flags, simple } = heard;
  if (command.id !== 'login' || !simple.input || flags.last('password')) return [];
  if (!flags.on('password-stdin'))
    return [
      {
        code: 'login-from-pipe',
        message: sayPlain(
          say,
          'docker login reads a password from a pipe only with --password-stdin; without it: “cannot perform an interactive login from a non TTY device”',
        ),
        source: behindName(heard),
        ...(flags.last('username') && { fix: ' --password-stdin' }),
      },
    ];
  const { from } = simple;
  const echoed = from && /^(?:echo|printf)$/.test(programName(from.words)) ? from.words.slice(1) : [];
  const literal = echoed.find(({ text, expands }) => !expands && !/^-|^%/.test(text));
  if (!literal || echoed.some(({ expands }) => expands)) return [];
  return [
    {
      code: 'password-in-echo',
      message: sayPlain(
        say,
        'what stands behind echo stays in the history of the shell, as with -p; {example} reads it from a file',
        { example: 'docker login … < token.txt' },
      ),
      source: literal.source,
    },
  ];
}

/** `ssh host docker exec -it …`: a command that ssh is given has no terminal. */
function terminalOverSsh({ command, flags, simple }: Heard, say: Say): Hint[] {
  if (!/^container (?:run|exec)$/.test(command.id) || simple.input || flags.on('detach')) return [];
  if (!flags.on('tty') || !flags.on('interactive')) return [];
  const leads = [simple, simple.runner].flatMap((one) => (one ? leadsOf(one.words).leads : []));
  const words = leads.find((lead) => lead.words[0]?.text === 'ssh')?.words ?? [];
  const [ssh] = words;
  if (!ssh || words.some(({ text }) => /^-[a-zA-Z]*t/.test(text) || /^-o?RequestTTY/i.test(text))) return [];
  return [
    {
      code: 'terminal-over-ssh',
      message: sayPlain(
        say,
        'ssh gives a command no terminal, and -it fails there: “the input device is not a TTY”; with ssh -t there is one',
      ),
      source: [ssh.source[1], ssh.source[1]],
      fix: ' -t',
    },
  ];
}

/** `watch docker ps | grep x`: only what stands in front of the `|` is repeated. */
function watchAndPipe({ simple, index }: Heard, say: Say, line: string): Hint[] {
  const watch = leadsOf(simple.words).leads.some(({ words: [word] }) => word?.text === 'watch');
  const { to } = simple;
  const first = simple.words[index];
  if (!watch || !to || !first) return [];
  const source: Range = [first.source[0], to.source[1]];
  const raw = line.slice(...source);
  return [
    {
      code: 'watch-and-pipe',
      message: sayPlain(
        say,
        'watch repeats only what stands in front of the |; in quotes it repeats the whole',
      ),
      source,
      ...(!raw.includes("'") && !to.after && { fix: `'${raw}'` }),
    },
  ];
}

/** `docker build . && docker run app`: without `-t` the image has no name. */
function unnamedBuild({ command, operands, simple }: Heard, say: Say): Hint[] {
  const image = operands.find(({ role }) => role === 'image');
  const words = simple.before?.words.map(({ text }) => text) ?? [];
  const at = words.indexOf('docker');
  const build = words[at + 1] === 'build' ? at + 1 : -1;
  if (
    command.id !== 'container run' ||
    !image ||
    build < 1 ||
    !/^(?:&&|;)$/.test(simple.before?.after?.text ?? '')
  )
    return [];
  if (words.some((word) => /^(?:-t.*|--tag(?:=.*)?|--iidfile.*|-q|--quiet)$/.test(word))) return [];
  const parsed = parseReference(image.value);
  const name = 'value' in parsed ? parsed.value.repository.replace(/^library\//, '') : '';
  const word = simple.before?.words[build];
  if (name === '' || !word || bases.has(name) || listening[name] !== undefined) return [];
  return [
    {
      code: 'unnamed-build',
      message: sayPlain(
        say,
        'docker build without -t gives the image no name, so {name} is not what was built',
        {
          name: image.value,
        },
      ),
      source: [word.source[1], word.source[1]],
      fix: ` -t ${image.value}`,
    },
  ];
}

/** `docker rm (docker ps -q)`: only PowerShell reads brackets like that. */
function bareBrackets({ simple }: Heard, say: Say, isWindows: boolean): Hint[] {
  const { bracket } = simple;
  if (!bracket || isWindows) return [];
  return [
    {
      code: 'bare-brackets',
      message: sayPlain(say, 'brackets alone put the output there in PowerShell; bash and zsh want {sign}', {
        sign: '$(…)',
      }),
      source: [bracket.source[0], bracket.source[0]],
      fix: '$',
    },
  ];
}

/** What follows from how the commands of a line are joined. */
export const joinedHints = (heard: Heard, say: Say, line: string, isWindows: boolean): Hint[] => [
  ...bareBrackets(heard, say, isWindows),
  ...listHints(heard, say, line),
  ...loginHints(heard, say),
  ...terminalOverSsh(heard, say),
  ...watchAndPipe(heard, say, line),
  ...unnamedBuild(heard, say),
];
