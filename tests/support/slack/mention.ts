import { isRecord, type Json } from './schema.ts';

/** What in a mrkdwn text would have called people or linked a channel: `<!channel>`, `<@U1>`, `<#C1>`, `@here`. */
function inMrkdwn(text: string, verbatim: boolean): string[] {
  const escaped = text.match(/<(?:!(?:channel|here|everyone)\b|!subteam\^|@[UW]|#[CG])[^>]*>/g) ?? [];
  return verbatim ? escaped : [...escaped, ...(text.match(/(?<![\w&])@(?:channel|here|everyone)\b/g) ?? [])];
}

/** Links that a mrkdwn text holds in Slack's own spelling, `<https://…|text>`. */
const linksIn = (text: string): string[] => text.match(/<(?:https?|mailto|tel):[^>]*>/g) ?? [];

const awake = new Set(['user', 'channel', 'usergroup', 'broadcast']);

function inBlocks(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(inBlocks);
  if (!isRecord(value)) return [];
  if (value.type === 'mrkdwn' && typeof value.text === 'string')
    return inMrkdwn(value.text, value.verbatim === true);
  if (value.type === 'markdown' && typeof value.text === 'string') return inMrkdwn(value.text, false);
  const self = typeof value.type === 'string' && awake.has(value.type);
  return [...(self ? [JSON.stringify(value)] : []), ...Object.values(value).flatMap(inBlocks)];
}

/** Every mention a message would have fired, in its text and its blocks. */
export const mentionsIn = (message: {
  readonly text: string;
  readonly blocks: readonly Json[];
}): string[] => [...inMrkdwn(message.text, true), ...inBlocks(message.blocks)];

/** Every `<https://…>` link in mrkdwn of a message. */
export function linksOf(message: { readonly text: string; readonly blocks: readonly Json[] }): string[] {
  const within = (value: unknown): string[] => {
    if (Array.isArray(value)) return value.flatMap(within);
    if (!isRecord(value)) return [];
    if (value.type === 'mrkdwn' && typeof value.text === 'string') return linksIn(value.text);
    if (value.type === 'link' && typeof value.url === 'string') return [value.url];
    return Object.values(value).flatMap(within);
  };
  return [...linksIn(message.text), ...within(message.blocks)];
}
