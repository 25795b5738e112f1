/** `--format`: templates that cannot be read, and fields there are none of. */

import { sayPlain } from '#core/say.ts';
import type { Fault, Hint } from '../faults.ts';
import { placeOf } from '../parse.ts';
import { checkTemplate, fieldsOf } from '../values/template.ts';
import type { Late } from './image.ts';

// What the rows of these lists have; the client's words where it looks before it asks the engine.
const fields: Readonly<Record<string, string>> = {
  'container ls':
    'ID Names Image Command CreatedAt RunningFor Platform Ports State Status Size Labels Label Mounts LocalVolumes Networks',
  'image ls':
    'ID Repository Tag Digest CreatedSince CreatedAt Size Containers VirtualSize SharedSize UniqueSize',
  'network ls': 'ID Name Driver Scope IPv4 IPv6 Internal Labels Label CreatedAt',
  'volume ls': 'Name Driver Scope Mountpoint Labels Label Links Size Availability Group Status',
  'container stats': 'Container Name ID CPUPerc MemUsage NetIO BlockIO MemPerc PIDs',
  'image history': 'ID CreatedSince CreatedAt CreatedBy Size Comment',
  search: 'Name Description StarCount IsOfficial IsAutomated',
  'context ls': 'Name Description DockerEndpoint Current Error',
  'system events': 'Status ID From Type Action Actor Scope Time TimeNano',
};

// These read the template before they ask the engine, and print this in front of the reason.
const before: Readonly<Record<string, string>> = {
  'container ls': 'failed to parse template: template: :1: ',
  'system events': 'Error parsing format: template: :1: ',
  version: 'template parsing error: template: version:1: ',
  'context ls': 'template parsing error: template: :1: ',
};
const inspecting = 'template parsing error: template: :1: ';

// What the client calls the rows whose fields it looks up before it asks the engine.
const rows: Readonly<Record<string, string>> = {
  'container ls': '*formatter.ContainerContext',
  'context ls': '*formatter.clientContextContext',
  'system events': '*events.Message',
};

/** As much as is needed of a command. */
type Asked = Pick<Late, 'command' | 'flags' | 'say'>;

const given = ({ flags }: Asked) => {
  const last = flags.known('format').at(-1);
  return last && flags.last('format') === last && !/^(?:json|table|raw|pretty|)$/.test(last.value)
    ? last
    : undefined;
};

const prefixOf = (id: string): string | undefined =>
  before[id] ?? (/(?:^| )inspect$/.test(id) && !id.startsWith('buildx') ? inspecting : undefined);

/** What the client refuses of `--format`. */
export function templateFaults(late: Asked): Fault[] {
  const { id } = late.command;
  const prefix = prefixOf(id);
  const format = given(late);
  if (prefix === undefined || !format || id.startsWith('compose')) return [];
  const source = placeOf(format);
  const error = checkTemplate(format.value);
  if (error)
    return [{ code: 'invalid-template', message: message(late, error), detail: `${prefix}${error}`, source }];
  const row = rows[id];
  const unknown = row === undefined ? undefined : unknownField(late);
  return unknown
    ? [
        {
          code: 'unknown-field',
          message: fieldMessage(late, unknown.field),
          detail: `<.${unknown.field}>: can't evaluate field ${unknown.field} in type ${row}`,
          source,
        },
      ]
    : [];
}

/** What only shows once the engine has answered. */
export function templateHints(late: Asked): Hint[] {
  const { id } = late.command;
  const format = given(late);
  if (!format || prefixOf(id) !== undefined || id.startsWith('compose') || id.startsWith('buildx')) return [];
  const source = placeOf(format);
  const error = checkTemplate(format.value);
  if (error) return [{ code: 'invalid-template', message: message(late, error), source }];
  const unknown = unknownField(late);
  return unknown ? [{ code: 'unknown-field', message: fieldMessage(late, unknown.field), source }] : [];
}

function unknownField(late: Asked): { readonly field: string } | undefined {
  const known = fields[late.command.id]?.split(' ');
  const format = given(late);
  if (!known || !format) return undefined;
  return fieldsOf(format.value).find(({ field }) => !known.includes(field));
}

const message = ({ say }: Asked, reason: string): string =>
  sayPlain(say, 'this template cannot be read: {reason}', { reason });

const fieldMessage = ({ say, command }: Asked, field: string): string =>
  sayPlain(say, 'there is no field {field} here; there are {known}', {
    field: `.${field}`,
    known: (fields[command.id] ?? '').replaceAll(' ', ', '),
  });
