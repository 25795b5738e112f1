/** How instructions cut their rest into words; quotes are kept here and read when the words are expanded. */
import { gaps, isSpaceAt } from '#core/dockerfile/blanks.ts';
import { BuildFault, quoted } from '#core/dockerfile/fault.ts';

/** The words of ENV, LABEL and ARG: quotes and escapes hold blanks together. */
export function readWords(rest: string, escapeChar: string): string[] {
  const words: string[] = [];
  let word = '';
  let quote = '';
  let open = false;
  for (let i = 0; i < rest.length; i++) {
    let ch = rest.charAt(i);
    if (quote === '' && isSpaceAt(rest, i)) {
      if (open) words.push(word);
      word = '';
      open = false;
      continue;
    }
    if (ch === quote) quote = '';
    else if (quote === '' && (ch === '"' || ch === "'")) {
      quote = ch;
      open = true;
    } else if (ch === escapeChar && quote !== "'") {
      // An escape character at the very end is dropped, elsewhere it takes the next character along, a quote too.
      if (i + 1 === rest.length) {
        quote = '';
        break;
      }
      word += ch;
      ch = rest.charAt(++i);
    }
    word += ch;
    open = true;
  }
  if (open) words.push(word);
  return words;
}

/** One `name=value` of ENV or LABEL; `legacy` when it was written `name value`. */
export interface Pair {
  readonly key: string;
  readonly value: string;
  readonly legacy: boolean;
}

/** The pairs of ENV and LABEL. Throws when a word has no `=` or a name has no value. */
export function readPairs(rest: string, keyword: string, escapeChar: string): Pair[] {
  const words = readWords(rest, escapeChar);
  const first = words[0];
  if (first === undefined) return [];
  if (!first.includes('=')) {
    const gap = gaps.exec(rest);
    if (!gap) throw new BuildFault(`${keyword} must have two arguments`);
    const value = rest.slice(gap.index + gap[0].length);
    return [{ key: rest.slice(0, gap.index), value, legacy: true }];
  }
  return words.map((word) => {
    const cut = word.indexOf('=');
    if (cut === -1) {
      throw new BuildFault(`Syntax error - can't find = in ${quoted(word)}. Must be of the form: name=value`);
    }
    return { key: word.slice(0, cut), value: word.slice(cut + 1), legacy: false };
  });
}
