import { call } from '#core/call.ts';
import { type Context, command } from '#core/command.ts';
import { pictured } from '#core/drawing/gallery.ts';
import type { Comparison, ComparisonSide, Concept } from '#core/knowledge/entry.ts';
import type { Knowledge } from '#core/knowledge/knowledge.ts';
import { prose, proseBlocks, proseLabel } from '#core/knowledge/prose.ts';
import { readSides, sidesIn } from '#core/knowledge/sides.ts';
import {
  compareSeveral,
  cutNames,
  findComparison,
  isSide,
  isWhole,
  partnersOf,
  readAspect,
  rowOf,
  sideMatches,
} from '#core/knowledge/versus.ts';
import { echoed, type Near, nothingFound } from '#core/near.ts';
import type { Complete } from '#core/option.ts';
import { sourcesNote } from '#core/quiz/card.ts';
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
  table,
} from '#core/reply.ts';
import type { Say } from '#core/say.ts';
import { strong, type Text } from '#core/text.ts';

/** How well a side goes on what is typed: 3 named so, 2 shown by a name that begins so, 1 by another one, 0 not at all. */
function goesOn(side: ComparisonSide, typed: string, say: Say): number {
  const fit = sideMatches(side, typed);
  if (fit === 1) return 3;
  if (proseLabel(say.pick(side.name)).toLowerCase().startsWith(typed.toLowerCase())) return 2;
  return fit > 0 ? 1 : 0;
}

/** Sides by how well they go on what is typed; of those alike first what is set beside the most other things. */
const completeA: Complete = ({ typed, say, knowledge }) => {
  const sides = new Map<string, { fit: number; count: number }>();
  for (const side of knowledge.comparisons.all.flatMap((comparison) => comparison.sides)) {
    const fit = goesOn(side, typed.trim(), say);
    if (fit === 0) continue;
    const name = proseLabel(say.pick(side.name));
    const known = sides.get(name);
    sides.set(name, { fit: Math.max(fit, known?.fit ?? 0), count: (known?.count ?? 0) + 1 });
  }
  return [...sides]
    .sort(([, one], [, other]) => other.fit - one.fit || other.count - one.count)
    .map(([name]) => ({ value: name, label: name }));
};

const completeB: Complete = (completing) => {
  const { typed, options, say, knowledge } = completing;
  const partners = partnersOf(knowledge, options.a ?? '');
  const found = partners.filter((side) => goesOn(side, typed.trim(), say) > 0);
  const names = found.map((side) => proseLabel(say.pick(side.name)));
  return found.length > 0
    ? [...new Set(names)].map((name) => ({ value: name, label: name }))
    : completeA(completing);
};

const completeAspect: Complete = ({ typed, options, say, knowledge }) => {
  const comparison = findComparison(knowledge, options.a ?? '', options.b);
  const rows = comparison?.rows ?? knowledge.comparisons.all.flatMap(({ rows }) => rows);
  const choices = rows.map(({ id, name }) => ({ value: id, label: proseLabel(say.pick(name)) }));
  const unique = [...new Map(choices.map((choice) => [choice.value, choice])).values()];
  return unique.filter(({ value, label }) => value.includes(typed) || label.includes(typed));
};

export const compare = command({
  name: 'compare',
  also: ['vs', 'diff', '비교', '차이'],
  describe: 'Compare two things in Docker, side by side',
  to: 'room',
  options: {
    a: { kind: 'text', describe: 'One side: docker, CMD, volume …', required: true, complete: completeA },
    b: { kind: 'text', describe: 'The other side: vm, ENTRYPOINT, bind mount …', complete: completeB },
    aspect: {
      kind: 'text',
      describe: 'One aspect only: kernel, isolation, size …',
      also: ['관점', '측면', '항목', '기준'],
      complete: completeAspect,
    },
  },
  read: readSides,
  examples: [
    'compare docker vs vm',
    'compare CMD ENTRYPOINT',
    'compare 볼륨',
    'compare a:docker b:vm aspect:kernel',
  ],
  run({ a: first, b: second, aspect: named }, context) {
    const { knowledge, say } = context;
    const names = namesOf(first, second, context);
    if (names.length > 2) return severalReply(names, context);
    const [one = first, two] = names;
    const { a, b: other, aspect } = readAspect(knowledge, { a: one, b: two, aspect: named });
    // A thing beside itself: what else it can be compared with is the better answer.
    const b = other !== undefined && folded(other) === folded(a) ? undefined : other;
    const comparison = findComparison(knowledge, a, b);
    if (comparison && aspect !== undefined) return aspectReply(comparison, aspect, context);
    if (comparison && (b !== undefined || partnersOf(knowledge, a).length === 1 || isWhole(comparison, a)))
      return comparisonReply(comparison, say);
    const partners = partnersOf(knowledge, a);
    if (b === undefined && partners.length > 0) return partnersReply(a, partners, say);
    return setSideBySide(a, b, context);
  },
});

/** Everything that is to be compared, whichever option it was typed into: `a:docker vs vm`, `b:vm, podman`. */
function namesOf(a: string, b: string | undefined, { knowledge }: Context): readonly string[] {
  // `restart policies` is one comparison's name, although it reads like two things.
  const joined = b === undefined ? a : `${a} ${b}`;
  if (knowledge.comparisons.all.some((comparison) => isWhole(comparison, joined))) return [joined];
  if (b !== undefined && isOneName(a, b, knowledge)) return [`${a} ${b}`];
  const given = b === undefined ? [a] : [a, b];
  const names = given.flatMap((typed) => {
    if (isSide(knowledge, typed)) return [typed];
    const sides = sidesIn(typed, b === undefined ? 'any' : 'joined');
    const cut = sides.length === 1 ? cutNames(knowledge, sides[0] ?? '') : [];
    return cut.length > 1 ? cut : sides;
  });
  return names.filter((name, index) => names.findIndex((other) => folded(other) === folded(name)) === index);
}

/** `named volume` is one thing, however much it is typed like two. */
const isOneName = (a: string, b: string, knowledge: Knowledge): boolean =>
  isSide(knowledge, `${a} ${b}`) &&
  // A docker container is a container; with docker itself one may well be compared.
  !/^(?:docker|도커)$/i.test(a) &&
  findComparison(knowledge, a, b) === undefined;

/** Most things that are compared at a time, two by two. */
const mostSides = 5;

/** Three and more: where no comparison has all of them, the first pair, what is left out, and the other pairs a press away. */
function severalReply(typed: readonly string[], context: Context): Reply {
  const { knowledge, say } = context;
  const names = typed.slice(0, mostSides);
  const { first, left, others } = compareSeveral(knowledge, names);
  const [a = '', b] = names;
  const reply = first ? comparisonReply(first, say) : setSideBySide(a, b, context);
  const out = [...(first ? left : names.slice(2)), ...typed.slice(mostSides)];
  if (out.length === 0 || (!first && reply.tone === 'fault')) return reply;
  const unknown = out.filter((name) => partnersOf(knowledge, name).length === 0);
  const known = out.filter((name) => !unknown.includes(name));
  return {
    ...reply,
    blocks: [
      ...(known.length > 0
        ? [note(say('I compare two at a time, so this leaves out {names}.', { names: listed(known) }))]
        : []),
      ...(unknown.length > 0
        ? [note(say('I have nothing to compare {names} with.', { names: listed(unknown) }))]
        : []),
      ...buttons(
        ...others.map((comparison) => {
          const { label, call } = near(comparison, say);
          return button(label, call);
        }),
      ),
      ...reply.blocks,
    ],
  };
}

const listed = (names: readonly string[]): Text => [strong(echoed(names.join(', ')))];

const folded = (name: string): string => name.toLowerCase().replace(/[\s_-]/g, '');

function comparisonReply(comparison: Comparison, say: Say): Reply {
  const { sides, rows, shared, rule, trap, analogy } = comparison;
  const name = (side: ComparisonSide): Text => prose(say.pick(side.name));
  return {
    title: prose(say.pick(comparison.title)),
    about: [
      `comparison:${comparison.id}`,
      ...sides.flatMap(({ concept }) => (concept ? [`concept:${concept}`] : [])),
    ],
    blocks: [
      paragraph([strong(prose(say.pick(rule)))]),
      ...pictured(comparison, say),
      table(
        [say('Aspect'), ...sides.map(name)],
        rows.map((row) => [prose(say.pick(row.name)), ...row.cells.map((cell) => prose(say.pick(cell)))]),
      ),
      ...(shared.length > 0
        ? [heading(say('What they share')), list(shared.map((item) => prose(say.pick(item))))]
        : []),
      ...(analogy ? [heading(say('Picture it')), ...proseBlocks(say.pick(analogy))] : []),
      heading(say('When to use which')),
      list(sides.map((side) => [strong(name(side)), ' — ', ...prose(say.pick(side.when))])),
      heading(say('Try it')),
      ...sides.flatMap((side): Block[] => [
        paragraph([strong(name(side)), ' · ', ...prose(say.pick(side.example.says))]),
        codeBlock(side.example.code, side.example.language ?? 'sh'),
      ]),
      heading(say('Mind the trap')),
      ...proseBlocks(say.pick(trap)),
      sourcesNote(comparison.sources, say),
      ...buttons(
        button(say('Quiz me on this'), call('quiz', { topic: comparison.chapter }), 'primary'),
        ...sides.flatMap(({ concept, name }) =>
          concept ? [button(proseLabel(say.pick(name)), call('concept', { name: concept }))] : [],
        ),
      ),
    ],
  };
}

function aspectReply(comparison: Comparison, typed: string, { say }: Context): Reply {
  const row = rowOf(comparison, typed) ?? rowOf(comparison, typed, 'near');
  const again = (aspect?: string) => call('compare', { a: comparison.id, aspect });
  const title = proseLabel(say.pick(comparison.title));
  if (!row)
    return nothingFound(
      say,
      typed,
      [],
      ...comparison.rows
        .slice(0, 8)
        .map(({ id, name }) => ({ label: proseLabel(say.pick(name)), call: again(id) })),
      { label: say('The whole comparison'), call: again() },
    );
  return {
    title: [title, ' · ', ...prose(say.pick(row.name))],
    about: [`comparison:${comparison.id}`],
    blocks: [
      list(
        comparison.sides.map((side, index) => {
          const cell = row.cells[index];
          return [strong(prose(say.pick(side.name))), ' — ', ...(cell ? prose(say.pick(cell)) : [])];
        }),
      ),
      ...(row.more ? proseBlocks(say.pick(row.more)) : []),
      sourcesNote(comparison.sources, say),
      ...buttons(button(say('The whole comparison'), again(), 'primary')),
    ],
  };
}

function partnersReply(a: string, partners: readonly ComparisonSide[], say: Say): Reply {
  const unique = [...new Map(partners.map((side) => [side.name.en, side])).values()];
  return {
    title: say('What shall I compare {side} with?', { side: a }),
    blocks: buttons(
      ...unique.slice(0, 20).map((side) => {
        const name = proseLabel(say.pick(side.name));
        return button(name, call('compare', { a, b: name }));
      }),
    ),
  };
}

/** No comparison was written: what is known of each is set side by side, and the reply says so. */
function setSideBySide(a: string, b: string | undefined, { knowledge, say }: Context): Reply {
  const left = knowledge.concepts.find(a, 1)[0]?.entry;
  const right = b === undefined ? undefined : knowledge.concepts.find(b, 1)[0]?.entry;
  if (left && right && left.id !== right.id) return conceptsReply(left, right, say);
  const typed = b === undefined ? a : !left ? a : b;
  const found = knowledge.comparisons.find(b === undefined ? a : `${a} ${b}`, 4).map(({ entry }) => entry);
  const known = found.length > 0 ? [] : knowledge.comparisons.all.slice(0, 4);
  return nothingFound(
    say,
    typed,
    found.map((comparison) => near(comparison, say)),
    ...known.map((comparison) => near(comparison, say)),
    { label: say('All comparisons'), call: call('help', { command: 'compare' }) },
  );
}

const near = ({ id, title }: Comparison, say: Say): Near => ({
  label: proseLabel(say.pick(title)),
  call: call('compare', { a: id }),
});

function conceptsReply(left: Concept, right: Concept, say: Say): Reply {
  const side = (concept: Concept): Block[] => [
    heading(prose(say.pick(concept.name))),
    paragraph(prose(say.pick(concept.summary))),
    ...proseBlocks(say.pick(concept.body)),
  ];
  const relation =
    left.related.find(({ concept }) => concept === right.id) ??
    right.related.find(({ concept }) => concept === left.id);
  return {
    title: [...prose(say.pick(left.name)), ' · ', ...prose(say.pick(right.name))],
    about: [`concept:${left.id}`, `concept:${right.id}`],
    blocks: [
      note(say('Nobody has written this comparison yet; here is what I know of each.')),
      ...side(left),
      ...side(right),
      ...(relation ? [heading(say('How they relate')), paragraph(prose(say.pick(relation.how)))] : []),
      ...buttons(
        button(proseLabel(say.pick(left.name)), call('concept', { name: left.id })),
        button(proseLabel(say.pick(right.name)), call('concept', { name: right.id })),
      ),
    ],
  };
}
