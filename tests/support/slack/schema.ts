/** A checker of JSON in the manner of Slack's own: every fault is named with a JSON pointer, unknown fields are refused. */

export type Json = Readonly<Record<string, unknown>>;

/** Collects what is wrong: `must be less than 76 characters` at `/blocks/0/text/text`. */
export type Report = (message: string, at: string) => void;

export type Check = (value: unknown, at: string, report: Report) => void;

export const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A string of `min` to `max` UTF-16 units (Slack counts characters; units are never fewer). */
export const string =
  (max: number, min = 1, pattern?: RegExp): Check =>
  (value, at, report) => {
    if (typeof value !== 'string') return report('must provide a string', at);
    if (value.length < min) report(`must be more than ${min - 1} characters`, at);
    if (value.length > max) report(`must be less than ${max + 1} characters`, at);
    if (pattern && !pattern.test(value)) report(`input must match regex pattern: ${pattern.source}`, at);
  };

export const boolean: Check = (value, at, report) => {
  if (typeof value !== 'boolean') report('must provide a boolean', at);
};

export const integer =
  (min: number, max: number): Check =>
  (value, at, report) => {
    if (typeof value !== 'number' || !Number.isInteger(value)) return report('must provide an integer', at);
    if (value < min || value > max) report(`must be between ${min} and ${max}`, at);
  };

export const number: Check = (value, at, report) => {
  if (typeof value !== 'number') report('must provide a number', at);
};

export const among =
  (...values: readonly unknown[]): Check =>
  (value, at, report) => {
    if (!values.includes(value)) report(`must be one of: ${values.join(', ')}`, at);
  };

export const list =
  (item: Check, max: number, min = 1): Check =>
  (value, at, report) => {
    if (!Array.isArray(value)) return report('must provide an array', at);
    if (value.length < min) report(`no fewer than ${min} items allowed`, at);
    if (value.length > max) report(`no more than ${max} items allowed`, at);
    value.forEach((each, index) => {
      item(each, `${at}/${index}`, report);
    });
  };

/** An object with these fields and no others. */
export const object =
  (required: Readonly<Record<string, Check>>, optional: Readonly<Record<string, Check>> = {}): Check =>
  (value, at, report) => {
    if (!isRecord(value)) return report('must provide an object', at);
    for (const name of Object.keys(required))
      if (value[name] === undefined) report(`missing required field: ${name}`, at);
    for (const [name, field] of Object.entries(value)) {
      const check = required[name] ?? optional[name];
      if (!check) report(`invalid additional property: ${name}`, at);
      else if (field !== undefined) check(field, `${at}/${name}`, report);
    }
  };

/** An object whose `type` says which of these it is; another type is refused. The checks see `type` as known. */
export const kinds =
  (table: Readonly<Record<string, Check>>): Check =>
  (value, at, report) => {
    if (!isRecord(value)) return report('must provide an object', at);
    const { type, ...rest } = value;
    const check = typeof type === 'string' ? table[type] : undefined;
    if (!check) return report(`unsupported type: ${String(type)}`, `${at}/type`);
    check(rest, at, report);
  };

/** Runs several checks on one value. */
export const all =
  (...checks: readonly Check[]): Check =>
  (value, at, report) => {
    for (const check of checks) check(value, at, report);
  };

/** Every fault of a value, as Slack writes it: `must be … [json-pointer:/blocks/0]`. */
export function faults(check: Check, value: unknown, at = ''): string[] {
  const found: string[] = [];
  check(value, at, (message, where) => found.push(`${message} [json-pointer:${where}]`));
  return found;
}
