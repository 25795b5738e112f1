import { type Call, call } from '#core/call.ts';
import type { Context } from '#core/command.ts';
import { execForm } from '#core/dockerfile/json.ts';
import { effectiveProcess } from '#core/dockerfile/process.ts';
import { proseLabel } from '#core/knowledge/prose.ts';
import { button, buttons, heading, note, paragraph, type Reply } from '#core/reply.ts';
import { commandBlocks, shortBlocks } from '#core/shell/card.ts';
import type { DockerCommand } from '#core/shell/docker.ts';
import { explainDockerCommand } from '#core/shell/explain.ts';
import { dockerLines } from '#core/shell/several.ts';
import { code, strong } from '#core/text.ts';
import { textLimit } from '#core/value.ts';

/** What a flag, or the command itself, is for, from the knowledge. */
const describing =
  ({ say, knowledge }: Context) =>
  (id: string, flag: string): string | undefined => {
    const command = knowledge.commands.get(id);
    const both = flag === '' ? command?.purpose : (command?.flags[flag] ?? knowledge.flags[flag]);
    return both && proseLabel(say.pick(both)).replace(/[.。]$/u, '');
  };

/** How many of several lines are explained at once. */
const mostLines = 5;

/** One docker line at length; several in short, one after the other, each with a button to its own explanation. */
export function linesReply(text: string, context: Context): Reply {
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
        ...(fixed ? [button(say('Explain the fixed line'), fixed, 'primary')] : []),
        // What is no command may be a question for one.
        ...(id === '' && !fixed && /\p{L}{2}/u.test(line)
          ? [
              button(
                say('Find a docker command'),
                call('docker-cmd', { task: line.trim().slice(0, textLimit) }),
              ),
            ]
          : []),
        ...(id === '' || id === 'docker'
          ? []
          : [button(say('About {command}', { command: path }), call('docker-cmd', { task: id }))]),
        button(say('Another line…'), { command: 'cmd-explain', options: {}, asks: ['line'] }),
      ),
    ],
  };
}

/** What an official image's ENTRYPOINT and CMD make of the words around it. */
function insideBlocks(read: DockerCommand, image: string, { say }: Context) {
  const { id, flags, operands, command: words = [] } = read;
  if (id !== 'container run' && id !== 'container create') return [];
  // What the shell puts there is not known here.
  if (operands.some(({ role, expands }) => role === 'image' && expands)) return [];
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
