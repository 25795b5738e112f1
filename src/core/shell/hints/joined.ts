/** What a docker command on a line says of the commands around it. */
import { type Say, sayPlain } from '#core/say.ts';
import type { Hint } from '../faults.ts';
import { leadsOf } from '../programs.ts';
import { parseReference } from '../reference.ts';
import type { Range } from '../words.ts';
import { bases, listening } from './images.ts';
import { listHints } from './listing.ts';
import { loginHints } from './login.ts';
import type { Heard } from './sight.ts';

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
  ...loginHints(heard, say, line),
  ...terminalOverSsh(heard, say),
  ...watchAndPipe(heard, say, line),
  ...unnamedBuild(heard, say),
];
