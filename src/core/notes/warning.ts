import { effectiveProcess } from '#core/dockerfile/process.ts';
import type { Belief } from '#core/knowledge/entry.ts';
import type { Knowledge } from '#core/knowledge/knowledge.ts';
import { prose } from '#core/knowledge/prose.ts';
import type { Locale } from '#core/locale.ts';
import type { Note, Place, Section } from '#core/notes/note.ts';
import type { Line } from '#core/notes/shell.ts';
import { codeOf, type Sentence, sentences } from '#core/notes/walk.ts';
import { type Say, sayPlain } from '#core/say.ts';
import { plain } from '#core/text.ts';

/** Where a note and Docker differ. */
export interface Warning extends Place {
  /** `belief`: what is said is not so. `fault`: Docker refuses it. `hint`: it works, and is surely not meant. `unread`. */
  readonly kind: 'belief' | 'fault' | 'hint' | 'unread';
  /** The belief's id, or the code of the fault or hint. */
  readonly id: string;
  /** The note's own words. */
  readonly quote: string;
  /** What is so. */
  readonly truth: string;
}

/** Longest quote, in characters. */
const longestQuote = 100;
const quoteOf = (text: string): string =>
  text.length > longestQuote ? `${text.slice(0, longestQuote - 1)}…` : text;

const holds = (text: string, words: readonly string[]): boolean =>
  words.some((word) => text.includes(word.toLowerCase()));

/** Whether a sentence says what the belief does. */
export function meets({ says, near, unless }: Belief, sentence: Pick<Sentence, 'text' | 'near'>): boolean {
  const text = sentence.text.toLowerCase();
  const around = `${sentence.near.toLowerCase()} · ${text}`;
  return (
    says.every((group) => holds(text, group)) &&
    near.every((group) => holds(around, group)) &&
    !holds(text, unless)
  );
}

const pairsOf = (text: string): ReadonlySet<string> => {
  const letters = text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
  return new Set(
    Array.from({ length: Math.max(0, letters.length - 1) }, (_, at) => letters.slice(at, at + 2)),
  );
};
const negation = /아니|않|없|못|\bnot\b|n[’']t\b|\bno\b|\bnever\b/i;
/** How much of their letter pairs two sentences must share to say the same. */
const sameness = 0.75;
/** Words to search for, questions and headings of comparisons say nothing that could be wrong. */
const noStatement = /^["'“‘].*["'”’]$|[?？]\s*$|\bvs\b/i;

/** The misbeliefs of all concepts, ready to be held against sentences. */
function misbeliefs(knowledge: Knowledge) {
  return knowledge.concepts.all.flatMap(({ id, misbeliefs: wrong }) =>
    wrong.flatMap(({ belief, truth }) =>
      (['ko', 'en'] as const).map((locale: Locale) => {
        const text = plain(prose(belief[locale]));
        return { id, truth, pairs: pairsOf(text), negated: negation.test(text) };
      }),
    ),
  );
}

function alike(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const most = (2 * Math.min(a.size, b.size)) / (a.size + b.size);
  if (!(most >= sameness)) return false;
  let shared = 0;
  for (const pair of a) if (b.has(pair)) shared += 1;
  return (2 * shared) / (a.size + b.size) >= sameness;
}

/** What the sentences of a note say that is known to be wrong. */
export function wrongSentences(note: Note, knowledge: Knowledge, say: Say): readonly Warning[] {
  const wrong = misbeliefs(knowledge);
  const warnings: Warning[] = [];
  const told = new Set<string>();
  for (const sentence of sentences(note)) {
    const found = (id: string, truth: string): void => {
      const key = `${id} ${sentence.line}`;
      if (told.has(key)) return;
      told.add(key);
      warnings.push({
        kind: 'belief',
        id,
        file: note.file,
        line: sentence.line,
        quote: quoteOf(sentence.text),
        truth,
      });
    };
    for (const belief of knowledge.beliefs)
      if (meets(belief, sentence)) found(belief.id, plain(prose(say.pick(belief.truth))));
    const pairs = pairsOf(sentence.text);
    const negated = negation.test(sentence.text);
    if (pairs.size < 6 || noStatement.test(sentence.text.trim())) continue;
    for (const each of wrong)
      if (each.negated === negated && alike(each.pairs, pairs))
        found(each.id, plain(prose(say.pick(each.truth))));
  }
  return warnings;
}

/** What the client refuses or takes otherwise than it is meant, of the docker lines of a note. */
export const wrongLines = (lines: readonly Line[]): readonly Warning[] =>
  lines.flatMap(({ file, line, code, read, filled }) => {
    const [fault] = read.faults;
    const found = fault
      ? [{ kind: 'fault' as const, ...fault }]
      : read.hints.map((hint) => ({ kind: 'hint' as const, ...hint }));
    // The name of an image that stands for any other has no tag to be told of.
    const own = found.filter((each) => !(filled && each.code === 'latest-tag'));
    return own.map(({ kind, code: id, message }) => ({
      kind,
      id,
      file,
      line,
      quote: quoteOf(code),
      truth: message,
    }));
  });

const instruction =
  /^\s*(?:FROM|RUN|CMD|ENTRYPOINT|COPY|ADD|ENV|ARG|WORKDIR|EXPOSE|USER|VOLUME|LABEL|SHELL|HEALTHCHECK|STOPSIGNAL|ONBUILD)\s/i;
/** `exec 형식: CMD […]`: an instruction with words of the note in front. */
const labelled = /^\s*[^:\n]{1,40}:\s*((?:CMD|ENTRYPOINT|RUN)\s.*)$/;

/** Dockerfiles, or pieces of them, in a code block: labelled lines are pieces of their own. */
function filesIn(code: {
  language: string;
  value: string;
  line: number;
}): readonly { text: string; line: number }[] {
  const lines = code.value.split('\n');
  const pieces = lines.flatMap((line, index) => {
    const [, piece] = labelled.exec(line) ?? [];
    return piece ? [{ text: piece, line: code.line + index }] : [];
  });
  if (pieces.length > 0) return pieces;
  const first = lines.find((line) => line.trim() !== '' && !line.trim().startsWith('#')) ?? '';
  const named = /^docker-?file$/i.test(code.language);
  const cased = /^\s*[A-Z]/.test(first) && instruction.test(first);
  return named || cased ? [{ text: code.value, line: code.line }] : [];
}

/** What the builder refuses or takes otherwise than it is meant, of the Dockerfiles of a section. */
export function wrongFiles(file: string, section: Section, say: Say): readonly Warning[] {
  const warnings: Warning[] = [];
  for (const code of codeOf(section.blocks))
    for (const piece of filesIn(code)) {
      const whole = /^\s*(?:FROM|ARG)\s/im.test(piece.text);
      const dockerfile = whole ? piece.text : `FROM scratch\n${piece.text}`;
      const result = effectiveProcess({ dockerfile, run: [], bases: {} }, say);
      const lines = piece.text.split('\n');
      const at = (line = 1): Pick<Warning, 'file' | 'line' | 'quote'> => {
        const inside = Math.max(0, line - (whole ? 1 : 2));
        return { file, line: piece.line + inside, quote: quoteOf(lines[inside]?.trim() ?? '') };
      };
      if ('error' in result && result.error.at === 'build')
        warnings.push({
          kind: 'fault',
          id: 'does-not-build',
          ...at(result.error.line),
          truth: result.error.message,
        });
      for (const { code: id, line, message } of result.hints)
        warnings.push({ kind: 'hint', id, ...at(line), truth: message });
    }
  return warnings;
}

/** Lines that were not read as they are. */
export const unread = ({ file, cut }: Note, say: Say): readonly Warning[] =>
  cut.map((line) => ({
    kind: 'unread',
    id: 'too-much',
    file,
    line,
    quote: '',
    truth: sayPlain(say, 'this line is too long or too deep, and was not read as a whole'),
  }));
