/**
 * Hangul as a row of letters. Syllables are blocks of letters (컨 = ㅋㅓㄴ); search compares letters, so that a slip inside
 * a syllable is one slip, a half-typed syllable a beginning, and 지워 (지우 + 어) begins with 지우.
 * The layout of the blocks is arithmetic: The Unicode Standard, section 3.12, "Conjoining Jamo Behavior".
 */

const leads = [...'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ'];
const vowels = 'ㅏ ㅐ ㅑ ㅒ ㅓ ㅔ ㅕ ㅖ ㅗ ㅗㅏ ㅗㅐ ㅗㅣ ㅛ ㅜ ㅜㅓ ㅜㅔ ㅜㅣ ㅠ ㅡ ㅡㅣ ㅣ'.split(' ');
const tails =
  ' ㄱ ㄲ ㄱㅅ ㄴ ㄴㅈ ㄴㅎ ㄷ ㄹ ㄹㄱ ㄹㅁ ㄹㅂ ㄹㅅ ㄹㅌ ㄹㅍ ㄹㅎ ㅁ ㅂ ㅂㅅ ㅅ ㅆ ㅇ ㅈ ㅊ ㅋ ㅌ ㅍ ㅎ'.split(
    ' ',
  );

const first = 0xac00;
const last = 0xd7a3;
const blocksPerLead = 21 * 28;

// Compound letters that stand alone, as a keyboard leaves them: ㅘ, ㄳ …
const compounds: Readonly<Record<string, string>> = {
  ㅘ: 'ㅗㅏ',
  ㅙ: 'ㅗㅐ',
  ㅚ: 'ㅗㅣ',
  ㅝ: 'ㅜㅓ',
  ㅞ: 'ㅜㅔ',
  ㅟ: 'ㅜㅣ',
  ㅢ: 'ㅡㅣ',
  ㄳ: 'ㄱㅅ',
  ㄵ: 'ㄴㅈ',
  ㄶ: 'ㄴㅎ',
  ㄺ: 'ㄹㄱ',
  ㄻ: 'ㄹㅁ',
  ㄼ: 'ㄹㅂ',
  ㄽ: 'ㄹㅅ',
  ㄾ: 'ㄹㅌ',
  ㄿ: 'ㄹㅍ',
  ㅀ: 'ㄹㅎ',
  ㅄ: 'ㅂㅅ',
};

/** One character as its letters; what is not Hangul is given back. */
export function lettersOf(character: string): string {
  const code = character.charCodeAt(0);
  if (code < first || code > last) return compounds[character] ?? character;
  const offset = code - first;
  const lead = leads[Math.floor(offset / blocksPerLead)] ?? '';
  const vowel = vowels[Math.floor((offset % blocksPerLead) / 28)] ?? '';
  return lead + vowel + (tails[offset % 28] ?? '');
}

/** A text with every Hangul syllable as its letters: 값 → ㄱㅏㅂㅅ. */
export function spellOut(text: string): string {
  let out = '';
  for (const character of text) out += lettersOf(character);
  return out;
}

/** The first letter of each syllable (초성): 컨테이너 → ㅋㅌㅇㄴ. */
export function initialsOf(text: string): string {
  let out = '';
  for (const character of text) out += lettersOf(character).charAt(0);
  return out;
}

/** Whether there is any Hangul in it, whole syllables or letters. */
export const hasHangul = (text: string): boolean => /[가-힣ㄱ-ㅎㅏ-ㅣ]/u.test(text);
