import { call } from '#core/call.ts';
import type { Context } from '#core/command.ts';
import type { Chapter, Concept, Guide } from '#core/knowledge/entry.ts';
import { prose, proseLabel } from '#core/knowledge/prose.ts';
import { chapterCalled } from '#core/quiz/chapters.ts';
import { type Mastery, masteryOf } from '#core/quiz/mastery.ts';
import {
  type Block,
  type Button,
  button,
  buttons,
  heading,
  note,
  paragraph,
  type Reply,
} from '#core/reply.ts';
import type { Say } from '#core/say.ts';
import type { Text } from '#core/text.ts';

/** The study path: chapters with their entries, which of them the reader has mastered, and where to go on. */
export async function studyPath(context: Context): Promise<Reply> {
  const { knowledge, say } = context;
  const mastery = await masteryHere(context);
  return {
    title: say('The map of Docker'),
    about: knowledge.chapters.map(({ id }) => `chapter:${id}`),
    blocks: [
      ...knowledge.chapters.flatMap((chapter) => [
        heading(titleOf(chapter, mastery, context)),
        ...chapterBlocks(chapter, mastery, context),
      ]),
      legend(say),
      ...buttons(
        ...(mastery.next ? [nextButton(mastery.next, say)] : []),
        ...knowledge.chapters.map(({ id, name }) =>
          button(proseLabel(say.pick(name)), call('concept', { name: `chapter:${id}` })),
        ),
      ),
    ],
  };
}

/** One chapter of the study path, with its entries as buttons. */
export async function chapterPath(chapter: Chapter, context: Context): Promise<Reply> {
  const { say } = context;
  const mastery = await masteryHere(context);
  return {
    title: titleOf(chapter, mastery, context),
    about: [`chapter:${chapter.id}`],
    blocks: [
      ...chapterBlocks(chapter, mastery, context),
      legend(say),
      ...buttons(
        button(say('Quiz me on this'), call('quiz', { topic: chapter.id }), 'primary'),
        ...entriesOf(chapter, context)
          .slice(0, 20)
          .map(({ id, name }) => button(proseLabel(say.pick(name)), call('concept', { name: id }))),
        button(say('The map of all concepts'), call('concept')),
      ),
    ],
  };
}

/** The chapter that a button of the path names, or one whose very name was typed where no concept has it. */
export function chapterNamed(typed: string, { knowledge }: Context): Chapter | undefined {
  const plain = typed.trim().toLowerCase();
  if (/^(?:chapter\s*)?\d+\s*(?:장|단원|챕터|\.)?$/.test(plain)) return chapterCalled(plain, knowledge);
  const [best] = knowledge.concepts.find(typed, 1);
  return knowledge.chapters.find(
    ({ id, name }) =>
      plain === `chapter:${id}` ||
      (best?.score !== 1 && [id, name.ko, name.en].some((known) => known.toLowerCase() === plain)),
  );
}

const masteryHere = async ({ knowledge, who, stores }: Context): Promise<Mastery> =>
  masteryOf(knowledge, await stores.rounds.mastered(who.player));

const entriesOf = ({ id }: Chapter, { knowledge }: Context): readonly (Concept | Guide)[] =>
  [...knowledge.concepts.all, ...knowledge.guides.all].filter(({ chapter }) => chapter === id);

const legend = (say: Say): Block =>
  note(say('✅ marks a concept whose questions you have all answered right.'));

const nextButton = ({ id, name }: Concept, say: Say): Button =>
  button(say('Next: {name}', { name: proseLabel(say.pick(name)) }), call('concept', { name: id }), 'primary');

/** A chapter's place on the path, its name, and how much of it is mastered. */
function titleOf({ id, name }: Chapter, mastery: Mastery, { knowledge, say }: Context): Text {
  const place = knowledge.chapters.findIndex((chapter) => chapter.id === id) + 1;
  const { mastered, all } = mastery.of(id);
  const done = mastered === 0 ? [] : [' · ', ...say('{mastered} of {all} mastered', { mastered, all })];
  return [`${place}. `, ...prose(say.pick(name)), ...done];
}

/** A dot that stays with the name before it: no line begins with one. */
const dotted = '\u00a0· ';

/** What a chapter is about, and its entries, the mastered ones ticked. */
function chapterBlocks(chapter: Chapter, mastery: Mastery, context: Context): readonly Block[] {
  const { say } = context;
  const names = entriesOf(chapter, context).map(
    ({ id, name }) => `${mastery.has(id) ? '✅ ' : ''}${proseLabel(say.pick(name))}`,
  );
  return [
    paragraph(prose(say.pick(chapter.summary))),
    ...(names.length > 0 ? [paragraph(names.join(dotted))] : []),
  ];
}
