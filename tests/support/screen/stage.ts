import { Temporal } from 'temporal-polyfill';
import type { Bot } from '#core/bot.ts';
import type { PlatformName } from '#core/call.ts';
import type { Locale } from '#core/locale.ts';
import type { Question } from '#core/quiz/question.ts';
import type { Stores } from '#core/store.ts';
import type { Html } from '#tests/support/screen/html.ts';

/** When every stage opens: a Monday morning in Seoul, before nine. */
export const opening = Temporal.Instant.from('2026-11-22T23:30:00Z');

/** What a person sees after one step, and what they can do with it. */
export interface Shown {
  readonly html: Html;
  /** Presses the button with this number, from 0; -1 is the last one. */
  press(number: number): Promise<Shown>;
  /** Sends the form with these fields. */
  fill(fields: Readonly<Record<string, string>>): Promise<Shown>;
}

/** A chat platform on loopback with the real client library and the real bot, and one person who may set things up. */
export interface Stage {
  readonly platform: PlatformName;
  readonly locale: Locale;
  readonly bot: Bot;
  readonly stores: Stores;
  readonly questions: readonly Question[];
  /** The team and channel the person is in. */
  readonly tenant: string;
  readonly channel: string;
  now: Temporal.Instant;
  /** Types `/compare docker vs vm`. */
  type(line: string): Promise<Shown>;
  /** What was posted for everyone by the heartbeat at `now`. */
  beat(): Promise<readonly Shown[]>;
  stop(): Promise<void>;
}
