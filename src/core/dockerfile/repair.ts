/** Corrected instructions: an array that is almost JSON, a shell form that needs no shell. */
import { readExecForm } from '#core/dockerfile/json.ts';

/** Nobody writes a longer array by hand. */
const longest = 10_000;

/** The array as it was probably meant, or undefined when it cannot be told. */
export function repairJson(text: string): string | undefined {
  if (text.length > longest) return undefined;
  const end = text.lastIndexOf(']');
  const array = end === -1 ? `${text}]` : text.slice(0, end + 1);
  const straight = array.replaceAll(/[“”„]/g, '"').replaceAll(/[‘’]/g, "'");
  const quoted = straight.includes('"') ? straight : straight.replaceAll("'", '"');
  const candidates = [quoted, quoted.replace(/,\s{0,20}\]$/, ']'), quoted.replaceAll(/\\(?!["\\])/g, '\\\\')];
  return candidates.find((candidate) => Array.isArray(readExecForm(candidate)));
}

/** The words of a shell form that uses nothing of the shell; undefined when it needs one. */
export function wordsOfSimple(text: string): readonly string[] | undefined {
  if (text === '' || text.startsWith('[') || /[^\w\s./:=,@%+-]/.test(text)) return undefined;
  const words = text.trim().split(/\s+/);
  return words[0]?.includes('=') || shellWords.has(words[0] ?? '') ? undefined : words;
}

// Words that only a shell understands.
const shellWords = new Set(
  'exec cd export set source . : eval if for while until case unset exit trap ulimit umask alias read'.split(
    ' ',
  ),
);
