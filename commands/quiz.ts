import { call } from '#core/call.ts';
import { type Context, command } from '#core/command.ts';
import { Refusal, refusal } from '#core/fault.ts';
import { answerButtons, questionBlocks } from '#core/quiz/card.ts';
import { drawQuestion, levelsOf } from '#core/quiz/draw.ts';
import { levelName, levelOption, levelsNear, readAsked, readLevel } from '#core/quiz/level.ts';
import { practicePoints } from '#core/quiz/points.ts';
import type { Difficulty } from '#core/quiz/question.ts';
import { completeSubjects, readSubject, type Subject, subjectName, subjectValue } from '#core/quiz/topic.ts';
import { type Button, button, buttons, note, paragraph, type Reply } from '#core/reply.ts';
import { sayPlain } from '#core/say.ts';

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
    level: levelOption,
  },
  read: readAsked,
  examples: ['quiz', 'quiz dockerfile', 'quiz 볼륨', 'quiz hard network', 'quiz 어려운 볼륨'],
  async run({ topic, level: chosen }, context) {
    const { knowledge, random, say, stores, who, at } = context;
    const except = await stores.rounds.pending();
    const wish = readWish(topic, chosen, except, context);
    const recent = await stores.rounds.recent(who.player, spared);
    const question = drawQuestion(knowledge.questions, { ...wish, recent, except }, random);
    if (!question)
      throw new Refusal(
        refusal(
          say('I have no question on that yet'),
          paragraph(say('Other chapters have some.')),
          ...buttons(button(say('Any question'), call('quiz', { level: wish.level }))),
        ),
      );
    const round = await stores.rounds.practise(who.account, question, at);
    return {
      title: say('A practice question'),
      about: [`question:${question.id}`, ...question.about],
      blocks: [
        ...questionBlocks(question, say),
        ...answerButtons(question, round.id, 0, { topic: subjectValue(wish), level: wish.level }),
        note([
          `${levelName(question.difficulty, say)} · `,
          ...say('{points} points if you get it right for the first time.', {
            points: practicePoints[question.difficulty],
          }),
        ]),
      ],
    };
  },
});

/** What is to be asked: a subject, and a level that it has if it has any question. */
interface Wish extends Subject {
  readonly level: Difficulty | undefined;
}

type LevelsIn = (subject: Subject) => ReadonlySet<Difficulty>;

/** Reads what was typed; refuses a topic that is none, and a level that the subject has no question of. */
function readWish(
  typed: string | undefined,
  chosen: Difficulty | undefined,
  except: readonly string[],
  context: Context,
): Wish {
  const { knowledge, say } = context;
  // The topic may hold a level, too, where each option has a field of its own.
  const asked = readAsked(typed ?? '');
  const level = chosen ?? readLevel(asked.level);
  const subject = readSubject(asked.topic, knowledge, say, (id) => call('quiz', { topic: id, level }));
  const levelsIn: LevelsIn = (within) => levelsOf(knowledge.questions, { ...within, except });
  const own = levelsIn(subject);
  if (level === undefined || own.size === 0 || own.has(level)) return { ...subject, level };
  const chapter: Subject = { topics: subject.topics };
  if (subject.wide && levelsIn(chapter).has(level)) return { ...chapter, level };
  throw new Refusal(noneOfLevel(level, subject, levelsIn, context));
}

/** None of that level: the nearest levels of the same, then the same level of what it belongs to. */
function noneOfLevel(
  level: Difficulty,
  subject: Subject,
  levelsIn: LevelsIn,
  { knowledge, say }: Context,
): Reply {
  const offered = (within: Subject, wanted: Difficulty, name: string): Button[] =>
    levelsIn(within).has(wanted)
      ? [
          button(
            [levelName(wanted, say), name].filter(Boolean).join(' · '),
            call('quiz', { topic: subjectValue(within), level: wanted }),
          ),
        ]
      : [];
  const chapter: Subject = { topics: subject.topics };
  const name = subjectName(subject, knowledge, say);
  return refusal(
    name === ''
      ? say('I have no {level, select, easy {easy} medium {medium} other {hard}} question yet', { level })
      : say('I have no {level, select, easy {easy} medium {medium} other {hard}} question on {name} yet', {
          level,
          name,
        }),
    paragraph(say('These come nearest:')),
    ...buttons(
      ...levelsNear(level).flatMap((near) => offered(subject, near, name)),
      ...(subject.about === undefined ? [] : offered(chapter, level, subjectName(chapter, knowledge, say))),
      ...(name === '' ? [] : offered({ topics: [] }, level, sayPlain(say, 'All chapters'))),
    ),
  );
}
