import type { Temporal } from 'temporal-polyfill';
import type { AccountRef, PlaceRef, PlatformName } from '#core/call.ts';
import type { Locale } from '#core/locale.ts';
import type { Posted } from '#core/platform.ts';
import type { AskedQuestion } from '#core/quiz/question.ts';
import type { Reply } from '#core/reply.ts';
import type { Parked } from '#core/spelling.ts';

/** A guild, a workspace or the playground: scores, settings and rounds belong to one team and are seen by no other. */
export interface Team {
  readonly id: string;
  readonly platform: PlatformName;
  readonly tenant: string;
}

/** Who makes a call: an account of a platform, and the player it plays as. */
export interface Member {
  readonly account: string;
  readonly player: string;
  /** As last shown by the platform. Hostile until rendered. */
  readonly name: string;
  /** Chosen with `/profile`; goes before what the platform says. */
  readonly locale?: Locale;
}

/** A daily quiz as it was set. */
export interface Programme {
  readonly id: string;
  readonly state: 'active' | 'paused' | 'stopped';
  /** Chapter ids; none means all. */
  readonly topics: readonly string[];
  /** Local time, `HH:MM`. */
  readonly time: string;
  /** IANA time zone. */
  readonly zone: string;
  /** ISO weekdays, 1 Monday … 7 Sunday; sorted. */
  readonly days: readonly number[];
  /** The language of its posts. */
  readonly locale: Locale;
  /** The channels that have it in this state, in order of their ids. */
  readonly places: readonly PlaceRef[];
  /** Since when it has been active with these times: nothing is owed from before. */
  readonly since: Temporal.Instant;
  /** Since when the channel asked for cannot be posted in (only `programmes.at` tells); setting it again or resuming mends that. */
  readonly broken?: Temporal.Instant;
}

/** What is set for a daily quiz. */
export type ProgrammeSettings = Pick<Programme, 'topics' | 'time' | 'zone' | 'days' | 'locale'> & {
  readonly place: PlaceRef;
};

/** Questions asked together: a programme's day, or one practice question of one player. */
export interface Round {
  readonly id: string;
  readonly team: string;
  readonly kind: 'daily' | 'practice';
  readonly programme?: string;
  /** The programme's local day, `YYYY-MM-DD`. */
  readonly day?: string;
  /** As asked: both languages, the options' order and the answer, whatever the data says by now. */
  readonly questions: readonly AskedQuestion[];
  readonly opened: Temporal.Instant;
  /** Set once the right answers are shown; no answer counts after it. */
  readonly revealed?: Temporal.Instant;
  /** The day was missed: there are no questions, and it counts as revealed. */
  readonly skipped?: true;
}

/** An answer, as it is written down. */
export interface AnswerGiven {
  readonly round: string;
  /** Index into the round's questions. */
  readonly question: number;
  /** The key of the chosen option. */
  readonly choice: string;
  readonly right: boolean;
  readonly points: number;
  /** The player's local day for streaks and boards, `YYYY-MM-DD`. */
  readonly day: string;
  readonly at: Temporal.Instant;
}

/**
 * What came of an answer: written, or what had been written before (also after the reveal), too late, or to a
 * practice question that another player was asked. A round, question or account that is not the team's is `closed` too.
 */
export type AnswerOutcome =
  | { readonly kind: 'counted'; readonly answer: AnswerGiven }
  | { readonly kind: 'already'; readonly answer: AnswerGiven }
  | { readonly kind: 'foreign' }
  | { readonly kind: 'closed' };

/** How many chose each option, by its key; options nobody chose are absent. */
export type Tally = Readonly<Record<string, number>>;

/** One line of a leaderboard; equal points have equal ranks (1, 1, 3), in order of who had them first, then of names. */
export interface Standing {
  readonly rank: number;
  readonly player: string;
  readonly name: string;
  readonly points: number;
  readonly answered: number;
  readonly right: number;
}

/** Days from `from` to `to`, both included, `YYYY-MM-DD`; an absent end is open. */
export interface Period {
  readonly from?: string;
  readonly to?: string;
}

/** What a player has achieved: everything a score card shows is derived from it. */
export interface Achievement {
  readonly player: string;
  readonly name: string;
  readonly points: number;
  readonly answered: number;
  readonly right: number;
  /** Local days with at least one daily answer, ascending. */
  readonly days: readonly string[];
  /**
   * Local days whose daily quiz is over, ascending: of the programmes this player has ever answered in, from the first day
   * answered on, and none that was missed.
   */
  readonly closed: readonly string[];
  /** By topic: how many were answered, how many right. */
  readonly topics: Readonly<Record<string, { readonly answered: number; readonly right: number }>>;
}

/** What is kept of a person, in numbers and words they can check. */
export interface Kept {
  readonly name: string;
  readonly locale?: Locale;
  readonly since: Temporal.Instant;
  readonly answers: number;
  readonly settings: number;
}

/** Every method is bound to one team. */
export interface TeamStores {
  readonly players: {
    /** Sets or clears a language of one's own. */
    setLocale(account: string, locale: Locale | undefined): Promise<void>;
    /** By the platform's id, or else by a name (exact, ignoring case). */
    find(idOrName: string): Promise<{ readonly player: string; readonly name: string } | undefined>;
    /** Names that begin with or hold `typed`, best first. */
    suggest(
      typed: string,
      limit: number,
    ): Promise<readonly { readonly player: string; readonly name: string }[]>;
    kept(account: string): Promise<Kept>;
    /**
     * Forgets a person: name, language and platform id, lines in the playground, kept calls about them; other people's lines
     * of the playground lose the name. Votes stay in the tallies, but count for nobody on a board; who comes back is a new
     * player.
     */
    erase(account: string): Promise<void>;
  };
  readonly programmes: {
    /** What is set for a channel. */
    at(place: PlaceRef): Promise<Programme | undefined>;
    all(): Promise<readonly Programme[]>;
    /**
     * Sets the channel's daily quiz, new or changed, and makes it active. Writes who changed what. Channels with equal
     * settings share one programme and its rounds; each turns it on and off for itself.
     */
    set(settings: ProgrammeSettings, by: string, at: Temporal.Instant): Promise<Programme>;
    /** Pauses, resumes or stops; `undefined` where the channel has none. Resuming mends a broken channel too. */
    turn(
      place: PlaceRef,
      state: Programme['state'],
      by: string,
      at: Temporal.Instant,
    ): Promise<Programme | undefined>;
  };
  readonly rounds: {
    /** Keeps a practice question as asked, for this player's answer. */
    practise(account: string, question: AskedQuestion, at: Temporal.Instant): Promise<Round>;
    get(id: string): Promise<Round | undefined>;
    /** The newest round of the programme a channel has. */
    newest(programme: string): Promise<Round | undefined>;
    /**
     * Counts an answer, once for each player and question, whichever channel or account it came from: the first one
     * stays, whatever is pressed afterwards. What was counted is on disk when this resolves. `repeated` are the points
     * instead of `points` where the player had this question right before, in whichever round.
     */
    answer(account: string, answer: AnswerGiven & { readonly repeated?: number }): Promise<AnswerOutcome>;
    /** Ids of the questions of daily rounds that are still open: practice must not tell their answers. */
    pending(): Promise<readonly string[]>;
    /** Ids of the questions the player has ever answered rightly. */
    mastered(player: string): Promise<ReadonlySet<string>>;
    /** Ids of the questions asked of this team's player lately, newest first: to ask others. */
    recent(player: string, limit: number): Promise<readonly string[]>;
    tally(round: string, question: number): Promise<Tally>;
    /** What became of the post of a round in a channel; `undefined` where nobody has tried it. */
    standing(round: string, place: PlaceRef): Promise<Post['state'] | undefined>;
  };
  readonly scores: {
    of(player: string): Promise<Achievement>;
    /** The standings of a period, best first, only of players with an answer. */
    board(period: Period): Promise<readonly Standing[]>;
  };
  readonly parked: {
    keep(parked: readonly Parked[]): Promise<void>;
    /** What is kept under a ticket; asked for or kept again, it stays for another while (see `Stores.tidy`). */
    get(ticket: string): Promise<string | undefined>;
  };
}

/** A post the heartbeat owes or has made: one row for each round, channel and kind. */
export interface Post {
  readonly id: string;
  readonly round: string;
  readonly place: PlaceRef;
  readonly kind: 'ask' | 'reveal';
  /** `intent`: somebody said they would post it; `waiting`: surely not posted, to be tried again; `unknown`: it may stand there. */
  readonly state: 'intent' | 'waiting' | 'posted' | 'failed' | 'unknown' | 'skipped';
  /** Whether an earlier try may have posted it: it was left in `intent` or `unknown`. Then `find` must be asked first. */
  readonly doubt: boolean;
  readonly posted?: Posted;
  /** When it was last tried. */
  readonly tried: Temporal.Instant;
  readonly tries: number;
}

/** What the heartbeat needs, over all teams. */
export interface AgendaStore {
  /** All programmes that are active. */
  programmes(): Promise<readonly (Programme & { readonly team: Team })[]>;
  /** A programme by its id, whatever its state. */
  programme(id: string): Promise<(Programme & { readonly team: Team }) | undefined>;
  /** The round of a programme's day, if it was opened or skipped; a skipped one has no questions. */
  round(programme: string, day: string): Promise<Round | undefined>;
  /** Opens the round of a day once, whoever asks first; the others get the one that is there. */
  open(round: Omit<Round, 'id'> & { readonly programme: string; readonly day: string }): Promise<Round>;
  /** Writes that a day was missed, once; true for the one who wrote it. */
  skip(programme: string, day: string, at: Temporal.Instant): Promise<boolean>;
  /** Takes back that a day was missed, so that it can be opened after all. */
  unskip(programme: string, day: string): Promise<void>;
  /** Question ids of the programme's latest rounds, newest first. */
  asked(programme: string, limit: number): Promise<readonly string[]>;
  /** Rounds opened before `before` and not yet revealed, of all programmes or of one. */
  unrevealed(before: Temporal.Instant, programme?: string): Promise<readonly Round[]>;
  /** Closes a round to answers; true for the one who did it. */
  reveal(round: string, at: Temporal.Instant): Promise<boolean>;
  /**
   * Claims a post: a new row, or one in `intent`, `waiting` or `unknown` not touched since `stale`. `undefined` when it is
   * made, given up, or in another process's hands. `doubt` tells whether `find` must be asked first.
   */
  claim(
    round: string,
    place: PlaceRef,
    kind: Post['kind'],
    at: Temporal.Instant,
    stale: Temporal.Instant,
  ): Promise<Post | undefined>;
  /** Writes what became of a claimed post. */
  settle(post: string, state: Post['state'], posted: Posted | undefined, at: Temporal.Instant): Promise<void>;
  /** Posts still in `intent`, `waiting` or `unknown` and not touched since `stale`: left by a crash or put off. */
  loose(stale: Temporal.Instant): Promise<readonly Post[]>;
  /** Where a round stands. */
  posts(round: string): Promise<readonly Post[]>;
  /** How many players have answered each question of a round. */
  counts(round: string): Promise<readonly number[]>;
  tally(round: string, question: number): Promise<Tally>;
  get(round: string): Promise<Round | undefined>;
  /** Marks a channel as not to be posted in, until its programme is set again. */
  breakPlace(place: PlaceRef, at: Temporal.Instant): Promise<void>;
}

/** A line of the playground's history. `people` are the players that a typed command names. */
export interface Line {
  readonly id: number;
  /** Grows with every line and every edit of the history: of two versions of a line, the later has the greater. */
  readonly revision: number;
  readonly key?: string;
  readonly channel: string;
  /** Who wrote it, by the id of the account; `undefined` for the bot. */
  readonly author?: string;
  /** Only this player sees it, by the id of the account. */
  readonly only?: string;
  readonly content:
    | { readonly said: string; readonly people?: readonly string[] }
    | { readonly reply: Reply };
  readonly at: Temporal.Instant;
}

/** A line as it is written: its numbers are the store's to give. */
export type Draft = Omit<Line, 'id' | 'revision'>;

/** How far the history has been read: its latest change then, and the line that was changed; zeros before the first. */
export interface Mark {
  readonly revision: number;
  readonly line: number;
}

/** The playground's history: a platform must remember its messages, and this one has no other memory. */
export interface JournalStore {
  /** Appends; with a `key` that is there already, gives the line that has it. */
  append(line: Draft): Promise<Line>;
  edit(id: number, content: Line['content']): Promise<Line | undefined>;
  find(key: string): Promise<Line | undefined>;
  get(id: number): Promise<Line | undefined>;
  /** The latest lines a player sees in a channel, oldest first. */
  latest(channel: string, player: string, limit: number): Promise<readonly Line[]>;
  /** Where the history stands now. */
  mark(): Promise<Mark>;
  /**
   * The lines written or changed since, by whichever process, in the order of their latest change; `undefined` where that
   * cannot be told: over `limit` lines changed, or the marked line was erased.
   */
  since(mark: Mark, limit: number): Promise<readonly Line[] | undefined>;
  /** The ids of accounts that have been here, in order; in the playground, the id is the name. */
  players(): Promise<readonly string[]>;
}

/**
 * A database, open. What was written is on disk when a promise resolves. While another process is in the way, methods try
 * again for some seconds; then they reject with an `Error` whose `code` is `busy`, and nothing was changed.
 */
export interface Stores {
  /**
   * Finds or makes the account, its player and its team, and notes the name shown now: without control characters, cut to
   * 100 code points. `keep`: a name that is known stays as it is.
   */
  member(
    account: AccountRef,
    name: string,
    at: Temporal.Instant,
    keep?: boolean,
  ): Promise<{ team: Team; member: Member }>;
  /** The language an account has chosen; makes nothing. */
  locale(account: AccountRef): Promise<Locale | undefined>;
  /** The stores of one team. */
  of(team: Team): TeamStores;
  /** Keeps spellings too long for a button, for the team of a tenant. */
  park(platform: PlatformName, tenant: string, parked: readonly Parked[]): Promise<void>;
  /** The team of a tenant, made where missing. */
  team(platform: PlatformName, tenant: string): Promise<Team>;
  readonly agenda: AgendaStore;
  readonly journal: JournalStore;
  /** Rebuilds what is derived from the log of answers. */
  rebuild(): Promise<void>;
  /**
   * Drops what nobody needs any more: spellings kept for buttons that were neither shown nor pressed for 180 days, and
   * practice rounds as old without an answer. Never an answered round, an answer or a score. About once a day and a little at
   * a time, however often it is called; rejects at once while another process is in the way.
   */
  tidy(at: Temporal.Instant): Promise<void>;
  /** Whether the database answers: for health. */
  ready(): Promise<boolean>;
  close(): Promise<void>;
}
