import { randomBytes } from 'node:crypto';

/** Twelve characters, 60 bits: short in a button's spelling, and not to be guessed or met twice. */
const length = 12;
/** 32 characters without those that are easily mistaken (Crockford's base 32), so that a byte's low 5 bits choose one. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** A new id. */
export const randomId = (): string =>
  Array.from(randomBytes(length), (byte) => alphabet.charAt(byte & 31)).join('');
