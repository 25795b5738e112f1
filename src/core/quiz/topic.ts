import { type Call, call } from '#core/call.ts';
import { Refusal } from '#core/fault.ts';
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
      knowledge.chapters.map(({ id, name }) => ({
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
