/** `docker context`: names and endpoints, as far as they can be judged without looking at the ones there are. */

import { sayPlain } from '#core/say.ts';
import type { Fault } from '../faults.ts';
import { parseBool, parseCsv, quote } from '../go.ts';
import { placeOf } from '../parse.ts';
import type { Token } from '../words.ts';
import type { Late } from './image.ts';

const names = /^[a-zA-Z0-9][a-zA-Z0-9_.+-]+$/;
const keys = new Set(['from', 'host', 'ca', 'cert', 'key', 'skip-tls-verify']);

function nameFault({ command, say }: Late, name: Token | undefined): Fault | undefined {
  if (!name || name.expands || (name.text !== 'default' && names.test(name.text))) return undefined;
  const { source, text } = name;
  if (text === '')
    return {
      code: 'empty-name',
      message: sayPlain(say, 'a name belongs here, and what stands here is empty'),
      detail: command.id === 'context rm' ? 'context "" does not exist' : 'context name cannot be empty',
      source,
    };
  if (text === 'default') {
    if (command.id === 'context use' || command.id === 'context export') return undefined;
    return {
      code: 'reserved-name',
      message: sayPlain(say, 'the context default belongs to docker itself'),
      detail:
        command.id === 'context rm'
          ? 'context "default" cannot be removed'
          : '"default" is a reserved context name',
      source,
    };
  }
  if (command.id === 'context rm') return undefined;
  return {
    code: 'invalid-name',
    message: sayPlain(
      say,
      '{value} is not a valid name here: two or more letters, digits, _ . + and -, and a letter or digit first',
      { value: text },
    ),
    detail: `context name ${quote(text)} is invalid, names are validated against regexp ${quote(names.source)}`,
    source,
  };
}

function endpointError(value: string): string | undefined {
  const fields = parseCsv(value);
  const given = new Map(
    ('value' in fields ? fields.value : []).map((field) => {
      const cut = field.indexOf('=');
      return [field.slice(0, cut), field.slice(cut + 1)];
    }),
  );
  const unknown = [...given.keys()].find((key) => !keys.has(key));
  if (unknown !== undefined) return `unrecognized config key: ${unknown}`;
  const skip = given.get('skip-tls-verify');
  if (skip !== undefined && 'error' in parseBool(skip))
    return `skip-tls-verify: parsing ${quote(skip)}: invalid syntax`;
  const host = given.get('host');
  if (host === undefined || host === '' || host.includes('://')) return undefined;
  return `unable to parse docker host \`${host}\``;
}

/** `docker context create` and its kin */
export function contextFaults(late: Late): Fault[] {
  const { command, flags, operands, say } = late;
  const name = nameFault(late, operands[0]);
  if (name) return [name];
  const [endpoint] = flags.known('docker');
  if (!endpoint) return [];
  const place = { source: placeOf(endpoint) };
  if (command.id === 'context create' && flags.value('from'))
    return [
      {
        code: 'conflicting-options',
        message: sayPlain(say, '{first} and {second} cannot be given together', {
          first: '--from',
          second: '--docker',
        }),
        detail: 'cannot use --docker flag when --from is set',
        source: endpoint.source,
      },
    ];
  const error = endpointError(endpoint.value);
  if (error === undefined) return [];
  return [
    {
      code: 'invalid-endpoint',
      message: sayPlain(say, '{value} is not valid here; write it like {example}', {
        value: endpoint.value,
        example: 'host=ssh://user@host',
      }),
      detail: error,
      ...place,
    },
  ];
}
