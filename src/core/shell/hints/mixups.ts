/** One thing taken for another: an image for a container, a blank for a colon, a file for a folder. */
import { type Say, sayPlain } from '#core/say.ts';
import type { Hint } from '../faults.ts';
import { scheduleLength } from '../programs.ts';
import { parseReference } from '../reference.ts';
import { allNames } from './meant.ts';
import type { Heard } from './sight.ts';

const ofContainers = new Set(
  'rm stop start restart kill logs exec attach pause unpause top port wait rename'
    .split(' ')
    .map((name) => `container ${name}`),
);

/** `docker rm nginx:1.27`: no container's name has a colon or a slash in it. */
function imageAsContainer({ command, operands, simple, index, flags, parse }: Heard, say: Say): Hint[] {
  if (!ofContainers.has(command.id) || flags.on('link') || parse.faults.length > 0) return [];
  const [name] = operands;
  if (!name || !/^[^/\s$]+[:@/]/.test(name.value) || 'error' in parseReference(name.value)) return [];
  const verb = simple.words[index + 1];
  if (command.id === 'container rm' && verb && !verb.quoted && /^rm$/.test(verb.text))
    return [
      {
        code: 'image-as-container',
        message: sayPlain(say, '{name} is an image; docker rm removes containers, docker rmi images', {
          name: name.value,
        }),
        source: verb.source,
        fix: 'rmi',
      },
    ];
  return [
    {
      code: 'image-as-container',
      message: sayPlain(
        say,
        'a container is named here, and {name} is an image; docker ps -a shows the names of containers',
        { name: name.value },
      ),
      source: name.source,
    },
  ];
}

const version = /^(?:\d+(?:\.\d+)+(?:-[a-z0-9.]+)?|latest)$/;

/** `docker run ubuntu 24.04`, `docker pull nginx latest` */
function tagApart({ command, operands }: Heard, say: Say): Hint[] {
  if (!['container run', 'container create', 'image pull'].includes(command.id)) return [];
  const [image, tag, more] = operands;
  if (!image || !tag || more || !version.test(tag.value)) return [];
  const parsed = parseReference(image.value);
  if ('error' in parsed || parsed.value.tag !== undefined || parsed.value.digest !== undefined) return [];
  return [
    {
      code: 'tag-apart',
      message: sayPlain(say, 'the tag follows the image behind a colon; {word} by itself is another word', {
        word: tag.value,
      }),
      source: [image.source[0], tag.source[1]],
      fix: `${image.value}:${tag.value}`,
    },
  ];
}

/** `docker build -t app Dockerfile` */
function fileAsContext({ command, operands, flags }: Heard, say: Say): Hint[] {
  const [context] = operands;
  if (command.id !== 'buildx build' || !context || !/(?:^|[\\/])Dockerfile$/.test(context.value)) return [];
  const folder = context.value.replace(/[\\/]?Dockerfile$/, '') || '.';
  return [
    {
      code: 'file-as-context',
      message: sayPlain(say, 'docker build wants the folder to build from; -f names the Dockerfile in it'),
      source: context.source,
      ...(!flags.last('file') && { fix: folder === '.' ? '.' : `-f ${context.value} ${folder}` }),
    },
  ];
}

const builtins = new Set(['cd', 'source', 'export', 'alias', 'ulimit', 'umask']);

/** `docker exec web cd /app`: there is no such program. */
function shellWord({ command, operands }: Heard, say: Say): Hint[] {
  if (!/^(?:container (?:run|exec)|compose (?:run|exec))$/.test(command.id)) return [];
  const words = operands.filter(({ role }) => role === 'command' || role === 'argument');
  const [first] = words;
  const last = words.at(-1);
  if (!first || !last || !builtins.has(first.value)) return [];
  const line = words.map(({ value }) => value).join(' ');
  return [
    {
      code: 'shell-word',
      message: sayPlain(say, '{word} is a word of the shell and no program: give the line to a shell', {
        word: first.value,
      }),
      source: [first.source[0], last.source[1]],
      ...(!line.includes("'") && { fix: `sh -c '${line}'` }),
    },
  ];
}

/** `docker push app`: without an account it goes where only Docker may. */
function pushToLibrary({ command, operands }: Heard, say: Say): Hint[] {
  const [image] = operands;
  if (command.id !== 'image push' || !image || !/^[a-z0-9._-]+(?::[\w.-]+)?$/.test(image.value)) return [];
  return [
    {
      code: 'push-without-account',
      message: sayPlain(
        say,
        'without an account or a registry in front, {name} would go to the official images of Docker Hub, where nobody else may push',
        { name: image.value },
      ),
      source: image.source,
    },
  ];
}

/** `docker rm *`: the shell puts the files of the folder there. */
function starForAll({ command, operands, simple }: Heard, say: Say): Hint[] {
  const fix = allNames[command.id];
  const star = operands.find(({ value }) => value === '*');
  const word = star && simple.words.find(({ source }) => source[0] === star.source[0]);
  if (fix === undefined || !star || word?.quoted) return [];
  return [
    {
      code: 'star-for-all',
      message: sayPlain(say, 'the shell replaces * by the names of the files here; all of them are {fix}', {
        fix,
      }),
      source: star.source,
      fix,
    },
  ];
}

/** `* * * * * docker exec -it …`: cron has no terminal. */
function terminalInCron({ command, flags, simple }: Heard, say: Say): Hint[] {
  const terminal = flags.last('tty');
  if (!terminal || scheduleLength(simple.words) === 0 || !flags.on('tty')) return [];
  if (!/^container (?:run|exec)$/.test(command.id) || flags.on('detach')) return [];
  return [
    {
      code: 'terminal-in-cron',
      message: sayPlain(say, 'cron has no terminal, so -t fails there; leave it out'),
      source: terminal.source,
    },
  ];
}

/** `cat x | docker exec -it web sh`: what is piped in is no terminal. */
function terminalAndPipe({ command, flags, simple }: Heard, say: Say): Hint[] {
  const terminal = flags.last('tty');
  if (command.id !== 'container exec' || !simple.input || !terminal) return [];
  if (!flags.on('tty') || !flags.on('interactive') || flags.on('detach')) return [];
  return [
    {
      code: 'input-not-terminal',
      message: sayPlain(say, 'what is piped in is no terminal: -i alone reads it, -t fails'),
      source: terminal.source,
    },
  ];
}

/** `docker exec -it web`: what to run is missing. */
function missingProgram({ command, parse, simple }: Heard, say: Say): Hint[] {
  if (!/^(?:container|compose) exec$/.test(command.id) || parse.operands.length !== 1 || parse.help)
    return [];
  if (parse.operands[0]?.expands) return [];
  const end = simple.words.at(-1)?.source[1] ?? 0;
  return [
    {
      code: 'missing-program',
      message: sayPlain(say, 'say what to run in it; sh is a shell that nearly every image has'),
      source: [end, end],
      fix: ' sh',
    },
  ];
}

/** `docker exec web -- ls`, as one writes it for other programs. */
function endBehindContainer({ command, parse }: Heard, say: Say): Hint[] {
  const [name, end, next] = parse.operands;
  if (command.id !== 'container exec' || !name || end?.text !== '--' || !next) return [];
  return [
    {
      code: 'end-behind-container',
      message: sayPlain(say, 'behind the container {word} is taken for the program to run; leave it out', {
        word: '--',
      }),
      source: [end.source[0], next.source[0]],
      fix: '',
    },
  ];
}

/** One thing for another. */
export const mixupHints = (heard: Heard, say: Say): Hint[] =>
  [
    imageAsContainer,
    tagApart,
    fileAsContext,
    shellWord,
    pushToLibrary,
    starForAll,
    terminalInCron,
    terminalAndPipe,
    missingProgram,
    endBehindContainer,
  ].flatMap((hints) => hints(heard, say));
