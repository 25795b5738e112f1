import type { AnyCommand } from '#core/command.ts';
import type { Block, BlockRendering, Reply } from '#core/reply.ts';
import { type Rendering, type Span, type Spans, type Text, visit } from '#core/text.ts';

/** Calls commands by the names that they have in a workspace. */
export interface Naming {
  /** What is typed there for `/compare docker`; any other text is left as it is. */
  word(text: string): string;
  reply(reply: Reply): Reply;
}

/**
 * With the prefix `study-` a person who reads `/compare` must be told `/study-compare`, or Slack knows no such command. Only
 * what stands by itself as a command is renamed: code, a title, a label.
 */
export function naming(commands: readonly AnyCommand[], prefix: string): Naming {
  if (prefix === '') return { word: (text) => text, reply: (reply) => reply };
  const listed = commands.filter(({ listed }) => listed !== false);
  const firsts = new Set(listed.map(({ name }) => name.split(' ')[0] ?? name));
  const word = (text: string): string =>
    text.replace(/^\/([\w-]+)(?=\s|$)/gm, (whole, name: string) =>
      firsts.has(name) ? `/${prefix}${name}` : whole,
    );

  const spans: Rendering<Spans, Span> = {
    strong: ({ children }) => ({ type: 'strong', children: inside(children) }),
    emphasis: ({ children }) => ({ type: 'emphasis', children: inside(children) }),
    code: ({ value }) => ({ type: 'code', value: word(value) }),
    link: ({ url, children }) => ({ type: 'link', url, children: inside(children) }),
  };
  const inside = (text: Text): Text =>
    text.map((span) => (typeof span === 'string' ? span : visit(spans, span)));
  /** A title or a label may be nothing but a command. */
  const whole = (text: Text): Text =>
    inside(text).map((span) => (typeof span === 'string' ? word(span) : span));

  const blocks: BlockRendering<Block> = {
    paragraph: ({ text }) => ({ type: 'paragraph', text: inside(text) }),
    heading: ({ text }) => ({ type: 'heading', text: inside(text) }),
    note: ({ text }) => ({ type: 'note', text: inside(text) }),
    list: (list) => ({ ...list, type: 'list', items: list.items.map(inside) }),
    table: ({ head, rows }) => ({
      type: 'table',
      head: head.map(inside),
      rows: rows.map((row) => row.map(inside)),
    }),
    code: (code) => ({ ...code, type: 'code', value: word(code.value) }),
    picture: (picture) => ({ ...picture, type: 'picture' }),
    buttons: ({ buttons }) => ({
      type: 'buttons',
      buttons: buttons.map((button) => ({ ...button, label: whole(button.label) })),
    }),
  };
  return {
    word,
    reply: (reply) => ({
      ...reply,
      title: whole(reply.title),
      blocks: reply.blocks.map((block) => visit(blocks, block)),
    }),
  };
}
