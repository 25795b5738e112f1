/** A JSON object whose members are not known yet. */
export type Json = { readonly [key: string]: unknown };

/** The value as an object; an empty one where it is none. */
export const object = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};

/** The value as a list of objects; an empty one where it is none. */
export const objects = (value: unknown): Json[] => (Array.isArray(value) ? value.map(object) : []);

/** The value as a string; empty where it is none. */
export const string = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The value as a number; 0 where it is none. */
export const number = (value: unknown): number => (typeof value === 'number' ? value : 0);

/** Characters as Discord counts them: code points. */
export const size = (value: unknown): number => [...string(value)].length;
