import { type Call, call } from '#core/call.ts';
import { type Context, command } from '#core/command.ts';
import { Refusal, refusal } from '#core/fault.ts';
import { proseLabel } from '#core/knowledge/prose.ts';
import { explanation, letter, questionBlocks, rightAnswer } from '#core/quiz/card.ts';
import { levelOption } from '#core/quiz/level.ts';
import { pointsFor } from '#core/quiz/points.ts';
import type { AskedQuestion } from '#core/quiz/question.ts';
import { button, buttons, paragraph, type Reply } from '#core/reply.ts';
import type { AnswerGiven, Round } from '#core/store.ts';
import { strong } from '#core/text.ts';

/** What the buttons of a question call. The question is read as it was asked, whatever the data says by now. */
export const answer = command({
  name: 'answer',
  describe: 'Answer a question',
  to: 'asker',
  listed: false,
  options: {
    round: { kind: 'text', describe: 'The round', required: true },
    question: { kind: 'number', describe: 'Which of its questions', required: true, min: 0, max: 99 },
    choice: { kind: 'text', describe: 'The option', required: true, max: 1 },
    topic: { kind: 'text', describe: 'The topic that was asked for' },
    level: levelOption,
  },
  examples: [],
  async run({ round: id, question: index, choice, topic, level }, context) {
    const { stores, who, at } = context;
    const round = await stores.rounds.get(id);
    const question = round?.questions[index];
    if (!round || !question?.choices.some(({ key }) => key === choice))
      throw new Refusal(unknownQuestion(context));
    const right = choice === question.answer;
    const points = (mastered: boolean): number =>
      pointsFor(question.difficulty, { right, kind: round.kind, mastered });
    const outcome = await stores.rounds.answer(who.account, {
      round: round.id,
      question: index,
      choice,
      right,
      points: points(false),
      repeated: points(true),
      day: round.day ?? at.toZonedDateTimeISO(context.zone).toPlainDate().toString(),
      at,
    });
    if (outcome.kind === 'foreign') throw new Refusal(askedOfAnother(context));
    // A question of the day was asked for by nobody: more of its topic is what follows it.
    const next = call('quiz', { topic: topic ?? question.topic, level });
    if (outcome.kind === 'closed') return closed(question, choice, next, context);
    if (outcome.kind === 'counted' && round.kind === 'daily')
      context.tell({ kind: 'answered', id: round.id });
    const changed = outcome.kind === 'already' && outcome.answer.choice !== choice;
    return result({ round, question, given: outcome.answer, changed, next }, context);
  },
});

const unknownQuestion = ({ say }: Context): Reply =>
  refusal(
    say('I do not know this question here'),
    paragraph(say('It may belong to another team, or it was removed.')),
    ...buttons(button(say('Another question'), call('quiz'))),
  );

const askedOfAnother = ({ say }: Context): Reply =>
  refusal(
    say('This question was asked of somebody else'),
    paragraph(say('Only who asked for a practice question may answer it. Ask for one of your own:')),
    ...buttons(button(say('Ask me one'), call('quiz'), 'primary')),
  );

const about = (question: AskedQuestion): readonly string[] => [`question:${question.id}`, ...question.about];

const onward = (question: AskedQuestion, next: Call, { knowledge, say }: Context) => {
  const concept = question.about.find((id) => id.startsWith('concept:'))?.slice('concept:'.length);
  const entry = concept === undefined ? undefined : knowledge.concepts.get(concept);
  return buttons(
    button(say('Another question'), next, 'primary'),
    ...(entry ? [button(proseLabel(say.pick(entry.name)), call('concept', { name: entry.id }))] : []),
    button(say('My score'), call('score')),
  );
};

/** An answer that counts, and the call that asks the next question. */
interface Answered {
  readonly round: Round;
  readonly question: AskedQuestion;
  readonly given: AnswerGiven;
  /** Whether another option was chosen before, which counts. */
  readonly changed: boolean;
  readonly next: Call;
}

function result({ round, question, given, changed, next }: Answered, context: Context): Reply {
  const { say } = context;
  const chosen = letter(question.choices.findIndex(({ key }) => key === given.choice));
  const points = given.points;
  const verdict = given.right
    ? points > 0
      ? say('{points, plural, one {# point} other {# points}} for you.', { points })
      : say('You knew this one already, so no points this time.')
    : say('The right answer is <b>{answer}</b>.', { answer: rightAnswer(question, say) });
  return {
    title: given.right ? say('Right!') : say('Not quite'),
    tone: given.right ? 'right' : 'wrong',
    about: about(question),
    blocks: [
      ...(changed
        ? [
            paragraph(
              say('You had answered {choice} before; the first answer counts.', { choice: [strong(chosen)] }),
            ),
          ]
        : []),
      paragraph(verdict),
      ...questionBlocks(question, say).slice(0, question.code ? 2 : 1),
      ...explanation(question, say, given.choice),
      ...(round.kind === 'daily'
        ? [
            paragraph(
              say('Everyone sees the answer when the next quiz is posted, a day later at the latest.'),
            ),
          ]
        : []),
      ...onward(question, next, context),
    ],
  };
}

function closed(question: AskedQuestion, choice: string, next: Call, context: Context): Reply {
  const { say } = context;
  return {
    title: say('This quiz is over'),
    about: about(question),
    blocks: [
      paragraph(say('The answer was already shown, so this one does not count. Here is why:')),
      ...explanation(question, say, choice),
      ...onward(question, next, context),
    ],
  };
}
