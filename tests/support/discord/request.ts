import type { IncomingMessage } from 'node:http';
import { type Json, object } from '#tests/support/discord/json.ts';
import type { Upload } from '#tests/support/discord/messages.ts';
import { Refusal } from '#tests/support/discord/refusal.ts';

/** A request as the routes get it. */
export interface Asked {
  readonly method: string;
  /** The path below `/api/v10`, decoded nowhere. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly token: string | undefined;
  readonly json: unknown;
  readonly body: Json;
  readonly uploads: readonly Upload[];
}

/** Reads a request to its end: JSON, or a form with `payload_json` and `files[n]`. */
export async function readRequest(request: IncomingMessage): Promise<Asked> {
  const url = new URL(request.url ?? '/', 'http://loopback');
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  const type = request.headers['content-type'] ?? '';
  const form = type.startsWith('multipart/form-data')
    ? await readForm(bytes, type)
    : { json: readJson(bytes), uploads: [] };
  return {
    method: request.method ?? 'GET',
    path: url.pathname.replace(/^\/api\/v10/, ''),
    query: url.searchParams,
    token: request.headers.authorization?.replace(/^Bot /, ''),
    ...form,
    body: object(form.json),
  };
}

function readJson(bytes: Buffer): unknown {
  if (bytes.length === 0) return undefined;
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    throw new Refusal(400, 50109, 'The request body contains invalid JSON.');
  }
}

async function readForm(bytes: Buffer, type: string): Promise<{ json: unknown; uploads: Upload[] }> {
  const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData();
  const payload = form.get('payload_json');
  const uploads: Upload[] = [];
  for (const [key, value] of form) {
    const index = /^files\[(\d)\]$/.exec(key)?.[1];
    if (index === undefined || typeof value === 'string') continue;
    uploads.push({
      index: Number(index),
      name: value.name,
      type: value.type || 'application/octet-stream',
      bytes: new Uint8Array(await value.arrayBuffer()),
    });
  }
  return { json: typeof payload === 'string' ? readJson(Buffer.from(payload)) : undefined, uploads };
}
