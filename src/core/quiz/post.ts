import { call } from '#core/call.ts';
import { answerButtons, explanation, questionBlocks, rightAnswer, split } from '#core/quiz/card.ts';
import { dailyPoints } from '#core/quiz/points.ts';
import type { Difficulty } from '#core/quiz/question.ts';
import { button, buttons, heading, note, paragraph, type Reply } from '#core/reply.ts';
import type { Say } from '#core/say.ts';
import type { Round, Tally } from '#core/store.ts';
import type { Text } from '#core/text.ts';

/** The post of an open round: its question, and how many have answered. `missed`: the day that was skipped before. */
export function askPost(round: Round, counts: readonly number[], say: Say, missed?: string): Reply {
  const question = round.questions[0];
  if (!question) return { title: say('Today there is no quiz'), blocks: [] };
  const count = counts[0] ?? 0;
  return {
    title: say('Docker quiz of the day · {day}', { day: dayText(round.day, say) }),
    about: [`question:${question.id}`, ...question.about],
    blocks: [
      ...questionBlocks(question, say),
      ...answerButtons(question, round.id, 0),
      note([
        ...levelOf(question.difficulty, say),
        ' · ',
        ...(count === 0
          ? say('Be the first to answer; only you will see the result.')
          : say(
              '{count, plural, one {# person has} other {# people have}} answered; only you will see your own result.',
              { count },
            )),
        ...(missed === undefined
          ? []
          : [' ', ...say('I was away on {day}, so that day had no quiz.', { day: dayText(missed, say) })]),
      ]),
    ],
  };
}

/** The same post once the round is revealed: the right answer, the split of the votes and why. */
export function revealPost(round: Round, tallies: readonly Tally[], say: Say): Reply {
  const question = round.questions[0];
  if (!question) return { title: say('Today there is no quiz'), blocks: [] };
  const tally = tallies[0] ?? {};
  return {
    title: say('Answer · {day}', { day: dayText(round.day, say) }),
    about: [`question:${question.id}`, ...question.about],
    blocks: [
      ...questionBlocks(question, say).slice(0, question.code ? 2 : 1),
      paragraph(say('The right answer is <b>{answer}</b>.', { answer: rightAnswer(question, say) })),
      heading(say('How you answered')),
      split(question, tally, say),
      heading(say('Why')),
      ...explanation(question, say),
      ...buttons(
        button(say('Another question'), call('quiz', { topic: question.topic })),
        button(say('Leaderboard'), call('leaderboard')),
      ),
    ],
  };
}

/** A round's day (`2026-11-21`) as people write it. */
function dayText(day: string | undefined, say: Say): string {
  if (day === undefined) return '';
  const format = new Intl.DateTimeFormat(say.locale, {
    timeZone: 'UTC',
    weekday: 'short',
    month: 'short',
    day: 'numeric',
  });
  return format.format(Date.parse(day));
}

const levelOf = (difficulty: Difficulty, say: Say): Text => {
  const points = dailyPoints[difficulty];
  if (difficulty === 'easy') return say('Easy, {points} points', { points });
  return difficulty === 'medium'
    ? say('Medium, {points} points', { points })
    : say('Hard, {points} points', { points });
};
