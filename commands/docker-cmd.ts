import { call } from '#core/call.ts';
import { type Context, command } from '#core/command.ts';
import type { DockerCommand } from '#core/knowledge/entry.ts';
import { prose } from '#core/knowledge/prose.ts';
import { spelt } from '#core/knowledge/spelt.ts';
import { trusted } from '#core/knowledge/trust.ts';
import { echoed, nothingFound } from '#core/near.ts';
import type { Complete } from '#core/option.ts';
import { sourcesNote } from '#core/quiz/card.ts';
import {
  type Block,
  button,
  buttons,
  codeBlock,
  heading,
  list,
  note,
  paragraph,
  type Reply,
} from '#core/reply.ts';
import type { Say } from '#core/say.ts';
import { type CliCommand, type Flag, findCommand } from '#core/shell/flags.ts';
import { code, strong, type Text } from '#core/text.ts';

const complete: Complete = ({ typed, limit, say, knowledge }) =>
  knowledge.commands.suggest(typed, limit, say.locale);

export const dockerCmd = command({
  name: 'docker-cmd',
  also: ['docker cmd', 'dockercmd', 'cmd', '명령', '명령어'],
  describe: 'Find a docker command by its name or by what you want to do',
  to: 'room',
  options: {
    task: {
      kind: 'text',
      describe: 'A command or a task: rmi, delete a container …',
      required: true,
      complete,
      also: ['command', 'cmd', '명령', '명령어', '작업', '할일'],
    },
    flags: { kind: 'flag', describe: 'Show every flag', also: ['options', '옵션', '플래그'] },
  },
  examples: [
    'docker-cmd 컨테이너 삭제',
    'docker-cmd docker rmi',
    'docker-cmd show running containers',
    'docker-cmd task:"image build" flags:yes',
  ],
  run({ task, flags = false }, context) {
    const { knowledge, say } = context;
    const exact = findCommand(task.toLowerCase());
    const named = exact && knowledge.commands.get(exact.id);
    const found = knowledge.commands.find(task.replace(/^\s*(docker|도커)\s+/iu, ''), 5);
    const best = named ?? (found[0] && found[0].score >= trusted.guess ? found[0].entry : undefined);
    if (best) {
      const next = found.map(({ entry }) => entry).filter(({ id }) => id !== best.id);
      return named || (found[0]?.score ?? 0) >= trusted.answer
        ? commandReply(best, next, flags, context)
        : unsureReply(task, [best, ...next].slice(0, 4), context);
    }
    return nothingFound(
      say,
      task,
      found
        .slice(0, 4)
        .map(({ entry }) => ({ label: spelt(entry.id), call: call('docker-cmd', { task: entry.id }) })),
      { label: say('All commands'), call: call('help', { command: 'docker-cmd' }) },
    );
  },
});

/** Nothing fits well: the nearest, each with what it is for, and a press away, none of them as the answer. */
function unsureReply(task: string, near: readonly DockerCommand[], { say }: Context): Reply {
  return {
    title: say('I found nothing sure for {typed}', { typed: [strong(echoed(task))] }),
    tone: 'fault',
    about: near.map(({ id }) => `command:${id}`),
    blocks: [
      paragraph(say('Is it one of these?')),
      list(near.map(({ id, purpose }) => [code(spelt(id)), ' — ', ...prose(say.pick(purpose))])),
      ...buttons(
        ...near.map(({ id }) => button(spelt(id), call('docker-cmd', { task: id }))),
        button(say('All commands'), call('help', { command: 'docker-cmd' })),
      ),
    ],
  };
}

function commandReply(
  entry: DockerCommand,
  next: readonly DockerCommand[],
  all: boolean,
  context: Context,
): Reply {
  const { say } = context;
  const cli = findCommand(entry.id);
  return {
    title: [spelt(entry.id)],
    about: [`command:${entry.id}`, ...next.map(({ id }) => `command:${id}`)],
    blocks: [
      paragraph([strong(prose(say.pick(entry.purpose)))]),
      ...(cli
        ? [codeBlock(`${spelt(entry.id)} ${cli.usage}`.trim(), 'sh'), ...spellings(cli, entry, say)]
        : []),
      // Who wants every flag has seen the rest.
      ...(all ? [] : examples(entry, say)),
      ...(cli ? flagBlocks(entry, cli, all, context) : []),
      ...(all ? [] : pitfalls(entry, say)),
      sourcesNote(entry.sources, say),
      ...buttons(
        ...(all || !cli || cli.flags.length <= shownFlags(entry).length
          ? []
          : [button(say('Every flag'), call('docker-cmd', { task: entry.id, flags: 'yes' }), 'primary')]),
        ...[...new Set([...entry.related, ...next.map(({ id }) => id)])]
          .slice(0, 4)
          .map((id) => button(spelt(id), call('docker-cmd', { task: id }))),
      ),
    ],
  };
}

const examples = ({ examples }: DockerCommand, say: Say): readonly Block[] =>
  examples.flatMap(({ code, says }): Block[] => [paragraph(prose(say.pick(says))), codeBlock(code, 'sh')]);

function spellings({ paths }: CliCommand, { spelling }: DockerCommand, say: Say): readonly Block[] {
  const others = paths.slice(1).map((path) => code(`docker ${path}`));
  if (others.length === 0 && !spelling) return [];
  const same = others.flatMap((other, index) => (index === 0 ? [other] : [', ', other]));
  return [
    note([
      ...(others.length > 0 ? say('Also written {others}. ', { others: same }) : []),
      ...(spelling ? prose(say.pick(spelling)) : []),
    ]),
  ];
}

const shownFlags = ({ common }: DockerCommand): readonly string[] => common.slice(0, 8);

function flagBlocks(
  entry: DockerCommand,
  cli: CliCommand,
  all: boolean,
  { knowledge, say }: Context,
): readonly Block[] {
  const shown = shownFlags(entry);
  const flags = all ? cli.flags : cli.flags.filter(({ long }) => shown.includes(long));
  const order = all ? flags : [...flags].sort((a, b) => shown.indexOf(a.long) - shown.indexOf(b.long));
  if (order.length === 0) return [];
  const meaning = (flag: Flag): Text => {
    const both = entry.flags[flag.long] ?? knowledge.flags[flag.long];
    return both ? prose(say.pick(both)) : [];
  };
  return [
    heading(say('Flags')),
    list(
      order.map((flag) => {
        const means = meaning(flag);
        return [
          code(flagForms(flag)),
          ...(means.length > 0 ? [' — ', ...means] : []),
          ...defaultOf(flag, say),
        ];
      }),
    ),
  ];
}

const flagForms = ({ long, short, type }: Flag): string =>
  `${short ? `-${short}, ` : ''}--${long}${type === 'bool' ? '' : ` ${type}`}`;

const defaultOf = (flag: Flag, say: Say): Text =>
  flag.default === undefined || flag.default === 'false' || flag.default === ''
    ? []
    : [' ', ...say('(default {value})', { value: [code(flag.default)] })];

const pitfalls = ({ pitfalls }: DockerCommand, say: Say): readonly Block[] =>
  pitfalls.length === 0
    ? []
    : [
        heading(say('What goes wrong')),
        list(
          pitfalls.map(({ symptom, cause, fix }) => [
            strong(prose(say.pick(symptom))),
            ' — ',
            ...prose(say.pick(cause)),
            ' → ',
            ...prose(say.pick(fix)),
          ]),
        ),
      ];
