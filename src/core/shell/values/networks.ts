import { type Parsed, parseCsv, wholeError } from '../go.ts';

/** One `--network`: a name, or several fields as `name=net,alias=web`. */
export interface Network {
  readonly target: string;
  readonly aliases: readonly string[];
  readonly ip?: string;
  readonly ip6?: string;
  readonly mac?: string;
  readonly linkLocal?: string;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

const keys = new Set([
  'name',
  'alias',
  'ip',
  'ip6',
  'mac-address',
  'link-local-ip',
  'driver-opt',
  'gw-priority',
]);

/** Reads `--network`; anything that looks like `key=value` is taken as fields. */
export function parseNetwork(text: string): Parsed<Network> {
  if (!/\w+=\w+/.test(text)) return { value: { target: text, aliases: [] } };
  const fields = parseCsv(text);
  if ('error' in fields) return fields;
  const found: Writable<Network> & { aliases: string[] } = { target: '', aliases: [] };
  for (const field of fields.value) {
    const cut = field.indexOf('=');
    if (cut < 1) return { error: `invalid field ${field}` };
    const key = field.slice(0, cut).trim().toLowerCase();
    const value = field
      .slice(cut + 1)
      .trim()
      .toLowerCase();
    if (!keys.has(key)) return { error: `invalid field key ${key}` };
    if (key === 'driver-opt' && value.indexOf('=') < 1)
      return { error: 'invalid key value pair format in driver options' };
    if (key === 'gw-priority') {
      const bad = wholeError(value);
      if (bad) return { error: `invalid gw-priority (${value}): ${bad}` };
    }
    if (key === 'name') found.target = value;
    if (key === 'alias') found.aliases.push(value);
    if (key === 'ip' || key === 'ip6') found[key] = value;
    if (key === 'mac-address') found.mac = value;
    if (key === 'link-local-ip') found.linkLocal = value;
  }
  return found.target === '' ? { error: 'network name/id is not specified' } : { value: found };
}

/** A network somebody made, not one of the engine's own modes. */
export const isUserDefined = (name: string): boolean =>
  !['default', 'bridge', 'host', 'none', 'nat'].includes(name) && !name.startsWith('container:');
