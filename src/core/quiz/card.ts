import { call } from '#core/call.ts';
import { prose, proseLabel } from '#core/knowledge/prose.ts';
import type { AskedQuestion, Difficulty, Source } from '#core/quiz/question.ts';
import { type Block, button, buttons, codeBlock, note, paragraph, signedList } from '#core/reply.ts';
import type { Say } from '#core/say.ts';
import type { Tally } from '#core/store.ts';
import { join, link, strong, type Text } from '#core/text.ts';

/** Letters by the place shown: the person sees A, B, C whatever the keys are. */
export const letter = (index: number): string => String.fromCharCode(65 + index);

/** The prompt and the lettered options. */
export function questionBlocks(question: AskedQuestion, say: Say): readonly Block[] {
  return [
    paragraph([strong(prose(say.pick(question.prompt)))]),
    ...codeOf(question),
    signedList(
      question.choices.map(({ text }, index) => [strong(`${letter(index)}.`), ' ', ...prose(say.pick(text))]),
    ),
  ];
}

const codeOf = ({ code }: AskedQuestion): readonly Block[] =>
  code ? [codeBlock(code.value, code.language)] : [];

/** What a practice question was asked by, as the options of `/quiz`: the next one is asked by it, too. */
export interface AskedBy {
  /** A topic as it can be read again; `all` where none was asked for. */
  readonly topic: string;
  readonly level?: Difficulty | undefined;
}

/** A button for each option; the right answer is not in it. */
export const answerButtons = (
  question: AskedQuestion,
  round: string,
  index: number,
  by?: AskedBy,
): readonly Block[] =>
  buttons(
    ...question.choices.map(({ key }, place) =>
      button(
        letter(place),
        call('answer', { round, question: String(index), choice: key, ...by }),
        'primary',
      ),
    ),
  );

/** Every option with whether it is right and why, the chosen one marked. */
export function explanation(question: AskedQuestion, say: Say, chosen?: string): readonly Block[] {
  const items = question.choices.map(({ key, text, why }, index): Text => {
    const right = key === question.answer;
    const mine = key === chosen ? say(' (your answer)') : [];
    const sign = right ? '✅ ' : key === chosen ? '❌ ' : '▫️ ';
    return [
      sign,
      strong([`${letter(index)}. `, ...prose(say.pick(text))]),
      ...mine,
      ' — ',
      ...prose(say.pick(why)),
    ];
  });
  return [signedList(items), sourcesNote(question.sources, say)];
}

/** The right option's letter and words. */
export function rightAnswer(question: AskedQuestion, say: Say): Text {
  const place = question.choices.findIndex(({ key }) => key === question.answer);
  const choice = question.choices[place];
  return [`${letter(place)}. `, choice ? proseLabel(say.pick(choice.text)) : ''];
}

/** How the votes were split, as a line for each option with a bar that reads the same in every font. */
export function split(question: AskedQuestion, tally: Tally, say: Say): Block {
  const total = Object.values(tally).reduce((sum, count) => sum + count, 0);
  return signedList(
    question.choices.map(({ key }, index) => {
      const count = tally[key] ?? 0;
      const share = total === 0 ? 0 : Math.round((count / total) * 10);
      const bar = '█'.repeat(share) + '░'.repeat(10 - share);
      const sign = key === question.answer ? ' ✅' : '';
      return [
        strong(letter(index)),
        ` ${bar} `,
        ...say('{count, plural, one {# person} other {# people}}', { count }),
        sign,
      ];
    }),
  );
}

/** Where it is documented. */
export const sourcesNote = (sources: readonly Source[], say: Say): Block =>
  note([
    ...say('Sources: '),
    ...join(
      sources.map(({ title, url }) => [link(url, title)]),
      ', ',
    ),
  ]);
