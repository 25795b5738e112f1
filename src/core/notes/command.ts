import type { Knowledge } from '#core/knowledge/knowledge.ts';
import { bothOf, type Draft, languageOf, type Mark, provenance, tidy, todo } from '#core/notes/draft.ts';
import { bare } from '#core/notes/phrase.ts';
import type { Line } from '#core/notes/shell.ts';

const taskOf = (says: string): string =>
  bare(says)
    .replace(/[.。]+$/, '')
    .slice(0, 120);

/** Proposes an entry for each command of the notes' docker lines: its tasks and its examples. */
export function commandDrafts(lines: readonly Line[], knowledge: Knowledge): readonly Draft[] {
  const groups = Map.groupBy(
    lines.filter(({ read }) => read.id !== '' && read.id !== 'docker' && read.faults.length === 0),
    ({ read }) => read.id,
  );
  return [...groups].map(([id, said]) => commandDraft(id, said, knowledge));
}

function commandDraft(id: string, said: readonly Line[], knowledge: Knowledge): Draft {
  const known = knowledge.commands.get(id);
  const tasks = { ko: [...(known?.tasks.ko ?? [])], en: [...(known?.tasks.en ?? [])] };
  const examples: { code: string; says: { ko: string; en: string } }[] = [...(known?.examples ?? [])];
  const marks: Mark[] = [];
  for (const line of said) {
    const task = taskOf(line.says);
    if (task !== '' && task !== todo) {
      const locale = languageOf(task);
      if (!tasks[locale].includes(task)) {
        marks.push({ path: ['tasks', locale, tasks[locale].length], places: [line] });
        tasks[locale].push(task);
      }
    }
    if (examples.some(({ code }) => code === line.code)) continue;
    marks.push({ path: ['examples', examples.length], places: [line] });
    examples.push({ code: line.code, says: line.says === '' ? { ko: todo, en: todo } : bothOf(line.says) });
  }
  const first = said.find(({ says }) => says !== '');
  const group = id.split(' ')[0] ?? id;
  const { id: _, tasks: __, examples: ___, ...rest } = known ?? { id, tasks, examples, ...provenance([]) };
  return {
    kind: 'command',
    id,
    joins: known !== undefined,
    path: `docker/${group}.yaml`,
    entry: tidy({
      id,
      ...(!known && { purpose: first ? bothOf(taskOf(first.says)) : { ko: todo, en: todo } }),
      ...('purpose' in rest && { purpose: rest.purpose }),
      tasks: { ko: tasks.ko.length > 0 ? tasks.ko : [todo], en: tasks.en.length > 0 ? tasks.en : [todo] },
      ...rest,
      examples,
    }),
    marks,
    places: said,
  };
}
