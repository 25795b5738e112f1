/** Values of `docker service` and `docker swarm`: each function gives the client's reason for a refusal. */
import { parseCsv, parseUnsigned } from '../go.ts';
import { parseShortPort } from './ports.ts';
import { isNetwork } from './subnets.ts';

/** `--entrypoint "a b"`, `--args`: cut into words like a shell would. */
export function checkWords(value: string): string | undefined {
  let quoted = '';
  for (let index = 0; index < value.length; index++) {
    const letter = value.charAt(index);
    if (letter === '\\' && quoted !== "'") {
      if (++index === value.length) return 'EOF found after escape character';
    } else if (letter === quoted) quoted = '';
    else if (quoted === '' && (letter === '"' || letter === "'")) quoted = letter;
  }
  return quoted === '' ? undefined : 'EOF found when expecting closing quote';
}

/** A field `name=value`; the error where it is none. */
const cutField = (field: string): readonly [name: string, value: string] | undefined => {
  const cut = field.indexOf('=');
  return cut < 1 ? undefined : [field.slice(0, cut), field.slice(cut + 1)];
};

/** A port in decimal, in the few words that stay of Go's reason. */
function portError(kind: string, value: string): string | undefined {
  const plain = /^\d+$/.test(value);
  if (plain && BigInt(value) < 65536n) return undefined;
  return `invalid ${kind} port (${value}): value must be an integer: ${plain ? 'value out of range' : 'invalid syntax'}`;
}

function publishedField(name: string, value: string): string | undefined {
  if (name === 'target' || name === 'published') return portError(name, value);
  if (name === 'protocol')
    return ['tcp', 'udp', 'sctp'].includes(value) ? undefined : `invalid protocol value '${value}'`;
  if (name === 'mode')
    return ['ingress', 'host'].includes(value)
      ? undefined
      : `invalid publish mode value (${value}): must be either 'ingress' or 'host'`;
  return `invalid field key: ${name}`;
}

/** `--publish 80:80` or `--publish published=80,target=80`. */
export function checkPublished(value: string): string | undefined {
  if (!/\w=\w/.test(value)) {
    const parsed = parseShortPort(value);
    if ('error' in parsed) return parsed.error;
    return parsed.value.some(({ ip }) => ip !== undefined) ? 'hostip is not supported' : undefined;
  }
  const fields = parseCsv(value);
  if ('error' in fields) return fields.error;
  let target = 0;
  for (const field of fields.value) {
    const pair = cutField(field.toLowerCase());
    if (!pair) return `invalid field: ${field}`;
    const error = publishedField(...pair);
    if (error) return error;
    if (pair[0] === 'target') target = Number(pair[1]);
  }
  return target === 0 ? "missing mandatory field 'target'" : undefined;
}

const mounted = new Set(['source', 'src', 'target', 'uid', 'gid', 'mode']);

/** `--config name` or `--config source=name,target=/path`; the same for secrets. */
export const checkMounted =
  (kind: 'config' | 'secret') =>
  (value: string): string | undefined => {
    const fields = parseCsv(value);
    if ('error' in fields) return fields.error;
    if (fields.value.length === 1 && !value.includes('=')) return undefined;
    let source = '';
    for (const field of fields.value) {
      const pair = cutField(field);
      if (!pair) return `invalid field '${field}' must be a key=value pair`;
      const name = pair[0].toLowerCase();
      if (!mounted.has(name)) return `invalid field in ${kind} request: ${pair[0]}`;
      if (name === 'source' || name === 'src') source = pair[1];
      const mode = name === 'mode' ? parseUnsigned(pair[1], 32) : undefined;
      if (mode && 'error' in mode) return `invalid mode specified: ${mode.error}`;
    }
    return source === '' ? 'source is required' : undefined;
  };

/** `--external-ca protocol=cfssl,url=https://…` */
export function checkAuthority(value: string): string | undefined {
  const fields = parseCsv(value);
  if ('error' in fields) return fields.error;
  const bad = fields.value.find((field) => !field.includes('='));
  if (bad !== undefined) return `invalid field '${bad}' must be a key=value pair`;
  const given = new Map(fields.value.map((field) => [field.split('=', 1)[0], field.replace(/^[^=]*=/s, '')]));
  const protocol = given.get('protocol');
  if (protocol !== undefined && protocol.toLowerCase() !== 'cfssl')
    return `unrecognized external CA protocol ${protocol}`;
  const missing = ['protocol', 'url'].find((name) => !given.has(name));
  return missing && `the external-ca option needs a ${missing}= parameter`;
}

/** `--generic-resource gpu=2` */
export const checkResource = (value: string): string | undefined =>
  value.includes('=') ? undefined : `invalid generic-resource format \`${value}\` expected \`name=value\``;

/** `--default-addr-pool 10.0.0.0/8`, several with commas; quotes are passed over. */
export function checkPools(value: string): string | undefined {
  const bare = value.replace(/["'`]/g, '');
  const bad = bare === '' ? undefined : bare.split(',').find((pool) => !isNetwork(pool.trim()));
  return bad === undefined ? undefined : `invalid string being converted to CIDR: ${bad.trim()}`;
}

/** `--placement-pref spread=node.labels.zone` */
export function checkPreference(value: string): string | undefined {
  const pair = cutField(value);
  if (!pair) return 'placement preference must be of the format "<strategy>=<arg>"';
  return pair[0] === 'spread'
    ? undefined
    : `unsupported placement preference ${pair[0]} (only spread is supported)`;
}

/** `--credential-spec file://…` */
export const checkCredentials = (value: string): string | undefined =>
  value === '' || /^(?:config|file|registry):\/\//.test(value)
    ? undefined
    : `invalid credential spec: value must be prefixed with "config://", "file://", or "registry://"`;

/** `docker context create --docker host=…` */
export function checkPairs(value: string): string | undefined {
  const fields = value === '' ? { value: [''] } : parseCsv(value);
  if ('error' in fields) return fields.error;
  const bad = fields.value.find((field) => !field.includes('='));
  return bad === undefined ? undefined : `${bad} must be formatted as key=value`;
}

/** A list with commas, as pflag reads it: quotes must be closed. */
export function checkList(value: string): string | undefined {
  const fields = value === '' ? { value: [] } : parseCsv(value);
  return 'error' in fields ? fields.error : undefined;
}
