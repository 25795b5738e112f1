/** `docker build`: what buildx refuses before it reads the Dockerfile (docker/buildx's `commands/build.go`). */

import { sayPlain } from '#core/say.ts';
import type { Fault } from '../faults.ts';
import { parseCsv, quote } from '../go.ts';
import { placeOf } from '../parse.ts';
import { parseReference } from '../reference.ts';
import type { Late } from './image.ts';
import { conflict } from './several.ts';

const modes = ['auto', 'plain', 'tty', 'quiet', 'rawjson', 'none'];

/** Fields of one value, `id=a,src=b`, or why they are none. */
function fieldsError(value: string, look: (key: string, value: string, field: string) => string | undefined) {
  const fields = parseCsv(value);
  if ('error' in fields) return fields.error;
  for (const field of fields.value) {
    const [key = '', text] = field.split(/=(.*)/s, 2);
    const error =
      text === undefined
        ? `invalid field '${field}' must be a key=value pair`
        : look(key.toLowerCase(), text, field);
    if (error !== undefined) return error;
  }
  return undefined;
}

const secretKeys = new Set(['id', 'source', 'src', 'env']);

const secretError = (value: string): string | undefined =>
  fieldsError(value, (key, text, field) => {
    if (key === 'type')
      return text === 'file' || text === 'env' ? undefined : `unsupported secret type ${quote(text)}`;
    return secretKeys.has(key) ? undefined : `unexpected key '${key}' in '${field}'`;
  });

/** `-o out` is a folder and `-o -` an archive; anything else says its type. */
function outputError(value: string): string | undefined {
  const fields = parseCsv(value);
  if ('error' in fields) return fields.error;
  const [only] = fields.value;
  if (fields.value.length === 1 && only === value && !value.startsWith('type=')) return undefined;
  const bare = fields.value.find((field) => !field.includes('='));
  if (bare !== undefined) return `invalid value ${bare}`;
  return fields.value.some((field) => /^\s*type\s*=./i.test(field))
    ? undefined
    : 'type is required for output';
}

function contextError(value: string): string | undefined {
  const [name = '', place] = value.split(/=(.*)/s, 2);
  if (place === undefined) return `invalid context value: ${value}, expected key=value`;
  const parsed = parseReference(name);
  return 'error' in parsed ? `invalid context name ${name}: ${parsed.error}` : undefined;
}

const annotationError = (value: string): string | undefined =>
  value === '' || value.includes('=') ? undefined : `invalid annotation ${quote(value)}, expected key=value`;

// In the order in which buildx looks at them, with how each is written.
const looks: readonly (readonly [
  option: string,
  error: (value: string) => string | undefined,
  example: string,
])[] = [
  ['build-context', contextError, 'app=./app'],
  ['output', outputError, 'type=local,dest=out'],
  ['secret', secretError, 'id=token,src=token.txt'],
  ['annotation', annotationError, 'name=value'],
];

function lookFaults({ flags, say }: Late): Fault[] {
  return looks.flatMap(([option, error, example]) =>
    flags.known(option).flatMap((given) => {
      const detail = error(given.value);
      if (detail === undefined) return [];
      return [
        {
          code: 'invalid-value',
          message: sayPlain(say, '{value} is not valid here; write it like {example}', {
            value: given.value,
            example,
          }),
          detail,
          source: placeOf(given),
        },
      ];
    }),
  );
}

/** `docker build` */
export function buildFaults(late: Late): Fault[] {
  const { flags, say } = late;
  const faults: Fault[] = [...lookFaults(late)];
  const progress = flags.known('progress').at(-1);
  const quiet = flags.last('quiet');
  if (progress && quiet && flags.on('quiet') && !['auto', 'quiet'].includes(progress.value))
    faults.push(
      conflict(say, progress.spelling, quiet, `progress=${progress.value} and quiet cannot be used together`),
    );
  else if (progress && !modes.includes(progress.value))
    faults.push({
      code: 'unknown-value',
      message: sayPlain(say, '{value} is none of {known}', {
        value: progress.value,
        known: modes.join(', '),
      }),
      detail: `invalid progress mode ${progress.value}`,
      source: placeOf(progress),
    });
  const filter = flags.last('no-cache-filter');
  if (filter && flags.on('no-cache'))
    faults.push(
      conflict(
        say,
        '--no-cache',
        filter,
        '--no-cache and --no-cache-filter cannot currently be used together',
      ),
    );
  return faults;
}
