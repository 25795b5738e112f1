/**
 * Go's readers of plain values, as the client uses them: what they accept and what they say when they do not. Each
 * gives the value or the error text of the Go standard library (strconv, time, net, encoding/csv).
 */

/** A value, or why there is none, in the words of the client. */
export type Parsed<T> = { readonly value: T } | { readonly error: string };

const short: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\u0007': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
};

/** Go's `%q`: what cannot be printed is written as a number. */
export function quote(text: string): string {
  if (/^[ !#-[\]-~]*$/.test(text)) return `"${text}"`;
  const letters = Array.from(text, (letter) => {
    const known = short[letter];
    if (known !== undefined) return known;
    if (/[ \p{L}\p{M}\p{N}\p{P}\p{S}]/u.test(letter)) return letter;
    const code = letter.codePointAt(0) ?? 0;
    const [sign, digits] = code < 0x80 ? ['x', 2] : code < 0x10000 ? ['u', 4] : ['U', 8];
    return `\\${sign}${code.toString(16).padStart(Number(digits), '0')}`;
  });
  return `"${letters.join('')}"`;
}

/** What Go's reader of times quotes: every byte that is no ASCII letter by its number. */
function quoteBytes(text: string): string {
  const bytes = Array.from(new TextEncoder().encode(text), (byte) => {
    const letter = String.fromCharCode(byte);
    if (letter === '"' || letter === '\\') return `\\${letter}`;
    return byte < 0x20 || byte >= 0x80 ? `\\x${byte.toString(16).padStart(2, '0')}` : letter;
  });
  return `"${bytes.join('')}"`;
}

const trues = new Set(['1', 't', 'T', 'TRUE', 'true', 'True']);
const falses = new Set(['0', 'f', 'F', 'FALSE', 'false', 'False']);

/** strconv.ParseBool */
export function parseBool(text: string): Parsed<boolean> {
  if (trues.has(text)) return { value: true };
  if (falses.has(text)) return { value: false };
  return { error: `strconv.ParseBool: parsing ${quote(text)}: invalid syntax` };
}

const integer = /^[+-]?(?:0[xX](?:_?[0-9a-fA-F])+|0[bB](?:_?[01])+|0[oO]?(?:_?[0-7])+|0|[1-9](?:_?[0-9])*)$/;

function toBigInt(text: string): bigint {
  const digits = text.replace(/^[+-]/, '').replaceAll('_', '');
  const octal = /^0[oO]?[0-7]/.test(digits) ? `0o${digits.replace(/^0[oO]?/, '')}` : digits;
  const size = BigInt(octal);
  return text.startsWith('-') ? -size : size;
}

/** strconv.ParseInt(text, 0, bits): decimal, 0x, 0o, 0b, underscores. */
export function parseInteger(text: string, bits = 64): Parsed<bigint> {
  if (!integer.test(text)) return { error: `strconv.ParseInt: parsing ${quote(text)}: invalid syntax` };
  const value = toBigInt(text);
  const limit = 1n << BigInt(bits - 1);
  return value < -limit || value >= limit
    ? { error: `strconv.ParseInt: parsing ${quote(text)}: value out of range` }
    : { value };
}

/** strconv.ParseUint(text, 0, bits): as {@link parseInteger}, without a sign. */
export function parseUnsigned(text: string, bits = 64): Parsed<bigint> {
  if (!integer.test(text) || /^[+-]/.test(text))
    return { error: `strconv.ParseUint: parsing ${quote(text)}: invalid syntax` };
  const value = toBigInt(text);
  return value >= 1n << BigInt(bits)
    ? { error: `strconv.ParseUint: parsing ${quote(text)}: value out of range` }
    : { value };
}

/** strconv.ParseInt(text, 10, 64): why it is no number, in the few words that stay when the rest is cut off. */
export function wholeError(text: string): string | undefined {
  if (!/^[+-]?\d+$/.test(text)) return 'invalid syntax';
  const value = BigInt(text.replace('+', ''));
  return value < -(1n << 63n) || value >= 1n << 63n ? 'value out of range' : undefined;
}

/** strconv.ParseFloat for decimal notation. */
export function parseFloating(text: string): Parsed<number> {
  const refuse = (why: string) => ({ error: `strconv.ParseFloat: parsing ${quote(text)}: ${why}` });
  const plain = /^[+-]?(?:\d(?:_?\d)*(?:\.(?:\d(?:_?\d)*)?)?|\.\d(?:_?\d)*)(?:[eE][+-]?\d(?:_?\d)*)?$/.test(
    text,
  );
  if (!plain && !/^[+-]?(?:inf(?:inity)?|nan)$/i.test(text)) return refuse('invalid syntax');
  const value = Number(text.replaceAll('_', ''));
  return plain && !Number.isFinite(value) ? refuse('value out of range') : { value };
}

const units: ReadonlyMap<string, number> = new Map([
  ['ns', 1e-9],
  ['us', 1e-6],
  ['µs', 1e-6],
  ['μs', 1e-6],
  ['ms', 1e-3],
  ['s', 1],
  ['m', 60],
  ['h', 3600],
]);

/** time.ParseDuration, in seconds: `1m30s` → 90. */
export function parseDuration(text: string): Parsed<number> {
  const bare = text.replace(/^[+-]/, '');
  if (bare === '0') return { value: 0 };
  let seconds = 0;
  let rest = bare;
  const invalid = { error: `time: invalid duration ${quoteBytes(text)}` };
  if (rest === '') return invalid;
  while (rest !== '') {
    const part = /^(\d*)(\.\d*)?([^\d.]*)/.exec(rest);
    const [whole = '', digits = '', fraction = '', unit = ''] = part ?? [];
    if (digits === '' && fraction.length < 2) return invalid;
    if (unit === '') return { error: `time: missing unit in duration ${quoteBytes(text)}` };
    // A number that 64 bits do not hold is told of before its unit.
    if (digits.length > 18 && BigInt(digits) >= 1n << 63n) return invalid;
    const size = units.get(unit);
    if (size === undefined)
      return { error: `time: unknown unit ${quoteBytes(unit)} in duration ${quoteBytes(text)}` };
    seconds += Number(`${digits || '0'}${fraction}`) * size;
    rest = rest.slice(whole.length);
  }
  // Go counts in nanoseconds, of which 64 bits hold some 292 years.
  return seconds * 1e9 >= 2 ** 63 ? invalid : { value: text.startsWith('-') ? -seconds : seconds };
}

const isV4 = (text: string): boolean => {
  const parts = text.split('.');
  return (
    parts.length === 4 && parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255)
  );
};

function isV6(text: string): boolean {
  const halves = text.split('::');
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  const last = groups.at(-1) ?? '';
  const embedded = last.includes('.');
  if (embedded && !isV4(last)) return false;
  const plain = embedded ? groups.slice(0, -1) : groups;
  if (!plain.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return false;
  const count = plain.length + (embedded ? 2 : 0);
  return halves.length === 2 ? count < 8 : count === 8;
}

/** net.ParseIP: 4 or 6 for an address, `undefined` for anything else. */
export const ipVersion = (text: string): 4 | 6 | undefined =>
  isV4(text) ? 4 : text.includes(':') && isV6(text) ? 6 : undefined;

/** encoding/csv, one record: `a,"b,c"` → `a` and `b,c`. */
export function parseCsv(text: string): Parsed<string[]> {
  if (text === '') return { error: 'EOF' };
  const fields: string[] = [];
  let index = 0;
  for (;;) {
    if (text[index] === '"') {
      let field = '';
      let close = text.indexOf('"', index + 1);
      let from = index + 1;
      while (close !== -1 && text[close + 1] === '"') {
        field += text.slice(from, close + 1);
        from = close + 2;
        close = text.indexOf('"', from);
      }
      if (close === -1)
        return {
          error: `parse error on line 1, column ${text.length + 1}: extraneous or missing " in quoted-field`,
        };
      fields.push(field + text.slice(from, close));
      index = close + 1;
      if (index < text.length && text[index] !== ',')
        return {
          error: `parse error on line 1, column ${index}: extraneous or missing " in quoted-field`,
        };
    } else {
      const comma = text.indexOf(',', index);
      const field = text.slice(index, comma === -1 ? text.length : comma);
      const bare = field.indexOf('"');
      if (bare !== -1)
        return { error: `parse error on line 1, column ${index + bare + 1}: bare " in non-quoted-field` };
      fields.push(field);
      index += field.length;
    }
    if (index >= text.length) return { value: fields };
    index++;
    if (index === text.length) return { value: [...fields, ''] };
  }
}
