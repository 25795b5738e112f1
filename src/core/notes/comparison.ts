import { type Comparison, cellLimit } from '#core/knowledge/entry.ts';
import type { Knowledge } from '#core/knowledge/knowledge.ts';
import type { Both } from '#core/locale.ts';
import { bothOf, type Draft, type Mark, nameOf, provenance, tidy, todo } from '#core/notes/draft.ts';
import { slug } from '#core/notes/lookup.ts';
import type { Place, Section, Table } from '#core/notes/note.ts';
import { bare } from '#core/notes/phrase.ts';
import { isDocker } from '#core/notes/shell.ts';
import { knownComparison, saidBelow, saidOfSides, sidesOf, speakersOf } from '#core/notes/sides.ts';
import { splitTerm, vacuous } from '#core/notes/term.ts';

/** What a note says of one aspect: a cell for each side it names. */
export interface Aspect extends Place {
  readonly name: string;
  readonly cells: readonly string[];
}

/** Things that a note compares. */
export interface Compared extends Place {
  readonly names: readonly string[];
  /** The known comparison they are sides of, and which. */
  readonly known?: { readonly comparison: Comparison; readonly sides: readonly number[] };
  readonly aspects: readonly Aspect[];
  readonly table: boolean;
}

/** Columns that hold no thing of their own. */
const remark = /^(?:비고|메모|참고|notes?|remarks?|comments?)$/i;

const isComparison = ({ head, rows }: Table): boolean =>
  head.length >= 3 &&
  rows.length > 0 &&
  head.slice(1).every(Boolean) &&
  !head.some((cell) =>
    /^(?:명령어?|설명|의미|예시?|예제|용도|command|description|meaning|example|usage|default|type)$/i.test(
      cell,
    ),
  ) &&
  !rows.some(({ cells }) => cells.some((cell) => isDocker(bare(cell))));

/** What a section compares: in its tables, and in lists below a heading that names two things. */
export function comparedIn(file: string, section: Section, knowledge: Knowledge): readonly Compared[] {
  const compared: Compared[] = [];
  for (const block of section.blocks) {
    if (block.type !== 'table' || !isComparison(block)) continue;
    const columns = block.head.flatMap((name, index) => (index > 0 && !remark.test(name) ? [index] : []));
    if (columns.length < 2 || columns.length > 4) continue;
    const names = columns.map((index) => block.head[index] ?? '');
    const known = knownComparison(knowledge, names);
    const aspects = block.rows
      .filter(({ cells }) => bare(cells[0] ?? '') !== '')
      .map(({ cells, line }) => ({
        file,
        line,
        name: bare(cells[0] ?? ''),
        cells: columns.map((index) => bare(cells[index] ?? '')),
      }));
    compared.push({ file, line: block.line, names, aspects, table: true, ...(known && { known }) });
  }
  const names = sidesOf(section.title) ?? sidesOf(section.above.at(-1) ?? '');
  const known = names && knownComparison(knowledge, names);
  if (!known) return compared;
  const speakers = speakersOf(known.comparison);
  const aspects = section.blocks.flatMap((block): readonly Aspect[] =>
    block.type !== 'list'
      ? []
      : block.items.flatMap((item): readonly Aspect[] => {
          const term = splitTerm(item.text);
          if (!term || vacuous.test(term.term)) return [];
          const said = saidOfSides(term.meaning, speakers);
          const cells = said.length > 0 ? said : saidBelow(item, speakers);
          return cells.length === 0
            ? []
            : [
                {
                  file,
                  line: item.line,
                  name: term.term,
                  cells: known.sides.map((side) => cells[side] ?? ''),
                },
              ];
        }),
  );
  return aspects.length === 0
    ? compared
    : [...compared, { file, line: section.line, names, known, aspects, table: false }];
}

const fold = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

interface Row {
  readonly id: string;
  readonly name: Both;
  readonly aliases?: readonly string[];
  readonly cells: readonly Both[];
  readonly more?: Both | undefined;
}

const matches = (row: Row, name: string): boolean =>
  [row.id, row.name.ko, row.name.en, ...(row.aliases ?? [])].some((each) => fold(each) === fold(name));

const blank: Both = { ko: todo, en: todo };

function cellOf(text: string, known?: Both): Both {
  if (text === '') return known ?? blank;
  return text.length > cellLimit ? (known ?? blank) : bothOf(text, known);
}

/** Proposes an entry for each set of things that notes compare. */
export function comparisonDrafts(all: readonly Compared[], knowledge: Knowledge): readonly Draft[] {
  const groups = Map.groupBy(all, ({ known, names }) => known?.comparison.id ?? names.map(slug).join('-vs-'));
  return [...groups].map(([id, said]) => comparisonDraft(id, said, knowledge));
}

function comparisonDraft(id: string, said: readonly Compared[], knowledge: Knowledge): Draft {
  const known = knowledge.comparisons.get(id);
  const rows: Row[] = [...(known?.rows ?? [])];
  const count = known?.sides.length ?? said[0]?.names.length ?? 2;
  const places = new Map<number, Place[]>();
  // What a table says is shorter and surer than what is found in a sentence.
  for (const { known: match, aspects } of said.toSorted((a, b) => Number(b.table) - Number(a.table)))
    for (const aspect of aspects) {
      const found = rows.findIndex((row) => matches(row, aspect.name));
      const old = rows[found];
      const of = (side: number): string => aspect.cells[match ? match.sides.indexOf(side) : side] ?? '';
      const cells = Array.from({ length: count }, (_, side) => cellOf(of(side), old?.cells[side]));
      const long = aspect.cells.some((cell) => cell.length > cellLimit);
      const more = long ? bothOf(aspect.cells.join(' / '), old?.more) : old?.more;
      const row: Row = old
        ? { ...old, cells, ...(more && { more }) }
        : { id: slug(aspect.name), name: nameOf(aspect.name), cells, ...(more && { more }) };
      const index = found === -1 ? rows.length : found;
      // What an earlier note said of the same aspect stays.
      if (!places.has(index)) rows[index] = row;
      places.set(index, [...(places.get(index) ?? []), aspect]);
    }
  const marks: Mark[] = [...places].map(([index, at]) => ({ path: ['rows', index], places: at }));
  const names = said[0]?.names ?? [];
  return {
    kind: 'comparison',
    id,
    joins: known !== undefined,
    path: `comparisons/${id}.yaml`,
    entry: tidy(known ? { ...known, rows } : { ...started(id, names), rows, trap: blank, ...provenance([]) }),
    marks,
    places: said,
  };
}

/** What every comparison has, as far as the names tell. */
const started = (id: string, names: readonly string[]): Record<string, unknown> => ({
  id,
  title: nameOf(names.join(' vs ')),
  chapter: todo,
  rule: blank,
  sides: names.map((name) => ({ name: nameOf(name), when: blank, example: { code: todo, says: blank } })),
});
