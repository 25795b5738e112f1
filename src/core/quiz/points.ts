import type { Difficulty } from '#core/quiz/question.ts';

/** What a right answer is worth in the daily quiz. A wrong one costs nothing: guessing wrong is learning too. */
export const dailyPoints: Readonly<Record<Difficulty, number>> = { easy: 10, medium: 20, hard: 30 };

/** In practice a right answer is worth a fifth, and only the first time: the board cannot be farmed. */
export const practicePoints: Readonly<Record<Difficulty, number>> = { easy: 2, medium: 4, hard: 6 };

/** The points of an answer. `mastered`: whether the player had this question right before. */
export function pointsFor(
  difficulty: Difficulty,
  answer: { readonly right: boolean; readonly kind: 'daily' | 'practice'; readonly mastered: boolean },
): number {
  if (!answer.right) return 0;
  if (answer.kind === 'daily') return dailyPoints[difficulty];
  return answer.mastered ? 0 : practicePoints[difficulty];
}
