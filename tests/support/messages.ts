import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseAst } from 'rolldown/parseAst';
import { commands } from '#commands/index.ts';
import { locales } from '#core/locale.ts';

/** An English message of the source, with the place it was first found at. */
export interface Found {
  readonly message: string;
  readonly at: string;
}

/** Calls whose first (or second) argument is a message. */
const sayers: Readonly<Record<string, number>> = { say: 0, message: 0, sayPlain: 1, told: 1 };

interface Node {
  readonly type: string;
  readonly start: number;
  readonly [key: string]: unknown;
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value;

function* nodes(value: unknown): Generator<Node> {
  if (Array.isArray(value)) for (const item of value) yield* nodes(item);
  else if (isNode(value)) {
    yield value;
    for (const inner of Object.values(value)) if (typeof inner === 'object') yield* nodes(inner);
  }
}

/** The literal a node is, also where it is joined of pieces by `+` or has no placeholders in its backticks. */
function literal(node: unknown): string | undefined {
  if (!isNode(node)) return undefined;
  if (node.type === 'Literal' && typeof node['value'] === 'string') return node['value'];
  if (node.type === 'TemplateLiteral' && (node['expressions'] as unknown[]).length === 0)
    return (node['quasis'] as { value: { cooked: string } }[])[0]?.value.cooked;
  if (node.type === 'BinaryExpression' && node['operator'] === '+') {
    const [left, right] = [literal(node['left']), literal(node['right'])];
    return left === undefined || right === undefined ? undefined : left + right;
  }
  return undefined;
}

/** The messages that one source file says, by literals. */
export function messagesOf(source: string, file: string): readonly Found[] {
  const found: Found[] = [];
  for (const node of nodes(parseAst(source, { lang: 'ts' }))) {
    if (node.type !== 'CallExpression' || !isNode(node['callee'])) continue;
    const callee = node['callee'];
    const name = callee.type === 'MemberExpression' ? (callee['property'] as Node)['name'] : callee['name'];
    const place = typeof name === 'string' && Object.hasOwn(sayers, name) ? sayers[name] : undefined;
    const message = place === undefined ? undefined : literal((node['arguments'] as unknown[])[place]);
    // `data.say('ko')` chooses a language and says nothing.
    if (message !== undefined && !(locales as readonly string[]).includes(message))
      found.push({ message, at: `${file}:${source.slice(0, node.start).split('\n').length}` });
  }
  return found;
}

/** Every message that the product says: by literals in `src` and `commands`, and in the commands' own descriptions. */
export async function allMessages(root: string): Promise<readonly Found[]> {
  const found: Found[] = [];
  for (const folder of ['src', 'commands'])
    for (const entry of await readdir(join(root, folder), { recursive: true }))
      if (entry.endsWith('.ts')) {
        const file = join(folder, entry);
        found.push(...messagesOf(await readFile(join(root, file), 'utf8'), file));
      }
  for (const { name, describe, options } of commands) {
    const at = `command ${name}`;
    found.push({ message: describe, at });
    for (const option of Object.values(options)) {
      found.push({ message: option.describe, at });
      if ('choices' in option) found.push(...option.choices.map(({ label }) => ({ message: label, at })));
    }
  }
  return found;
}
