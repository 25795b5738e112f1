import { Temporal } from 'temporal-polyfill';
import { catchUp, dueSlots, openFor, type Slot } from '#core/agenda.ts';
import type { PlaceRef } from '#core/call.ts';
import type { Knowledge } from '#core/knowledge/knowledge.ts';
import { createPosting, type PostingDeps, samePlace } from '#core/posting.ts';
import { drawQuestion } from '#core/quiz/draw.ts';
import { seeded, seedOf } from '#core/random.ts';
import type { Post, Programme, Round, Team } from '#core/store.ts';

type TeamProgramme = Programme & { readonly team: Team };

/** What the herald is made of. */
export interface HeraldDeps extends PostingDeps {
  readonly knowledge: Knowledge;
  /** Lets answers go first: a beat looks after every team, and a database in this process waits for nothing by itself. */
  breathe(): Promise<void>;
}

/** Posts what is due, once, and shows the answers when their time has come. All waiting is done by its callers. */
export interface Herald {
  /** Does all that is owed at `now`: rounds to open, posts to make or to finish, answers to reveal. Never rejects. */
  beat(now: Temporal.Instant): Promise<void>;
  /**
   * Opens today's round of a programme at once, also where the day was missed, and posts it in the channels that do not
   * have it yet.
   */
  postNow(programme: string, now: Temporal.Instant): Promise<void>;
  /** Lays the posts of an open round out anew, with how many have answered. */
  refresh(round: string): Promise<void>;
}

/** How long a claimed post is left to the one who claimed it before another may look whether it stands. */
const patience = { seconds: 60 } as const;
/** How many of a programme's latest questions are not asked again while there are others. */
const spared = 200;
/** Programmes served side by side, and posts of each; every platform keeps its own pace below this. */
const width = 8;

export function createHerald(deps: HeraldDeps): Herald {
  const { agenda, note } = deps;
  const posting = createPosting(deps);
  const sideBySide = <T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> =>
    inParallel(items, width, async (item) => {
      await deps.breathe();
      await work(item);
    });

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
      // Each by itself, so that a zone which this machine does not know stops nobody else's quiz, nor does a slow channel.
      await sideBySide(mine, (programme) =>
        guarded(`programme ${programme.id}`, async () => {
          for (const slot of dueSlots([programme], now)) await keep(slot, now);
        }),
      );
    });
    await guarded('reveals', async () => {
      await sideBySide(await agenda.unrevealed(now.subtract(openFor)), (round) =>
        guarded(`reveal of round ${round.id}`, () => reveal(round, now)),
      );
    });
    await guarded('loose posts', async () => {
      const loose = (await agenda.loose(now.subtract(patience))).filter(({ place }) =>
        deps.platforms.has(place.platform),
      );
      await sideBySide(loose, (post) => guarded(`post ${post.id}`, () => finish(post, now)));
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
    await sideBySide(lacking, (place) =>
      guarded(`round ${round.id} in ${place.channel}`, () => post(round, place, now)),
    );
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
    for (const other of await agenda.unrevealed(now, programme.id))
      if (other.id !== round.id) await reveal(other, now);
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
    await sideBySide(claims, (claimed) =>
      guarded(`reveal ${claimed.id}`, () => posting.reveal(claimed, { ...round, revealed: now }, now)),
    );
  };

  /** A post that a crash left half done: its row says which round, where and what. */
  const finish = async (loose: Post, now: Temporal.Instant): Promise<void> => {
    const round = await agenda.get(loose.round);
    if (!round) return agenda.settle(loose.id, 'failed', undefined, now);
    const claimed = await agenda.claim(round.id, loose.place, loose.kind, now, now.subtract(patience));
    if (!claimed) return;
    if (claimed.kind === 'reveal') {
      await agenda.reveal(round.id, now);
      return posting.reveal(claimed, round, now);
    }
    if (round.revealed) return agenda.settle(claimed.id, 'skipped', undefined, now);
    // Nobody was there to try it as long as a post is made up for.
    const isLate = Temporal.Instant.compare(now, loose.tried.add(catchUp)) > 0;
    await (isLate ? posting.look : posting.ask)(claimed, round, now);
  };

  const post = async (round: Round, place: PlaceRef, now: Temporal.Instant): Promise<void> => {
    const claimed = await agenda.claim(round.id, place, 'ask', now, now.subtract(patience));
    if (claimed) await posting.ask(claimed, round, now);
  };

  const postNow = async (id: string, now: Temporal.Instant): Promise<void> => {
    await guarded(`post now ${id}`, async () => {
      const programme = await agenda.programme(id);
      if (programme?.state !== 'active') return;
      const day = now.toZonedDateTimeISO(programme.zone).toPlainDate().toString();
      const round = await agenda.round(id, day);
      if (round && !round.skipped) return complete(programme, round, now);
      if (round) await agenda.unskip(id, day);
      await open(programme, day, now);
    });
  };

  return {
    beat,
    postNow,
    refresh: (round) => guarded(`refresh ${round}`, () => posting.refresh(round)),
  };
}

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
