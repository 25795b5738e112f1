/** Names that are empty, mostly because a variable is: the client does not ask the engine about those. */
import { sayPlain } from '#core/say.ts';
import type { Fault } from '../faults.ts';
import type { Token } from '../words.ts';
import type { Late } from './image.ts';

// What the client calls the first operand of these commands.
const kinds: Readonly<Record<string, string>> = {
  container:
    'exec logs kill start restart stop pause unpause wait stats top port attach export commit update inspect diff',
  network: 'rm inspect disconnect connect',
  volume: 'rm inspect',
  node: 'rm inspect ps update',
  service: 'rm inspect logs rollback update',
  secret: 'rm inspect',
  config: 'rm',
  plugin: 'rm enable disable inspect set upgrade',
};

const first = new Map(
  Object.entries(kinds).flatMap(([kind, names]) => names.split(' ').map((name) => [`${kind} ${name}`, kind])),
);
first.set('inspect', 'container');
// The client's own misspelling.
first.set('config inspect', 'contig');

const isBlank = (token: Token | undefined): token is Token =>
  token !== undefined && !token.expands && token.text.trim() === '';

/** What is printed where the name that counts is empty, and where that name stands. */
function emptyName({ command: { id }, operands }: Late): readonly [Token, detail: string] | undefined {
  const [name, second] = operands;
  const unnamed = (kind: string) => `invalid ${kind} name or ID: value is empty`;
  if (id === 'container rename') {
    const blank = [name, second].find(isBlank);
    return blank && [blank, 'Error: Neither old nor new names may be empty'];
  }
  if (id === 'container rm' && name && !name.expands && /^\/*$/.test(name.text))
    return [name, 'container name cannot be empty'];
  if (id === 'container cp') {
    if (name?.text === '' && !name.expands) return [name, 'source can not be empty'];
    return second?.text === '' && !second.expands ? [second, 'destination can not be empty'] : undefined;
  }
  if (id.startsWith('stack ')) {
    const blank = (id === 'stack rm' ? operands : [name]).find(isBlank);
    return blank && id !== 'stack config'
      ? [blank, `invalid stack name: ${JSON.stringify(blank.text)}`]
      : undefined;
  }
  const kind = first.get(id);
  if (isBlank(name)) {
    if (id === 'image inspect') return [name, 'No such image: '];
    if (id === 'container diff' && name.text === '') return [name, 'Container name cannot be empty'];
    return kind === undefined ? undefined : [name, unnamed(kind)];
  }
  const joined = id === 'network connect' || id === 'network disconnect';
  return joined && isBlank(second) ? [second, unnamed('container')] : undefined;
}

/** Refuses an empty name. */
export function blankFaults(late: Late): Fault[] {
  const found = emptyName(late);
  if (!found) return [];
  const [token, detail] = found;
  return [
    {
      code: 'empty-name',
      message: sayPlain(late.say, 'a name belongs here, and what stands here is empty'),
      detail,
      source: token.source,
    },
  ];
}
