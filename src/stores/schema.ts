import type { Generated, Kysely } from 'kysely';
import type { PlatformName } from '#core/call.ts';
import type { Locale } from '#core/locale.ts';
import type { Post, Programme, Round } from '#core/store.ts';

/** An instant, in milliseconds since 1970. */
type Millis = number;
/** 0 or 1. */
type Flag = number;
/** A JSON document; `documents.ts` validates it on read. */
type Json = string;
/** A local day, `YYYY-MM-DD`. */
type Day = string;

/** The tables as the newest migration leaves them. Ids are our own; the platforms' stand only in `external` and `channel`. */
export interface Schema {
  migration: { number: number; name: string };
  team: { id: string; platform: PlatformName; tenant: string };
  /** `folded` is the name as searched for. An erased player has neither. */
  player: { id: string; team: string; name: string; folded: string; erased: Flag; since: Millis };
  /** An account without `external` is a tombstone: its answers stay, nobody can be found by it. */
  account: {
    id: string;
    team: string;
    player: string;
    external: string | null;
    locale: Locale | null;
    since: Millis;
  };
  place: { id: string; team: string; channel: string; broken: Millis | null };
  /** What is asked when. Channels with equal settings share one, and so its rounds. */
  programme: {
    id: string;
    team: string;
    topics: Json;
    time: string;
    zone: string;
    days: Json;
    locale: Locale;
    since: Millis;
  };
  /** The programme of a channel: at most one. */
  subscription: { place: string; programme: string; state: Programme['state']; since: Millis };
  /** Who changed which setting: only ever appended to. */
  event: {
    id: Generated<number>;
    team: string;
    account: string;
    setting: string;
    subject: string;
    before: Json | null;
    after: Json;
    at: Millis;
  };
  /** `asked` holds the ids of `questions`, `size` their number. A skipped day is a round without questions. */
  round: {
    id: string;
    team: string;
    kind: Round['kind'];
    programme: string | null;
    day: Day | null;
    account: string | null;
    questions: Json;
    asked: Json;
    size: number;
    opened: Millis;
    revealed: Millis | null;
    skipped: Flag;
  };
  /** The log of answers: only ever appended to; scores are derived from it. */
  answer: {
    id: string;
    team: string;
    account: string;
    round: string;
    question: number;
    question_id: string;
    topic: string;
    choice: string;
    right: Flag;
    points: number;
    daily: Flag;
    day: Day;
    at: Millis;
  };
  /** One answer for each player and question of a round, from whichever account. */
  claim: { round: string; question: number; player: string; answer: string };
  /** Derived from `answer`: sums by day, by month and of all time. Dropped and rebuilt at will. */
  score: {
    team: string;
    unit: ScoreUnit;
    span: string;
    player: string;
    points: number;
    answered: number;
    right: number;
    daily: number;
    reached: Millis | null;
  };
  /** `used`: when it was last found to have been used since the time before; null: used since then. */
  parked: { team: string; ticket: string; spelling: string; used: Millis | null };
  /** How far each chore of `upkeep.ts` has come. */
  upkeep: { chore: string; done: Millis };
  post: {
    id: string;
    round: string;
    place: string;
    kind: Post['kind'];
    state: Post['state'];
    /** An earlier try may have posted it. */
    doubt: Flag;
    posted: Json | null;
    tried: Millis;
    tries: number;
  };
  journal: {
    id: Generated<number>;
    key: string | null;
    channel: string;
    author: string | null;
    only: string | null;
    content: Json;
    at: Millis;
    revision: number;
  };
}

/** What a line of `score` sums up: the span is `YYYY-MM-DD`, `YYYY-MM`, or empty for all time. */
export type ScoreUnit = 'day' | 'month' | 'all';

/** A database or an open transaction of it. */
export type Db = Kysely<Schema>;
