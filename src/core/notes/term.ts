import { bare } from '#core/notes/phrase.ts';

/** A term with what is said of it: `**컨테이너**: 격리된 …`, `docker ps : …`, `경량화 - 가볍고 …`. */
export interface Term {
  readonly term: string;
  readonly meaning: string;
  /** It was set in bold. */
  readonly bold: boolean;
}

/** Words that head an entry of notes and name nothing. */
export const vacuous =
  /^(?:공부|학습|자료|추가|참고|출처|결론|정리|요약|메모|목차|예시?$|주의|note|tip|todo|summary|example|warning|conclusion|references?|links?)/i;

/** Longest term, in characters. */
const longest = 90;

/** Splits a text at what parts a term from its meaning; a meaning may be empty where the text ends there. */
export function splitTerm(text: string): Term | undefined {
  const definition = /^([^\n]{1,90})\n:\s+([\s\S]+)$/.exec(text);
  if (definition) return { term: bare(definition[1] ?? ''), meaning: definition[2] ?? '', bold: true };
  const bold = /^\*\*([^*\n]{1,90})\*\*\s*(?:[:：]|[-–—]\s)?\s*([\s\S]*)$/.exec(text);
  if (bold && /^\*\*[^*]+[:：]\*\*|^\*\*[^*]+\*\*\s*(?:[:：]|[-–—]\s|$)/.test(text))
    return {
      term: bare(bold[1] ?? '')
        .replace(/[:：]$/, '')
        .trim(),
      meaning: bold[2] ?? '',
      bold: true,
    };
  const cut = /\s*(?:\s:(?=\s|$)|:(?=\s|$)|：|\s[-–—](?=\s))\s*/.exec(text.slice(0, longest + 10));
  if (!cut || cut.index === 0 || cut.index > longest) return undefined;
  const term = bare(text.slice(0, cut.index));
  return term === '' ? undefined : { term, meaning: text.slice(cut.index + cut[0].length), bold: false };
}
