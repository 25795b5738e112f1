import { type Call, call } from '#core/call.ts';
import { Refusal } from '#core/fault.ts';
import type { Concept } from '#core/knowledge/entry.ts';
import type { Knowledge } from '#core/knowledge/knowledge.ts';
import { proseLabel } from '#core/knowledge/prose.ts';
import { nothingFound } from '#core/near.ts';
import type { Complete } from '#core/option.ts';
import type { Say } from '#core/say.ts';
import { distance } from '#core/search/distance.ts';

const fold = (name: string): string => name.toLowerCase().replace(/[\s_-]/g, '');

/** Completes chapters; several are typed with commas. */
export const completeTopics: Complete = ({ typed, say, knowledge }) => {
  const done = typed.slice(0, typed.lastIndexOf(',') + 1);
  const last = fold(typed.slice(done.length));
  const taken = done.split(',').map(fold);
  return knowledge.chapters
    .map(({ id, name }) => ({ id, label: proseLabel(say.pick(name)) }))
    .filter(({ id, label }) => !taken.includes(id) && (id.includes(last) || fold(label).includes(last)))
    .map(({ id, label }) => ({ value: `${done}${id}`, label }));
};

/** Completes chapters, and then the concepts that have questions of their own. */
export const completeSubjects: Complete = (typing) => {
  const { typed, say, knowledge } = typing;
  const chapters = completeTopics(typing);
  if (typed === '' || typed.includes(',')) return chapters;
  const asked = new Set(knowledge.questions.flatMap(({ about }) => about));
  const concepts = knowledge.concepts
    .suggest(typed, 20, say.locale)
    .filter(
      ({ value }) => asked.has(`concept:${value}`) && chapters.every((chapter) => chapter.value !== value),
    );
  return [...chapters, ...concepts];
};

/** What a practice question is to be about: chapters, and perhaps one concept of theirs before all. */
export interface Subject {
  readonly topics: readonly string[];
  /** A knowledge id such as `concept:volume`. */
  readonly about?: string;
}

/** Reads chapters as `readTopics` does, or one concept by its very name. A chapter of that name comes first. */
export function readSubject(
  typed: string | undefined,
  knowledge: Knowledge,
  say: Say,
  again: (topic: string) => Call,
): Subject {
  const key = fold(typed ?? '');
  const isChapter = knowledge.chapters.some(({ id, name }) => [id, name.ko, name.en].map(fold).includes(key));
  const found = isChapter || key === '' ? undefined : conceptNamed(typed ?? '', knowledge);
  return found
    ? { topics: [found.chapter], about: `concept:${found.id}` }
    : { topics: readTopics(typed, knowledge, say, again) };
}

function conceptNamed(typed: string, knowledge: Knowledge): Concept | undefined {
  const [best] = knowledge.concepts.find(typed, 1);
  return knowledge.concepts.get(typed) ?? (best && best.score >= 0.95 ? best.entry : undefined);
}

/**
 * Reads `dockerfile, 볼륨과 데이터` as chapter ids; none where nothing or `all` is written. Refuses what is no chapter;
 * `again` makes the call of a button that takes a chapter instead.
 */
export function readTopics(
  typed: string | undefined,
  knowledge: Knowledge,
  say: Say,
  again: (topic: string) => Call,
): readonly string[] {
  const parts = (typed ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
  if (parts.some((part) => ['all', '전체', '모두'].includes(part.toLowerCase()))) return [];
  return [...new Set(parts.map((part) => readTopic(part, knowledge, say, again)))];
}

function readTopic(part: string, knowledge: Knowledge, say: Say, again: (topic: string) => Call): string {
  const key = fold(part);
  const chapters = knowledge.chapters.map(({ id, name }) => ({
    id,
    names: [id, name.ko, name.en].map(fold),
  }));
  const found =
    chapters.find(({ names }) => names.includes(key)) ??
    chapters.find(({ names }) => names.some((name) => name.includes(key))) ??
    chapters.find(({ names }) => names.some((name) => key.length >= 4 && distance(name, key, 2) <= 2)) ??
    topicOfEntry(part, knowledge);
  if (found) return found.id;
  throw new Refusal(
    nothingFound(
      say,
      part,
      [],
      ...knowledge.chapters.map(({ id, name }) => ({
        label: proseLabel(say.pick(name)),
        call: again(id),
      })),
      { label: say('The map of all concepts'), call: call('concept') },
    ),
  );
}

// "CMD" is no chapter, but a concept of one.
function topicOfEntry(part: string, knowledge: Knowledge): { id: string } | undefined {
  const found = knowledge.concepts.find(part, 1)[0];
  return found && found.score >= 0.8 ? { id: found.entry.chapter } : undefined;
}
