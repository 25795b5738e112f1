import { readFileSync } from 'node:fs';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { type Json, object, objects, string } from '#tests/support/discord/json.ts';
import type { Fault } from '#tests/support/discord/refusal.ts';

type Schema = { [key: string]: unknown };

const spec = JSON.parse(
  readFileSync(new URL('../../specs/discord-openapi.json', import.meta.url), 'utf8'),
) as Schema;
const schemas = object(object(spec.components).schemas) as { [name: string]: Schema };

const nameOf = (schema: Json): string => string(schema.$ref).split('/').at(-1) ?? '';

function typesOf(branch: Json): unknown[] | undefined {
  const type = object(object(schemas[nameOf(branch)]?.properties).type);
  return Array.isArray(type.enum) ? type.enum : undefined;
}

/**
 * Discord tells the members of a union apart by `type`. Written as if/then, a fault is reported where it is, instead
 * of once for every member that the value never meant to be.
 */
function untangle(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(untangle);
  if (typeof node !== 'object' || node === null) return node;
  const { oneOf, anyOf, ...rest } = node as Schema;
  const clean = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, untangle(value)]));
  const union = oneOf ?? anyOf;
  return Array.isArray(union) ? { ...clean, ...rewrite(objects(union)) } : clean;
}

function rewrite(union: readonly Json[]): Schema {
  const branches = union.filter((branch) => branch.type !== 'null');
  const known = branches.map((branch) => ({ branch, types: typesOf(branch) }));
  const nullable = branches.length < union.length;
  let value: Schema = { anyOf: branches.map(untangle) };
  if (branches.length === 1) value = untangle(branches[0]) as Schema;
  else if (known.every(({ types }) => types)) value = byType(known);
  return nullable ? { if: { type: 'null' }, else: value } : value;
}

function byType(known: readonly { branch: Json; types: unknown[] | undefined }[]): Schema {
  const all = known.flatMap(({ types }) => types ?? []);
  return {
    type: 'object',
    required: ['type'],
    properties: { type: { enum: all } },
    allOf: known.map(({ branch, types }) => ({
      if: { properties: { type: { enum: types } }, required: ['type'] },
      // biome-ignore lint/suspicious/noThenProperty: JSON Schema's own word
      then: untangle(branch),
    })),
  };
}

// Permissions are a bitfield in a string by the documentation; the description knows only the integer.
for (const name of ['ApplicationCommandCreateRequest', 'ApplicationCommandUpdateRequest']) {
  const properties = object(schemas[name]?.properties) as Schema;
  properties.default_member_permissions = { type: ['string', 'integer', 'null'], pattern: '^[0-9]+$' };
}
const patch = object(schemas.ApplicationCommandPatchRequestPartial?.properties) as Schema;
patch.default_member_permissions = { type: ['string', 'integer', 'null'], pattern: '^[0-9]+$' };

const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: true, verbose: true });
for (const format of ['snowflake', 'nonce', 'int32', 'int64', 'double', 'date-time'])
  ajv.addFormat(format, true);
ajv.addFormat('uri', (value: string) => /^(https?|discord|attachment):\/\/\S+$/.test(value));
ajv.addSchema({ components: { schemas: untangle(schemas) } }, 'discord');

const compiled = new Map<string, ValidateFunction>();

function validatorOf(name: string): ValidateFunction {
  const known = compiled.get(name);
  if (known) return known;
  if (!schemas[name]) throw new Error(`the published description has no schema ${name}`);
  const made = ajv.compile({ $ref: `discord#/components/schemas/${name}` });
  compiled.set(name, made);
  return made;
}

/** Compiles what most tests need, so that the first request is as quick as the others. */
export function warmUp(): void {
  for (const name of [
    'MessageCreateRequest',
    'MessageEditRequestPartial',
    'CreateMessageInteractionCallbackRequest',
  ])
    validatorOf(name);
}

/** What the published description's schema of this name finds wrong with a body, in Discord's codes. */
export function check(name: string, body: unknown): Fault[] {
  const validate = validatorOf(name);
  if (validate(body)) return [];
  return (validate.errors ?? [])
    .filter(({ keyword }) => !['if', 'anyOf', 'oneOf'].includes(keyword))
    .map(fault);
}

/** A list of bodies: {@link check} for each, with its index in the path. */
export const checkEach = (name: string, bodies: readonly unknown[]): Fault[] =>
  bodies.flatMap((body, index) =>
    check(name, body).map((found) => ({ ...found, path: [index, ...found.path] })),
  );

function fault(error: ErrorObject): Fault {
  const path = error.instancePath.split('/').slice(1);
  const missing = error.keyword === 'required' ? [string(object(error.params).missingProperty)] : [];
  const [code, message] = codeOf(error);
  return { path: [...path, ...missing], code, message };
}

function codeOf({ keyword, params, message }: ErrorObject): readonly [string, string] {
  const { limit, allowedValues } = params as { limit?: number; allowedValues?: unknown[] };
  switch (keyword) {
    case 'required':
      return ['BASE_TYPE_REQUIRED', 'This field is required'];
    case 'maxLength':
    case 'maxItems':
    case 'maxProperties':
      return ['BASE_TYPE_BAD_LENGTH', `Must be ${limit} or fewer in length.`];
    case 'minLength':
    case 'minItems':
      return ['BASE_TYPE_BAD_LENGTH', `Must be ${limit} or more in length.`];
    case 'enum':
      return ['BASE_TYPE_CHOICES', `Value must be one of {${(allowedValues ?? []).join(', ')}}.`];
    case 'maximum':
      return ['NUMBER_TYPE_MAX', `int value should be less than or equal to ${limit}.`];
    case 'minimum':
      return ['NUMBER_TYPE_MIN', `int value should be greater than or equal to ${limit}.`];
    case 'format':
      return ['URL_TYPE_INVALID_URL', 'Not a well formed URL.'];
    case 'pattern':
      return ['STRING_TYPE_REGEX', 'String value did not match validation regex.'];
    case 'uniqueItems':
      return ['SET_TYPE_ALREADY_CONTAINS_VALUE', 'The set already contains this value'];
    default:
      return ['BASE_TYPE_BAD_TYPE', message ?? keyword];
  }
}
