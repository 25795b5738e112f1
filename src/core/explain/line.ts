import { type Call, call } from '#core/call.ts';
import type { Context } from '#core/command.ts';
import { execForm } from '#core/dockerfile/json.ts';
import { effectiveProcess } from '#core/dockerfile/process.ts';
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
} from '#core/reply.ts';
import { commandBlocks, sectionBlocks, shortBlocks } from '#core/shell/card.ts';
import { dockerSteps, stepsOf } from '#core/shell/chain.ts';
import type { DockerCommand } from '#core/shell/docker.ts';
import { explainDockerCommand } from '#core/shell/explain.ts';
import { mendedChain, type Section, sectionsOf, unlikeHints } from '#core/shell/sections.ts';
import { type ShellLine, shellLines } from '#core/shell/several.ts';
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
/** How many docker commands of one line: `stop $(ps) && rm $(ps) && rmi $(images)` has six. */
const most = 6;
/** Of up to so many commands of one line every word is explained. */
const mostInFull = 3;

/**
 * One docker command at length; several of one line one after the other, with what joins them; several lines in short, each
 * with a button to its own explanation.
 */
export function linesReply(text: string, context: Context): Reply {
  const lines = shellLines(text);
  const [first] = lines;
  if (lines.length > 1) return severalReply(lines, context);
  const count = first ? dockerSteps(first.steps).length : 0;
  return first && count > 1 ? chainReply(first.text, count, context) : lineReply(text, context);
}

const leftNote = (left: number, { say }: Context): readonly Block[] =>
  left > 0
    ? [note(say('{count} more are left out: send them in a message of their own.', { count: left }))]
    : [];

const aboutAll = (reads: readonly DockerCommand[]): readonly string[] => [
  ...new Set(reads.flatMap(({ id }) => (id === '' ? [] : [`command:${id}`]))),
];

/** A button to each of several explanations. */
const lengthButtons = (texts: readonly string[], { say }: Context): readonly Button[] =>
  texts.map((line, index) =>
    button(say('{number}. at length', { number: index + 1 }), call('cmd-explain', { line })),
  );

/** To each command of a line alone; one that is the whole line (`docker rm $(docker ps -q)`) has its page at least. */
const aloneButtons = (sections: readonly Section[], line: string, context: Context): readonly Button[] =>
  lengthButtons(
    sections.map(({ text }) => text),
    context,
  ).map((each, index) => {
    const { read, text } = sections[index] ?? {};
    return read && text === line ? aboutButton(read, context) : each;
  });

const aboutButton = ({ path, id }: DockerCommand, { say }: Context): Button =>
  button(say('About {command}', { command: path }), call('docker-cmd', { task: id }));

/** The sections of a line, and what is wrong with each. */
function sectionsWithFlaws(line: string, context: Context) {
  const sections = sectionsOf(line, stepsOf(line), {
    say: context.say,
    describe: describing(context),
    most,
  });
  const faults = unlikeHints(sections.map(({ read }) => read.faults));
  const hints = unlikeHints(sections.map(({ read }) => read.hints));
  const flaws = sections.map((_, index) => ({ faults: faults[index] ?? [], hints: hints[index] ?? [] }));
  return { sections, flaws };
}

function severalReply(lines: readonly ShellLine[], context: Context): Reply {
  const { say } = context;
  const shown = lines.slice(0, mostLines).map(({ text }) => ({ text, ...sectionsWithFlaws(text, context) }));
  return {
    title: say('{count} docker commands, one after the other', { count: lines.length }),
    about: aboutAll(shown.flatMap(({ sections }) => sections.map(({ read }) => read))),
    blocks: [
      ...shown.flatMap(({ text, sections, flaws }, index) =>
        shortBlocks(text, sections, { number: index + 1, flaws, mended: mendedChain(text, say, most) }, say),
      ),
      ...leftNote(lines.length - shown.length, context),
      ...buttons(
        ...lengthButtons(
          shown.map(({ text }) => text),
          context,
        ),
      ),
    ],
  };
}

/** Several docker commands that are joined in one line; `count` of them. */
function chainReply(line: string, count: number, context: Context): Reply {
  const { say } = context;
  const { sections, flaws } = sectionsWithFlaws(line, context);
  const mended = mendedChain(line, say, most);
  const inFull = count <= mostInFull;
  return {
    title: say('{count} docker commands in one line', { count }),
    about: aboutAll(sections.map(({ read }) => read)),
    blocks: [
      codeBlock(line, 'sh'),
      ...sections.flatMap((section, index) =>
        sectionBlocks(
          section,
          { number: index + 1, flaws: flaws[index] ?? { faults: [], hints: [] }, inFull },
          say,
        ),
      ),
      ...leftNote(count - sections.length, context),
      ...(mended === undefined ? [] : [heading(say('The fixed line')), codeBlock(mended.trim(), 'sh')]),
      ...buttons(
        ...(mended === undefined
          ? []
          : [button(say('Explain the fixed line'), call('cmd-explain', { line: mended }), 'primary')]),
        ...aloneButtons(sections, line, context),
        button(say('Another line…'), { command: 'cmd-explain', options: {}, asks: ['line'] }),
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
        ...(id === '' || id === 'docker' ? [] : [aboutButton(explained.read, context)]),
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
