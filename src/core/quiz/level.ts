import type { Difficulty } from '#core/quiz/question.ts';
import { type Say, sayPlain } from '#core/say.ts';

/** The option that takes how hard a question is to be. */
export const levelOption = {
  kind: 'choice',
  describe: 'How hard: easy, medium or hard (any if empty)',
  also: ['difficulty', '난이도', '수준', '레벨'],
  choices: [
    {
      value: 'easy',
      label: 'Easy',
      also: [
        'easier',
        'easiest',
        'simple',
        'beginner',
        'beginners',
        '쉬움',
        '쉬운',
        '쉽게',
        '쉬워',
        '초급',
        '초보',
        '하급',
        '하',
      ],
    },
    {
      value: 'medium',
      label: 'Medium',
      also: ['mid', 'middle', 'moderate', 'normal', 'intermediate', '보통', '중간', '중급', '중'],
    },
    {
      value: 'hard',
      label: 'Hard',
      also: [
        'harder',
        'hardest',
        'difficult',
        'tough',
        'advanced',
        'expert',
        '어려움',
        '어려운',
        '어렵게',
        '어려워',
        '고급',
        '상급',
        '심화',
        '고난도',
        '상',
      ],
    },
  ],
} as const;

/** From the easiest on. */
export const levels: readonly Difficulty[] = levelOption.choices.map(({ value }) => value);

/** The level that a word means, by one of its names. */
export const readLevel = (typed: string | undefined): Difficulty | undefined =>
  levelOption.choices.find(({ value, also }) => [value, ...also].some((name) => name === typed))?.value;

/** What a level is called. */
export function levelName(level: Difficulty, say: Say): string {
  const label = levelOption.choices.find(({ value }) => value === level)?.label ?? level;
  return sayPlain(say, label);
}

/** The other levels, the nearest first; of two as near, the easier one. */
export function levelsNear(level: Difficulty): readonly Difficulty[] {
  const far = (other: Difficulty): number => Math.abs(levels.indexOf(other) - levels.indexOf(level));
  return levels.filter((other) => other !== level).sort((a, b) => far(a) - far(b));
}

/** What a request for a question says, each part as it is written. */
export interface Asked {
  readonly level?: string;
  readonly topic?: string;
}

const words: readonly string[] = levelOption.choices.flatMap(({ value, also }) => [value, ...also]);
const alternatives = (some: readonly string[]): string =>
  [...some].sort((a, b) => b.length - a.length).join('|');

/**
 * A level among other words, with what hangs on it: 난이도 상, 어려움으로, 초보자용, 어려운 걸로. One syllable alone is a level only
 * behind a word for it.
 */
const named = new RegExp(
  `(?<![\\p{L}\\p{N}-])(?:${[
    `(?:level|difficulty|난이도|수준|레벨)(?:는|은|를|을)?\\s+(?<behind>${alternatives(words)})`,
    `(?<alone>${alternatives(words.filter((word) => word.length > 1))})`,
  ].join('|')})(?:자용|자|용|으로|로|의|요)?(?:\\s*(?:걸로|거로|걸|거|것))?(?![\\p{L}\\p{N}-])`,
  'giu',
);

/** Words that only lead up to a level: `give me a hard …`, 제일 어려운 …. */
const leading =
  /^(?:give|ask|quiz|show|me|us|an?|the|some|something|another|very|really|most|more|제일|가장|아주|더|좀)$/i;

/** Longer than any request is. In UTF-16 units. */
const longestRequest = 200;

/**
 * Tells the level from the topic in what was typed behind `/quiz`: `hard`, 어려운 볼륨, `dockerfile hard`. Of several levels the
 * first counts. Where none is named, all of it is the topic, untouched, so that a completion sees what is being typed.
 */
export function readAsked(typed: string): Asked {
  const found = typed.length > longestRequest ? [] : [...typed.matchAll(named)];
  const [first] = found;
  const level = first?.groups?.['behind'] ?? first?.groups?.['alone'];
  if (!first || level === undefined) return typed.trim() === '' ? {} : { topic: typed };
  const before = typed.slice(0, first.index).replace(/[\s,;·:]+$/, '');
  const behind = typed
    .slice(first.index + first[0].length)
    .replace(named, ' ')
    .replace(/^[\s,;·:]+/, '');
  const isLead = before.split(/\s+/).every((word) => leading.test(word));
  const topic = [isLead ? '' : before, behind].filter((part) => part.trim() !== '').join(' ');
  return { level: level.toLowerCase(), ...(topic !== '' && { topic }) };
}
