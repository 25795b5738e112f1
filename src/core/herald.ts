import type { Temporal } from 'temporal-polyfill';
import { dueSlots, openFor, previousDay, type Slot } from '#core/agenda.ts';
import type { PlaceRef, PlatformName } from '#core/call.ts';
import type { Knowledge } from '#core/knowledge/knowledge.ts';
import type { Locale } from '#core/locale.ts';
import type { Platform, Sent } from '#core/platform.ts';
import { drawQuestion } from '#core/quiz/draw.ts';
import { askPost, revealPost } from '#core/quiz/post.ts';
import { seeded, seedOf } from '#core/random.ts';
import type { Say } from '#core/say.ts';
import type { AgendaStore, Post, Programme, Round, Team } from '#core/store.ts';

type TeamProgramme = Programme & { readonly team: Team };

/** What the herald is made of. */
export interface HeraldDeps {
  readonly agenda: AgendaStore;
  readonly knowledge: Knowledge;
  /** The platforms that are turned on. */
  readonly platforms: ReadonlyMap<PlatformName, Platform>;
  say(locale: Locale): Say;
  /** Writes down, in English, what a manager or operator may want to know. */
  note(event: string, details: Readonly<Record<string, unknown>>): void;
}

/** Posts what is due, once, and shows the answers when their time has come. All waiting is done by its callers. */
export interface Herald {
  /** Does all that is owed at `now`: rounds to open, posts to make or to finish, answers to reveal. Never rejects. */
  beat(now: Temporal.Instant): Promise<void>;
  /** Opens today's round of a programme at once, where there is none yet. */
  postNow(programme: string, now: Temporal.Instant): Promise<void>;
  /** Lays the posts of an open round out anew, with how many have answered. */
  refresh(round: string): Promise<void>;
}

/** How long a claimed post is left to the one who claimed it before another may look whether it stands. */
const patience = { seconds: 60 } as const;
/** How often a post is tried before it is given up. */
const maxTries = 5;
/** How many of a programme's latest questions are not asked again while there are others. */
const spared = 200;
/** Posts made side by side; each platform keeps its own pace below this. */
const width = 8;

export function createHerald(deps: HeraldDeps): Herald {
  const { agenda, note } = deps;

  const guarded = async (what: string, work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      note('heartbeat failed', { what, error });
    }
  };

  const beat = async (now: Temporal.Instant): Promise<void> => {
    await guarded('programmes', async () => {
      // A platform that is turned off here may be on in another process.
      const mine = (await agenda.programmes()).filter(({ team }) => deps.platforms.has(team.platform));
      for (const slot of dueSlots(mine, now))
        await guarded(`programme ${slot.programme.id}`, () => keep(slot, now));
    });
    await guarded('reveals', async () => {
      for (const round of await agenda.unrevealed(now.subtract(openFor))) await reveal(round, now);
    });
    await guarded('loose posts', async () => {
      const loose = (await agenda.loose(now.subtract(patience))).filter(({ place }) =>
        deps.platforms.has(place.platform),
      );
      await inParallel(loose, width, (post) => guarded(`post ${post.id}`, () => finish(post, now)));
    });
  };

  /** Does what a slot owes, unless it was done: the database knows. */
  const keep = async (
    { programme, day, verdict, at }: Slot<TeamProgramme>,
    now: Temporal.Instant,
  ): Promise<void> => {
    const round = await agenda.round(programme.id, day);
    if (round) return verdict === 'post' ? complete(programme, round, now) : undefined;
    if (verdict === 'post') return open(programme, day, now);
    if (await agenda.skip(programme.id, day, now))
      note('quiz missed', { programme: programme.id, day, due: at.toString() });
  };

  /** Posts an open round where it does not stand yet: a crash between opening and posting, or a channel that joined. */
  const complete = async (programme: TeamProgramme, round: Round, now: Temporal.Instant): Promise<void> => {
    if (round.revealed || round.questions.length === 0) return;
    const known = (await agenda.posts(round.id)).filter(({ kind }) => kind === 'ask');
    const lacking = programme.places.filter((place) => !known.some((post) => samePlace(post.place, place)));
    await inParallel(lacking, width, (place) => post(round, place, programme, now));
  };

  const open = async (programme: TeamProgramme, day: string, now: Temporal.Instant): Promise<void> => {
    const recent = await agenda.asked(programme.id, spared);
    // Seeded by programme and day: two machines that open it at once draw the same question.
    const random = seeded(seedOf(`${programme.id} ${day}`));
    const question = drawQuestion(deps.knowledge.questions, { topics: programme.topics, recent }, random);
    if (!question)
      return note('no question to ask', { programme: programme.id, day, topics: programme.topics });
    const round = await agenda.open({
      team: programme.team.id,
      kind: 'daily',
      programme: programme.id,
      day,
      questions: [question],
      opened: now,
    });
    await revealOthers(programme, round, now);
    await complete(programme, round, now);
  };

  /** The next post ends the rounds before it. */
  const revealOthers = async (
    programme: TeamProgramme,
    round: Round,
    now: Temporal.Instant,
  ): Promise<void> => {
    const open = await agenda.unrevealed(now);
    for (const other of open)
      if (other.programme === programme.id && other.id !== round.id) await reveal(other, now);
  };

  /**
   * Closes a round and shows its answers. The edits are claimed before it is closed, so that a crash in between leaves
   * rows that the next beat finishes.
   */
  const reveal = async (round: Round, now: Temporal.Instant): Promise<void> => {
    const standing = (await agenda.posts(round.id)).filter(({ kind, posted }) => kind === 'ask' && posted);
    const stale = now.subtract(patience);
    const claims: Post[] = [];
    for (const { place } of standing) {
      const claimed = await agenda.claim(round.id, place, 'reveal', now, stale);
      if (claimed) claims.push(claimed);
    }
    await agenda.reveal(round.id, now);
    const say = await sayOf(round);
    await inParallel(claims, width, (claimed) =>
      guarded(`reveal ${claimed.id}`, async () =>
        settle(claimed, await show(claimed, { ...round, revealed: now }, say), now),
      ),
    );
  };

  const sayOf = async ({ programme }: Round): Promise<Say> =>
    deps.say((programme === undefined ? undefined : await agenda.programme(programme))?.locale ?? 'en');

  /** A post that a crash left half done: its row says which round, where and what. */
  const finish = async (loose: Post, now: Temporal.Instant): Promise<void> => {
    const round = await agenda.get(loose.round);
    if (!round) return agenda.settle(loose.id, 'failed', undefined, now);
    const claimed = await agenda.claim(round.id, loose.place, loose.kind, now, now.subtract(patience));
    if (!claimed) return;
    if (claimed.kind === 'reveal') {
      await agenda.reveal(round.id, now);
      return settle(claimed, await show(claimed, round, await sayOf(round)), now);
    }
    if (round.revealed) return agenda.settle(claimed.id, 'skipped', undefined, now);
    const programme = round.programme === undefined ? undefined : await agenda.programme(round.programme);
    await settle(claimed, await ask(claimed, round, programme, await sayOf(round)), now);
  };

  const post = async (
    round: Round,
    place: PlaceRef,
    programme: TeamProgramme,
    now: Temporal.Instant,
  ): Promise<void> => {
    const claimed = await agenda.claim(round.id, place, 'ask', now, now.subtract(patience));
    if (claimed) await settle(claimed, await ask(claimed, round, programme, deps.say(programme.locale)), now);
  };

  const ask = async (
    { place, doubt, round: id }: Post,
    round: Round,
    programme: TeamProgramme | undefined,
    say: Say,
  ): Promise<Sent | 'given up' | 'off'> => {
    const platform = deps.platforms.get(place.platform);
    if (!platform) return 'off';
    const to = { tenant: place.tenant, channel: place.channel };
    const key = `${id}:ask:${place.channel}`;
    if (doubt) {
      const found = await platform.find(to, key);
      if (typeof found === 'object') return { posted: found };
      // It may stand there: once too few is better than twice.
      if (found === 'unknown') return 'given up';
    }
    const missed = programme && (await missedBefore(programme, round));
    return platform.send(to, askPost(round, await agenda.counts(id), say, missed), key);
  };

  const missedBefore = async (programme: Programme, round: Round): Promise<string | undefined> => {
    const before = round.day === undefined ? undefined : previousDay(programme, round.day);
    const skipped = before === undefined ? undefined : await agenda.round(programme.id, before);
    return skipped && skipped.questions.length === 0 ? before : undefined;
  };

  const show = async (
    { place, round: id }: Post,
    round: Round,
    say: Say,
  ): Promise<Sent | 'given up' | 'off'> => {
    const platform = deps.platforms.get(place.platform);
    if (!platform) return 'off';
    const standing = (await agenda.posts(id)).find(
      (other) => other.kind === 'ask' && samePlace(other.place, place),
    );
    if (!standing?.posted) return 'given up';
    const reply = revealPost(round, [await agenda.tally(id, 0)], say);
    const edited = await platform.edit(standing.posted, reply);
    // Some workspaces let a message be edited for a while only: then the answer is posted anew.
    if ('fault' in edited && edited.fault === 'forbidden')
      return platform.send(
        { tenant: place.tenant, channel: place.channel },
        reply,
        `${id}:reveal:${place.channel}`,
      );
    return edited;
  };

  const settle = async (
    claimed: Post,
    sent: Sent | 'given up' | 'off',
    now: Temporal.Instant,
  ): Promise<void> => {
    const details = { post: claimed.id, place: claimed.place, tries: claimed.tries };
    // Its platform is turned off here; another process may have it on.
    if (sent === 'off') return agenda.settle(claimed.id, 'waiting', undefined, now);
    if (sent === 'given up') {
      note('post given up', details);
      return agenda.settle(claimed.id, 'failed', undefined, now);
    }
    if ('posted' in sent) return agenda.settle(claimed.id, 'posted', sent.posted, now);
    note('post failed', { ...details, fault: sent.fault, detail: sent.detail });
    if (sent.fault === 'gone' || sent.fault === 'forbidden') {
      await agenda.settle(claimed.id, 'failed', undefined, now);
      if (claimed.kind === 'ask') await agenda.breakPlace(claimed.place, now);
    } else if (claimed.tries >= maxTries) await agenda.settle(claimed.id, 'failed', undefined, now);
    else await agenda.settle(claimed.id, sent.fault === 'later' ? 'waiting' : 'unknown', undefined, now);
  };

  const refresh = async (id: string): Promise<void> => {
    await guarded(`refresh ${id}`, async () => {
      const round = await agenda.get(id);
      if (!round || round.revealed) return;
      const reply = askPost(round, await agenda.counts(id), await sayOf(round));
      for (const { place, posted, kind } of await agenda.posts(id))
        if (kind === 'ask' && posted) await deps.platforms.get(place.platform)?.edit(posted, reply);
    });
  };

  const postNow = async (id: string, now: Temporal.Instant): Promise<void> => {
    await guarded(`post now ${id}`, async () => {
      const programme = await agenda.programme(id);
      if (!programme || programme.state === 'stopped') return;
      const day = now.toZonedDateTimeISO(programme.zone).toPlainDate();
      if (!(await agenda.round(id, day.toString()))) await open(programme, day.toString(), now);
    });
  };

  return { beat, postNow, refresh };
}

const samePlace = (a: PlaceRef, b: PlaceRef): boolean =>
  a.platform === b.platform && a.tenant === b.tenant && a.channel === b.channel;

/** Does `work` for each item, at most `limit` at a time. */
async function inParallel<T>(
  items: readonly T[],
  limit: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const rest = [...items];
  const lane = async (): Promise<void> => {
    for (let item = rest.shift(); item !== undefined; item = rest.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, lane));
}
