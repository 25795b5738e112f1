import { type Parsed, parseCsv, parseInteger } from '../go.ts';

/** How the base of a number is written in front of it, and what its digits are. */
const bases: readonly (readonly [prefix: RegExp, base: bigint, digits: RegExp])[] = [
  [/^0[xX]/, 16n, /^[0-9a-fA-F]+$/],
  [/^0[oO]/, 8n, /^[0-7]+$/],
  [/^0[bB]/, 2n, /^[01]+$/],
  [/^/, 10n, /^\d+$/],
];

const letters: Readonly<Record<string, string>> = { '16': '0x', '8': '0o', '2': '0b', '10': '' };

/** A mantissa such as `1.5`, `0x1.8` or `1_000` as a fraction. */
function mantissa(text: string): readonly [over: bigint, under: bigint] | undefined {
  const [prefix, base, digits] = bases.find(([pattern]) => pattern.test(text)) ?? [/^/, 10n, /^\d+$/];
  const bare = text.replace(prefix, '');
  // An underscore only stands between two digits (or behind the base).
  if (/_/.test(text) && (!/^_?[^_]+(?:_[^_]+)*$/.test(bare) || /_\.|\._/.test(bare))) return undefined;
  if (base === 10n && bare.startsWith('_')) return undefined;
  const [whole = '', part = ''] = bare.replaceAll('_', '').split('.', 2);
  if (bare.split('.').length > 2 || !digits.test(whole + part)) return undefined;
  return [BigInt(`${letters[String(base)]}${whole}${part}`), base ** BigInt(part.length)];
}

/** A whole number as Go reads it where the base is part of it: `017` is octal here. */
const wholeOf = (text: string): bigint | undefined => {
  const found = parseInteger(text, 256);
  return 'value' in found ? found.value : undefined;
};

/** Go's `big.Rat` as text: `1.5`, `1/2`, `1e3`, `0x1p-2`. */
function parseRational(text: string): readonly [over: bigint, under: bigint] | undefined {
  const slash = text.indexOf('/');
  if (slash !== -1) {
    const over = wholeOf(text.slice(0, slash));
    const under = /^[+-]/.test(text.slice(slash + 1)) ? undefined : wholeOf(text.slice(slash + 1));
    return over === undefined || under === undefined || under === 0n ? undefined : [over, under];
  }
  const bare = text.replace(/^[+-]/, '');
  const power = (/^0[xX]/.test(bare) ? /[pP]([+-]?\d{1,4})$/ : /[eEpP]([+-]?\d{1,4})$/).exec(bare);
  const found = mantissa(power ? bare.slice(0, power.index) : bare);
  if (!found) return undefined;
  let [over, under] = found;
  const exponent = Number(power?.[1] ?? 0);
  const factor = (power?.[0].toLowerCase().startsWith('p') ? 2n : 10n) ** BigInt(Math.abs(exponent));
  if (exponent >= 0) over *= factor;
  else under *= factor;
  return [text.startsWith('-') ? -over : over, under];
}

/** `--cpus 1.5` in billionths of a CPU, exact. */
export function parseCpus(text: string): Parsed<number> {
  const found = parseRational(text);
  if (!found) return { error: `failed to parse ${text} as a rational number` };
  const billion = found[0] * 1_000_000_000n;
  return billion % found[1] === 0n
    ? { value: Number(billion / found[1]) }
    : { error: 'value is too precise' };
}

const kinds = new Set(
  'core cpu data fsize locks memlock msgqueue nice nofile nproc rss rtprio rttime sigpending stack'.split(
    ' ',
  ),
);

/** One `--ulimit nofile=1024:2048`. */
export interface Ulimit {
  readonly name: string;
  readonly soft: string;
  readonly hard: string;
}

/** Reads `--ulimit`: a known kind, soft not above hard; `-1` is no limit. */
export function parseUlimit(text: string): Parsed<Ulimit> {
  const cut = text.indexOf('=');
  if (cut === -1) return { error: `invalid ulimit argument: ${text}` };
  const name = text.slice(0, cut);
  if (!kinds.has(name)) return { error: `invalid ulimit type: ${name}` };
  const limits = text.slice(cut + 1).split(':');
  if (limits.length > 2)
    return {
      error: `too many limit value arguments - ${text.slice(cut + 1)}, can only have up to two, \`soft[:hard]\``,
    };
  const read = (limit: string): Parsed<bigint> => {
    // base 10 only: the general reader's prefixes and underscores are not known here
    return /^[+-]?\d+$/.test(limit)
      ? parseInteger(limit.replace(/^([+-]?)0+(?=\d)/, '$1'))
      : { error: `strconv.ParseInt: parsing ${JSON.stringify(limit)}: invalid syntax` };
  };
  const hard = read(limits[1] ?? limits[0] ?? '');
  if ('error' in hard) return hard;
  const soft = read(limits[0] ?? '');
  if ('error' in soft) return soft;
  const too = 'ulimit soft limit must be less than or equal to hard limit';
  if (hard.value !== -1n && soft.value === -1n)
    return { error: `${too}: soft: -1 (unlimited), hard: ${hard.value}` };
  if (hard.value !== -1n && soft.value > hard.value)
    return { error: `${too}: ${soft.value} > ${hard.value}` };
  return { value: { name, soft: String(soft.value), hard: String(hard.value) } };
}

function parseCount(text: string): string | undefined {
  if (text === 'all' || /^[+-]?\d{1,18}$/.test(text)) return undefined;
  return `invalid count (${text}): value must be either "all" or an integer: invalid syntax`;
}

/** `--gpus all`, `--gpus device=0`, `--gpus '"device=0,1"'`; the error, if it is one. */
export function checkGpus(text: string): string | undefined {
  const fields = parseCsv(text);
  if ('error' in fields) return fields.error;
  const seen = new Set<string>();
  for (const field of fields.value) {
    const cut = field.indexOf('=');
    const key = cut === -1 ? field : field.slice(0, cut);
    if (seen.has(key)) return `gpu request key '${key}' can be specified only once`;
    seen.add(key);
    if (cut === -1) seen.add('count');
    if (cut === -1 || key === 'count') {
      const error = parseCount(cut === -1 ? key : field.slice(cut + 1));
      if (error) return error;
    } else if (!['driver', 'device', 'capabilities', 'options'].includes(key))
      return `unexpected key '${key}' in '${field}'`;
  }
  return undefined;
}

/** What `--gpus` asks for. */
export interface Gpus {
  /** How many, or `all`; nothing is asked for by number where devices are named. */
  readonly count?: string;
  readonly devices: readonly string[];
  readonly driver?: string;
  readonly capabilities: readonly string[];
}

/** `--gpus` taken apart; `undefined` where it is refused. */
export function parseGpus(text: string): Gpus | undefined {
  const fields = parseCsv(text);
  if ('error' in fields || checkGpus(text) !== undefined) return undefined;
  const given = new Map(
    fields.value.map((field) => {
      const cut = field.indexOf('=');
      return cut === -1 ? ['count', field] : [field.slice(0, cut), field.slice(cut + 1)];
    }),
  );
  const list = (key: string): string[] => given.get(key)?.split(',').filter(Boolean) ?? [];
  const [devices, driver] = [list('device'), given.get('driver')];
  const count = given.get('count') ?? (devices.length > 0 ? undefined : '1');
  return {
    ...(count !== undefined && { count: count === '-1' ? 'all' : count }),
    devices,
    ...(driver !== undefined && { driver }),
    capabilities: list('capabilities'),
  };
}

/** `--restart`: a name, and for `on-failure` how often. The engine checks the name. */
export function parseRestart(text: string): Parsed<{ readonly name: string; readonly count: number }> {
  const cut = text.indexOf(':');
  if (cut === -1) return { value: { name: text, count: 0 } };
  const name = text.slice(0, cut);
  const count = text.slice(cut + 1);
  if (name === '') return { error: 'invalid restart policy format: no policy provided before colon' };
  if (count === '') return { value: { name, count: 0 } };
  return /^[+-]?\d{1,18}$/.test(count)
    ? { value: { name, count: Number(count) } }
    : { error: 'invalid restart policy format: maximum retry count must be an integer' };
}
