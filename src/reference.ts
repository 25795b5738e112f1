import { commands } from '#commands/index.ts';
import type { AnyCommand } from '#core/command.ts';
import type { Option } from '#core/option.ts';
import { type Say, sayPlain } from '#core/say.ts';

/** A character that ends a Markdown table's cell, made harmless. */
const cell = (content: string): string => content.replace(/\|/g, '\\|');

const kindOf = (option: Option, say: Say): string => {
  if ('choices' in option) return option.choices.map(({ value }) => `\`${value}\``).join(' ');
  const kinds: Readonly<Record<Exclude<Option['kind'], 'choice' | 'choices'>, string>> = {
    text: sayPlain(say, 'text'),
    longtext: sayPlain(say, 'text of several lines'),
    file: sayPlain(say, 'file'),
    number: sayPlain(say, 'number'),
    flag: sayPlain(say, 'yes or no'),
    player: sayPlain(say, 'player'),
    channel: sayPlain(say, 'channel'),
    role: sayPlain(say, 'role'),
    time: sayPlain(say, 'time of day'),
    zone: sayPlain(say, 'time zone'),
  };
  return kinds[option.kind];
};

function section({ name, describe, options, examples, managers, to }: AnyCommand, say: Say): string {
  const head = [sayPlain(say, 'Option'), sayPlain(say, 'What'), sayPlain(say, 'Kind')];
  const rows = Object.entries(options).map(([option, given]) => [
    `\`${option}\`${given.required ? ` (${sayPlain(say, 'required')})` : ''}`,
    cell(sayPlain(say, given.describe)),
    kindOf(given, say),
  ]);
  const table = [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
  const seen =
    to === 'room'
      ? sayPlain(say, 'Everyone in the channel sees the answer.')
      : sayPlain(say, 'Only you see the answer.');
  return [
    `## /${name}`,
    `${sayPlain(say, describe)}. ${seen}${managers ? ` ${sayPlain(say, 'Only for managers.')}` : ''}`,
    ...(rows.length > 0 ? [table] : []),
    ...(examples.length > 0 ? ['```\n' + examples.map((example) => `/${example}`).join('\n') + '\n```'] : []),
  ].join('\n\n');
}

/** The page of all commands, made from their definitions. */
export const commandPage = (say: Say): string =>
  [
    `# ${sayPlain(say, 'Commands')}`,
    sayPlain(say, 'Made from the commands themselves by {command}; do not edit.', {
      command: [{ type: 'code', value: 'npm run generate' }],
    }),
    ...commands.filter(({ listed }) => listed !== false).map((command) => section(command, say)),
    '',
  ].join('\n\n');
