import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import express, { type Request, type Response, type Router } from 'express';
import { type Asset, asset, css, digest, html, readAssets } from '#platforms/web/assets.ts';

const pageFolder = fileURLToPath(new URL('./page/', import.meta.url));
const fontFile = fileURLToPath(
  import.meta.resolve('pretendard/dist/web/variable/pretendardvariable-dynamic-subset.css'),
);
const forever = 'public, max-age=31536000, immutable';

/** What names the letters, each file by an address that changes when any of them does. */
function letters(): Asset {
  const text = readFileSync(fontFile, 'utf8');
  const version = digest(text);
  return asset(css, text.replaceAll(/url\(\.\/([\w./-]+)\)/g, `url(/fonts/$1?${version})`));
}

/**
 * The page, with everything it needs named at once rather than found file by file, by addresses that change with what is
 * there: loaded again, it asks for the page alone.
 */
function indexOf(files: ReadonlyMap<string, Asset>, version: string): Asset {
  const modules = [...files.keys()].filter((name) => name.endsWith('.ts'));
  const ahead = modules.map((name) => `<link rel="modulepreload" href="/page/${name}">`).join('');
  const body = files.get('index.html')?.body.replace('</head>', `${ahead}</head>`) ?? '';
  return asset(html, body.replaceAll('"/page/', `"/page/${version}/`));
}

function give(
  { type, body, packed, etag }: Asset,
  cache: string,
  request: Request,
  response: Response,
): void {
  response.set({ 'Content-Type': type, ETag: etag, 'Cache-Control': cache, Vary: 'Accept-Encoding' });
  if (request.headers['if-none-match'] === etag) return void response.status(304).end();
  if (request.acceptsEncodings('gzip') === false) return void response.end(body);
  response.set('Content-Encoding', 'gzip').end(packed);
}

const pack = promisify(gzip);

/** Answers with JSON, packed: a history with its drawings is long. */
export async function sendPacked(request: Request, response: Response, value: object): Promise<void> {
  const body = JSON.stringify(value);
  response.set({ 'Content-Type': 'application/json; charset=utf-8', Vary: 'Accept-Encoding' });
  if (request.acceptsEncodings('gzip') === false) return void response.end(body);
  const packed = await pack(body);
  response.set('Content-Encoding', 'gzip').end(packed);
}

/** Answers for the page, its files and its letters. Gives what names this version of them. */
export function serveSite(router: Router): string {
  const files = new Map([...readAssets(pageFolder), ['letters.css', letters()]]);
  const version = digest([...files.values()].map(({ etag }) => etag).join());
  const index = indexOf(files, version);
  const whale = files.get('whale.svg');
  router.get('/', (request, response) => give(index, 'no-cache', request, response));
  router.get('/favicon.ico', (request, response, next) =>
    whale ? give(whale, 'no-cache', request, response) : next(),
  );
  router.get('/page{/:version}/:name', (request, response, next) => {
    const found = files.get(String(request.params.name));
    // A file of another version may be asked for by a page that stayed open over an update.
    const cache = request.params.version === version ? forever : 'no-cache';
    return found ? give(found, cache, request, response) : next();
  });
  const fonts = express.static(dirname(fontFile), {
    index: false,
    immutable: true,
    maxAge: '1y',
    redirect: false,
  });
  router.use('/fonts', (request, response, next) => {
    // A font never changes under its address; `static` says so only where nothing else was said.
    response.removeHeader('Cache-Control');
    fonts(request, response, next);
  });
  return version;
}
