import { stemOf } from '#core/search/english.ts';
import { hasHangul, spellOut } from '#core/search/jamo.ts';
import { Cutter, isVerb, verbForms } from '#core/search/korean.ts';
import { Vocabulary } from '#core/search/vocabulary.ts';

/** What `data/search.yaml` says about words; see there. */
export interface Wordlist {
  readonly meanings: Readonly<Record<string, readonly string[]>>;
  readonly weak: readonly (readonly string[])[];
  readonly idle: readonly (readonly string[])[];
  readonly near: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** A known word. Meanings are written `=remove`, other tokens are the word itself. */
export interface Word {
  /** What it means, and how surely. */
  readonly tokens: ReadonlyMap<string, number>;
  /** `weak` is said with everything; `idle` is how a question is asked, not what it is about. */
  readonly kind: 'telling' | 'weak' | 'idle';
}

/** A branch of English phrases, word by word (stems). */
interface Phrase {
  readonly next: Map<string, Phrase>;
  word?: number;
}

/** How surely a word means what it means less often. */
const lessOften = 0.7;

const latinWords = (text: string): string[] => text.split(/[^a-z0-9']+/).filter(Boolean);

/** All words that search knows, and how each is found in a text. */
export class Lexicon {
  readonly words: Word[] = [];
  readonly cutter = new Cutter();
  readonly vocabulary = new Vocabulary();
  readonly near: Wordlist['near'];
  readonly #exact = new Map<string, number>();
  readonly #stems = new Map<string, number>();
  readonly #phrases: Phrase = { next: new Map() };

  constructor({ meanings, weak, idle, near }: Wordlist) {
    this.near = near;
    const known = new Map<string, Map<string, number>>();
    for (const [meaning, words] of Object.entries(meanings))
      for (const word of words) {
        const key = word.toLowerCase().replace(/^~/, '');
        const tokens = known.get(key) ?? new Map<string, number>();
        known.set(key, tokens.set(`=${meaning}`, word.startsWith('~') ? lessOften : 1));
      }
    for (const [word, tokens] of known) this.#add(word, { tokens, kind: 'telling' });
    for (const word of weak.flat()) this.#add(word, { tokens: itself(word), kind: 'weak' });
    for (const word of idle.flat())
      if (!known.has(word)) this.#add(word, { tokens: itself(word), kind: 'idle' });
  }

  /** Makes the words of an entry's name known, so that they are cut out of a text and found by a slip. */
  learn(name: string): void {
    for (const word of name.toLowerCase().match(/[가-힣]{2,}|[a-z][a-z0-9]+/gu) ?? []) {
      const known = hasHangul(word) ? this.#isCut(word) : this.find(word) !== undefined;
      if (!known) this.#add(word, { tokens: itself(word), kind: 'telling' });
      else if (!hasHangul(word)) this.vocabulary.add(word, this.find(word) ?? 0);
    }
  }

  /** The word for an English word in any of its forms, by number. */
  find(word: string): number | undefined {
    return this.#exact.get(word) ?? this.#stems.get(stemOf(word));
  }

  /** The longest phrase of several words that begins at `from`: its number and how many words it takes. */
  findPhrase(words: readonly string[], from: number): { word: number; length: number } | undefined {
    let at: Phrase | undefined = this.#phrases;
    let found: { word: number; length: number } | undefined;
    for (let i = from; i < words.length; i += 1) {
      at = at.next.get(stemOf(words[i] ?? ''));
      if (!at) break;
      if (at.word !== undefined) found = { word: at.word, length: i - from + 1 };
    }
    return found;
  }

  #isCut(word: string): boolean {
    const pieces = this.cutter.cut([word]);
    return pieces.every((piece) => 'word' in piece);
  }

  #add(surface: string, word: Word): void {
    const number = this.words.push(word) - 1;
    if (hasHangul(surface)) this.#addKorean(surface, number);
    else this.#addEnglish(surface, number);
  }

  #addKorean(surface: string, number: number): void {
    const joined = surface.replace(/\s/g, '');
    const forms = isVerb(joined) ? verbForms(joined) : [spellOut(joined)];
    const syllables = isVerb(joined) ? joined.length - 1 : joined.length;
    for (const form of forms) this.cutter.add(form, number, syllables);
    for (const form of forms) this.vocabulary.add(form, number);
    this.vocabulary.addInitials(isVerb(joined) ? `${joined.slice(0, -1)}기` : joined, number);
    if (isVerb(joined)) this.vocabulary.add(spellOut(`${joined.slice(0, -1)}기`), number);
  }

  #addEnglish(surface: string, number: number): void {
    const parts = latinWords(surface);
    if (parts.length > 1) {
      let at = this.#phrases;
      for (const part of parts.map(stemOf)) {
        const further: Phrase = at.next.get(part) ?? { next: new Map() };
        at.next.set(part, further);
        at = further;
      }
      at.word ??= number;
    }
    this.#exact.set(surface, number);
    if (parts.length > 1) return;
    this.vocabulary.add(surface, number);
    const stem = stemOf(surface);
    // run and running have one stem; what is said by the plain word wins.
    if (!this.#stems.has(stem) || surface.length <= stem.length + 1) this.#stems.set(stem, number);
  }
}

/** What a word that carries no meaning of the lexicon is known by: an English stem, or Korean letters. */
export const tokenOf = (word: string): string => (hasHangul(word) ? spellOut(word) : stemOf(word));

const itself = (word: string): ReadonlyMap<string, number> => new Map([[tokenOf(word), 1]]);
