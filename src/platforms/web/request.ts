import { type Locale, locales } from '#core/locale.ts';
import { channel } from '#platforms/web/calls.ts';
import { readPlayer } from '#platforms/web/page/person.ts';
import type { Asking } from '#platforms/web/wire.ts';

/** Longest line, in UTF-16 units. */
const textLimit = 20_000;
const callLimit = 200_000;
const keyShape = /^[\w-]{8,64}$/;

/** So many messages are given unless more are asked for, and at most. */
const fewest = 200;
const most = 5_000;

/** How many messages are wanted. */
export function readLimit(raw: unknown): number {
  const asked = typeof raw === 'string' && /^\d{1,4}$/.test(raw) ? Number(raw) : fewest;
  return Math.min(Math.max(asked, fewest), most);
}

/** A line being typed, and by whom. */
export type Typing = Pick<Asking, 'player' | 'locale'> & { readonly text: string };

type Raw = Readonly<Record<string, unknown>>;

const isRecord = (raw: unknown): raw is Raw => typeof raw === 'object' && raw !== null && !Array.isArray(raw);
const isLocale = (raw: unknown): raw is Locale => locales.some((locale) => locale === raw);
const isText = (raw: unknown, limit: number): raw is string => typeof raw === 'string' && raw.length <= limit;
const isId = (raw: unknown): raw is number => typeof raw === 'number' && Number.isSafeInteger(raw) && raw > 0;

function readFields(raw: unknown): Readonly<Record<string, string>> | undefined {
  if (!isRecord(raw)) return undefined;
  const fields = Object.entries(raw).filter((entry): entry is [string, string] =>
    isText(entry[1], callLimit),
  );
  return fields.length === Object.keys(raw).length && fields.length <= 25
    ? Object.fromEntries(fields)
    : undefined;
}

/** Reads the body of a completion; `undefined` for anything else. */
export function readTyping(raw: unknown): Typing | undefined {
  if (!isRecord(raw)) return undefined;
  const { locale, text } = raw;
  const player = readPlayer(raw.player);
  return player !== undefined && isLocale(locale) && isText(text, textLimit)
    ? { player, locale, text }
    : undefined;
}

/** Reads the body of a call: either a typed line or a spelled call; `undefined` for anything else. */
export function readAsking(raw: unknown): Asking | undefined {
  if (!isRecord(raw)) return undefined;
  const { locale, key, text, call, line, fields } = raw;
  const player = readPlayer(raw.player);
  if (player === undefined || !isLocale(locale) || raw.channel !== channel) return undefined;
  if (typeof key !== 'string' || !keyShape.test(key)) return undefined;
  const base = { player, locale, channel, key };
  if (isText(text, textLimit) && text.trim() !== '' && call === undefined)
    return { ...base, text: text.trim() };
  if (!isText(call, callLimit) || text !== undefined) return undefined;
  if (line !== undefined && !isId(line)) return undefined;
  const read = fields === undefined ? undefined : readFields(fields);
  if (fields !== undefined && read === undefined) return undefined;
  return { ...base, call, ...(line !== undefined && { line }), ...(read && { fields: read }) };
}
