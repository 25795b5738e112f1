import { convertHangulToQwerty, convertQwertyToHangul } from 'es-hangul';
import { hasHangul, spellOut } from '#core/search/jamo.ts';
import { withoutParticle } from '#core/search/korean.ts';
import { type Lexicon, tokenOf } from '#core/search/lexicon.ts';
import type { Guess } from '#core/search/vocabulary.ts';

/** One word of a text: what it may stand for (token → how surely, 0 … 1), and whether it tells anything. */
export interface Slot {
  readonly tokens: ReadonlyMap<string, number>;
  readonly kind: 'telling' | 'plain' | 'weak' | 'idle' | 'unknown';
}

/** How a text is read: as it stands (what is known), or as typed by somebody who may slip. */
export interface Reading {
  readonly guess: boolean;
  /** The last word may be half typed. */
  readonly open?: boolean;
  /** Tokens that entries hold beside the lexicon's words. */
  readonly holds?: (token: string) => boolean;
}

/** A text folded for search: composed Hangul, lower case, full-width letters as plain ones. */
export const fold = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[！-～]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/[’‘]/g, "'")
    .toLowerCase();

interface Run {
  text: string;
  readonly hangul: boolean;
  /** Nothing stands between it and the run before. */
  readonly glued: boolean;
}

const flagPattern = /(?<![\p{L}\p{N}-])--?[a-z][a-z0-9-]*/gu;
const runPattern = /[가-힣ㄱ-ㅎㅏ-ㅣ]+|[a-z0-9](?:[a-z0-9]|['._/-](?=[a-z0-9]))*/gu;

function runsOf(text: string): Run[] {
  const runs: Run[] = [];
  let end = -1;
  for (const found of text.matchAll(runPattern)) {
    runs.push({ text: found[0], hangul: hasHangul(found[0]), glued: found.index === end });
    end = found.index + found[0].length;
  }
  return runs;
}

/** Reads texts into slots, by the words of a lexicon. */
export class Reader {
  readonly #lexicon: Lexicon;

  constructor(lexicon: Lexicon) {
    this.#lexicon = lexicon;
  }

  read(text: string, reading: Reading): readonly Slot[] {
    const folded = fold(text);
    const flags = folded.match(flagPattern) ?? [];
    const slots: Slot[] = flags.map((flag) => telling([[flag, 1]]));
    let runs = runsOf(folded.replace(flagPattern, ' '));
    if (reading.guess) runs = runs.map((run) => this.#relaid(run, reading));
    for (let from = 0; from < runs.length; ) {
      let to = from + 1;
      while (to < runs.length && runs[to]?.hangul === runs[from]?.hangul) to += 1;
      const group = runs.slice(from, to);
      const open = reading.open === true && to === runs.length;
      slots.push(
        ...(group[0]?.hangul ? this.#korean(group, reading, open) : this.#english(group, reading, open)),
      );
      from = to;
    }
    return slots;
  }

  /** A run that was typed with the other keyboard layout, as it was meant: 애차ㄷㄱ → docker, fhrm → 로그. */
  #relaid(run: Run, { holds }: Reading): Run {
    if (run.hangul) {
      if (this.#lost(run.text) * 2 < spellOut(run.text).length) return run;
      const latin = convertHangulToQwerty(run.text).toLowerCase();
      const known = this.#lexicon.find(latin) !== undefined || holds?.(tokenOf(latin)) === true;
      return known && latin.length >= 2 ? { ...run, text: latin, hangul: false } : run;
    }
    if (this.#lexicon.find(run.text) !== undefined || holds?.(tokenOf(run.text)) === true) return run;
    const hangul = /^[a-z]{3,}$/.test(run.text) ? asHangul(run.text) : '';
    return /^[가-힣]+$/u.test(hangul) && this.#lost(hangul) === 0
      ? { ...run, text: hangul, hangul: true }
      : run;
  }

  /** How many letters of a Korean word no known word claims. */
  #lost(word: string): number {
    let lost = 0;
    for (const piece of this.#lexicon.cutter.cut([word]))
      if ('letters' in piece) lost += piece.letters.length;
    return lost;
  }

  #korean(group: readonly Run[], reading: Reading, open: boolean): Slot[] {
    const slots: Slot[] = [];
    const words: string[] = [];
    let glued = group[0]?.glued === true;
    const cut = (last: boolean) => {
      const pieces = this.#lexicon.cutter.cut(words.splice(0), glued);
      pieces.forEach((piece, index) => {
        const half = last && open && index === pieces.length - 1;
        if ('letters' in piece) slots.push(...this.#unclaimed(piece.letters, reading, half));
        else slots.push(half ? this.#halfTyped(piece.word, group) : this.#known(piece.word));
      });
      glued = false;
    };
    for (const { text } of group) {
      const initials =
        reading.guess && /^[ㄱ-ㅎ]{2,}$/u.test(text) ? this.#lexicon.vocabulary.byInitials(text) : [];
      if (initials.length === 0) words.push(text);
      else {
        cut(false);
        slots.push(...initials.map((guesses) => this.#guessed(guesses)));
      }
    }
    cut(true);
    return slots;
  }

  /** The last word, known as it stands, may still become a longer one. */
  #halfTyped(word: number, group: readonly Run[]): Slot {
    const letters = spellOut(group.at(-1)?.text ?? '');
    const further = this.#lexicon.vocabulary.beginning(letters, 30);
    return this.#guessed([{ word, certainty: 1 }, ...further]);
  }

  #unclaimed(letters: string, { guess, holds }: Reading, open: boolean): Slot[] {
    const bare = withoutParticle(letters);
    if (!guess || holds?.(bare)) return [plain(bare)];
    const { vocabulary } = this.#lexicon;
    if (letters.length < 2 && !open) return [];
    const near = [...vocabulary.near(letters), ...(bare === letters ? [] : vocabulary.near(bare))];
    const begun = letters.length >= 5 || open ? vocabulary.beginning(letters, 30) : [];
    if (near.length + begun.length === 0) return [unknown(bare)];
    return [this.#guessed([...near, ...begun])];
  }

  #english(group: readonly Run[], reading: Reading, open: boolean): Slot[] {
    const words = group.flatMap(({ text }) =>
      this.#lexicon.find(text) === undefined ? text.split(/[._/-]/) : [text],
    );
    const slots: Slot[] = [];
    for (let at = 0; at < words.length; ) {
      const phrase = this.#lexicon.findPhrase(words, at);
      const last = at + (phrase?.length ?? 1) >= words.length;
      if (phrase) slots.push(this.#known(phrase.word));
      else slots.push(...this.#englishWord(words[at] ?? '', reading, open && last));
      at += phrase?.length ?? 1;
    }
    return slots;
  }

  #englishWord(word: string, { guess, holds }: Reading, open: boolean): Slot[] {
    if (/^\d+[a-z]?$/.test(word)) return [];
    const { vocabulary } = this.#lexicon;
    const known = this.#lexicon.find(word) ?? this.#lexicon.find(word.replace(/^re(?=.{3})/, ''));
    const token = tokenOf(word);
    if (known !== undefined && !open) return [this.#known(known, holds?.(token) ? token : undefined)];
    if (!guess) return [plain(token)];
    const begun = open || word.length >= 3 ? vocabulary.beginning(word, 30) : [];
    const exact = known === undefined ? [] : [{ word: known, certainty: 1 }];
    if (holds?.(token))
      return [
        exact.length + (open ? begun.length : 0) > 0
          ? this.#guessed([...exact, ...(open ? begun : [])], token)
          : plain(token),
      ];
    if (exact.length > 0) return [this.#guessed([...exact, ...begun])];
    const near = vocabulary.near(word);
    if (near.length + begun.length > 0) return [this.#guessed([...near, ...begun])];
    return this.#joined(word) ?? [unknown(token)];
  }

  /** Two words written as one: listcontainers. */
  #joined(word: string): Slot[] | undefined {
    for (let cut = word.length - 2; cut >= 2; cut -= 1) {
      const head = this.#lexicon.find(word.slice(0, cut));
      const tail = this.#lexicon.find(word.slice(cut));
      if (head !== undefined && tail !== undefined) return [this.#known(head), this.#known(tail)];
    }
    return undefined;
  }

  #known(number: number, besides?: string): Slot {
    const word = this.#lexicon.words[number];
    const tokens = word?.tokens ?? new Map<string, number>();
    return {
      tokens: besides === undefined ? tokens : new Map([...tokens, [besides, 1]]),
      kind: word?.kind ?? 'unknown',
    };
  }

  #guessed(guesses: readonly Guess[], besides?: string): Slot {
    const tokens = new Map<string, number>();
    let kind: Slot['kind'] = 'idle';
    for (const { word, certainty } of guesses) {
      const known = this.#lexicon.words[word];
      if (!known) continue;
      if (known.kind === 'telling' || (known.kind === 'weak' && kind === 'idle')) kind = known.kind;
      for (const [token, share] of known.tokens)
        tokens.set(token, Math.max(tokens.get(token) ?? 0, certainty * share));
    }
    if (besides !== undefined) {
      tokens.set(besides, 1);
      kind = 'telling';
    }
    return { tokens, kind };
  }
}

/** What the same keys give in Korean mode; nothing where no syllables come of it: es-hangul throws there (`hosting`). */
function asHangul(keys: string): string {
  try {
    return convertQwertyToHangul(keys);
  } catch {
    return '';
  }
}

const telling = (tokens: readonly (readonly [string, number])[]): Slot => ({
  tokens: new Map(tokens),
  kind: 'telling',
});
const plain = (token: string): Slot => ({ tokens: new Map([[token, 1]]), kind: 'plain' });
const unknown = (token: string): Slot => ({ tokens: new Map([[token, 1]]), kind: 'unknown' });
