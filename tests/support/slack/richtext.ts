import { among, boolean, type Check, integer, kinds, list, object, string } from './schema.ts';

// docs.slack.dev/reference/block-kit/blocks/rich-text-block. An empty text is refused; an empty list or section as well.

const style = object(
  {},
  { bold: boolean, italic: boolean, strike: boolean, code: boolean, underline: boolean },
);
const styled = { style };
const plenty = 1000;

const inline: Check = kinds({
  text: object({ text: string(12_000) }, styled),
  link: object(
    { url: string(3000, 1, /^[a-z][a-z0-9+.-]*:/i) },
    { ...styled, text: string(3000), unsafe: boolean },
  ),
  emoji: object({ name: string(100) }, { unicode: string(100) }),
  user: object({ user_id: string(255) }, styled),
  channel: object({ channel_id: string(255) }, styled),
  usergroup: object({ usergroup_id: string(255) }, styled),
  broadcast: object({ range: among('here', 'channel', 'everyone') }, styled),
  date: object(
    { timestamp: integer(0, 1e12), format: string(255) },
    { url: string(3000), fallback: string(255) },
  ),
});

const section = object({ elements: list(inline, plenty) });
const border = { border: integer(0, 1) };

/** The elements of a rich_text block. */
export const richTextElement: Check = kinds({
  rich_text_section: section,
  rich_text_list: object(
    {
      elements: list(kinds({ rich_text_section: section }), plenty),
      style: among('bullet', 'ordered'),
    },
    { ...border, indent: integer(0, 8), offset: integer(0, 1000) },
  ),
  rich_text_preformatted: object(
    {
      elements: list(
        kinds({
          text: object({ text: string(12_000) }, styled),
          link: object({ url: string(3000) }, { ...styled, text: string(3000) }),
        }),
        plenty,
      ),
    },
    { ...border, language: string(50) },
  ),
  rich_text_quote: object({ elements: list(inline, plenty) }, border),
});
