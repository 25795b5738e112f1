/** Image names as the client reads them (distribution/reference). */
import type { Parsed } from './go.ts';

/** An image name taken apart. */
export interface Reference {
  /** The registry, when one is named: `localhost:5000`, `ghcr.io`. */
  readonly registry?: string;
  /** The repository as typed, without registry, tag and digest: `library/nginx`, `nginx`. */
  readonly repository: string;
  readonly tag?: string;
  readonly digest?: string;
}

const component = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const label = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])';
const domain = new RegExp(`^(?:${label}(?:\\.${label})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?$`);
const tags = /^\w[\w.-]{0,127}$/;
const digests = /^[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}$/;

/** Whether what stands before the first slash is a registry: it has a dot, a colon, a capital, or is `localhost`. */
const isRegistry = (text: string): boolean =>
  text === 'localhost' || /[.:]/.test(text) || /\p{Lu}/u.test(text);

const bad = { error: 'invalid reference format' };
// The grammar allows no longer name; longer ones would only cost time.
const longest = 255;

/**
 * Reads an image name; the error is what the client prints. Sixty-four hexadecimal digits are no name; where an image id
 * may stand (`docker run`), the caller allows them.
 */
export function parseReference(text: string): Parsed<Reference> {
  if (/^[a-f0-9]{64}$/.test(text))
    return { error: `invalid repository name (${text}), cannot specify 64-byte hexadecimal strings` };
  const slash = text.indexOf('/');
  const first = slash === -1 ? '' : text.slice(0, slash);
  const registry = slash !== -1 && isRegistry(first) ? first : undefined;
  const rest = registry === undefined ? text : text.slice(slash + 1);
  const remote = rest.split(':', 1)[0] ?? '';
  const hub = registry === undefined || registry === 'docker.io' || registry === 'index.docker.io';
  if (remote !== remote.toLowerCase()) {
    const shown = hub && !rest.includes('/') ? `library/${remote}` : remote;
    return { error: `invalid reference format: repository name (${shown}) must be lowercase` };
  }
  const at = rest.indexOf('@');
  const named = at === -1 ? rest : rest.slice(0, at);
  const digest = at === -1 ? undefined : rest.slice(at + 1);
  const colon = named.indexOf(':');
  const repository = colon === -1 ? named : named.slice(0, colon);
  const tag = colon === -1 ? undefined : named.slice(colon + 1);
  if (!repository.split('/').every((part) => component.test(part))) return bad;
  // What is no registry may still be a part of the name: `a_b.c/d`.
  if (registry !== undefined && !domain.test(registry) && !component.test(registry)) return bad;
  if (tag !== undefined && !tags.test(tag)) return bad;
  if (digest !== undefined && !digests.test(digest)) return bad;
  const wrong = digest === undefined ? undefined : digestError(digest);
  if (wrong) return { error: wrong };
  if (repository.length + (hub && !rest.includes('/') ? 'library/'.length : 0) > longest)
    return { error: 'repository name must not be more than 255 characters' };
  return {
    value: {
      ...(registry !== undefined && { registry }),
      repository,
      ...(tag !== undefined && { tag }),
      ...(digest !== undefined && { digest }),
    },
  };
}

const lengths: Readonly<Record<string, number>> = { sha256: 64, sha384: 96, sha512: 128 };

/** What is wrong with a checksum that looks like one. (opencontainers/go-digest) */
function digestError(text: string): string | undefined {
  const [algorithm = '', encoded = ''] = text.split(':');
  const length = Object.hasOwn(lengths, algorithm) ? lengths[algorithm] : undefined;
  if (length === undefined)
    return /^[a-z0-9]+(?:[.+_-][a-z0-9]+)*$/.test(algorithm)
      ? 'unsupported digest algorithm'
      : 'invalid checksum digest format';
  if (encoded.length !== length) return 'invalid checksum digest length';
  return encoded === encoded.toLowerCase() ? undefined : 'invalid checksum digest format';
}
