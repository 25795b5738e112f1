import type { Knowledge } from '#core/knowledge/knowledge.ts';
import { proseOf } from '#core/notes/concept.ts';
import { bothOf, type Draft, type Mark, nameOf, provenance, tidy, todo } from '#core/notes/draft.ts';
import { type Lookup, slug } from '#core/notes/lookup.ts';
import type { Note, Place, Section } from '#core/notes/note.ts';
import { knownComparison, sidesOf } from '#core/notes/sides.ts';
import { vacuous } from '#core/notes/term.ts';
import { codeOf } from '#core/notes/walk.ts';

/** A piece of a longer subject. */
export interface Chapter extends Place {
  readonly subject: string;
  readonly title: string;
  readonly text: string;
  readonly code?: { readonly code: string; readonly language?: string };
  readonly links: Note['links'];
}

const further = /^(?:출처|참고|참고\s*자료|더\s*읽을|references?|sources?|links?|see also|further reading)/i;

/** A section as a piece of a guide; a numbered one is a step of what stands above it. */
export function chapterOf(note: Note, section: Section): Chapter | undefined {
  const text = proseOf(section.blocks);
  if (text === '' || section.title === '' || further.test(section.title)) return undefined;
  const parent = section.above.at(-1);
  const [block] = codeOf(section.blocks);
  const code = block && {
    code: block.value.trim(),
    ...(block.language !== '' && { language: block.language }),
  };
  const links = note.links.filter(({ line }) => line >= section.line && line < section.line + 60).slice(0, 3);
  return {
    file: note.file,
    line: section.line,
    subject: (section.step !== undefined || vacuous.test(section.title)) && parent ? parent : section.title,
    title: section.title,
    text,
    ...(code && code.code !== '' && { code }),
    links,
  };
}

/** Proposes a guide for each longer subject. */
export function guideDrafts(all: readonly Chapter[], knowledge: Knowledge, lookup: Lookup): readonly Draft[] {
  const idOf = (subject: string): string => {
    // Prose on things that are compared belongs beside their comparison.
    const sides = sidesOf(subject);
    const compared = sides && knownComparison(knowledge, sides);
    if (compared) return `${compared.comparison.id}-notes`;
    const found =
      lookup.guide(subject) ?? knowledge.guides.find(subject, 1).find(({ score }) => score >= 0.8)?.entry.id;
    const id = found ?? slug(subject);
    // A guide and a concept share one command, so an id may not be both.
    return knowledge.concepts.get(id) ? `${id}-notes` : id;
  };
  return [...Map.groupBy(all, ({ subject }) => idOf(subject))].map(([id, chapters]) => {
    const known = knowledge.guides.get(id);
    const before = known?.sections.length ?? 0;
    const sections = chapters.map(({ title, text, code }) => ({
      title: nameOf(title),
      body: bothOf(text),
      ...(code && { code }),
    }));
    const marks: Mark[] = chapters.map((chapter, index) => ({
      path: ['sections', before + index],
      places: [chapter],
    }));
    const subject = chapters[0]?.subject ?? id;
    const entry = known
      ? { ...known, sections: [...known.sections, ...sections] }
      : {
          id,
          name: nameOf(subject),
          chapter: todo,
          summary: { ko: todo, en: todo },
          sections,
          ...provenance(chapters.flatMap(({ links }) => links).slice(0, 3)),
        };
    return {
      kind: 'guide',
      id,
      joins: known !== undefined,
      path: `guides/${id}.yaml`,
      entry: tidy(entry),
      marks,
      places: chapters,
    };
  });
}
