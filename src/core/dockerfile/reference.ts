/** Names of images in FROM, completed as the engine does. */
import { BuildFault } from '#core/dockerfile/fault.ts';
import { parseReference } from '#core/shell/reference.ts';

/** An image’s name taken apart. */
export interface Reference {
  /** In full: `docker.io/library/node`. */
  readonly name: string;
  /** As people write it: `node`, `bitnami/redis`, `ghcr.io/a/b`. */
  readonly familiar: string;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
}

/** Reads an image's name. Throws a {@link BuildFault} with the engine's reason. */
export function readReference(text: string): Reference {
  const parsed = parseReference(text);
  if ('error' in parsed) throw new BuildFault(parsed.error);
  const { registry = 'docker.io', repository, tag, digest } = parsed.value;
  if (registry !== 'docker.io' && registry !== 'index.docker.io') {
    return { name: `${registry}/${repository}`, familiar: `${registry}/${repository}`, tag, digest };
  }
  const full = repository.includes('/') ? repository : `library/${repository}`;
  return { name: `docker.io/${full}`, familiar: full.replace(/^library\/(?=[^/]+$)/, ''), tag, digest };
}
