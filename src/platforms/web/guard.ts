import type { RequestHandler, Response } from 'express';

// Everything comes from here; nothing inline, nothing framed; and no string ever becomes markup.
const policy = [
  "default-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

const headers: Readonly<Record<string, string>> = {
  'Content-Security-Policy': policy,
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
  'Cache-Control': 'no-store',
};

const refuse = (response: Response, status: number, why: string): void => {
  response.status(status).type('text/plain').send(`${why}\n`);
};

/**
 * Lets in what our own page asks. A page of another site can make a browser send requests here, and by a name that
 * resolves to this machine it can even read the answers; so the name must be one we printed (421), what changes
 * anything must be a JSON POST from our own page (403, 415), and nothing is answered to another site's fetches (403).
 */
export function guard(origins: () => readonly string[]): RequestHandler {
  return (request, response, next) => {
    response.set(headers).removeHeader('X-Powered-By');
    const own = origins().find((origin) => new URL(origin).host === request.headers.host);
    if (own === undefined) return refuse(response, 421, 'This address is not one the playground answers on.');
    if (request.method === 'GET' || request.method === 'HEAD') {
      const site = request.headers['sec-fetch-site'];
      const isNavigation = request.headers['sec-fetch-mode'] === 'navigate';
      if ((site === 'cross-site' || site === 'same-site') && !isNavigation)
        return refuse(response, 403, 'Only the playground’s own page may ask.');
      return next();
    }
    if (request.method !== 'POST') {
      response.set('Allow', 'GET, HEAD, POST');
      return refuse(response, 405, 'This method is not answered here.');
    }
    if (request.headers.origin !== own)
      return refuse(response, 403, 'Only the playground’s own page may ask.');
    if (!request.is('application/json')) return refuse(response, 415, 'Only JSON is read here.');
    next();
  };
}
