import { type Say, sayPlain } from '#core/say.ts';
import { parseReference } from '../reference.ts';

function imageWords(value: string, say: Say): string {
  const parsed = parseReference(value);
  if ('error' in parsed) return sayPlain(say, 'the image');
  const { registry, tag, digest } = parsed.value;
  const from = registry ?? 'Docker Hub';
  if (digest !== undefined)
    return sayPlain(say, 'the image, exactly the one with this digest, from {registry}', { registry: from });
  return tag === undefined
    ? sayPlain(say, 'the image, with the tag latest, from {registry}', { registry: from })
    : sayPlain(say, 'the image, with the tag {tag}, from {registry}', { tag, registry: from });
}

const roles: Readonly<Record<string, (value: string, say: Say) => string>> = {
  image: imageWords,
  container: (_, say) => sayPlain(say, 'the container, by name or id'),
  command: (_, say) => sayPlain(say, 'the program to run in it'),
  argument: (_, say) => sayPlain(say, 'handed to that program'),
  service: (_, say) => sayPlain(say, 'the service, as compose.yaml calls it'),
  network: (_, say) => sayPlain(say, 'the network'),
  volume: (_, say) => sayPlain(say, 'the volume'),
  context: (value, say) =>
    value === '.'
      ? sayPlain(say, 'builds from this folder: its files are what COPY can take')
      : value === '-'
        ? sayPlain(say, 'reads the Dockerfile, or an archive with it, from the input')
        : sayPlain(say, 'builds from here: these files are what COPY can take'),
  source: (value, say) =>
    value === '-' ? sayPlain(say, 'reads a tar archive from the input') : sayPlain(say, 'what is copied'),
  destination: (value, say) =>
    value === '-' ? sayPlain(say, 'prints it as a tar archive') : sayPlain(say, 'where it is copied to'),
  'new name': (_, say) => sayPlain(say, 'what it is called from now on'),
  stack: (_, say) => sayPlain(say, 'the stack'),
  scale: (_, say) => sayPlain(say, 'the service, and how many copies of it are to run'),
  node: (_, say) => sayPlain(say, 'the node of the swarm'),
  secret: (_, say) => sayPlain(say, 'the secret'),
  config: (_, say) => sayPlain(say, 'the config'),
  file: (value, say) =>
    value === '-' ? sayPlain(say, 'reads it from the input') : sayPlain(say, 'the file it is read from'),
  address: (_, say) => sayPlain(say, 'where it is reached: host and port'),
  'private port': (_, say) => sayPlain(say, 'the port in the container'),
  'manifest list': (_, say) => sayPlain(say, 'the name of the image'),
  server: (_, say) => sayPlain(say, 'the registry'),
  term: (_, say) => sayPlain(say, 'what is looked for'),
  object: (_, say) => sayPlain(say, 'what is looked at, by name or id'),
  'ps option': (_, say) => sayPlain(say, 'an option of ps'),
};

// These fetch the image if need be; to the others it is only one that is there.
const fetching = new Set(['container run', 'container create', 'image pull', 'service create']);

/** What an operand is to the command with this id. */
export function operandWords(command: string, role: string, value: string, say: Say): string {
  if (role === 'image' && !fetching.has(command)) return sayPlain(say, 'the name of the image');
  if (role === 'context' && command.startsWith('context ')) return sayPlain(say, 'the context');
  if (role === 'service' && !command.startsWith('compose')) return sayPlain(say, 'the service of the swarm');
  return roles[role]?.(value, say) ?? sayPlain(say, 'the {role}', { role: role.toUpperCase() });
}
