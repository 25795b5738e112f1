import type { SearchWords } from '#core/knowledge/entry.ts';
import type { Pile, Placed } from '#core/knowledge/read.ts';

/** An entry of the bot's own that a team's entry takes the place of. */
export interface Replaced {
  readonly kind: 'chapters' | 'concepts' | 'comparisons' | 'guides' | 'commands' | 'questions' | 'beliefs';
  readonly id: string;
  /** The file that now holds it. */
  readonly file: string;
}

/**
 * Lays a team's pile over the bot's own. An entry whose id the bot has takes that one's place, where it stood; the others
 * are added behind. Meanings of flags are laid over one by one, words of search are added.
 */
export function overlay(own: Pile, team: Pile): { pile: Pile; replaced: readonly Replaced[] } {
  const replaced: Replaced[] = [];
  const lay = <E extends { readonly id: string }>(
    kind: Replaced['kind'],
    below: readonly Placed<E>[],
    above: readonly Placed<E>[],
  ): readonly Placed<E>[] => {
    const taken = new Map(above.map((placed) => [placed.entry.id, placed]));
    const known = new Set(below.map(({ entry }) => entry.id));
    for (const [id, { sheet }] of taken) if (known.has(id)) replaced.push({ kind, id, file: sheet.file });
    const first = new Set([...taken.values()].filter(({ entry }) => known.has(entry.id)));
    return [
      ...below.map((placed) => taken.get(placed.entry.id) ?? placed),
      ...above.filter((placed) => !first.has(placed)),
    ];
  };
  const pile: Pile = {
    chapters: lay('chapters', own.chapters, team.chapters),
    concepts: lay('concepts', own.concepts, team.concepts),
    comparisons: lay('comparisons', own.comparisons, team.comparisons),
    guides: lay('guides', own.guides, team.guides),
    commands: lay('commands', own.commands, team.commands),
    questions: lay('questions', own.questions, team.questions),
    beliefs: lay('beliefs', own.beliefs, team.beliefs),
    flags: [...own.flags, ...team.flags],
    search: joinSearch([...own.search, ...team.search]),
  };
  return { pile, replaced };
}

/** Several lists of words as one. */
function joinSearch(sheets: readonly Placed<SearchWords>[]): readonly Placed<SearchWords>[] {
  const [first] = sheets;
  if (!first || sheets.length === 1) return sheets;
  const entry = sheets.reduce<SearchWords>(
    (all, { entry: more }) => ({
      meanings: mergeLists(all.meanings, more.meanings),
      weak: [...all.weak, ...more.weak],
      idle: [...all.idle, ...more.idle],
      near: Object.fromEntries(
        [...new Set([...Object.keys(all.near), ...Object.keys(more.near)])].map((key) => [
          key,
          { ...all.near[key], ...more.near[key] },
        ]),
      ),
      common: { ...all.common, ...more.common },
    }),
    { meanings: {}, weak: [], idle: [], near: {}, common: {} },
  );
  return [{ ...first, entry }];
}

function mergeLists(a: SearchWords['meanings'], b: SearchWords['meanings']): SearchWords['meanings'] {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return Object.fromEntries([...keys].map((key) => [key, [...(a[key] ?? []), ...(b[key] ?? [])]]));
}
