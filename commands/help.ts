import { call } from '#core/call.ts';
import { type Context, command, type Listed } from '#core/command.ts';
import { proseLabel } from '#core/knowledge/prose.ts';
import { spelt } from '#core/knowledge/spelt.ts';
import { nothingFound } from '#core/near.ts';
import type { Complete } from '#core/option.ts';
import { type Block, button, buttons, codeBlock, list, paragraph, type Reply } from '#core/reply.ts';
import { distance } from '#core/search/distance.ts';
import { code, strong, type Text } from '#core/text.ts';

const complete: Complete = ({ typed, menu }) =>
  menu.filter((name) => name.includes(typed)).map((name) => ({ value: name, label: `/${name}` }));

export const help = command({
  name: 'help',
  also: ['gorae', '고래', '도움말', '도움', '사용법'],
  describe: 'Show what I can do',
  to: 'asker',
  as: 'same',
  options: {
    command: { kind: 'text', describe: 'One command in detail', complete, also: ['명령', '명령어'] },
  },
  examples: ['help', 'help compare'],
  run({ command: typed }, context) {
    if (typed === undefined) return overview(context);
    const key = typed.trim().replace(/^\//, '').toLowerCase();
    const found = context.menu.filter(({ name }) => name === key || name.startsWith(`${key} `));
    const meant = context.menu.find(({ also }) => also?.includes(key));
    if (found.length > 0) return detail(key, found, context);
    return meant ? detail(meant.name, [meant], context) : unknown(typed, context);
  },
});

const typedAs = ({ name, options }: Listed): string =>
  [
    `/${name}`,
    ...Object.entries(options).map(([option, { required }]) => (required ? `<${option}>` : `[${option}]`)),
  ].join(' ');

function overview({ menu, say }: Context): Reply {
  const item = (listed: Listed): Text => [code(`/${listed.name}`), ' — ', ...say(listed.describe)];
  return {
    title: say('Gorae, your study companion for Docker'),
    blocks: [
      paragraph(say('Ask in Korean or English, by the right name or your own words.')),
      list(menu.map(item)),
      paragraph(strongLine(say('Try one:'))),
      ...buttons(
        button(say('Docker or a VM?'), call('compare', { a: 'docker-vs-vm' }), 'primary'),
        button(say('How do I delete a container?'), call('docker-cmd', { task: 'container rm' })),
        button(say('Ask me one'), call('quiz')),
        button(say('The map of all concepts'), call('concept')),
      ),
    ],
  };
}

const strongLine = (content: Text): Text => [strong(content)];

function detail(name: string, found: readonly Listed[], context: Context): Reply {
  const { say } = context;
  return {
    title: [`/${name}`],
    blocks: [
      ...found.flatMap((listed): Block[] => [
        paragraph([
          code(typedAs(listed)),
          ' — ',
          ...say(listed.describe),
          ...(listed.managers ? [' ', ...say('(managers only)')] : []),
        ]),
        ...(Object.keys(listed.options).length > 0
          ? [
              list(
                Object.entries(listed.options).map(
                  ([option, { describe }]): Text => [code(option), ' — ', ...say(describe)],
                ),
              ),
            ]
          : []),
        ...(listed.examples.length > 0
          ? [codeBlock(listed.examples.map((example) => `/${example}`).join('\n'))]
          : []),
      ]),
      ...catalogue(name, context),
    ],
  };
}

/** What there is to compare or to look up, as buttons where they are few and as a list where they are many. */
function catalogue(name: string, { knowledge, say }: Context): readonly Block[] {
  if (name === 'compare') {
    const titles = knowledge.comparisons.all.map(({ title }): Text => [proseLabel(say.pick(title))]);
    return titles.length > 0 ? [paragraph(strongLine(say('What I can compare:'))), list(titles)] : [];
  }
  if (name === 'docker-cmd') {
    const known = knowledge.commands.all.map(
      ({ id, purpose }): Text => [code(spelt(id)), ' — ', proseLabel(say.pick(purpose))],
    );
    return known.length > 0 ? [paragraph(strongLine(say('The commands I know:'))), list(known)] : [];
  }
  return [];
}

/** Most slips between what was typed and a command that is offered for it. */
const slips = 2;

function unknown(typed: string, { menu, say }: Context): Reply {
  const key = typed.trim().replace(/^\//, '').toLowerCase();
  const near = menu.filter(({ name }) => distance(name, key, slips) <= slips);
  return nothingFound(
    say,
    typed,
    near.map(({ name }) => ({ label: `/${name}`, call: call('help', { command: name }) })),
    ...(/\s/.test(key)
      ? [{ label: say('Find a docker command'), call: call('docker-cmd', { task: key.slice(0, 200) }) }]
      : []),
    { label: say('Help'), call: call('help') },
  );
}
