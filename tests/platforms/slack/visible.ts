import { isRecord, type Json } from '#tests/support/slack/schema.ts';

const undo = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

function words(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(words);
  if (!isRecord(value)) return [];
  if (value.type === 'image') return [String(value.alt_text)];
  if (typeof value.text === 'string')
    return [value.type === 'mrkdwn' ? undo(value.text.replace(/<[^|>]*\|([^>]*)>/g, '$1')) : value.text];
  // Items of a list and cells of a table stand apart.
  if (value.type === 'rich_text_section') return [...Object.values(value).flatMap(words), '\n'];
  return Object.values(value).flatMap(words);
}

/** Every word of a message that a person can see, one after the other. */
export const visibleText = (message: { readonly blocks: readonly Json[]; readonly text: string }): string =>
  message.blocks.length > 0
    ? message.blocks.map((block) => words(block).join('')).join('\n')
    : undo(message.text);
