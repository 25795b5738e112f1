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

/** The call of a line after `/gorae` or a mention, with or without the commands' prefix. Nothing typed is a call for help. */
export function readTyped(commands: readonly AnyCommand[], text: string, prefix = ''): Call {
  const typed = decode(text).trim();
  const line = typed.startsWith(`/${prefix}`) ? typed.slice(prefix.length + 1) : typed;
  if (line === '') return { command: 'help', options: {} };
  const read = readLine(commands, line);
  return 'call' in read ? read.call : { command: read.unknown, options: {} };
}

/** The call of a slash command, whatever prefix it was given. */
export function readSlash(
  commands: readonly AnyCommand[],
  slash: string,
  text: string,
  prefix: string,
): Call {
  const name = slash.replace(/^\//, '');
  if (name === umbrella) return readTyped(commands, text, prefix);
  const word = name.startsWith(prefix) ? name.slice(prefix.length) : name;
  return readTyped(commands, `${word} ${text}`);
}
