import { stemOf } from '#core/search/english.ts';
import { fold, type Slot } from '#core/search/reader.ts';

/** What a question is known by when it is held against learnt ones: trait → how much it counts, all squares together 1. */
export type Traits = ReadonlyMap<string, number>;

/** How much each kind of trait counts. Chosen on questions of four authors, each set aside while the others were learnt. */
const counts = {
  /** What a word may mean. */
  meaning: 1,
  /** Words that only ask (`how do I`) or are said with everything (`docker`). */
  faint: { weak: 0.5, idle: 1 },
  /** Two meanings in one question, in any order. */
  pair: 0.7,
  /** The word itself. */
  word: 0.7,
  /** Two English words in a row. */
  row: 0.5,
  /** Two or three Korean syllables in a row, spaces left out: endings and spacing do not matter then. */
  syllables: 0.4,
  /** Four letters in a row of an English word, its ends included: slips and other forms share most of them. */
  letters: 0.3,
} as const;

/** Of the meanings that one word may have, so many are looked at. */
const guesses = 4;

/** The traits of a question, from its text and from how it was read (`reader.ts`). */
export function traitsOf(text: string, slots: readonly Slot[]): Traits {
  const traits = new Map<string, number>();
  const add = (trait: string, count: number) => {
    if (count > (traits.get(trait) ?? 0)) traits.set(trait, count);
  };
  addMeanings(slots, add);
  const folded = fold(text);
  addEnglish(folded.match(/[a-z0-9'-]+/g) ?? [], add);
  addKorean(folded.match(/[가-힣]+/gu) ?? [], add);
  return traits;
}

type Add = (trait: string, count: number) => void;

function addMeanings(slots: readonly Slot[], add: Add): void {
  const meant = new Set<string>();
  for (const { tokens, kind } of slots) {
    const surest = [...tokens].sort(([, a], [, b]) => b - a).slice(0, guesses);
    const faint = kind === 'weak' || kind === 'idle' ? counts.faint[kind] : 1;
    for (const [token, certainty] of surest) add(`t:${token}`, counts.meaning * certainty * faint);
    if (surest[0] && kind !== 'idle') meant.add(surest[0][0]);
  }
  const sorted = [...meant].sort();
  sorted.forEach((one, index) => {
    for (const other of sorted.slice(index + 1)) add(`p:${one}|${other}`, counts.pair);
  });
}

function addEnglish(words: readonly string[], add: Add): void {
  let before: string | undefined;
  for (const word of words) {
    const stem = stemOf(word);
    add(`w:${stem}`, counts.word);
    if (before !== undefined) add(`b:${before} ${stem}`, counts.row);
    before = stem;
    const whole = `^${word}$`;
    for (let at = 0; at + 4 <= whole.length; at += 1) add(`e:${whole.slice(at, at + 4)}`, counts.letters);
  }
}

function addKorean(words: readonly string[], add: Add): void {
  for (const word of words) add(`w:${word}`, counts.word);
  const row = words.join('');
  for (const length of [2, 3])
    for (let at = 0; at + length <= row.length; at += 1)
      add(`k:${row.slice(at, at + length)}`, counts.syllables);
}
