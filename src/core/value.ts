import type { Choice } from '#core/choice.ts';
import type { Knowledge } from '#core/knowledge/knowledge.ts';
import type { FixedChoice, Option, Options } from '#core/option.ts';
import { type Say, sayPlain } from '#core/say.ts';
import { distance } from '#core/search/distance.ts';
import type { Text } from '#core/text.ts';
import { readTime, readTimes } from '#core/time.ts';
import { nearestZones, readZone } from '#core/zone.ts';

/** Longest text an option takes where it sets no limit of its own, in UTF-16 units. */
export const textLimit = 200;
/** Longest pasted text or attached file, in UTF-16 units. */
export const longTextLimit = 64_000;

/** A value as read, or what is wrong with what was written and what to do. */
export type Reading =
  | { readonly value: unknown }
  | { readonly fault: Text; readonly suggestions?: readonly Choice[] };

type Reader<K extends Option['kind']> = (
  typed: string,
  option: Extract<Option, { kind: K }>,
  say: Say,
) => Reading;

const within = (limit: number, typed: string, say: Say): Reading =>
  typed.length > limit
    ? {
        fault: say('is too long: {length, number} characters, and at most {limit, number} fit', {
          length: typed.length,
          limit,
        }),
      }
    : { value: typed };

// Control characters (but tab and line breaks) say nothing to a reader and much to a terminal.
const unseen = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u200b\u2060\ufeff]/g;

const short = (typed: string, limit: number | undefined, say: Say): Reading =>
  within(limit ?? textLimit, typed.replace(unseen, '').trim(), say);

const long = (typed: string, limit: number | undefined, say: Say): Reading =>
  within(limit ?? longTextLimit, typed.replace(/\r\n/g, '\n'), say);

function readNumber(typed: string, { min, max }: { min?: number; max?: number }, say: Say): Reading {
  const value = Number(typed.trim());
  if (typed.trim() === '' || !Number.isSafeInteger(value)) return { fault: say('must be a whole number') };
  if (min !== undefined && value < min) return { fault: say('must be at least {min}', { min }) };
  if (max !== undefined && value > max) return { fault: say('must be at most {max}', { max }) };
  return { value };
}

const yes = new Set(['', 'true', 'yes', 'y', 'on', '1', '네', '예', '응', '켜기']);
const no = new Set(['false', 'no', 'n', 'off', '0', '아니요', '아니오', '끄기']);

function readFlag(typed: string, say: Say): Reading {
  const key = typed.trim().toLowerCase();
  if (yes.has(key)) return { value: true };
  return no.has(key) ? { value: false } : { fault: say('must be yes or no') };
}

function choiceOf(typed: string, choices: readonly FixedChoice[], say: Say): string | undefined {
  // 이번달 is 이번 달.
  const fold = (name: string): string => name.toLowerCase().replace(/\s/g, '');
  const key = fold(typed);
  const names = ({ value, label, also = [] }: FixedChoice): readonly string[] => [
    ...[value, label, sayPlain(say, label)].map(fold),
    ...also,
  ];
  const exact =
    choices.find((choice) => names(choice).includes(key)) ??
    choices.find((choice) => names(choice).includes(key.replace(/(?<=[가-힣a-z])으?로$/u, '')));
  if (exact || key === '') return exact?.value;
  // `월` and `wednes` are enough where only one choice begins so.
  const begun = choices.filter((choice) => names(choice).some((name) => name.startsWith(key)));
  return begun.length === 1 ? begun[0]?.value : undefined;
}

/** A list of at most this many choices is offered whole where nothing is spelt near. */
const fewChoices = 5;

function notAChoice(typed: string, choices: readonly FixedChoice[], say: Say): Reading {
  const labelled = choices.map(({ value, label }) => ({ value, label: sayPlain(say, label) }));
  const near = labelled
    .map((choice) => ({ choice, far: distance(typed.toLowerCase(), choice.value, nearSlips) }))
    .filter(({ far }) => far <= nearSlips)
    .sort((a, b) => a.far - b.far)
    .map(({ choice }) => choice);
  // In English the values themselves are words; elsewhere the labels are, and they are read as well.
  const names = labelled.map(({ value, label }) => (say.locale === 'en' ? value : label));
  return {
    fault: say('must be one of: {choices}', { choices: names.join(', ') }),
    suggestions: near.length > 0 || choices.length > fewChoices ? near : labelled,
  };
}

/** Most slips between what was typed and a choice that is offered for it: `wek`, `mnth`. */
const nearSlips = 2;

/** `월수금`: each syllable is a choice. */
function choicesBySyllable(
  typed: string,
  choices: readonly FixedChoice[],
  say: Say,
): readonly string[] | undefined {
  if (!/^[가-힣]{2,}$/u.test(typed) || typed.length > choices.length) return undefined;
  const values = [...typed].map((syllable) => choiceOf(syllable, choices, say));
  return values.every((value) => value !== undefined) ? values : undefined;
}

function readChoices(
  typed: string,
  { choices, read }: Extract<Option, { kind: 'choices' }>,
  say: Say,
): Reading {
  const meant = read?.(typed);
  if (meant) return { value: meant };
  const picked: string[] = [];
  for (const part of typed.split(/[\s,·、]+/).filter(Boolean)) {
    const value = choiceOf(part, choices, say);
    const values = value === undefined ? choicesBySyllable(part, choices, say) : [value];
    if (values === undefined) return notAChoice(part, choices, say);
    picked.push(...values);
  }
  return { value: [...new Set(picked)] };
}

const readers: { readonly [K in Option['kind']]: Reader<K> } = {
  text: (typed, { max }, say) => short(typed, max, say),
  longtext: (typed, { max }, say) => long(typed, max, say),
  file: (typed, { max }, say) => long(typed, max, say),
  number: (typed, option, say) => readNumber(typed, option, say),
  flag: (typed, _, say) => readFlag(typed, say),
  choice: (typed, { choices }, say) => {
    const value = choiceOf(typed, choices, say);
    return value === undefined ? notAChoice(typed, choices, say) : { value };
  },
  choices: (typed, option, say) => readChoices(typed, option, say),
  player: (typed, _, say) => short(typed.replace(/^@/, ''), undefined, say),
  channel: (typed, _, say) => short(typed.replace(/^#/, ''), undefined, say),
  role: (typed, _, say) => short(typed.replace(/^@/, ''), undefined, say),
  time: (typed, _, say) => {
    const value = readTime(typed);
    if (value !== undefined) return { value };
    const several = readTimes(typed);
    return several.length > 1
      ? {
          fault: say('must be one time of day; these are {count}', { count: several.length }),
          suggestions: several.map((time) => ({ value: time, label: time })),
        }
      : { fault: say('must be a time of day such as 09:00') };
  },
  zone: (typed, _, say) => {
    const value = readZone(typed);
    if (value !== undefined) return { value };
    const near = nearestZones(typed, 4);
    return {
      fault:
        near[0] === undefined
          ? say('must be a time zone such as Asia/Seoul')
          : say('must be a time zone; the nearest to what you wrote is {zone}', { zone: near[0] }),
      suggestions: near.map((zone) => ({ value: zone, label: zone })),
    };
  },
};

/** Reads one option as it was written. */
export const readValue = (typed: string, option: Option, say: Say): Reading =>
  (readers[option.kind] as Reader<Option['kind']>)(typed, option as never, say);

/** A text that could be read may still name nothing that there is. */
function checked(reading: Reading, option: Option, say: Say, knowledge: Knowledge | undefined): Reading {
  if (option.kind !== 'text' || !option.check || !knowledge || 'fault' in reading) return reading;
  return option.check(String(reading.value), { say, knowledge }) ?? reading;
}

/** What is wrong with one option of a call. */
export interface ValueFault {
  readonly option: string;
  readonly fault: Text;
  readonly suggestions: readonly Choice[];
  /** Whether nothing was given at all for an option that must be. */
  readonly missing?: true;
}

/**
 * Reads all options of a call; every fault is told, not only the first. An empty text counts as not given. By `knowledge`
 * texts are checked as well, where their option asks for that.
 */
export function readValues(
  written: Readonly<Record<string, string>>,
  options: Options,
  say: Say,
  knowledge?: Knowledge,
): { readonly values: Record<string, unknown>; readonly faults: readonly ValueFault[] } {
  const values: Record<string, unknown> = {};
  const faults: ValueFault[] = [];
  const fail = (option: string, fault: Text, suggestions: readonly Choice[] = []): void => {
    faults.push({ option, fault, suggestions });
  };
  for (const name of Object.keys(written))
    if (!Object.hasOwn(options, name)) fail(name, say('is not an option here'));
  for (const [name, option] of Object.entries(options)) {
    const typed = written[name];
    // What nobody can see is nothing: zero-width characters alone are an empty text.
    const given = typed !== undefined && (option.kind === 'flag' || typed.replace(unseen, '').trim() !== '');
    if (!given) {
      if (option.required)
        faults.push({ option: name, fault: say('is missing'), suggestions: [], missing: true });
      continue;
    }
    const reading = checked(readValue(typed, option, say), option, say, knowledge);
    if ('fault' in reading) fail(name, reading.fault, reading.suggestions);
    else values[name] = reading.value;
  }
  return { values, faults };
}
