/**
 * Korean particles (을/를, 이/가, 은/는, 과/와, 으로/로 …) agree with the sound the word before them ends in. Messages
 * write both in brackets, `{name}[을/를]`, and this module picks one by the last letter that is spoken.
 */

/** How a word ends when it is read aloud. */
type Ending = 'vowel' | 'rieul' | 'consonant';

// 영 일 이 삼 사 오 육 칠 팔 구
const digits: Readonly<Record<string, Ending>> = {
  0: 'consonant',
  1: 'rieul',
  2: 'vowel',
  3: 'consonant',
  4: 'vowel',
  5: 'vowel',
  6: 'consonant',
  7: 'rieul',
  8: 'rieul',
  9: 'vowel',
};

// English words as Koreans read them: a final b, c, k, l, m, n, p, q, t, ng closes the syllable, anything else is opened
// by a vowel (`e` is silent as a rule, so the letter before decides: image → 이미지, volume → 볼륨).
const closing: Readonly<Record<string, Ending>> = { l: 'rieul', m: 'consonant', n: 'consonant', g: 'vowel' };

// Words of the field whose sound their letters do not tell: 웹, 슬립, 그룹, 체크, 오케이, 미.
const known: Readonly<Record<string, Ending>> = {
  web: 'consonant',
  sleep: 'consonant',
  group: 'consonant',
  cgroup: 'consonant',
  check: 'vowel',
  healthcheck: 'vowel',
  ok: 'vowel',
  ip: 'vowel',
  me: 'vowel',
};

// A stop behind one short vowel closes the syllable (commit → 커밋, backup → 백업, stack → 스택, stdout → 아웃); behind a
// long one it is opened (root → 루트, loop → 루프, repeat → 리피트).
const stopped = /(?:^|[^aeiou])[aeiou](?:[pt]|ck)$|out$/;

function latinEnding(word: string): Ending {
  const letters = word.toLowerCase();
  if (Object.hasOwn(known, letters)) return known[letters] ?? 'vowel';
  if (/^[A-Z0-9]+$/.test(word) && word.length <= 4) return letterEnding(letters.slice(-1));
  if (/ng$/.test(letters)) return 'consonant';
  if (/[^aeiou]le$/.test(letters)) return 'rieul';
  const silent = /[lmn]e$/.test(letters) ? letters.slice(0, -1) : letters;
  const last = silent.slice(-1);
  if (stopped.test(silent)) return 'consonant';
  return closing[last] ?? 'vowel';
}

// 에이 비 씨 … 엘 엠 엔 알: only L, M, N and R end in a consonant when they are spelt out.
function letterEnding(letter: string): Ending {
  if (letter === 'l' || letter === 'r') return 'rieul';
  if (letter === 'm' || letter === 'n') return 'consonant';
  return 'vowel';
}

/** How `word` ends, judged by its last letter or digit; punctuation behind it is not spoken. */
function ending(word: string): Ending {
  const spoken = word.match(/[\p{L}\p{N}]+(?=[^\p{L}\p{N}]*$)/u)?.[0] ?? '';
  const last = spoken.slice(-1);
  if (last >= '가' && last <= '힣') {
    const final = (last.charCodeAt(0) - 0xac00) % 28;
    return final === 0 ? 'vowel' : final === 8 ? 'rieul' : 'consonant';
  }
  if (last >= '0' && last <= '9') return digits[last] ?? 'vowel';
  if (/[a-z]/i.test(last)) return latinEnding(spoken.match(/[A-Za-z]+$/)?.[0] ?? last);
  return 'vowel';
}

const pairs = /\[(을\/를|이\/가|은\/는|과\/와|으로\/로|이에요\/예요|이라\/라|아\/야|이나\/나|이랑\/랑)\]/;

/** The particle of `pair` (`'을/를'`) that goes behind `before`. */
export function pickParticle(pair: string, before: string): string {
  const [closed = '', open = ''] = pair.split('/');
  const end = ending(before);
  if (closed === '으로') return end === 'consonant' ? closed : open;
  return end === 'vowel' ? open : closed;
}

/** Where the first bracketed pair stands in `part`, or `undefined`. */
export function findPair(part: string): { index: number; length: number; pair: string } | undefined {
  const found = pairs.exec(part);
  return found?.[1] ? { index: found.index, length: found[0].length, pair: found[1] } : undefined;
}
