import { IntlMessageFormat } from 'intl-messageformat';
import type { Both, Locale } from '#core/locale.ts';
import { findPair, pickParticle } from '#core/particle.ts';
import { code, emphasis, plain, type Span, strong, type Text, text } from '#core/text.ts';

/** A word with the way Koreans read it, where its spelling does not tell (`nginx` → 엔진엑스). */
export interface Spoken {
  readonly text: Text;
  readonly reading: string;
}

/** What a message may be filled with. Strings stay content: they are never parsed as a message or as markup. */
export type SayValues = Readonly<Record<string, string | number | Text | Spoken>>;

/** Translations of English messages: the English text is the key. */
export type Words = Readonly<Record<string, string>>;

/**
 * Says an English ICU message in one language: plurals and numbers by ICU, `<b>`, `<i>` and `<c>` (code) as spans,
 * Korean particles (`[을/를]`) by what stands before them. A message without a translation is said in English.
 */
export interface Say {
  (message: string, values?: SayValues): Text;
  readonly locale: Locale;
  /** The side of a bilingual value that this language reads. */
  pick<T>(both: Both<T>): T;
}

type Part = Span | Spoken | readonly Part[];

const tags = {
  b: (children: unknown[]): Span => strong(settle(flat(children as Part[]))),
  i: (children: unknown[]): Span => emphasis(settle(flat(children as Part[]))),
  c: (children: unknown[]): Span => code(plain(settle(flat(children as Part[])))),
};

const isSpoken = (part: Part): part is Spoken => typeof part === 'object' && 'reading' in part;

const flat = (parts: readonly Part[]): (Span | Spoken)[] =>
  parts.flatMap((part) => (Array.isArray(part) ? flat(part) : [part as Span | Spoken]));

/** Joins the parts of a formatted message and sets the particles between them. */
function settle(parts: readonly (Span | Spoken)[]): Text {
  const out: Span[] = [];
  let before = '';
  const push = (span: Span, reading = plain([span])) => {
    const last = out.at(-1);
    if (typeof span === 'string' && typeof last === 'string') out[out.length - 1] = last + span;
    else if (span !== '') out.push(span);
    before = reading || before;
  };
  for (const part of parts) {
    if (isSpoken(part)) {
      for (const span of part.text) push(span);
      before = part.reading;
    } else if (typeof part !== 'string') push(part);
    else pushLiteral(part, push, () => before);
  }
  return out;
}

function pushLiteral(literal: string, push: (span: Span) => void, before: () => string): void {
  let rest = literal;
  for (let found = findPair(rest); found; found = findPair(rest)) {
    push(rest.slice(0, found.index));
    push(pickParticle(found.pair, before()));
    rest = rest.slice(found.index + found.length);
  }
  push(rest);
}

const formats = new Map<string, IntlMessageFormat>();

function formatOf(message: string, locale: Locale): IntlMessageFormat {
  const key = `${locale}\0${message}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new IntlMessageFormat(message, locale);
  formats.set(key, made);
  return made;
}

// A value is wrapped so that one holding "[을/를]" is never taken for the message's own words; `toString` is what an
// ICU `select` compares.
function wrap(value: string | number | Text | Spoken): unknown {
  if (typeof value === 'number') return value;
  const spoken = typeof value === 'object' && 'reading' in value;
  const content = spoken ? value.text : text(value);
  return { text: content, reading: spoken ? value.reading : plain(content), toString: () => plain(content) };
}

/** Makes a {@link Say} for one language. `words` maps English messages to that language; English needs none. */
export function createSay(locale: Locale, words: Words = {}): Say {
  const say = (message: string, values: SayValues = {}): Text => {
    const filled = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, wrap(value)]));
    const translated = locale === 'en' ? message : words[message];
    const format = translated === undefined ? formatOf(message, 'en') : formatOf(translated, locale);
    const result = format.format({ ...tags, ...filled } as never) as unknown;
    return settle(flat(Array.isArray(result) ? (result as Part[]) : [result as Part]));
  };
  return Object.assign(say, { locale, pick: <T>(both: Both<T>): T => both[locale] });
}

/** English, for where no language was chosen (logs, tools, defaults of pure functions). */
export const english: Say = createSay('en');

/** Marks a literal as a message that is said later, so that the rule on words finds it. */
export const message = <M extends string>(literal: M): M => literal;

/** What `say` says, as a plain string: for labels and for places that know no markup. */
export const sayPlain = (say: Say, message: string, values: SayValues = {}): string =>
  (say.locale === 'en' ? fillIn(message, values) : undefined) ?? plain(text(say(message, values)));

const pieces = new Map<string, readonly string[] | undefined>();

// English that only puts texts in places needs no ICU: several times as fast where many short messages are said.
function fillIn(message: string, values: SayValues): string | undefined {
  let parts = pieces.get(message);
  if (!parts && !pieces.has(message)) {
    parts = /['<#[]|\{\w+,/.test(message) ? undefined : message.split(/\{(\w+)\}/);
    pieces.set(message, parts);
  }
  let out = parts?.[0];
  for (let i = 1; parts && out !== undefined && i < parts.length; i += 2) {
    const value = values[parts[i] ?? ''];
    out = typeof value === 'string' ? out + value + (parts[i + 1] ?? '') : undefined;
  }
  return out;
}
