import { type Call, call } from '#core/call.ts';
import { Refusal } from '#core/fault.ts';
import type { Chapter, Concept } from '#core/knowledge/entry.ts';
import type { Knowledge } from '#core/knowledge/knowledge.ts';
import { proseLabel } from '#core/knowledge/prose.ts';
import { nothingFound } from '#core/near.ts';
import type { Check, Complete } from '#core/option.ts';
import { chapterCalled, chaptersLike } from '#core/quiz/chapters.ts';
import { levelName, readAsked, readLevel } from '#core/quiz/level.ts';
import type { Say } from '#core/say.ts';
import { strong } from '#core/text.ts';

const comma = /\s*[,;·、，\n]\s*/;

/** Completes chapters, also by concepts of theirs; several are typed with commas. */
export const completeTopics: Complete = ({ typed, say, knowledge }) => {
  const done = typed.slice(0, typed.lastIndexOf(',') + 1);
  const last = typed.slice(done.length).trim();
  const taken = new Set(done.split(comma).map((part) => chapterCalled(part, knowledge)?.id));
  const called = chaptersLike(last, knowledge);
  const found = called.length > 0 ? called : chaptersOfConcepts(last, knowledge);
  return found
    .filter(({ id }) => !taken.has(id))
    .map(({ id, name }) => ({ value: `${done}${id}`, label: proseLabel(say.pick(name)) }));
};

/** How many of the concepts that a word may become are asked for their chapters. */
const concepts = 3;

function chaptersOfConcepts(typed: string, knowledge: Knowledge): readonly Chapter[] {
  const ids = knowledge.concepts.find(typed, concepts).map(({ entry }) => entry.chapter);
  return knowledge.chapters.filter(({ id }) => ids.includes(id));
}

/** Completes chapters, and then the concepts that have questions of their own; behind a level, too: 어려운 볼ㄹ. */
export const completeSubjects: Complete = (typing) => {
  const { typed, say } = typing;
  const { level, topic = '' } = readAsked(typed);
  const known = readLevel(level);
  if (level === undefined || !typed.endsWith(topic)) return completeSubject(typing);
  const before = typed.slice(0, typed.length - topic.length).trim();
  return completeSubject({ ...typing, typed: topic }).map(({ value, label }) => ({
    value: `${before} ${value}`,
    label: `${label} · ${known === undefined ? before : levelName(known, say)}`,
  }));
};

const completeSubject: Complete = (typing) => {
  const { typed, limit, say, knowledge } = typing;
  if (typed === '' || typed.includes(',')) return completeTopics(typing);
  const chapters = chaptersLike(typed, knowledge).map(({ id, name }) => ({
    value: id,
    label: proseLabel(say.pick(name)),
  }));
  const asked = new Set(knowledge.questions.flatMap(({ about }) => about));
  const concepts = knowledge.concepts
    .suggest(typed, limit, say.locale)
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
  /** Whether the same word calls the chapter, too, so that its other questions are meant as well: 도커파일, 네트워크. */
  readonly wide?: true;
}

/**
 * Reads chapters, or one concept by its very name. A chapter of that name comes first. Refuses what is neither; `again` makes
 * the call of a button that takes a chapter instead.
 */
export function readSubject(
  typed: string | undefined,
  knowledge: Knowledge,
  say: Say,
  again: (topic: string) => Call,
): Subject {
  const asked = bare(typed ?? '');
  const named = conceptNamed(typed ?? '', knowledge) ?? conceptNamed(asked, knowledge);
  if (named) {
    const isWide = chapterCalled(asked, knowledge)?.id === named.chapter;
    return { topics: [named.chapter], about: `concept:${named.id}`, ...(isWide && { wide: true }) };
  }
  const read = topicsIn(asked, knowledge);
  if ('topics' in read) return read;
  throw new Refusal(
    nothingFound(
      say,
      read.unknown,
      chaptersLike(read.unknown, knowledge)
        .slice(0, 3)
        .map((chapter) => offered(chapter, say, again)),
      ...knowledge.chapters.map((chapter) => offered(chapter, say, again)),
      { label: say('The map of all concepts'), call: call('concept') },
    ),
  );
}

/** Words around what one is to be quizzed on: `give me a question about …`. */
const idle =
  /^(?:give|ask|quiz(?:zes)?|show|me|us|an?|the|some|something|another|more|ones?|questions?|please|about|on|for|with|at|in|of|level|difficulty|mode|난이도|수준|레벨|문제[를로]?|퀴즈[를로]?|거|걸로?|하나|좀|내|풀래요?|(?:내|풀어|보여)?(?:줘요?|주세요))$/i;

/** What a request asks to be quizzed on: `give me a question about volumes`, 볼륨 문제 하나 내줘. */
function bare(typed: string): string {
  const words = typed
    .replace(
      /\s*(?:에\s*(?:대한|관한|대해)|관련)?\s*(?:문제|퀴즈)(?:를|로|좀)?\s*(?:하나|한\s*개)?\s*(?:(?:내|풀어|보여)?\s*(?:줘요?|주세요)|풀래요?|풀기)?\s*$/,
      '',
    )
    .split(/\s+/);
  const from = words.findIndex((word) => !idle.test(word));
  const to = words.findLastIndex((word) => !idle.test(word));
  return from < 0 ? '' : words.slice(from, to + 1).join(' ');
}

/** A subject as an option that {@link readSubject} reads back; `all` where it is everything. */
export const subjectValue = ({ topics, about }: Subject): string =>
  about?.replace(/^concept:/, '') ?? (topics.length > 0 ? topics.join(',') : 'all');

/** What a subject is called; nothing where it is everything. */
export function subjectName({ topics, about }: Subject, { concepts, chapters }: Knowledge, say: Say): string {
  const concept = about === undefined ? undefined : concepts.get(about.replace(/^concept:/, ''));
  const named = concept ? [concept] : chapters.filter(({ id }) => topics.includes(id));
  return named.map(({ name }) => proseLabel(say.pick(name))).join(', ');
}

const offered = ({ id, name }: Chapter, say: Say, again: (topic: string) => Call) => ({
  label: proseLabel(say.pick(name)),
  call: again(id),
});

function conceptNamed(typed: string, knowledge: Knowledge): Concept | undefined {
  if (knowledge.chapters.some(({ id, name }) => [id, name.ko, name.en].some((known) => same(known, typed))))
    return undefined;
  const [best] = knowledge.concepts.find(typed, 1);
  return knowledge.concepts.get(typed) ?? (best && best.score >= 0.95 ? best.entry : undefined);
}

const same = (a: string, b: string): boolean => a.toLowerCase() === b.trim().toLowerCase();

/** Checks what {@link readTopics} is to read, and offers chapters in the place of what is none. */
export const checkTopics: Check = (typed, { say, knowledge }) => {
  const read = topicsIn(typed, knowledge);
  if ('topics' in read) return undefined;
  const { unknown } = read;
  const near = chaptersLike(unknown, knowledge);
  const [nearest] = near;
  const label = ({ name }: Chapter): string => proseLabel(say.pick(name));
  return {
    fault: nearest
      ? say('has no chapter called {typed}; the nearest is {chapter}', {
          typed: [strong(unknown)],
          chapter: label(nearest),
        })
      : say('has no chapter called {typed}', { typed: [strong(unknown)] }),
    suggestions: (near.length > 0 ? near.slice(0, 3) : knowledge.chapters).map((chapter) => ({
      value: instead(typed, unknown, chapter.id),
      label: label(chapter),
    })),
  };
};

const instead = (typed: string, unknown: string, id: string): string =>
  typed.includes(unknown) ? typed.replace(unknown, () => id) : id;

/** Chapter ids of what was found good by {@link checkTopics}; none means all. */
export function readTopics(typed: string, knowledge: Knowledge): readonly string[] {
  const read = topicsIn(typed, knowledge);
  return 'topics' in read ? read.topics : [];
}

const all =
  /^(?:all|any|every(?:thing)?|전체|전부|모두|모든|다|아무거나)(?:\s*(?:chapters?|topics?|주제|챕터|단원))?$/i;

/** Reads `dockerfile, 볼륨과 데이터` or `dockerfile volumes` as chapter ids, none where nothing or `all` is written. */
function topicsIn(
  typed: string | undefined,
  knowledge: Knowledge,
): { readonly topics: readonly string[] } | { readonly unknown: string } {
  const parts = (typed ?? '')
    .split(comma)
    .map((part) => part.trim())
    .filter(Boolean);
  if (parts.some((part) => all.test(part))) return { topics: [] };
  const found: string[] = [];
  for (const part of parts) {
    const topics = topicsOfPart(part, knowledge);
    if ('unknown' in topics) return topics;
    found.push(...topics);
  }
  return { topics: [...new Set(found)] };
}

/** What stands between two chapters beside a comma. */
const joint = /\s+(?:and|or|및)\s+|\s*[&+/]\s*|(?<=[가-힣a-z])(?:와|과|이랑|랑|하고)\s+|\s+/i;

/** A part may be one name, or several names with blanks between them. */
function topicsOfPart(part: string, knowledge: Knowledge): readonly string[] | { readonly unknown: string } {
  const whole = chapterCalled(part, knowledge);
  if (whole) return [whole.id];
  const words = part.split(joint).filter(Boolean);
  const each = words.map((word) => chapterCalled(word, knowledge)?.id ?? topicOfEntry(word, knowledge));
  if (words.length > 1 && each.every((id) => id !== undefined)) return each;
  const [like, ...others] = chaptersLike(part, knowledge);
  const only = others.length === 0 ? like?.id : undefined;
  const one = only ?? topicOfEntry(part, knowledge);
  return one === undefined ? { unknown: part } : [one];
}

// "CMD" is no chapter, but a concept of one.
function topicOfEntry(part: string, knowledge: Knowledge): string | undefined {
  const found = knowledge.concepts.find(part, 1)[0];
  return found && found.score >= 0.8 ? found.entry.chapter : undefined;
}
