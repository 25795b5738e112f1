import { gallery } from '#core/drawing/gallery.ts';
import { examplesOf, refusedLine } from '#core/knowledge/example.ts';
import type { Path } from '#core/knowledge/file.ts';
import type { Problem } from '#core/knowledge/problem.ts';
import { proseFaults } from '#core/knowledge/prose.ts';
import type { Pile, Placed } from '#core/knowledge/read.ts';
import type { Rule } from '#core/knowledge/rules.ts';
import type { Both } from '#core/locale.ts';
import { type Say, sayPlain } from '#core/say.ts';
import { aliasesOf, canonical, commands as cli, findCommand } from '#core/shell/flags.ts';

/** Finds fault with a placed entry: writes it down with the place below the entry. */
type Report = (placed: Placed<unknown>, below: Path, rule: Rule, message: string) => void;

/** Holds a pile against the rules K104 … K302 (see `rules.ts`). Problems come in the order of files. */
export function checkPile(pile: Pile, say: Say): readonly Problem[] {
  const problems: Problem[] = [];
  const report: Report = ({ sheet, path }, below, rule, message) => {
    problems.push(sheet.problem([...path, ...below], rule, message));
  };
  checkProse(pile, report, say);
  checkComparisons(pile, report, say);
  checkQuestions(pile, report, say);
  checkNames(pile, report, say);
  checkReferences(pile, report, say);
  checkCommands(pile, report, say);
  checkFlags(pile, report, say);
  checkExamples(pile, report, say);
  return problems;
}

/** Shows every bilingual text of an entry with its place; code is not prose, and tasks are what people type. */
function eachText(value: unknown, see: (path: Path, prose: string) => void, path: Path = []): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if (typeof inner === 'string') {
      if (key === 'ko' || key === 'en') see([...path, key], inner);
    } else if (key !== 'code' && key !== 'tasks')
      eachText(inner, see, [...path, Array.isArray(value) ? Number(key) : key]);
  }
}

function checkProse(pile: Pile, report: Report, say: Say): void {
  for (const placed of Object.values(pile).flat())
    eachText(placed.entry, (path, prose) => {
      const [fault] = proseFaults(prose);
      if (fault)
        report(
          placed,
          path,
          'K104',
          sayPlain(say, 'Outside the Markdown subset: {fault}. Put code into backticks.', { fault }),
        );
    });
}

function checkComparisons(pile: Pile, report: Report, say: Say): void {
  for (const placed of pile.comparisons) {
    const sides = placed.entry.sides.length;
    placed.entry.rows.forEach((row, index) => {
      if (row.cells.length !== sides)
        report(
          placed,
          ['rows', index, 'cells'],
          'K105',
          sayPlain(say, '{cells, plural, one {# cell} other {# cells}} for {sides} sides.', {
            cells: row.cells.length,
            sides,
          }),
        );
    });
  }
}

function checkQuestions(pile: Pile, report: Report, say: Say): void {
  for (const placed of pile.questions) {
    const { choices } = placed.entry;
    const right = choices.filter((choice) => choice.right).length;
    if (right !== 1)
      report(
        placed,
        ['choices'],
        'K106',
        sayPlain(say, '{right} options are marked right; mark exactly one with `right: true`.', { right }),
      );
    for (const locale of ['ko', 'en'] as const)
      if (new Set(choices.map((choice) => choice.text[locale])).size < choices.length)
        report(placed, ['choices'], 'K106', sayPlain(say, 'Two options read alike.'));
  }
}

const kinds = ['chapters', 'concepts', 'comparisons', 'guides', 'commands', 'questions', 'beliefs'] as const;

function checkNames(pile: Pile, report: Report, say: Say): void {
  for (const kind of kinds) {
    const ids = new Set<string>();
    for (const placed of pile[kind]) {
      const { id } = placed.entry;
      if (ids.has(id))
        report(
          placed,
          ['id'],
          'K201',
          sayPlain(say, 'The id {id} is used twice; ids stand for one entry.', { id }),
        );
      ids.add(id);
      const file = placed.sheet.file.replace(/^.*\//, '').replace(/\.yaml$/, '');
      if (placed.path.length === 0 && file !== id)
        report(
          placed,
          ['id'],
          'K108',
          sayPlain(say, 'The file is called {file} but its entry {id}; rename one of them.', { file, id }),
        );
    }
  }
  checkAliases(pile, report, say);
}

const foldAlias = (alias: string): string =>
  alias
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_-]+/g, '');

/** What one entry is called: names it has for itself, and further ones, which must lead to nothing else. */
interface Called {
  readonly placed: Placed<{ readonly id: string }>;
  readonly names: readonly string[];
  readonly key: 'aliases' | 'synonyms';
  readonly further: readonly string[];
}

function checkAliases(pile: Pile, report: Report, say: Say): void {
  const named = (placed: Placed<{ id: string; name: Both; aliases: string[] }>): Called => {
    const { id, name, aliases } = placed.entry;
    return { placed, names: [id, name.ko, name.en], key: 'aliases', further: aliases };
  };
  const groups: readonly (readonly Called[])[] = [
    [...pile.concepts.map(named), ...pile.guides.map(named)],
    pile.comparisons.map((placed): Called => {
      const { id, title, aliases } = placed.entry;
      return { placed, names: [id, title.ko, title.en], key: 'aliases', further: aliases };
    }),
    pile.commands.map((placed): Called => {
      const { id, synonyms } = placed.entry;
      return { placed, names: aliasesOf(id), key: 'synonyms', further: synonyms };
    }),
  ];
  for (const group of groups) checkGroup(group, report, say);
}

function checkGroup(group: readonly Called[], report: Report, say: Say): void {
  const owners = new Map<string, string>();
  for (const { placed, names } of group)
    for (const name of names) owners.set(foldAlias(name), placed.entry.id);
  // A team's come last: it is theirs that can be changed where both say the same.
  for (const { placed, key, further } of group.toSorted(
    (a, b) => Number(a.placed.sheet.team) - Number(b.placed.sheet.team),
  ))
    further.forEach((alias, index) => {
      const owner = owners.get(foldAlias(alias)) ?? placed.entry.id;
      if (owner !== placed.entry.id)
        report(
          placed,
          [key, index],
          'K203',
          sayPlain(say, '{alias} already leads to {owner}; an alias leads to one entry.', { alias, owner }),
        );
      owners.set(foldAlias(alias), owner);
    });
}

function checkReferences(pile: Pile, report: Report, say: Say): void {
  const known = {
    chapter: new Set(pile.chapters.map(({ entry }) => entry.id)),
    concept: new Set(pile.concepts.map(({ entry }) => entry.id)),
    comparison: new Set(pile.comparisons.map(({ entry }) => entry.id)),
    guide: new Set(pile.guides.map(({ entry }) => entry.id)),
  };
  const check = (placed: Placed<unknown>, below: Path, kind: keyof typeof known, id: string): void => {
    if (!known[kind].has(id))
      report(placed, below, 'K202', sayPlain(say, 'There is no {kind} {id}.', { kind, id }));
  };
  for (const placed of [...pile.concepts, ...pile.guides]) {
    check(placed, ['chapter'], 'chapter', placed.entry.chapter);
    placed.entry.related.forEach(({ concept }, i) => {
      check(placed, ['related', i, 'concept'], 'concept', concept);
    });
  }
  for (const placed of [...pile.concepts, ...pile.guides, ...pile.comparisons]) {
    const { picture } = placed.entry;
    if (picture !== undefined && !gallery.has(picture))
      report(placed, ['picture'], 'K202', sayPlain(say, 'There is no drawing {id}.', { id: picture }));
  }
  for (const placed of pile.comparisons) {
    check(placed, ['chapter'], 'chapter', placed.entry.chapter);
    placed.entry.sides.forEach((side, i) => {
      if (side.concept) check(placed, ['sides', i, 'concept'], 'concept', side.concept);
    });
  }
  for (const placed of pile.questions) check(placed, ['topic'], 'chapter', placed.entry.topic);
  for (const placed of [...pile.questions, ...pile.beliefs])
    placed.entry.about.forEach((about, i) => {
      const [kind = '', id = ''] = about.split(/:(.*)/s);
      if (Object.hasOwn(known, kind)) check(placed, ['about', i], kind as keyof typeof known, id);
      else if (kind !== 'command')
        report(placed, ['about', i], 'K202', sayPlain(say, 'There is no {kind} {id}.', { kind, id }));
      else if (!findCommand(id))
        report(placed, ['about', i], 'K301', sayPlain(say, 'Docker has no command {id}.', { id }));
    });
}

function checkCommands(pile: Pile, report: Report, say: Say): void {
  const command = (placed: Placed<unknown>, below: Path, id: string): void => {
    if (!findCommand(id)) report(placed, below, 'K301', sayPlain(say, 'Docker has no command {id}.', { id }));
    else if (canonical(id) !== id)
      report(
        placed,
        below,
        'K301',
        sayPlain(say, '{id} is another name; write {canonical}.', { id, canonical: canonical(id) }),
      );
  };
  for (const placed of [...pile.concepts, ...pile.guides])
    placed.entry.commands.forEach((id, i) => {
      command(placed, ['commands', i], id);
    });
  for (const placed of pile.comparisons)
    placed.entry.sides.forEach((side, i) => {
      if (side.command) command(placed, ['sides', i, 'command'], side.command);
    });
  for (const placed of pile.commands) {
    command(placed, ['id'], placed.entry.id);
    placed.entry.related.forEach((id, i) => {
      command(placed, ['related', i], id);
    });
    const flags = new Set(findCommand(placed.entry.id)?.flags.map(({ long }) => long));
    for (const flag of [...placed.entry.common, ...Object.keys(placed.entry.flags)])
      if (!flags.has(flag))
        report(
          placed,
          [],
          'K302',
          sayPlain(say, '{id} has no flag {flag}.', { id: placed.entry.id, flag: `--${flag}` }),
        );
  }
}

/** The flags of all commands. */
const allFlags = new Set(cli.flatMap(({ flags }) => flags.map(({ long }) => long)));

function checkFlags(pile: Pile, report: Report, say: Say): void {
  for (const placed of pile.flags)
    for (const flag of Object.keys(placed.entry))
      if (!allFlags.has(flag))
        report(
          placed,
          [flag],
          'K302',
          sayPlain(say, 'No docker command has a flag {flag}.', { flag: `--${flag}` }),
        );
}

function checkExamples(pile: Pile, report: Report, say: Say): void {
  for (const placed of [...pile.concepts, ...pile.comparisons, ...pile.guides, ...pile.commands])
    for (const { code, at } of examplesOf(placed.entry)) {
      const refused = refusedLine(code, say);
      if (refused)
        report(placed, at, 'K303', sayPlain(say, 'The docker client refuses {line}: {fault}', refused));
    }
}
