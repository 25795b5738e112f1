/**
 * Whether the rest of an instruction is the exec form: a JSON array of strings, as Go's decoder reads it.
 */

/** The strings; or why it is none: `shell` = no JSON array at all, `not-strings` = an array with something else in it. */
export type ExecForm = readonly string[] | 'shell' | 'not-strings';

/** Words in exec form, as people write it; `[]` for none. */
export const execForm = (words: readonly string[] | null): string =>
  JSON.stringify(words ?? []).replace(/","/g, '", "');

/** Go refuses what is nested deeper; then the text is no JSON for the builder. */
const deepest = 10_000;

/**
 * Reads `["a", "b"]`. The whole text must be JSON, so a comment behind the array makes it shell form (since Dockerfile
 * 1.9). Lone surrogates become U+FFFD and a number beyond a double is no JSON, both as in Go.
 */
export function readExecForm(text: string): ExecForm {
  if (!text.startsWith('[') || !text.endsWith(']')) return 'shell';
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'shell';
  }
  if (!Array.isArray(value)) return 'shell';
  if (value.every((item) => typeof item === 'string')) return value.map((item) => item.toWellFormed());
  return decodes(value) ? 'not-strings' : 'shell';
}

function decodes(value: unknown): boolean {
  const waiting: { value: unknown; depth: number }[] = [{ value, depth: 1 }];
  for (let item = waiting.pop(); item; item = waiting.pop()) {
    if (typeof item.value === 'number' && !Number.isFinite(item.value)) return false;
    if (typeof item.value !== 'object' || item.value === null) continue;
    if (item.depth > deepest) return false;
    for (const child of Object.values(item.value)) waiting.push({ value: child, depth: item.depth + 1 });
  }
  return true;
}
