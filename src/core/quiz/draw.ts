import type { AskedQuestion, Difficulty, Question } from '#core/quiz/question.ts';
import { pickOne, type Random, shuffle } from '#core/random.ts';

/** What to draw from and what to spare. */
export interface Draw {
  /** Chapter ids; none means all. */
  readonly topics: readonly string[];
  /** A knowledge id such as `concept:volume`: fresh questions about it come before the others of the topics. */
  readonly about?: string | undefined;
  /** Only questions of this level; none means all. */
  readonly level?: Difficulty | undefined;
  /** Ids of questions that are not drawn, even where no other is left. */
  readonly except?: readonly string[];
  /** Ids of questions asked lately, newest first; of these, the one asked longest ago is drawn last resort. */
  readonly recent: readonly string[];
}

/** The questions of the topics that may be drawn, of whatever level. */
const within = (
  questions: readonly Question[],
  { topics, except = [] }: Omit<Draw, 'recent'>,
): readonly Question[] =>
  questions.filter(
    ({ id, topic }) => (topics.length === 0 || topics.includes(topic)) && !except.includes(id),
  );

/**
 * The levels there are questions of: about the one thing where any are, or else in its topics, so that nobody who asks for
 * hard ones about volumes is given hard ones about something else.
 */
export function levelsOf(
  questions: readonly Question[],
  draw: Omit<Draw, 'recent' | 'level'>,
): ReadonlySet<Difficulty> {
  const wanted = within(questions, draw);
  const { about } = draw;
  const own = about === undefined ? [] : wanted.filter((question) => question.about.includes(about));
  return new Set((own.length > 0 ? own : wanted).map(({ difficulty }) => difficulty));
}

/** A question by chance, not one of the recent ones as long as there are others; `undefined` where no topic has any. */
export function drawQuestion(
  questions: readonly Question[],
  draw: Draw,
  random: Random,
): AskedQuestion | undefined {
  const { about, level, recent } = draw;
  const wanted = within(questions, draw).filter(
    ({ difficulty }) => level === undefined || difficulty === level,
  );
  const asked = new Set(recent);
  const fresh = wanted.filter(({ id }) => !asked.has(id));
  const preferred = about === undefined ? [] : fresh.filter((question) => question.about.includes(about));
  const drawn = pickOne(preferred, random) ?? pickOne(fresh, random) ?? oldest(wanted, recent);
  return drawn && ask(drawn, random);
}

const oldest = (questions: readonly Question[], recent: readonly string[]): Question | undefined =>
  [...questions].sort((a, b) => recent.lastIndexOf(b.id) - recent.lastIndexOf(a.id))[0];

/** The question as it will be shown: options in chance order, so that a place tells nothing. */
export const ask = (question: Question, random: Random): AskedQuestion => ({
  ...question,
  choices: shuffle(question.choices, random),
});
