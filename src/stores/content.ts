import { z } from 'zod';
import type { Block, Button, Reply } from '#core/reply.ts';
import type { Line } from '#core/store.ts';
import type { Span } from '#core/text.ts';

/** Replies as the journal keeps them: the schema of `core/reply.ts`, held to it by the types. */

const span: z.ZodType<Span> = z.lazy(() =>
  z.union([
    z.string(),
    z.discriminatedUnion('type', [
      z.object({ type: z.literal('strong'), children: text }),
      z.object({ type: z.literal('emphasis'), children: text }),
      z.object({ type: z.literal('code'), value: z.string() }),
      z.object({ type: z.literal('link'), url: z.string(), children: text }),
    ]),
  ]),
);
const text = z.array(span);
const texts = z.array(text);

const button: z.ZodType<Button> = z.object({
  label: text,
  call: z.object({
    command: z.string(),
    options: z.record(z.string(), z.string()),
    asks: z.array(z.string()).exactOptional(),
    ticket: z.string().exactOptional(),
  }),
  tone: z.enum(['primary', 'danger']).exactOptional(),
});

const block: z.ZodType<Block> = z.discriminatedUnion('type', [
  z.object({ type: z.literal('paragraph'), text }),
  z.object({ type: z.literal('heading'), text }),
  z.object({ type: z.literal('note'), text }),
  z.object({ type: z.literal('list'), items: texts, signed: z.literal(true).exactOptional() }),
  z.object({ type: z.literal('table'), head: texts, rows: z.array(texts) }),
  z.object({ type: z.literal('code'), value: z.string(), language: z.string().exactOptional() }),
  z.object({
    type: z.literal('picture'),
    alt: text,
    svg: z.string(),
    told: z.literal(true).exactOptional(),
  }),
  z.object({ type: z.literal('buttons'), buttons: z.array(button) }),
]);

const reply: z.ZodType<Reply> = z.object({
  title: text,
  tone: z.enum(['right', 'wrong', 'fault']).exactOptional(),
  about: z.array(z.string()).exactOptional(),
  people: z.array(z.string()).exactOptional(),
  blocks: z.array(block),
});

/** What a line of the playground says. */
export const content: z.ZodType<Line['content']> = z.union([
  z.object({ said: z.string(), people: z.array(z.string()).exactOptional() }),
  z.object({ reply }),
]);
