import { type Call, call, withOptions } from '#core/call.ts';
import { type Context, command } from '#core/command.ts';
import { processBlocks } from '#core/dockerfile/card.ts';
import { containerProcess } from '#core/dockerfile/container.ts';
import { switchForms, wordsOf } from '#core/dockerfile/forms.ts';
import { execForm } from '#core/dockerfile/json.ts';
import { looksLikeManifest, readManifest } from '#core/dockerfile/manifest.ts';
import { commandMatrix } from '#core/dockerfile/matrix.ts';
import { type EffectiveProcess, effectiveProcess } from '#core/dockerfile/process.ts';
import { servicesBlocks } from '#core/dockerfile/services.ts';
import { drawProcess } from '#core/drawing/process.ts';
import { Refusal, refusal } from '#core/fault.ts';
import { proseLabel } from '#core/knowledge/prose.ts';
import {
  type Block,
  type Button,
  button,
  buttons,
  codeBlock,
  heading,
  note,
  paragraph,
  type Reply,
  table,
  toldPicture,
} from '#core/reply.ts';
import type { Say } from '#core/say.ts';
import { commandBlocks, shortBlocks } from '#core/shell/card.ts';
import type { DockerCommand } from '#core/shell/docker.ts';
import { explainDockerCommand } from '#core/shell/explain.ts';
import { dockerLines } from '#core/shell/several.ts';
import { code, strong, type Text } from '#core/text.ts';

/** A docker line, perhaps with a prompt, sudo or variables in front. */
const dockerLine =
  /^\s*(?:[$#>%]\s+)?(?:[A-Z_]+=\S*\s+)*(?:sudo\s+(?:-\S+\s+)*)?(?:docker|docker-compose|podman)(?:\.exe)?(?:\s|$)/;
/** A Dockerfile begins with an instruction; in lower case only with FROM, for `run -d nginx` is a docker line. */
const instruction =
  /^\s*(?:#.*\n\s*)*(?:(?:FROM|ARG|CMD|ENTRYPOINT|RUN|SHELL|COPY|ADD|ENV|EXPOSE|HEALTHCHECK|ONBUILD|USER|VOLUME|WORKDIR)\s|from\s[^\n]*\n)/;

/** The image of a quick look, where none is named: nothing is known of it. */
const anyImage = 'image';

interface Asked {
  readonly dockerfile: string;
  readonly args: string | undefined;
  readonly override: string | undefined;
}

export const cmdExplain = command({
  name: 'cmd-explain',
  describe: 'Explain a docker line, or what a Dockerfile really runs',
  to: 'room',
  asks: ['line', 'dockerfile', 'args'],
  verbatim: dockerLine,
  options: {
    line: { kind: 'text', describe: 'A docker line: docker run -p 3000:80 nginx', max: 4000 },
    dockerfile: {
      kind: 'longtext',
      describe: 'A Dockerfile, Compose or Kubernetes file',
      max: 20_000,
      example: 'FROM node:22\nCMD ["node", "app.js"]',
    },
    file: { kind: 'file', describe: 'A Dockerfile as a file' },
    entrypoint: { kind: 'text', describe: 'ENTRYPOINT: ["nginx"] or nginx', max: 1000 },
    cmd: { kind: 'text', describe: 'CMD: ["-g", "daemon off;"] or npm start', max: 1000 },
    args: { kind: 'text', describe: 'What follows the image in docker run', max: 1000 },
    override: { kind: 'text', describe: 'What --entrypoint is set to', max: 1000 },
    image: { kind: 'text', describe: 'The image of FROM: node:22, alpine …', max: 255 },
    alone: { kind: 'flag', describe: 'CMD alone, ENTRYPOINT alone and both, side by side' },
  },
  read: (typed) =>
    instruction.test(typed) || looksLikeManifest(typed) ? { dockerfile: typed } : { line: typed },
  examples: [
    'cmd-explain docker run -d -p 3000:80 --name web nginx',
    'cmd-explain docker run nginx -p 80:80',
    'cmd-explain entrypoint:\'["nginx"]\' cmd:\'["-g", "daemon off;"]\'',
    'cmd-explain image:alpine entrypoint:"app serve" args:"--debug"',
    'cmd-explain dockerfile:"image: node:22\ncommand: npm run build && npm start"',
  ],
  run(values, context) {
    const { line, entrypoint, cmd, args, override, alone } = values;
    const text = values.dockerfile ?? values.file;
    if (text !== undefined) return pastedReply({ dockerfile: text, args, override }, context);
    if (entrypoint !== undefined || cmd !== undefined) {
      if (alone && entrypoint !== undefined && cmd !== undefined)
        return matrixReply({ entrypoint, cmd, args, image: values.image }, context);
      return dockerfileReply({ dockerfile: quickLook(values), args, override }, context);
    }
    if (line !== undefined) return linesReply(line, context);
    throw new Refusal(nothingGiven(context));
  },
});

const nothingGiven = ({ say }: Context): Reply =>
  refusal(
    say('What shall I explain?'),
    paragraph(say('Give me a docker line, a Dockerfile, or ENTRYPOINT and CMD.')),
    ...buttons(
      button(
        say('Paste …'),
        { command: 'cmd-explain', options: {}, asks: ['line', 'dockerfile', 'args'] },
        'primary',
      ),
      button(
        'docker run -d -p 3000:80 nginx',
        call('cmd-explain', { line: 'docker run -d -p 3000:80 --name web nginx' }),
      ),
    ),
  );

/** Instructions without a FROM are what people paste; an image is put in front so that they can be followed. */
const whole = (text: string): string => (/^\s*FROM\s/im.test(text) ? text : `FROM ${anyImage}\n${text}`);

const quickLook = ({
  image = anyImage,
  entrypoint,
  cmd,
}: {
  image?: string | undefined;
  entrypoint?: string | undefined;
  cmd?: string | undefined;
}): string =>
  [
    `FROM ${image}`,
    ...(entrypoint === undefined ? [] : [`ENTRYPOINT ${entrypoint}`]),
    ...(cmd === undefined ? [] : [`CMD ${cmd}`]),
  ].join('\n');

/** `docker run` around the image; an override written as `""` is the empty one. */
function runWords(args: string | undefined, override: string | undefined): readonly string[] {
  const words = wordsOf(args ?? '');
  if (override === undefined) return words;
  return ['--entrypoint', override === '""' || override === "''" ? '' : override, '@', ...words];
}

const bases = { [anyImage]: {} };

/** What was pasted is told by what it says, whichever field it was put in. */
function pastedReply(asked: Asked, context: Context): Reply {
  const { dockerfile: text } = asked;
  if (looksLikeManifest(text)) return manifestReply(asked, context);
  if (dockerLine.test(text)) return linesReply(text, context);
  return dockerfileReply({ ...asked, dockerfile: whole(text) }, context);
}

function manifestReply({ dockerfile: text, args, override }: Asked, { say }: Context): Reply {
  const read = readManifest(text);
  const shown = codeBlock(
    text.length > shownDockerfile ? `${text.slice(0, shownDockerfile)}\n…` : text,
    'yaml',
  );
  if (read === undefined)
    throw new Refusal(
      refusal(
        say('I find no container in it'),
        paragraph(
          say(
            'In a Compose file I look for <c>services</c>, in a Kubernetes manifest for <c>containers</c>; a single service or container will do, too.',
          ),
        ),
      ),
    );
  if ('fault' in read)
    throw new Refusal(
      refusal(
        say('This is not valid YAML'),
        paragraph(say('Line {line}, column {column}:', { line: read.fault.line, column: read.fault.column })),
        codeBlock(read.fault.message),
      ),
    );
  const { kind, containers } = read;
  const instead = {
    ...(args !== undefined && { command: wordsOf(args) }),
    ...(override !== undefined && { entrypoint: override }),
  };
  const answers = containers.map((container) => containerProcess(kind, container, instead, say));
  const base = call('cmd-explain', { dockerfile: text, args, override });
  return {
    title: say('What runs in the end'),
    about: ['concept:cmd', 'concept:entrypoint', 'comparison:cmd-vs-entrypoint'],
    blocks: [
      shown,
      ...servicesBlocks(kind, answers, say),
      ...buttons(
        ...(kind === 'compose' && containers.length === 1
          ? [
              button(say('What if: arguments …'), { ...base, asks: ['args'] }, 'primary'),
              button(say('What if: --entrypoint …'), { ...base, asks: ['override'] }),
            ]
          : []),
        button(say('CMD or ENTRYPOINT?'), call('compare', { a: 'cmd-vs-entrypoint' })),
      ),
    ],
  };
}

function dockerfileReply({ dockerfile, args, override }: Asked, context: Context): Reply {
  const { say } = context;
  const run = runWords(args, override);
  const answer = effectiveProcess({ dockerfile, run, bases }, say);
  // Nobody wrote the FROM of a quick look, so nothing is said against it.
  const invented = dockerfile.startsWith(`FROM ${anyImage}\n`);
  const result = invented ? { ...answer, hints: answer.hints.filter(({ line }) => line !== 1) } : answer;
  const failed = 'error' in result;
  return {
    title: failed ? say('This does not run') : say('What runs in the end'),
    ...(failed && { tone: 'wrong' as const }),
    about: ['concept:cmd', 'concept:entrypoint', 'comparison:cmd-vs-entrypoint'],
    blocks: [
      codeBlock(
        dockerfile.length > shownDockerfile ? `${dockerfile.slice(0, shownDockerfile)}\n…` : dockerfile,
        'dockerfile',
      ),
      ...(dockerfile.length > shownDockerfile
        ? [note(say('Only the beginning is shown; all of it was read.'))]
        : []),
      ...('error' in result ? [] : [drawnProcess(result, run, say)]),
      ...processBlocks(
        result,
        run.filter((word) => word !== '@'),
        say,
      ),
      ...buttons(
        ...('error' in result && result.error.at === 'build'
          ? mending(dockerfile, args, override, context)
          : whatIf(dockerfile, args, override, context)),
      ),
    ],
  };
}

function drawnProcess(result: EffectiveProcess, run: readonly string[], say: Say): Block {
  const { svg, alt } = drawProcess(result, run, say);
  return toldPicture(svg, alt);
}

/** How much of a Dockerfile is shown back, in UTF-16 units. */
const shownDockerfile = 1500;

/** What does not build is not tried with other arguments. */
function mending(
  dockerfile: string,
  args: string | undefined,
  override: string | undefined,
  { say }: Context,
): Button[] {
  const again = call('cmd-explain', { dockerfile, args, override });
  return [
    button(say('Mend it …'), { ...again, asks: ['dockerfile'] }, 'primary'),
    button(say('CMD or ENTRYPOINT?'), call('compare', { a: 'cmd-vs-entrypoint' })),
  ];
}

function whatIf(
  dockerfile: string,
  args: string | undefined,
  override: string | undefined,
  { say, call: made }: Context,
): Button[] {
  const base = call('cmd-explain', { dockerfile, args, override });
  const { entrypoint, cmd, image } = made.options;
  const both = entrypoint !== undefined && cmd !== undefined;
  return [
    button(say('What if: arguments …'), { ...base, asks: ['args'] }, 'primary'),
    button(say('What if: --entrypoint …'), { ...base, asks: ['override'] }),
    button(say('What if: the other form'), withOptions(base, { dockerfile: switchForms(dockerfile) })),
    ...(both
      ? [
          button(
            say('CMD alone, ENTRYPOINT alone, both'),
            call('cmd-explain', { entrypoint, cmd, image, args, alone: 'yes' }),
          ),
        ]
      : aloneOf(dockerfile, args, say('CMD alone, ENTRYPOINT alone, both'))),
    button(say('CMD or ENTRYPOINT?'), call('compare', { a: 'cmd-vs-entrypoint' })),
  ];
}

/** The last ENTRYPOINT and CMD of a Dockerfile, where it has both, as a call that sets them side by side. */
function aloneOf(dockerfile: string, args: string | undefined, label: Text): Button[] {
  const last = (keyword: string): string | undefined =>
    [...dockerfile.matchAll(new RegExp(`^\\s*${keyword}\\s+(.+)$`, 'gim'))].at(-1)?.[1]?.trim();
  const [entrypoint, cmd, image] = [last('ENTRYPOINT'), last('CMD'), last('FROM')?.split(/\s+/)[0]];
  if (!entrypoint || !cmd || entrypoint.endsWith('\\') || cmd.endsWith('\\')) return [];
  return [button(label, call('cmd-explain', { entrypoint, cmd, image, args, alone: 'yes' }))];
}

function matrixReply(
  {
    entrypoint,
    cmd,
    args,
    image = anyImage,
  }: { entrypoint: string; cmd: string; args: string | undefined; image: string | undefined },
  { say }: Context,
): Reply {
  const run = runWords(args, undefined);
  const matrix = commandMatrix({ base: image, entrypoint, cmd, run, bases }, say);
  const cell = (result: (typeof matrix)['both']): Text =>
    'error' in result ? [result.error.message] : [code(execForm(result.argv))];
  return {
    title: say('CMD alone, ENTRYPOINT alone, both'),
    about: ['comparison:cmd-vs-entrypoint', 'concept:cmd', 'concept:entrypoint'],
    blocks: [
      codeBlock(quickLook({ image, entrypoint, cmd }), 'dockerfile'),
      table(
        [
          say('In the Dockerfile'),
          args === undefined ? say('Process 1') : say('Process 1, with {args}', { args: [code(args)] }),
        ],
        [
          [[code('CMD')], cell(matrix.cmd)],
          [[code('ENTRYPOINT')], cell(matrix.entrypoint)],
          [[code('ENTRYPOINT'), ' + ', code('CMD')], cell(matrix.both)],
        ],
      ),
      ...buttons(
        button(
          say('What if: arguments …'),
          { ...call('cmd-explain', { entrypoint, cmd, image, args, alone: 'yes' }), asks: ['args'] },
          'primary',
        ),
        button(say('What runs in the end'), call('cmd-explain', { entrypoint, cmd, image, args })),
      ),
    ],
  };
}

/** What a flag is for, from the knowledge. */
const describing =
  ({ say, knowledge }: Context) =>
  (id: string, flag: string): string | undefined => {
    const both = knowledge.commands.get(id)?.flags[flag] ?? knowledge.flags[flag];
    return both && proseLabel(say.pick(both)).replace(/[.。]$/u, '');
  };

/** How many of several lines are explained at once. */
const mostLines = 5;

/** One docker line at length; several in short, one after the other, each with a button to its own explanation. */
function linesReply(text: string, context: Context): Reply {
  const { say } = context;
  const lines = dockerLines(text);
  if (lines.length < 2) return lineReply(text, context);
  const shown = lines.slice(0, mostLines);
  const left = lines.length - shown.length;
  const explained = shown.map((line) => explainDockerCommand(line, say, describing(context)));
  return {
    title: say('{count} docker commands, one after the other', { count: lines.length }),
    about: [...new Set(explained.flatMap(({ read: { id } }) => (id === '' ? [] : [`command:${id}`])))],
    blocks: [
      ...explained.flatMap((one, index) => shortBlocks(shown[index] ?? '', one, index + 1, say)),
      ...(left > 0
        ? [note(say('{count} more are left out: send them in a message of their own.', { count: left }))]
        : []),
      ...buttons(
        ...shown.map((line, index) =>
          button(say('{number}. at length', { number: index + 1 }), call('cmd-explain', { line })),
        ),
      ),
    ],
  };
}

function lineReply(line: string, context: Context): Reply {
  const { say } = context;
  const explained = explainDockerCommand(line, say, describing(context));
  const { id, path, faults } = explained.read;
  const fixed: Call | undefined =
    explained.safer === undefined ? undefined : call('cmd-explain', { line: explained.safer });
  return {
    title: id === '' ? say('I cannot read this as a docker line') : [path],
    ...(id === '' ? { tone: 'fault' as const } : {}),
    about: id === '' ? [] : [`command:${id}`],
    blocks: [
      ...commandBlocks(line, explained, say),
      ...(faults.length === 0 && explained.read.image !== undefined
        ? insideBlocks(explained.read, explained.read.image, context)
        : []),
      ...buttons(
        ...(fixed ? [button(say('Explain the mended line'), fixed, 'primary')] : []),
        ...(id === '' || id === 'docker'
          ? []
          : [button(say('About {command}', { command: path }), call('docker-cmd', { task: id }))]),
        button(say('Another line …'), { command: 'cmd-explain', options: {}, asks: ['line'] }),
      ),
    ],
  };
}

/** What an official image's ENTRYPOINT and CMD make of the words around it. */
function insideBlocks({ id, flags, command: words = [] }: DockerCommand, image: string, { say }: Context) {
  if (id !== 'container run' && id !== 'container create') return [];
  const entrypoint = flags.findLast(({ name }) => name === 'entrypoint')?.value;
  const run = entrypoint === undefined ? words : ['--entrypoint', entrypoint, '@', ...words];
  const result = effectiveProcess({ dockerfile: `FROM ${image}`, run, bases: {} }, say);
  if (result.hints.some(({ code: hint }) => hint === 'unknown-base')) return [];
  return [
    heading(say('What runs in the container')),
    'error' in result
      ? paragraph(['⛔ ', result.error.message])
      : paragraph([strong(say('Process 1')), ' — ', code(execForm(result.argv))]),
  ];
}
