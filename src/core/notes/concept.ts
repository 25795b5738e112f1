import type { Knowledge } from '#core/knowledge/knowledge.ts';
import { bothOf, type Draft, languageOf, nameOf, provenance, tidy, todo } from '#core/notes/draft.ts';
import { type Lookup, slug } from '#core/notes/lookup.ts';
import type { Block, Note, Place, Section } from '#core/notes/note.ts';
import { bare } from '#core/notes/phrase.ts';
import { isDocker } from '#core/notes/shell.ts';
import { splitTerm, vacuous } from '#core/notes/term.ts';
import { itemsOf } from '#core/notes/walk.ts';

/** What a note says of one thing. */
export interface Said extends Place {
  readonly id: string;
  readonly name: string;
  readonly text: string;
  readonly links: Note['links'];
}

/** Headings below which terms are told. */
const glossary = /개념|구성\s*요소|용어|요소|concept|terms?\b|glossary|vocabulary|components?\b|basics/i;
/** Longest heading that is taken for a term, in characters, and what tells that it is more than one. */
const longestTerm = 30;
const sentence = /[을를에]\s|에서\s|\b(?:how|why|when)\b/iu;

/** The prose of blocks: paragraphs and lists, as Markdown of knowledge. */
export function proseOf(blocks: readonly Block[]): string {
  const parts = blocks.flatMap((block): readonly string[] => {
    if (block.type === 'paragraph') return [block.text];
    if (block.type !== 'list') return [];
    const lines = [...itemsOf([block])].map(({ text }) => text.trim()).filter(Boolean);
    return lines.length === 0
      ? []
      : [lines.length === 1 ? (lines[0] ?? '') : lines.map((line) => `- ${line}`).join('\n')];
  });
  return parts.join('\n\n').trim();
}

const listsCommands = (block: Block): boolean =>
  block.type === 'list' && block.items.some(({ text }) => isDocker(bare(text)));

/** What a section says of concepts: by its heading, and by the terms of its lists. */
export function conceptsIn(note: Note, section: Section, lookup: Lookup): readonly Said[] {
  const { file } = note;
  const found: Said[] = [];
  const known = lookup.concept(section.title);
  // Docker lines with their meaning are commands: `Docker commands` above them does not tell what a command is.
  const text = proseOf(section.blocks.filter((block) => !listsCommands(block)));
  const told =
    glossary.test(section.above.at(-1) ?? '') &&
    section.title.length <= longestTerm &&
    !sentence.test(section.title);
  // A numbered heading is a step, unless what stands above it tells terms.
  const step = section.step !== undefined && !section.above.some((title) => glossary.test(title));
  const titled = !step && (known !== undefined || section.asks || told);
  if (
    titled &&
    text !== '' &&
    section.title !== '' &&
    !vacuous.test(section.title) &&
    !(lookup.guide(section.title) && !known)
  ) {
    const links = note.links
      .filter(({ line }) => line >= section.line && line < section.line + 60)
      .slice(0, 3);
    found.push({
      file,
      line: section.line,
      id: known ?? slug(section.title),
      name: section.title,
      text,
      links,
    });
  }
  const telling = glossary.test(section.title);
  const terms = [...itemsOf(section.blocks), ...section.blocks.filter((block) => block.type === 'paragraph')];
  for (const { text: own, line } of terms) {
    const term = splitTerm(own) ?? subject(own);
    if (!term || term.meaning.trim() === '' || isDocker(term.term) || vacuous.test(term.term)) continue;
    const id = lookup.concept(term.term);
    const defines = own.includes('\n: ');
    if (id === undefined && !defines && !(telling && term.term.length <= 30)) continue;
    found.push({
      file,
      line,
      id: id ?? slug(term.term),
      name: term.term,
      text: term.meaning.trim(),
      links: [],
    });
  }
  return found;
}

/** `**컨테이너**는 …`: a bold word that a sentence is about. */
function subject(text: string): { term: string; meaning: string } | undefined {
  const match = /^\*\*([^*\n]{2,40})\*\*(?:[은는]|\s(?:is|are))\s/.exec(text);
  return match ? { term: bare(match[1] ?? ''), meaning: text } : undefined;
}

const firstSentence = (text: string): string =>
  /^.{8,200}?[.!?。](?=\s|$)/su.exec(text.replace(/^- /, '').replace(/\n[\s\S]*/, ''))?.[0] ??
  text
    .replace(/^- /, '')
    .replace(/\n[\s\S]*/, '')
    .slice(0, 200);

/** Proposes an entry for each concept that notes speak of. */
export function conceptDrafts(all: readonly Said[], knowledge: Knowledge): readonly Draft[] {
  return [...Map.groupBy(all, ({ id }) => id)].map(([id, said]) => {
    const known = knowledge.concepts.get(id);
    const texts = [...new Set(said.map(({ text }) => text))];
    const locale = languageOf(texts.join(' '));
    const body = texts.join('\n\n');
    const summary = firstSentence(texts[0] ?? '');
    const links = said.flatMap((each) => each.links);
    const entry = known
      ? { ...known, summary: bothOf(summary, known.summary), body: bothOf(body, known.body) }
      : {
          id,
          name: nameOf(said[0]?.name ?? id),
          chapter: todo,
          summary: bothOf(summary),
          body: bothOf(body),
          ...provenance(links),
        };
    return {
      kind: 'concept',
      id,
      joins: known !== undefined,
      path: `concepts/${id}.yaml`,
      entry: tidy(entry),
      marks: [
        { path: ['summary', locale], places: said.slice(0, 1) },
        { path: ['body', locale], places: said },
      ],
      places: said,
    } satisfies Draft;
  });
}
