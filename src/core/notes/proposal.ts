import type { Knowledge } from '#core/knowledge/knowledge.ts';
import { commandDrafts } from '#core/notes/command.ts';
import { type Compared, comparedIn, comparisonDrafts } from '#core/notes/comparison.ts';
import { conceptDrafts, conceptsIn, type Said } from '#core/notes/concept.ts';
import type { Draft } from '#core/notes/draft.ts';
import { type Chapter, chapterOf, guideDrafts } from '#core/notes/guide.ts';
import { createLookup } from '#core/notes/lookup.ts';
import type { Note } from '#core/notes/note.ts';
import type { Line } from '#core/notes/shell.ts';
import { linesOf } from '#core/notes/walk.ts';
import { unread, type Warning, wrongFiles, wrongLines, wrongSentences } from '#core/notes/warning.ts';
import type { Say } from '#core/say.ts';

/** What comes of a team's notes. */
export interface Proposal {
  readonly drafts: readonly Draft[];
  /** In the order of the notes. */
  readonly warnings: readonly Warning[];
}

/** Proposes entries and tells where the notes and Docker differ. Pure; never throws, whatever the notes hold. */
export function propose(notes: readonly Note[], knowledge: Knowledge, say: Say): Proposal {
  const lookup = createLookup(knowledge);
  const lines: Line[] = [];
  const compared: Compared[] = [];
  const said: Said[] = [];
  const chapters: Chapter[] = [];
  const warnings: Warning[] = [];
  for (const note of notes) {
    const found: Warning[] = [...unread(note, say), ...wrongSentences(note, knowledge, say)];
    for (const section of note.sections) {
      const own = [...linesOf(note.file, section, say)];
      const sides = comparedIn(note.file, section, knowledge);
      const concepts = conceptsIn(note, section, lookup);
      lines.push(...own);
      compared.push(...sides);
      said.push(...concepts);
      // What became nothing else is a piece of a guide.
      const chapter =
        own.length + sides.length + concepts.length === 0 ? chapterOf(note, section) : undefined;
      if (chapter) chapters.push(chapter);
      found.push(...wrongLines(own), ...wrongFiles(note.file, section, say));
    }
    warnings.push(...found.sort((a, b) => a.line - b.line));
  }
  return {
    drafts: [
      ...comparisonDrafts(compared, knowledge),
      ...commandDrafts(lines, knowledge),
      ...conceptDrafts(said, knowledge),
      ...guideDrafts(chapters, knowledge, lookup),
    ],
    warnings,
  };
}
