import { type Parsed, parseCsv, parseInteger } from '../go.ts';

/** `--cpus 1.5` in billionths of a CPU, exact (Go's `big.Rat`). */
export function parseCpus(text: string): Parsed<number> {
  const bad = { error: `failed to parse ${text} as a rational number` };
  const ratio = /^([+-]?\d+)\/(\d+)$/.exec(text);
  const decimal = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/.exec(text);
  let over: bigint;
  let under = 1n;
  if (ratio) {
    over = BigInt(ratio[1]?.replace('+', '') ?? 0);
    under = BigInt(ratio[2] ?? 1);
    if (under === 0n) return bad;
  } else if (decimal) {
    const [, sign = '', whole = '', part = '', exponent = '0'] = decimal;
    if (whole === '' && part === '') return bad;
    over = BigInt(`${whole}${part}`) * (sign === '-' ? -1n : 1n);
    const shift = Number(exponent) - part.length;
    if (shift >= 0) over *= 10n ** BigInt(shift);
    else under = 10n ** BigInt(-shift);
  } else return bad;
  const billion = over * 1_000_000_000n;
  return billion % under === 0n ? { value: Number(billion / under) } : { error: 'value is too precise' };
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

/** Reads `--ulimit`: a known kind, soft not above hard; `-1` and `infinity` are no limit. */
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
    if (limit === 'infinity') return { value: -1n };
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
