import { createHash } from 'node:crypto';

/**
 * A 128-bit digest of a text as 22 URL-safe characters, for names that must be equal for equal content (tickets, keys).
 * SHA-256 cut to half: nobody can craft a second text that takes another one's ticket. A pure function, so the core may.
 */
export const digest = (content: string): string =>
  createHash('sha256').update(content, 'utf8').digest().subarray(0, 16).toString('base64url');
