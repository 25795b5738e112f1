import { lettersOf, spellOut } from '#core/search/jamo.ts';

/**
 * Korean cut into words without a dictionary of the language: words that the lexicon knows, the endings that hang on them
 * (particles on nouns, verb endings, 하다/되다), and what is left over. Spaces are hints: people write 컨테이너삭제 as well as
 * 컨테이너 삭제, and 안쓰는 as well as 안 쓰는.
 */

/** A branch of the tree of known words, letter by letter; `word` where one ends. */
interface Branch {
  readonly next: Map<string, Branch>;
  word?: number;
  /** Syllables of the shortest spelling that ends here; one-syllable words are believed only at a boundary. */
  syllables?: number;
}

const branch = (): Branch => ({ next: new Map() });

function plant(tree: Branch, letters: string): Branch {
  let at = tree;
  for (const letter of letters) {
    const further = at.next.get(letter) ?? branch();
    at.next.set(letter, further);
    at = further;
  }
  return at;
}

// What may hang on a word, on another ending, or both; in any order, since the lexicon decides what is a word.
const endings =
  '을 를 은 는 이 가 의 에 에서 에게 에다 에다가 에서는 으로 로 으로는 로는 와 과 랑 이랑 도 만 까지 부터 처럼 보다 마다 이나 나 이란 란 이라는 라는 이라 들 별 요 이요 이에요 예요 인 인지 이고 좀 님 ' +
  '기 ㄴ ㄹ ㅁ 음 고 어 아 여 ㅓ ㅏ 서 면 으면 려면 으려면 려고 으려고 자 지 니 나요 는지 는데 ㄴ다 는다 다 ㅂ니다 습니다 ㅆ 었 았 였 겠 게 도록 던 며 거나 네 죠 라 세 세요 으세요 줘 줄 야 러 ㄹ래 ㄹ까 ㅂ시다 ㄴ가 는가 군 ㄹ려면 ㄹ려고 ㅇ ' +
  '하 해 되 돼 시키 시켜 당하 중 용 하기 하는 하고 해서 해줘 하려면 할 한 함';

const endingTree = branch();
for (const ending of endings.split(' ')) plant(endingTree, spellOut(ending)).word = 0;

/**
 * How a verb's stem may look before its endings, in letters: 지우다 → ㅈㅣㅇㅜ (지우고, 지워), 내리다 → ㄴㅐㄹㅣ, ㄴㅐㄹㅕ;
 * 끄다 → ㄲㅡ, ㄲㅓ; 만들다 → ㅁㅏㄴㄷㅡㄹ, ㅁㅏㄴㄷㅡ (만드는).
 */
export function verbForms(dictionary: string): readonly string[] {
  const stem = spellOut(dictionary.slice(0, -1));
  const head = stem.slice(0, -1);
  if (stem.endsWith('ㅎㅏ')) return [stem, `${head}ㅐ`];
  if (stem.endsWith('ㅣ')) return [stem, `${head}ㅕ`];
  if (stem.endsWith('ㅡ')) return [stem, `${head}ㅓ`, `${head}ㅏ`];
  if (stem.endsWith('ㄹ')) return [stem, head];
  return [stem];
}

/** Whether a word of the lexicon is written as a verb or adjective: 지우다. */
export const isVerb = (word: string): boolean => /^[가-힣]{2,}$/u.test(word) && word.endsWith('다');

/** A stretch of a Korean text: a known word by its number, or letters that no word claims. */
export type Piece = { readonly word: number } | { readonly letters: string };

/** A text to be cut. `glued`: it follows a word of another script, so that it may begin with an ending (nginx를). */
interface Run {
  readonly letters: string;
  /** Where a syllable begins, and where a space stood before one. */
  readonly opens: readonly boolean[];
  readonly spaced: readonly boolean[];
}

function readRun(words: readonly string[], glued: boolean): Run {
  let letters = '';
  const opens: boolean[] = [];
  const spaced: boolean[] = [];
  words.forEach((word, index) => {
    let atStart = index > 0 || !glued;
    for (const character of word) {
      const spelt = lettersOf(character);
      for (let i = 0; i < spelt.length; i += 1) {
        opens.push(i === 0);
        spaced.push(i === 0 && atStart);
      }
      letters += spelt;
      atStart = false;
    }
  });
  return { letters, opens, spaced };
}

// What a cut costs: as few words and as few unclaimed letters as possible; longer words win over shorter ones.
const cost = { word: 1, syllable: 2.5, crossing: 0.4, ending: 0.3, letter: 1, lost: 1.5 } as const;

/** How a position was reached at the least cost: from where, by which piece. */
interface Step {
  readonly cost: number;
  readonly from: number;
  readonly claimed: boolean;
  readonly piece?: number;
}

/** Cuts Korean by words that it was given. */
export class Cutter {
  readonly #words = branch();

  /** Makes a word known by the letters it may begin with; `word` is what `cut` calls it. The first to come stays. */
  add(letters: string, word: number, syllables: number): void {
    const end = plant(this.#words, letters);
    end.word ??= word;
    end.syllables = Math.min(end.syllables ?? syllables, syllables);
  }

  /** The best cut of some words that stood side by side, in order, endings left out. */
  cut(words: readonly string[], glued = false): readonly Piece[] {
    const run = readRun(words, glued);
    const length = run.letters.length;
    // Two ways to stand at a position: behind a claimed stretch (an ending may follow), or behind unclaimed letters.
    const claimed: (Step | undefined)[] = new Array(length + 1);
    const lost: (Step | undefined)[] = new Array(length + 1);
    claimed[0] = { cost: 0, from: -1, claimed: true };
    for (let at = 0; at < length; at += 1) {
      const here = claimed[at];
      if (here) this.#follow(endingTree, run, at, here, true, claimed);
      const best = better(here, lost[at]);
      if (!best) continue;
      if (run.opens[at]) this.#follow(this.#words, run, at, best, best === here, claimed);
      const price = cost.letter + (best === here || run.spaced[at] ? cost.lost : 0);
      offer(lost, at + 1, { cost: best.cost + price, from: at, claimed: best === here });
    }
    return trace(run, claimed, lost);
  }

  /** Walks a tree from `at` and offers every place where one of its words ends. */
  #follow(
    tree: Branch,
    run: Run,
    at: number,
    before: Step,
    fromClaimed: boolean,
    into: (Step | undefined)[],
  ): void {
    const endingsOnly = tree === endingTree;
    if (endingsOnly && run.spaced[at]) return;
    let crossed = 0;
    let node: Branch | undefined = tree;
    for (let i = at; i < run.letters.length; i += 1) {
      if (i > at && run.spaced[i]) {
        if (endingsOnly) return;
        crossed += cost.crossing;
      }
      node = node.next.get(run.letters.charAt(i));
      if (!node) return;
      if (node.word === undefined) continue;
      const short = node.syllables === 1;
      if (!endingsOnly && short && !run.spaced[at]) continue;
      const price = endingsOnly ? cost.ending : (short ? cost.syllable : cost.word) + crossed;
      const step = { cost: before.cost + price, from: at, claimed: fromClaimed };
      offer(into, i + 1, endingsOnly ? step : { ...step, piece: node.word });
    }
  }
}

const better = (a: Step | undefined, b: Step | undefined): Step | undefined =>
  !a ? b : !b || a.cost <= b.cost ? a : b;

function offer(steps: (Step | undefined)[], at: number, step: Step): void {
  const known = steps[at];
  if (!known || step.cost < known.cost) steps[at] = step;
}

function trace(
  { letters, spaced }: Run,
  claimed: readonly (Step | undefined)[],
  lost: readonly (Step | undefined)[],
): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = letters.length;
  let step = better(claimed[at], lost[at]);
  let open = '';
  const close = () => {
    if (open !== '') pieces.push({ letters: open });
    open = '';
  };
  while (step && step.from >= 0) {
    const isLost = step !== claimed[at];
    if (isLost) {
      open = letters.slice(step.from, at) + open;
      if (spaced[step.from]) close();
    } else {
      close();
      if (step.piece !== undefined) pieces.push({ word: step.piece });
    }
    at = step.from;
    step = step.claimed ? claimed[at] : lost[at];
  }
  close();
  return pieces.reverse();
}

const particles =
  /(ㅇㅔㅅㅓㄴㅡㄴ|ㅇㅔㅅㅓ|ㅇㅡㄹㅗ|ㅇㅔㄱㅔ|ㅇㅣㄹㅏㅇ|ㅇㅣㄹㅏㄴㅡㄴ|ㄲㅏㅈㅣ|ㅂㅜㅌㅓ|ㅇㅡㄹ|ㄹㅡㄹ|ㅇㅡㄴ|ㄴㅡㄴ|ㅇㅣ|ㄱㅏ|ㅇㅡㅣ|ㅇㅔ|ㄹㅗ|ㄷㅗ|ㅁㅏㄴ|ㅇㅗㅏ|ㄱㅗㅏ|ㄹㅏㅇ|ㅎㅏㄱㅣ|ㅎㅏㄴㅡㄴ|ㅎㅏㄹㅕㅁㅕㄴ|ㅎㅐㅅㅓ|ㅎㅏㄱㅗ|ㅎㅏㄹ|ㅎㅏㄴ)$/u;

/** Unclaimed letters without the particle at their end, if a word is left. */
export function withoutParticle(letters: string): string {
  const cut = letters.replace(particles, '');
  return cut.length >= 4 ? cut : letters;
}
