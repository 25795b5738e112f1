/** Values of `docker service` and `docker swarm`: each function gives the client's reason for a refusal. */
import { parsePort } from './ports.ts';

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

/** `--publish 80:80` or `--publish published=80,target=80`. */
export function checkPublished(value: string): string | undefined {
  if (!/^\w+=\w+(?:,\w+=\w+)*$/.test(value)) {
    const parsed = parsePort(value);
    return 'error' in parsed ? parsed.error : undefined;
  }
  const names = value.split(',').map((field) => field.split('=', 1)[0] ?? '');
  const unknown = names.find((name) => !['target', 'published', 'protocol', 'mode'].includes(name));
  return unknown === undefined ? undefined : `invalid field key: ${unknown}`;
}

/** `--config name` or `--config source=name,target=/path`; the same for secrets. */
export const checkMounted =
  (kind: 'config' | 'secret') =>
  (value: string): string | undefined => {
    const fields = value.split(',');
    if (fields.length === 1 && !value.includes('=')) return undefined;
    for (const field of fields) {
      if (!field.includes('=')) return `invalid field '${field}' must be a key=value pair`;
      const key = field.slice(0, field.indexOf('='));
      if (!['source', 'src', 'target', 'uid', 'gid', 'mode'].includes(key.toLowerCase()))
        return `invalid field in ${kind} request: ${key}`;
    }
    return undefined;
  };

/** `--external-ca protocol=cfssl,url=https://…` */
export function checkAuthority(value: string): string | undefined {
  const bad = value.split(',').find((field) => !field.includes('='));
  return bad === undefined ? undefined : `invalid field '${bad}' must be a key=value pair`;
}

/** `--generic-resource gpu=2` */
export const checkResource = (value: string): string | undefined =>
  value.includes('=') ? undefined : `invalid generic-resource format \`${value}\` expected \`name=value\``;

/** `--default-addr-pool 10.0.0.0/8`, several with commas. */
export function checkPools(value: string): string | undefined {
  const bad = value.split(',').find((pool) => !/^[\da-fA-F:.]+\/\d{1,3}$/.test(pool.trim()));
  return bad === undefined ? undefined : `invalid string being converted to CIDR: ${bad}`;
}

/** `--placement-pref spread=node.labels.zone` */
export const checkPreference = (value: string): string | undefined =>
  value.includes('=') ? undefined : 'placement preference must be of the format "<strategy>=<arg>"';
