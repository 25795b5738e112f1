/** Image, plugin, key and context names that the client looks at before it asks anybody. */
import { sayPlain } from '#core/say.ts';
import type { Fault } from '../faults.ts';
import { quote } from '../go.ts';
import { type Given, placeOf } from '../parse.ts';
import { parseReference, type Reference } from '../reference.ts';
import type { Token } from '../words.ts';
import { imageFault, type Late } from './image.ts';

const referenceOf = (token: Token | undefined): Reference | undefined => {
  const parsed = token && !token.expands ? parseReference(token.text) : undefined;
  return parsed && 'value' in parsed ? parsed.value : undefined;
};

/** A name that must have no checksum. `detail` is what the client prints where it has one. */
function digestFault({ say }: Late, token: Token | undefined, detail: string): Fault[] {
  if (!token || referenceOf(token)?.digest === undefined) return [];
  return [
    {
      code: 'digest-not-allowed',
      message: sayPlain(say, 'a name with a checksum cannot stand here; name it with a tag or without one'),
      detail,
      source: token.source,
    },
  ];
}

const noTag = 'refusing to create a tag with a digest reference';
// Where an image id may stand, too.
const isId = (token: Token | undefined): boolean => /^(?:sha256:)?[a-f0-9]{64}$/.test(token?.text ?? '');

/** `docker tag` */
export function tagFaults(late: Late): Fault[] {
  const [from, to] = late.operands;
  const printed = (operand: Token | undefined) => (reason: string) =>
    `Error parsing reference: ${quote(operand?.text ?? '')} is not a valid repository/tag: ${reason}`;
  return [
    ...(isId(from) ? [] : imageFault(late, from, printed(from))),
    ...imageFault(late, to, printed(to)),
    ...digestFault(late, to, noTag),
  ];
}

/** `docker commit`: the name may be left out, and an empty one is none. */
export function commitFaults(late: Late): Fault[] {
  const [, name] = late.operands;
  return name?.text === '' ? [] : [...imageFault(late, name), ...digestFault(late, name, noTag)];
}

/** `docker import` */
export const importFaults = (late: Late): Fault[] =>
  late.operands[1]?.text === '' ? [] : imageFault(late, late.operands[1]);

/** `docker push`, behind what it shares with `docker pull`. */
export const pushedFaults = (late: Late): Fault[] =>
  digestFault(late, late.operands[0], 'cannot push a digest reference');

/** `docker plugin install`, `create` and `push` */
export function pluginFaults(late: Late): Fault[] {
  const { command, flags, operands } = late;
  const [name] = operands;
  const alias = flags.known('alias').at(-1);
  const named: Token | undefined =
    alias && alias.value !== '' ? { kind: 'word', text: alias.value, source: placeOf(alias) } : undefined;
  const refuse = (token: Token | undefined) => digestFault(late, token, `invalid name: ${token?.text}`);
  return [
    ...imageFault(late, named),
    ...refuse(named),
    ...imageFault(late, name),
    ...(command.id === 'plugin push' ? refuse(name) : []),
  ];
}

/** `docker manifest`: lists and what is put on them. */
export function manifestFaults(late: Late): Fault[] {
  const { command, operands } = late;
  const [list, member] = operands;
  const annotate = command.id === 'manifest annotate' ? 'annotate: ' : '';
  const prefixed = annotate !== '' || command.id === 'manifest create';
  const named = (what: string, token: Token | undefined) => (reason: string) =>
    prefixed ? `${annotate}error parsing name for ${what} ${token?.text}: ${reason}` : reason;
  if (command.id === 'manifest rm') return operands.flatMap((operand) => imageFault(late, operand));
  return [
    ...imageFault(late, list, named('manifest list', list)),
    ...imageFault(late, member, annotate ? named('manifest', member) : undefined),
  ];
}

const keyName = /^[a-z0-9][a-z0-9_-]*$/;

function keyFault({ say }: Late, kind: 'key' | 'signer', place: Token | Given | undefined): Fault[] {
  const value = place && ('text' in place ? place.text : place.value);
  if (!place || value === undefined || place.expands || keyName.test(value)) return [];
  return [
    {
      code: 'invalid-name',
      message: sayPlain(
        say,
        '{value} is not a valid name here: lowercase letters, digits, _ and -, and a letter or digit first',
        { value },
      ),
      detail: `${kind} name ${quote(value)} must start with lowercase alphanumeric characters and can include "-" or "_" after the first character`,
      source: 'text' in place ? place.source : placeOf(place),
    },
  ];
}

/** `docker trust` */
export function trustFaults(late: Late): Fault[] {
  const { command, flags, operands, say } = late;
  const [name, second] = operands;
  if (command.id === 'trust key generate') return keyFault(late, 'key', name);
  if (command.id === 'trust key load') return keyFault(late, 'key', flags.last('name'));
  if (command.id === 'trust signer remove')
    return operands.slice(1, 2).flatMap((operand) => imageFault(late, operand));
  if (command.id === 'trust signer add') {
    const refused = keyFault(late, 'signer', name);
    if (refused.length > 0 || flags.last('key')) return [...refused, ...imageFault(late, second)];
    return [
      {
        code: 'missing-key',
        message: sayPlain(say, 'the public key of the signer is missing: --key and its file'),
        detail: 'path to a public key must be provided using the `--key` flag',
        source: name?.source ?? [0, 0],
      },
    ];
  }
  const refused = imageFault(late, name);
  if (command.id === 'trust inspect' || refused.length > 0 || !name) return refused;
  const digest = digestFault(late, name, 'cannot use a digest reference for IMAGE:TAG');
  if (digest.length > 0 || command.id !== 'trust sign' || referenceOf(name)?.tag || name.expands)
    return digest;
  return [
    {
      code: 'missing-tag',
      message: sayPlain(say, 'a tag is signed, so name one: {fix}', { fix: `${name.text}:latest` }),
      detail: `no tag specified for ${name.text}`,
      source: name.source,
      fix: `${name.text}:latest`,
    },
  ];
}
