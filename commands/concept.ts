import { call } from '#core/call.ts';
import { type Context, command } from '#core/command.ts';
import { pictured } from '#core/drawing/gallery.ts';
import type { Concept, Guide } from '#core/knowledge/entry.ts';
import { prose, proseBlocks, proseLabel } from '#core/knowledge/prose.ts';
import { sidesIn } from '#core/knowledge/sides.ts';
import { spelt } from '#core/knowledge/spelt.ts';
import { nothingFound } from '#core/near.ts';
import type { Complete } from '#core/option.ts';
import { sourcesNote } from '#core/quiz/card.ts';
import { chapterNamed, chapterPath, studyPath } from '#core/quiz/path.ts';
import {
  type Block,
  button,
  buttons,
  codeBlock,
  heading,
  list,
  note,
  paragraph,
  type Reply,
  signedList,
} from '#core/reply.ts';
import type { Say } from '#core/say.ts';
import { code, emphasis, strong } from '#core/text.ts';

/** One in so many is a guide. */
const guides = 5;

const complete: Complete = ({ typed, limit, say, knowledge }) => [
  ...knowledge.concepts.suggest(typed, limit - Math.floor(limit / guides), say.locale),
  ...knowledge.guides.suggest(typed, Math.floor(limit / guides), say.locale),
];

/** All of them. */
const whole = /^(?:all|list|map|everything|concepts|전체|전부|모두|목록|지도)$/i;

/** A name that is known at least so well is shown; below `answer` it is said that it is the nearest only. */
const sure = { answer: 0.8, guess: 0.55 } as const;

const guessed = (say: Say): Block => note(say('Nothing is called exactly that; this comes nearest.'));

export const concept = command({
  name: 'concept',
  also: ['concepts', '개념', '용어'],
  describe: 'Explain a Docker concept, or show the map of all of them',
  to: 'room',
  options: {
    name: {
      kind: 'text',
      describe: 'What to explain: image, volume, daemon …',
      complete,
      also: ['concept', 'term', '개념', '용어', '이름'],
    },
  },
  examples: ['concept 볼륨', 'concept image', 'concept docker in a vm', 'concept'],
  run({ name }, context) {
    if (name === undefined || whole.test(name.trim())) return studyPath(context);
    const { say } = context;
    const chapter = chapterNamed(name, context);
    if (chapter) return chapterPath(chapter, context);
    const several = severalReply(name, context);
    if (several) return several;
    const { first, concepts, guides } = found(name, context);
    if (first && first.score >= sure.guess) {
      const reply =
        'body' in first.entry ? conceptReply(first.entry, context) : guideReply(first.entry, context);
      return first.score >= sure.answer ? reply : { ...reply, blocks: [guessed(say), ...reply.blocks] };
    }
    return nothingFound(
      say,
      name,
      [...concepts, ...guides].slice(0, 4).map(({ entry }) => ({
        label: proseLabel(say.pick(entry.name)),
        call: call('concept', { name: entry.id }),
      })),
      { label: say('The map of all concepts'), call: call('concept') },
    );
  },
});

/** What a name finds, best first; of two that fit alike, the one of the shorter name. */
function found(name: string, { knowledge }: Context) {
  const concepts = knowledge.concepts.find(name, 4);
  const guides = knowledge.guides.find(name, 4);
  const closeness = (score: number) => Math.round(score * 50);
  const [first] = [...concepts, ...guides].sort(
    (a, b) => closeness(b.score) - closeness(a.score) || a.entry.id.length - b.entry.id.length,
  );
  return { first, concepts, guides };
}

/** Several concepts asked for at once (`volume and network`): each in a sentence, with its own button. */
function severalReply(name: string, context: Context): Reply | undefined {
  const { say } = context;
  const parts = sidesIn(name, 'joined');
  if (parts.length < 2 || found(name, context).first?.score === 1) return undefined;
  const all = parts.flatMap((part) => {
    const { first } = found(part, context);
    return first && first.score >= 0.8 && 'body' in first.entry ? [first.entry] : [];
  });
  const entries = [...new Set(all)];
  const [first, ...others] = entries.map(({ id }) => id);
  if (others.length === 0 || all.length < parts.length) return undefined;
  return {
    title: say('{count} concepts at once; which one first?', { count: entries.length }),
    about: entries.map(({ id }) => `concept:${id}`),
    blocks: [
      list(
        entries.map((entry) => [
          strong(prose(say.pick(entry.name))),
          ' — ',
          ...prose(say.pick(entry.summary)),
        ]),
      ),
      ...buttons(
        ...entries.flatMap(({ id }) => conceptButton(id, context)),
        button(say('Compare them'), call('compare', { a: first, b: others.join(', ') })),
      ),
    ],
  };
}

const conceptButton = (id: string, { knowledge, say }: Context) => {
  const entry = knowledge.concepts.get(id);
  return entry ? [button(proseLabel(say.pick(entry.name)), call('concept', { name: id }))] : [];
};

const example = (entry: Concept, say: Say): readonly Block[] =>
  entry.example
    ? [
        heading(say('Try it')),
        paragraph(prose(say.pick(entry.example.says))),
        codeBlock(entry.example.code, entry.example.language ?? 'sh'),
      ]
    : [];

function conceptReply(entry: Concept, context: Context): Reply {
  const { say } = context;
  const misbeliefs = entry.misbeliefs.map(({ belief, truth }) => [
    '❌ ',
    emphasis(prose(say.pick(belief))),
    ' → ',
    ...prose(say.pick(truth)),
  ]);
  const relations = entry.related.map(({ concept, how }) => {
    const other = context.knowledge.concepts.get(concept);
    return [strong(other ? prose(say.pick(other.name)) : concept), ' — ', ...prose(say.pick(how))];
  });
  return {
    title: prose(say.pick(entry.name)),
    about: [`concept:${entry.id}`, ...entry.commands.map((id) => `command:${id}`)],
    blocks: [
      paragraph([strong(prose(say.pick(entry.summary)))]),
      ...pictured(entry, say),
      ...proseBlocks(say.pick(entry.body)),
      ...(entry.analogy ? [heading(say('Picture it')), ...proseBlocks(say.pick(entry.analogy))] : []),
      ...example(entry, say),
      ...(misbeliefs.length > 0 ? [heading(say('Often misunderstood')), signedList(misbeliefs)] : []),
      ...(relations.length > 0 ? [heading(say('How it relates')), list(relations)] : []),
      ...commandsLine(entry.commands, say),
      sourcesNote(entry.sources, say),
      ...buttons(
        button(say('Quiz me on this'), call('quiz', { topic: entry.id }), 'primary'),
        ...entry.related.slice(0, 3).flatMap(({ concept }) => conceptButton(concept, context)),
        ...entry.commands.slice(0, 1).map((id) => button(spelt(id), call('docker-cmd', { task: id }))),
      ),
    ],
  };
}

const commandsLine = (commands: readonly string[], say: Say): readonly Block[] =>
  commands.length === 0
    ? []
    : [
        paragraph([
          strong(say('Commands: ')),
          ...commands.flatMap((id, index) => [...(index > 0 ? [' '] : []), code(spelt(id))]),
        ]),
      ];

function guideReply(entry: Guide, context: Context): Reply {
  const { say } = context;
  return {
    title: prose(say.pick(entry.name)),
    about: [`guide:${entry.id}`, ...entry.related.map(({ concept }) => `concept:${concept}`)],
    blocks: [
      paragraph([strong(prose(say.pick(entry.summary)))]),
      ...pictured(entry, say),
      ...entry.sections.flatMap(({ title, body, code: sample }, index): Block[] => [
        heading([`${index + 1}. `, ...prose(say.pick(title))]),
        ...proseBlocks(say.pick(body)),
        ...(sample ? [codeBlock(sample.code, sample.language ?? 'sh')] : []),
      ]),
      ...commandsLine(entry.commands, say),
      sourcesNote(entry.sources, say),
      ...buttons(
        button(say('Quiz me on this'), call('quiz', { topic: entry.chapter }), 'primary'),
        ...entry.related.slice(0, 4).flatMap(({ concept }) => conceptButton(concept, context)),
      ),
    ],
  };
}
