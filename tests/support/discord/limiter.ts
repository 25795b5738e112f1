import { createHash } from 'node:crypto';

/** What the rate limiter says to one request: headers always, a wait in seconds when it is refused. */
export interface Verdict {
  readonly headers: Readonly<Record<string, string>>;
  readonly retryAfter?: number;
  readonly global?: boolean;
}

interface Window {
  left: number;
  ends: number;
}

/** Requests allowed in a window, by what a route does; the real figures are not published, these are near them. */
const sizes = {
  message: { limit: 5, seconds: 5 },
  command: { limit: 20, seconds: 20 },
  other: { limit: 10, seconds: 2 },
};

/** Rate limits per bucket (route and major parameter) and 50 a second over all. Off until `on` is set. */
export class Limiter {
  on = false;
  /** Authorised requests a second over all routes; interaction callbacks and webhooks are outside. */
  globalLimit = 50;
  /** How many requests were refused. */
  refused = 0;
  readonly #windows = new Map<string, Window>();

  judge(route: string, major: string, outsideGlobal: boolean): Verdict {
    if (!this.on) return { headers: {} };
    const now = Date.now();
    if (!outsideGlobal) {
      const global = this.#window('global', this.globalLimit, 1, now);
      if (global.left < 0) return this.#refuse({ 'X-RateLimit-Global': 'true' }, global, now, true);
    }
    const size = sizes[kindOf(route)];
    const bucket = createHash('sha1').update(route).digest('hex').slice(0, 32);
    const window = this.#window(`${bucket}:${major}`, size.limit, size.seconds, now);
    const headers = {
      'X-RateLimit-Limit': String(size.limit),
      'X-RateLimit-Remaining': String(Math.max(0, window.left)),
      'X-RateLimit-Reset': (window.ends / 1000).toFixed(3),
      'X-RateLimit-Reset-After': ((window.ends - now) / 1000).toFixed(3),
      'X-RateLimit-Bucket': bucket,
    };
    return window.left < 0 ? this.#refuse(headers, window, now, false) : { headers };
  }

  #window(key: string, limit: number, seconds: number, now: number): Window {
    const known = this.#windows.get(key);
    const window = known && known.ends > now ? known : { left: limit, ends: now + seconds * 1000 };
    window.left -= 1;
    this.#windows.set(key, window);
    return window;
  }

  #refuse(headers: Record<string, string>, window: Window, now: number, global: boolean): Verdict {
    this.refused += 1;
    const retryAfter = Math.max(0.001, (window.ends - now) / 1000);
    const more = {
      'Retry-After': String(Math.ceil(retryAfter)),
      'X-RateLimit-Scope': global ? 'global' : 'user',
    };
    return { headers: { ...headers, ...more }, retryAfter, global };
  }
}

function kindOf(route: string): keyof typeof sizes {
  if (route.includes('/messages')) return 'message';
  return route.includes('/commands') ? 'command' : 'other';
}
