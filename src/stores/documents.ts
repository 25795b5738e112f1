import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { type Locale, locales } from '#core/locale.ts';
import { StoreError } from '#stores/fault.ts';

/** The stored form of an instant. */
export const millis = (instant: Temporal.Instant): number => instant.epochMilliseconds;

/** The instant a column holds. */
export const instant = (column: number): Temporal.Instant =>
  Temporal.Instant.fromEpochMilliseconds(Number(column));

/**
 * What a JSON column holds, validated: the file may have been changed by hand or by a version that wrote otherwise.
 * Rejects with `damaged`; `where` names the row.
 */
export function read<T>(schema: z.ZodType<T>, column: string, where: string): T {
  let value: unknown;
  try {
    value = JSON.parse(column);
  } catch (error) {
    throw unreadable(where, 'it is no JSON', error);
  }
  const { data, error } = schema.safeParse(value);
  if (error) throw unreadable(where, z.prettifyError(error), error);
  return data;
}

const unreadable = (where: string, why: string, cause: unknown): StoreError =>
  new StoreError(
    'damaged',
    `What the database holds for ${where} cannot be read: ${why}`,
    'Put back a backup of the database, or delete that row.',
    { reason: where, cause },
  );

const both = z.object(
  Object.fromEntries(locales.map((locale) => [locale, z.string()])) as Record<Locale, z.ZodString>,
);

const question = z.object({
  id: z.string(),
  revision: z.int(),
  topic: z.string(),
  difficulty: z.enum(['easy', 'medium', 'hard']),
  prompt: both,
  code: z.object({ value: z.string(), language: z.string().exactOptional() }).exactOptional(),
  choices: z.array(z.object({ key: z.string(), text: both, why: both })),
  answer: z.string(),
  about: z.array(z.string()),
  sources: z.array(z.object({ title: z.string(), url: z.string() })),
});

/** The questions of a round, as asked. */
export const questions = z.array(question);
/** Ids of questions or of topics. */
export const names = z.array(z.string());
/** ISO weekdays. */
export const weekdays = z.array(z.int().min(1).max(7));
/** Where a message stands. */
export const posted = z.object({
  place: z.object({ platform: z.enum(['discord', 'slack', 'web']), tenant: z.string(), channel: z.string() }),
  message: z.string(),
});
