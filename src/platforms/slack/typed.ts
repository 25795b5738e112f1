import type { Call } from '#core/call.ts';
import type { AnyCommand } from '#core/command.ts';
import { readLine } from '#core/line.ts';
import { umbrella } from '#platforms/slack/manifest.ts';

/** What Slack makes of what a person typed, undone: `<@U1|mina>`, `<#C1|general>`, `<https://…|…>`, entities, smart dashes. */
export function decode(text: string): string {
  return text
    .replace(/<[@#]([A-Z0-9]+)(?:\|[^>]*)?>/g, '$1')
    .replace(
      /<((?:https?|mailto|tel):[^|>]*)(?:\|([^>]*))?>/g,
      (_, url: string, label?: string) => label ?? url.replace(/^(mailto|tel):/, ''),
    )
    .replace(/(?<=^|\s)—(?=[a-z])/gi, '--')
    .replaceAll('\u00a0', ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

/** The call of a line after `/gorae` or a mention. Nothing typed is a call for help. */
export function readTyped(commands: readonly AnyCommand[], text: string): Call {
  const line = decode(text).trim();
  if (line === '') return { command: 'help', options: {} };
  const read = readLine(commands, line);
  return 'call' in read ? read.call : unknown(commands, read.unknown);
}

/** The call of a slash command, whatever prefix it was given. */
export function readSlash(
  commands: readonly AnyCommand[],
  slash: string,
  text: string,
  prefix: string,
): Call {
  const name = slash.replace(/^\//, '');
  if (name === umbrella) return readTyped(commands, text);
  const word = name.startsWith(prefix) ? name.slice(prefix.length) : name;
  return readTyped(commands, `${word} ${text}`);
}

/** A first word that is no command by itself but begins some: `/daily` shows what `daily show` does, or else the help. */
function unknown(commands: readonly AnyCommand[], word: string): Call {
  const show = `${word} show`;
  if (commands.some(({ name }) => name === show)) return { command: show, options: {} };
  const begins = commands.some(({ name, listed }) => listed !== false && name.startsWith(`${word} `));
  return begins ? { command: 'help', options: { command: word } } : { command: word, options: {} };
}
