import { call } from '#core/call.ts';
import { command } from '#core/command.ts';
import { Refusal, refusal } from '#core/fault.ts';
import { answerButtons, questionBlocks } from '#core/quiz/card.ts';
import { drawQuestion } from '#core/quiz/draw.ts';
import { practicePoints } from '#core/quiz/points.ts';
import { completeSubjects, readSubject } from '#core/quiz/topic.ts';
import { button, buttons, note, paragraph } from '#core/reply.ts';

/** How many of a player's latest questions are not asked again while there are others. */
const spared = 50;

export const quiz = command({
  name: 'quiz',
  also: ['퀴즈', '문제'],
  describe: 'Ask me a practice question',
  to: 'asker',
  options: {
    topic: {
      kind: 'text',
      describe: 'A chapter or a concept: dockerfile, volume … (all if empty)',
      complete: completeSubjects,
      also: ['topics', 'chapter', 'concept', '주제', '챕터', '단원', '개념'],
    },
  },
  examples: ['quiz', 'quiz dockerfile', 'quiz 볼륨'],
  async run({ topic }, { knowledge, random, say, stores, who, at }) {
    const subject = readSubject(topic, knowledge, say, (id) => call('quiz', { topic: id }));
    const recent = await stores.rounds.recent(who.player, spared);
    const except = await stores.rounds.pending();
    const question = drawQuestion(knowledge.questions, { ...subject, recent, except }, random);
    if (!question)
      throw new Refusal(
        refusal(
          say('I have no question on that yet'),
          paragraph(say('Other chapters have some.')),
          ...buttons(button(say('Any question'), call('quiz'))),
        ),
      );
    const round = await stores.rounds.practise(who.account, question, at);
    return {
      title: say('A practice question'),
      about: [`question:${question.id}`, ...question.about],
      blocks: [
        ...questionBlocks(question, say),
        ...answerButtons(question, round.id, 0),
        note(
          say('{points} points if you get it right for the first time.', {
            points: practicePoints[question.difficulty],
          }),
        ),
      ],
    };
  },
});
