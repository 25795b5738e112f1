import { type Json, object } from '#tests/support/discord/json.ts';

/** Whom a message would have pinged. */
export interface Mentions {
  readonly everyone: boolean;
  readonly users: readonly string[];
  readonly roles: readonly string[];
}

const idsIn = (text: string, pattern: RegExp): string[] => [
  ...new Set([...text.matchAll(pattern)].flatMap((match) => match[1] ?? [])),
];

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/**
 * The mentions that fire: those written in the text and allowed. Without `allowed_mentions` all of them are. Markup
 * around a mention is not looked at: code or a backslash saves nobody here, which is stricter than the client.
 */
export function mentionsIn(text: string, allowed: unknown): Mentions {
  const everyone = /@(everyone|here)/.test(text);
  const users = idsIn(text, /<@!?(\d+)>/g);
  const roles = idsIn(text, /<@&(\d+)>/g);
  if (allowed === undefined || allowed === null) return { everyone, users, roles };
  const rule: Json = object(allowed);
  const parse = list(rule.parse);
  return {
    everyone: everyone && parse.includes('everyone'),
    users: parse.includes('users') ? users : users.filter((id) => list(rule.users).includes(id)),
    roles: parse.includes('roles') ? roles : roles.filter((id) => list(rule.roles).includes(id)),
  };
}
