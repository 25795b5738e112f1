import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** A file of the page, ready to be sent. */
export interface Asset {
  readonly type: string;
  readonly body: string;
  /** The body by gzip. */
  readonly packed: Buffer;
  /** Weak: it stands for both. */
  readonly etag: string;
}

/** Names what it is made from, in 16 letters; another name, another content. */
export const digest = (text: string): string =>
  createHash('sha256').update(text).digest('base64url').slice(0, 16);

export const asset = (type: string, body: string): Asset => ({
  type,
  body,
  packed: gzipSync(body),
  etag: `W/"${digest(body)}"`,
});

export const html = 'text/html; charset=utf-8';
export const css = 'text/css; charset=utf-8';

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': html,
  '.css': css,
  '.ts': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
};

/**
 * Runs `work` without the note that stripping types is experimental: it has been the same since Node 22.13, we run on
 * it anyway, and a first start should greet with an address, not with a warning. Every other warning goes through.
 */
function withoutNote<T>(work: () => T): T {
  const { emitWarning } = process;
  process.emitWarning = ((warning: string | Error, ...rest: never[]) => {
    if (!String(warning).includes('stripTypeScriptTypes')) emitWarning.call(process, warning, ...rest);
  }) as typeof emitWarning;
  try {
    return work();
  } finally {
    process.emitWarning = emitWarning;
  }
}

function readAsset(folder: string, name: string): Asset | undefined {
  const type = mediaTypes[extname(name)];
  if (type === undefined) return undefined;
  const text = readFileSync(join(folder, name), 'utf8');
  const body = name.endsWith('.ts') ? stripTypeScriptTypes(text) : text;
  return asset(type, body);
}

/** Reads the page's files once, by name; TypeScript becomes what browsers run, line by line the same. */
export const readAssets = (folder: string): ReadonlyMap<string, Asset> =>
  withoutNote(
    () =>
      new Map(
        readdirSync(folder).flatMap((name) => {
          const read = readAsset(folder, name);
          return read ? [[name, read] as const] : [];
        }),
      ),
  );
