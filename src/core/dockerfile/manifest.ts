/**
 * Compose files and Kubernetes manifests, whole or in snippets: which containers they describe, and what is written
 * there for `entrypoint`, `command` and `args`.
 */
import { isMap, isScalar, isSeq, LineCounter, parseAllDocuments } from 'yaml';

/** The kinds of manifests. */
export type Manifest = 'compose' | 'kubernetes';

/** One service or container, as it is written. `command` and the like are whatever YAML made of them. */
export interface Described {
  readonly name: string;
  /** Undefined for a service that is only built. */
  readonly image: string | undefined;
  readonly entrypoint: unknown;
  readonly command: unknown;
  readonly args: unknown;
  readonly env: ReadonlyMap<string, string>;
}

/** The containers of a manifest, or where it cannot be read. */
export type ManifestAnswer =
  | { readonly kind: Manifest; readonly containers: readonly Described[] }
  /** Counted from 1; the parser's own words. */
  | { readonly fault: { readonly line: number; readonly column: number; readonly message: string } };

type Fields = Readonly<Record<string, unknown>>;

const beginning = /^(?:---|(?:-\s+)?["']?[A-Za-z_][\w.-]*["']?\s*:(?:\s|$))/;

/** Whether a text looks like YAML rather than a Dockerfile: its first line that says something is `name: …`. */
export function looksLikeManifest(text: string): boolean {
  const first = text
    .split('\n', 200)
    .map((line) => line.trim())
    .find((line) => line !== '' && !line.startsWith('#'));
  return first !== undefined && beginning.test(first);
}

/** More documents and deeper nesting than these no real manifest has. */
const most = 50;
const deepest = 12;

/** Reads a manifest. Answers `undefined` for YAML in which nothing is a container. Never throws. */
export function readManifest(text: string): ManifestAnswer | undefined {
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, { lineCounter: lines, prettyErrors: false, merge: true });
  const values: unknown[] = [];
  for (const document of Array.isArray(documents) ? documents.slice(0, most) : []) {
    const [error] = document.errors;
    if (error) {
      const { line, col } = lines.linePos(error.pos[0]);
      return { fault: { line, column: col, message: error.message } };
    }
    if (isMap(document.contents) || isSeq(document.contents) || isScalar(document.contents)) {
      try {
        // Aliases could grow a small text without end.
        values.push(document.toJS({ maxAliasCount: 100 }));
      } catch (failure) {
        // An alias without its anchor or too many of them; something merged that is no map.
        if (!(failure instanceof Error)) throw failure;
        const at = text.indexOf(failure instanceof ReferenceError ? '*' : '<<');
        const { line, col } = lines.linePos(Math.max(0, at));
        return { fault: { line, column: col, message: failure.message } };
      }
    }
  }
  const pods = values.flatMap((value) => podContainers(value, 0));
  if (pods.length > 0) return { kind: 'kubernetes', containers: pods };
  const services = values.flatMap(composeServices);
  return services.length > 0 ? { kind: 'compose', containers: services } : undefined;
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const hasAny = (fields: Fields, names: readonly string[]): boolean =>
  names.some((name) => Object.hasOwn(fields, name));

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

// `args` and a list of `env` are written only of a pod's container, `entrypoint` only of a service.
const isContainer = (fields: Fields): boolean =>
  !hasAny(fields, ['entrypoint', 'container_name', 'build', 'restart', 'depends_on', 'environment']) &&
  (hasAny(fields, ['args']) ||
    (typeof fields.name === 'string' && hasAny(fields, ['image', 'command'])) ||
    hasAny(fields, ['imagePullPolicy', 'volumeMounts', 'livenessProbe']));

function podContainers(value: unknown, depth: number): Described[] {
  if (depth > deepest) return [];
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    return items.every((item) => isFields(item) && isContainer(item))
      ? items.filter(isFields).map(containerOf)
      : items.flatMap((item) => podContainers(item, depth + 1));
  }
  if (!isFields(value) || hasAny(value, ['services'])) return [];
  const lists = ['initContainers', 'containers', 'ephemeralContainers'].flatMap((name) => {
    const list = value[name];
    return Array.isArray(list) ? list.filter(isFields).map(containerOf) : [];
  });
  if (lists.length > 0) return lists;
  if (isContainer(value)) return [containerOf(value)];
  return ['spec', 'template', 'jobTemplate', 'items'].flatMap((name) =>
    podContainers(value[name], depth + 1),
  );
}

function containerOf(fields: Fields): Described {
  const list: readonly unknown[] = Array.isArray(fields.env) ? fields.env : [];
  return {
    name: textOf(fields.name) ?? '',
    image: textOf(fields.image),
    entrypoint: undefined,
    command: fields.command,
    args: fields.args,
    env: new Map(
      list
        .filter(isFields)
        .flatMap(({ name, value }) =>
          typeof name === 'string' && typeof value === 'string' ? [[name, value] as const] : [],
        ),
    ),
  };
}

const ofService = ['image', 'build', 'command', 'entrypoint'];

function composeServices(value: unknown): Described[] {
  if (!isFields(value)) return [];
  if (isFields(value.services)) return servicesOf(value.services);
  if (hasAny(value, ofService)) return [serviceOf(textOf(value.container_name) ?? '', value)];
  const all = Object.values(value);
  return all.length > 0 && all.every((item) => isFields(item) && hasAny(item, ofService))
    ? servicesOf(value)
    : [];
}

const servicesOf = (services: Fields): Described[] =>
  Object.entries(services).map(([name, fields]) => serviceOf(name, isFields(fields) ? fields : {}));

const serviceOf = (name: string, fields: Fields): Described => ({
  name,
  image: textOf(fields.image),
  entrypoint: fields.entrypoint,
  command: fields.command,
  args: undefined,
  env: new Map(),
});
