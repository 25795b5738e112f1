import type { Concept } from '#core/knowledge/entry.ts';
import type { Knowledge } from '#core/knowledge/knowledge.ts';

/** How far a player has come on the study path. */
export interface Mastery {
  /** Whether the player has answered every question about this concept rightly at some time; never without questions. */
  has(concept: string): boolean;
  /** Of a chapter's concepts that have questions: how many there are, and how many are mastered. */
  of(chapter: string): { readonly mastered: number; readonly all: number };
  /** The first concept of the path still to be mastered. */
  readonly next: Concept | undefined;
}

/** `right`: ids of the questions the player has ever answered rightly. */
export function masteryOf({ chapters, concepts, questions }: Knowledge, right: ReadonlySet<string>): Mastery {
  const asked = new Set(questions.flatMap(({ about }) => about));
  const open = new Set(questions.filter(({ id }) => !right.has(id)).flatMap(({ about }) => about));
  const askable = concepts.all.filter(({ id }) => asked.has(`concept:${id}`));
  const has = (id: string) => asked.has(`concept:${id}`) && !open.has(`concept:${id}`);
  const of = (chapter: string) => {
    const own = askable.filter((concept) => concept.chapter === chapter);
    return { mastered: own.filter(({ id }) => has(id)).length, all: own.length };
  };
  const path = chapters.flatMap(({ id }) => askable.filter(({ chapter }) => chapter === id));
  return { has, of, next: path.find(({ id }) => !has(id)) };
}
