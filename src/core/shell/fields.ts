/** What a value that says several things at once becomes in a Compose file: ports, graphics cards, mounts. */
import { Scalar } from 'yaml';
import { parseGpus } from './values/limits.ts';

/** A value of the file; a `Scalar` where its way of writing counts. */
export type Yaml = Scalar | string | number | boolean | null | Yaml[] | { [key: string]: Yaml };

/** Whether a value is a map of the file, and no list or text. */
export const isMap = (value: Yaml | undefined): value is { [key: string]: Yaml } =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Scalar);

/** Ports stand in quotes: `22:22` is a number in base 60 to older YAML. */
function quoted(text: string): Scalar {
  const scalar = new Scalar(text);
  scalar.type = 'QUOTE_DOUBLE';
  return scalar;
}

/** `8080:80` stays as it is, fields (`published=8080,target=80`) become those of Compose. */
export function published(value: string): Yaml {
  if (!/^\w+=/.test(value)) return quoted(value);
  const fields = value.split(',').map((field) => field.split(/=(.*)/s, 2));
  return Object.fromEntries(
    fields.map(([key = '', text = '']) => [key, key === 'target' ? Number(text) || text : text]),
  );
}

/** `--gpus` by the fields of Compose. */
export function gpus(value: string): Yaml {
  const asked = parseGpus(value);
  if (!asked || value === 'all') return value;
  const { count, devices, driver, capabilities } = asked;
  return [
    {
      ...(driver !== undefined && { driver }),
      ...(count !== undefined && { count: count === 'all' ? count : Number(count) }),
      ...(devices.length > 0 && { device_ids: [...devices] }),
      ...(capabilities.length > 0 && { capabilities: [...capabilities] }),
    },
  ];
}

// Under which heading of the service each further field of a mount stands, and as what.
const details: Readonly<Record<string, readonly [heading: string, key: string]>> = {
  'volume-nocopy': ['volume', 'nocopy'],
  'volume-subpath': ['volume', 'subpath'],
  'bind-propagation': ['bind', 'propagation'],
  'bind-recursive': ['bind', 'recursive'],
  'tmpfs-size': ['tmpfs', 'size'],
  'tmpfs-mode': ['tmpfs', 'mode'],
  'image-subpath': ['image', 'subpath'],
};

/** What a mount says beside its two ends: of the service, and of the volume itself. */
export function mountDetails(options: readonly string[]): {
  readonly service: Record<string, Yaml>;
  readonly volume: Record<string, Yaml>;
} {
  const service: Record<string, Record<string, Yaml>> = {};
  const volume: Record<string, Yaml> = {};
  const under = (key: string, text: string) => {
    const [name = '', value = ''] = text.split(/=(.*)/s, 2);
    const known = volume[key];
    volume[key] = { ...(isMap(known) ? known : {}), [name]: value };
  };
  let consistency: string | undefined;
  for (const option of options) {
    const [key = '', value = 'true'] = option.split(/=(.*)/s, 2);
    const place = details[key];
    if (place) service[place[0]] = { ...service[place[0]], [place[1]]: detailValue(key, value) };
    else if (key === 'volume-driver') volume['driver'] = value;
    else if (key === 'volume-opt') under('driver_opts', value);
    else if (key === 'volume-label') under('labels', value);
    else if (key === 'consistency') consistency = value;
  }
  return { service: { ...(consistency !== undefined && { consistency }), ...service }, volume };
}

function detailValue(key: string, value: string): Yaml {
  if (key === 'volume-nocopy') return /^(?:1|t|true)$/i.test(value);
  if (key !== 'tmpfs-mode') return value;
  const octal = new Scalar(Number.parseInt(value, 8));
  octal.format = 'OCT';
  return octal;
}
