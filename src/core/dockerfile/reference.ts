/** Names of images, as the engine reads and completes them (distribution/reference). */
import { BuildFault } from '#core/dockerfile/fault.ts';

export interface Reference {
  /** In full: `docker.io/library/node`. */
  readonly name: string;
  /** As people write it: `node`, `bitnami/redis`, `ghcr.io/a/b`. */
  readonly familiar: string;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
}

const component = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
const host =
  '(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?';
const domain = new RegExp(`^${host}$`);
const path = new RegExp(`^${component}(?:/${component})*$`);
const tagged = /^\w[\w.-]{0,127}$/;
const digested = /^[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}$/;
// Longer texts are no references; the limit keeps the expressions above cheap.
const longest = 1024;

const invalid = () => new BuildFault('invalid reference format');

/** Reads an image's name. Throws a {@link BuildFault} with the engine's reason. */
export function readReference(text: string): Reference {
  if (/^[a-f0-9]{64}$/.test(text)) {
    throw new BuildFault(`invalid repository name (${text}), cannot specify 64-byte hexadecimal strings`);
  }
  const [registry, rest] = splitRegistry(text);
  const cut = rest.search(':');
  const remote = cut === -1 ? rest : rest.slice(0, cut);
  if (remote.toLowerCase() !== remote) {
    throw new BuildFault(`invalid reference format: repository name (${remote}) must be lowercase`);
  }
  if (text.length > longest) throw invalid();
  const at = rest.indexOf('@');
  const digest = at === -1 ? undefined : rest.slice(at + 1);
  const before = at === -1 ? rest : rest.slice(0, at);
  const colon = before.indexOf(':');
  const tag = colon === -1 ? undefined : before.slice(colon + 1);
  const name = colon === -1 ? before : before.slice(0, colon);
  if (!domain.test(registry) || !path.test(name)) throw invalid();
  if (tag !== undefined && !tagged.test(tag)) throw invalid();
  if (digest !== undefined && !digested.test(digest)) throw invalid();
  if (name.length > 255) throw new BuildFault('repository name must not be more than 255 characters');
  const hub = registry === 'docker.io';
  const familiar = !hub ? `${registry}/${name}` : name.replace(/^library\/(?=[^/]+$)/, '');
  return { name: `${registry}/${name}`, familiar, tag, digest };
}

function splitRegistry(text: string): [registry: string, rest: string] {
  const cut = text.indexOf('/');
  if (cut === -1) return ['docker.io', `library/${text}`];
  const first = text.slice(0, cut);
  const isRegistry = first === 'localhost' || /[.:]/.test(first) || first.toLowerCase() !== first;
  const registry = !isRegistry || first === 'index.docker.io' ? 'docker.io' : first;
  const rest = isRegistry ? text.slice(cut + 1) : text;
  return [registry, registry === 'docker.io' && !rest.includes('/') ? `library/${rest}` : rest];
}
