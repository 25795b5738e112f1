/** What a pipe or a redirection does to a docker command that is not ready for it. */
import { type Say, sayPlain } from '#core/say.ts';
import { isNothing } from '../around/joins.ts';
import type { Hint } from '../faults.ts';
import { fedBy, leadsOf, programName, startOf } from '../programs.ts';
import { type Simple, upstream } from '../simple.ts';
import type { Range } from '../words.ts';
import { allNames } from './meant.ts';
import type { Heard } from './sight.ts';

const runs = /^container (?:run|exec)$/;

/** Behind the last word of the command's name, where an option can be put. */
export const behindName = ({ parse, simple, index }: Heard): Range => {
  const end = parse.marks.findLast(({ kind }) => kind === 'command')?.source[1];
  const at = end ?? simple.words[index]?.source[1] ?? 0;
  return [at, at];
};

/** The command as it is called: `docker rmi`. */
const nameIn = (line: string, heard: Heard): string =>
  line.slice(heard.simple.words[heard.index]?.source[0] ?? 0, behindName(heard)[0]);

const atEnd = ({ simple }: Heard): Range => [simple.source[1], simple.source[1]];
const isFed = ({ simple, index }: Heard): boolean => fedBy(simple.words, index) !== undefined;
const isEmptied = ({ redirections }: Simple): boolean =>
  redirections.some((one) => /^0?<$/.test(one.sign.text) && isNothing(one));

/** `cat x | docker exec db mysql`: without `-i` the client does not read its input. */
function withoutInteractive(heard: Heard, say: Say): Hint[] {
  const { command, flags, simple, parse } = heard;
  if (!runs.test(command.id) || !simple.input || isEmptied(simple) || isFed(heard)) return [];
  if (flags.on('interactive') || flags.on('detach') || flags.last('attach') || parse.faults.length > 0)
    return [];
  // What PowerShell hands to a block is no input of the commands in it.
  if (
    leadsOf(simple.words).leads.some(({ words: [word] }) =>
      /^(?:ForEach-Object|foreach|%)$/i.test(word?.text ?? ''),
    )
  )
    return [];
  return [
    {
      code: 'input-without-interactive',
      message: sayPlain(say, 'without -i the program in the container does not get what comes in here'),
      source: behindName(heard),
      fix: ' -i',
    },
  ];
}

/** `docker compose exec db psql < dump.sql`: Compose asks for a terminal by itself. */
function composeTerminal(heard: Heard, say: Say): Hint[] {
  const { command, flags, simple } = heard;
  if (command.id !== 'compose exec' || !simple.input || simple.output) return [];
  if (flags.last('no-tty') || flags.on('detach')) return [];
  return [
    {
      code: 'input-not-terminal',
      message: sayPlain(
        say,
        'docker compose exec asks for a terminal by itself, and what comes in is none: “the input device is not a TTY”; -T does without',
      ),
      source: behindName(heard),
      fix: ' -T',
    },
  ];
}

/** `docker ps -q | while read id; do docker exec -i $id …`: the first one reads all the lines. */
function withinLoop(heard: Heard, say: Say): Hint[] {
  const { command, flags, simple } = heard;
  if (!runs.test(command.id) || !simple.loop || simple.input || flags.on('detach')) return [];
  const given = flags.last('interactive');
  if (!given || !flags.on('interactive')) return [];
  if (flags.on('tty') && simple.loop.input)
    return [
      {
        code: 'input-not-terminal',
        message: sayPlain(say, 'what is piped in is no terminal: -i alone reads it, -t fails'),
        source: given.source,
      },
    ];
  return [
    {
      code: 'loop-reads-input',
      message: sayPlain(
        say,
        '-i reads the lines that are meant for the loop, which ends after the first round; {fix} leaves them to it',
        { fix: '< /dev/null' },
      ),
      source: atEnd(heard),
      fix: ' < /dev/null',
    },
  ];
}

// To these it does not matter how lines end.
const viewers = new Set('less more most head tail cat grep egrep rg wc tee column findstr'.split(' '));

/** `docker exec -it db pg_dump > dump.sql`: a terminal writes lines that end otherwise. */
function terminalOutput({ command, flags, simple }: Heard, say: Say): Hint[] {
  const given = flags.last('tty');
  if (!runs.test(command.id) || !given || !flags.on('tty') || flags.on('detach') || simple.input) return [];
  const { output, to, redirections } = simple;
  if (!output || redirections.some(isNothing)) return [];
  if (output.kind === 'operator' ? !to || viewers.has(programName(to.words)) : output.kind !== 'redirection')
    return [];
  const word = simple.words.find(
    ({ source }) => source[0] <= given.source[0] && given.source[1] <= source[1],
  );
  const fix = /^-(?:it|ti)$/.test(word?.text ?? '') ? '-i' : undefined;
  return [
    {
      code: 'terminal-output',
      message: sayPlain(
        say,
        '-t makes lines end in CRLF and mixes error messages in: what arrives in a file or another program is not what was printed',
      ),
      source: (fix && word?.source) || given.source,
      ...(fix !== undefined && { fix }),
    },
  ];
}

/** `docker logs web | grep x`: what the program wrote to its error output goes another way. */
function logErrors(heard: Heard, say: Say): Hint[] {
  const { command, simple } = heard;
  const { output, redirections } = simple;
  if (command.id !== 'container logs' || !output || output.text === '|&' || output.kind === 'word') return [];
  if (redirections.some(({ sign }) => /^(?:2|&|>&)/.test(sign.text)) || redirections.some(isNothing))
    return [];
  return [
    {
      code: 'errors-go-past',
      message: sayPlain(
        say,
        'what the program in the container wrote to its error output goes past {sign}; 2>&1 takes it along',
        { sign: output.text },
      ),
      source: atEnd(heard),
      fix: ' 2>&1',
    },
  ];
}

/** `docker logs web 2>&1 > file`: redirections are read from left to right. */
function redirectionOrder({ simple }: Heard, say: Say, line: string): Hint[] {
  const [first, second, more] = simple.redirections;
  if (first?.sign.text !== '2>&' || first.target?.text !== '1' || !second?.target || more) return [];
  if (!/^1?>>?$/.test(second.sign.text) || simple.to) return [];
  const file = line.slice(second.sign.source[0], second.target.source[1]);
  return [
    {
      code: 'redirection-order',
      message: sayPlain(
        say,
        'the shell reads from left to right: 2>&1 in front of {file} sends errors to the terminal, behind it to the file',
        { file },
      ),
      source: [first.sign.source[0], second.target.source[1]],
      fix: `${file} 2>&1`,
    },
  ];
}

/** `docker ps -q | docker rm`: what comes in is no argument. */
function withoutXargs(heard: Heard, say: Say, line: string): Hint[] {
  const { command, simple, index, parse, operands } = heard;
  const word = simple.words[index];
  if (!(command.id in allNames) || !simple.from || operands.length > 0 || isFed(heard) || !word || parse.help)
    return [];
  return [
    {
      code: 'pipe-without-xargs',
      message: sayPlain(
        say,
        '{command} takes names as arguments and does not read its input; xargs makes arguments of what comes in',
        { command: nameIn(line, heard) },
      ),
      source: [word.source[0], word.source[0]],
      fix: 'xargs ',
    },
  ];
}

/** `… | xargs docker rm`: with nothing to hand on, `xargs` on Linux still runs it once. */
function xargsOnNothing(heard: Heard, say: Say, line: string): Hint[] {
  const { command, simple, index, operands } = heard;
  const fed = fedBy(simple.words, index);
  const xargs = simple.words.find(({ text }) => text === 'xargs');
  if (!(command.id in allNames) || !fed || fed.sign !== undefined || operands.length > 0 || !xargs) return [];
  const options = simple.words.slice(simple.words.indexOf(xargs) + 1, index);
  if (options.some(({ text }) => /^(?:-[a-z0-9]*[ri]|--no-run-if-empty|--replace.*)$/.test(text))) return [];
  return [
    {
      code: 'xargs-on-nothing',
      message: sayPlain(
        say,
        'where nothing comes in, xargs on Linux still runs {command} once, without a name, and that fails; with -r it does not run',
        { command: nameIn(line, heard) },
      ),
      source: [xargs.source[1], xargs.source[1]],
      fix: ' -r',
    },
  ];
}

/** The docker command at the other end of the pipe, if one of these is. */
function sourceOf(simple: Simple, pattern: RegExp): boolean {
  return [...upstream(simple)].some(({ words }) => {
    const start = startOf(words);
    const name = start && words.slice(start.index + 1).map(({ text }) => text);
    return name !== undefined && pattern.test(name.slice(0, 2).join(' '));
  });
}

/** `docker export c | docker load`, `docker save i | docker import -` */
function archiveMixup({ command, simple, parse }: Heard, say: Say): Hint[] {
  const name = parse.marks.findLast(({ kind }) => kind === 'command');
  if (!name || !simple.from) return [];
  if (command.id === 'image load' && sourceOf(simple, /^(?:container )?export\b/))
    return [
      {
        code: 'export-into-load',
        message: sayPlain(
          say,
          'docker load wants the images of docker save; what docker export packs are the files of a container, and docker import makes an image of them',
        ),
        source: name.source,
        fix: 'import -',
      },
    ];
  if (command.id === 'image import' && sourceOf(simple, /^(?:save\b|image save)/))
    return [
      {
        code: 'save-into-import',
        message: sayPlain(
          say,
          'docker import wants the files of docker export; what docker save packs are images with their layers and names, and docker load unpacks them',
        ),
        source: [name.source[0], parse.operands.at(-1)?.source[1] ?? name.source[1]],
        fix: 'load',
      },
    ];
  return [];
}

/** `docker load` and `docker save app` at a terminal: the client refuses to read or write an archive there. */
function archiveAtTerminal(heard: Heard, say: Say): Hint[] {
  const { command, flags, simple, operands, parse } = heard;
  const refused = parse.faults.length > 0 || parse.help;
  if (refused) return [];
  if (command.id === 'image load' && !simple.input && !flags.last('input'))
    return [
      {
        code: 'archive-at-terminal',
        message: sayPlain(
          say,
          'docker load reads the archive from its input, and here is none; {fix} reads a file',
          { fix: 'docker load -i app.tar' },
        ),
        source: behindName(heard),
      },
    ];
  const [first] = operands;
  if (
    !/^(?:image save|container export)$/.test(command.id) ||
    !first ||
    simple.output ||
    flags.last('output')
  )
    return [];
  const name = first.value.replace(/^.*\//, '').replace(/[:@].*$/, '');
  const file = /^[\w.-]+$/.test(name) ? `${name}.tar` : 'app.tar';
  return [
    {
      code: 'archive-at-terminal',
      message: sayPlain(say, 'the client refuses to write an archive to a terminal; {fix} writes a file', {
        fix: `-o ${file}`,
      }),
      source: behindName(heard),
      fix: ` -o ${file}`,
    },
  ];
}

/** What comes of pipes and redirections. */
export const pipedHints = (heard: Heard, say: Say, line: string): Hint[] =>
  [
    withoutInteractive,
    composeTerminal,
    withinLoop,
    terminalOutput,
    logErrors,
    withoutXargs,
    xargsOnNothing,
    archiveMixup,
    archiveAtTerminal,
    redirectionOrder,
  ].flatMap((hints) => hints(heard, say, line));
