/** `RUN --mount=…`: its keys and values, and what the builder says against them (`instructions/commands_runmount.go`). */
import { BuildFault, quoted } from '#core/dockerfile/fault.ts';
import { didYouMean } from '#core/dockerfile/suggest.ts';
import { parseBool, parseCsv } from '#core/shell/go.ts';
import { parseSize } from '#core/shell/values/sizes.ts';

const types = ['bind', 'cache', 'tmpfs', 'secret', 'ssh'];
const sharings = ['shared', 'private', 'locked'];
const keys =
  'type from source target readonly id sharing required size mode uid gid src dst destination ro rw readwrite env'.split(
    ' ',
  );
const switches = new Set(['readonly', 'ro', 'readwrite', 'rw', 'required']);

/** The stage or image that a mount is taken from; `scratch` where none is named, as the builder has it. */
export function mountSource(mount: string): string {
  const fields = parseCsv(mount);
  const from = 'value' in fields ? fields.value.findLast((field) => /^from=/i.test(field)) : undefined;
  return from?.slice('from='.length) || 'scratch';
}

/** Where a mount stands in the container, as it is written; empty where that is left out. */
export function mountTarget(mount: string): string {
  const fields = parseCsv(mount);
  const field =
    'value' in fields ? fields.value.findLast((one) => /^(target|dst|destination)=/i.test(one)) : '';
  return field?.slice(field.indexOf('=') + 1) ?? '';
}

/** Checks one mount. `expand` fills in variables. Throws a {@link BuildFault}. */
export function checkMount(mount: string, expand: (value: string) => string): void {
  const fields = parseCsv(mount);
  if ('error' in fields) throw new BuildFault(`failed to parse csv mounts: ${fields.error}`);
  const found = new Map([['type', 'bind']]);
  for (const field of fields.value) {
    const cut = field.indexOf('=');
    const key = (cut === -1 ? field : field.slice(0, cut)).toLowerCase();
    if (cut === -1 && !switches.has(key)) {
      throw new BuildFault(`invalid field '${field}' must be a key=value pair`);
    }
    const value = cut === -1 ? 'true' : expand(field.slice(cut + 1));
    checkField(key, value, field, found.get('type') ?? '');
    found.set(aliases[key] ?? key, key === 'type' || key === 'sharing' ? value.toLowerCase() : value);
  }
  checkTogether(found);
}

const aliases: Readonly<Record<string, string>> = { src: 'source', dst: 'target', destination: 'target' };
const numbers: Readonly<Record<string, RegExp>> = { mode: /^[0-7]+$/, uid: /^\d+$/, gid: /^\d+$/ };
const keepsSecrets = (type: string): boolean => type === 'secret' || type === 'ssh';

function checkField(key: string, value: string, field: string, type: string): void {
  if (key === 'required' && !keepsSecrets(type)) throw unexpected(key, type);
  if (key === 'size' && type !== 'tmpfs') throw unexpected(key, type);
  if ((switches.has(key) && 'error' in parseBool(value)) || (key === 'size' && 'error' in parseSize(value))) {
    throw new BuildFault(`invalid value for ${key}: ${value}`);
  }
  const number = Object.hasOwn(numbers, key) ? numbers[key] : undefined;
  if (number && !number.test(value)) throw new BuildFault(`invalid value ${value} for ${key}`);
  if (key === 'type' && !types.includes(value.toLowerCase())) {
    throw new BuildFault(`unsupported mount type ${quoted(value)}${didYouMean(value, types)}`);
  }
  if (key === 'sharing' && !sharings.includes(value.toLowerCase())) {
    throw new BuildFault(`unsupported sharing value ${quoted(value)}${didYouMean(value, sharings)}`);
  }
  if (!keys.includes(key)) {
    throw new BuildFault(`unexpected key '${key}' in '${field}'${didYouMean(key, keys)}`);
  }
}

const unexpected = (key: string, type: string) =>
  new BuildFault(`unexpected key '${key}' for mount type '${type}'`);

function checkTogether(found: ReadonlyMap<string, string>): void {
  const type = found.get('type') ?? '';
  const has = (key: string) => (found.get(key) ?? '') !== '';
  if (type === 'bind' || type === 'tmpfs') {
    const owner = ['mode', 'uid', 'gid'].find((key) => found.has(key));
    if (owner !== undefined) throw new BuildFault(`${owner} not allowed for ${quoted(type)} type mounts`);
  }
  if (type === 'secret') {
    if (has('from')) throw new BuildFault('secret mount should not have a from');
    if (has('sharing')) throw new BuildFault('secret mount should not define sharing');
    if (!has('source') && !has('target') && !has('id')) {
      throw new BuildFault('invalid secret mount. one of source, target required');
    }
    if (has('source') && has('id')) throw new BuildFault("both source and id can't be set");
  }
  if (has('sharing') && type !== 'cache') throw new BuildFault(`invalid cache sharing set for ${type} mount`);
}
