import { Temporal } from 'temporal-polyfill';
import { catchUp, previousDay } from '#core/agenda.ts';
import type { PlaceRef, PlatformName } from '#core/call.ts';
import type { Locale } from '#core/locale.ts';
import type { Address, Platform, Sent } from '#core/platform.ts';
import { askPost, revealPost } from '#core/quiz/post.ts';
import type { Reply } from '#core/reply.ts';
import type { Say } from '#core/say.ts';
import type { AgendaStore, Post, Programme, Round } from '#core/store.ts';

/** What posting needs. */
export interface PostingDeps {
  readonly agenda: AgendaStore;
  /** The platforms that are turned on. */
  readonly platforms: ReadonlyMap<PlatformName, Platform>;
  say(locale: Locale): Say;
  /** Writes down, in English, what a manager or operator may want to know. */
  note(event: string, details: Readonly<Record<string, unknown>>): void;
}

/** Brings the posts of a round to their channels. Each post must have been claimed; what became of it is written down. */
export interface Posting {
  /** Posts an open round in one channel. */
  ask(claimed: Post, round: Round, now: Temporal.Instant): Promise<void>;
  /** Looks whether a post that is too late to be made stands there; otherwise it is given up. */
  look(claimed: Post, round: Round, now: Temporal.Instant): Promise<void>;
  /** Lays the post out anew with the answer. */
  reveal(claimed: Post, round: Round, now: Temporal.Instant): Promise<void>;
  /** Lays all posts of an open round out anew, with how many have answered. */
  refresh(round: string): Promise<void>;
}

/**
 * What came of one try. `given up`: it may stand there, and nobody can tell, or it is too late; `off`: its platform is turned off here;
 * `unwanted`: the channel has turned its quiz off meanwhile.
 */
type Tried = Sent | 'given up' | 'off' | 'unwanted';

export function createPosting({ agenda, platforms, say, note }: PostingDeps): Posting {
  const programmeOf = async ({ programme }: Round): Promise<Programme | undefined> =>
    programme === undefined ? undefined : agenda.programme(programme);

  const asking = async (round: Round, programme: Programme | undefined): Promise<Reply> =>
    askPost(
      round,
      await agenda.counts(round.id),
      say(programme?.locale ?? 'en'),
      programme && (await missedBefore(programme, round)),
    );

  const revealing = async (round: Round): Promise<Reply> =>
    revealPost(round, [await agenda.tally(round.id, 0)], say((await programmeOf(round))?.locale ?? 'en'));

  const missedBefore = async (programme: Programme, round: Round): Promise<string | undefined> => {
    const before = round.day === undefined ? undefined : previousDay(programme, round.day);
    const skipped = before === undefined ? undefined : await agenda.round(programme.id, before);
    return skipped && skipped.questions.length === 0 ? before : undefined;
  };

  const tryToFind = async ({ place, doubt }: Post, round: Round): Promise<Tried | 'absent'> => {
    const platform = platforms.get(place.platform);
    if (!platform) return 'off';
    if (!doubt) return 'absent';
    const found = await platform.find(addressOf(place), keyOf(round, place), round.opened);
    if (typeof found === 'object') return { posted: found };
    // It may stand there: once too few is better than twice.
    return found === 'unknown' ? 'given up' : 'absent';
  };

  const tryToAsk = async (post: Post, round: Round): Promise<Tried> => {
    const found = await tryToFind(post, round);
    if (found !== 'absent') return found;
    const { place } = post;
    const platform = platforms.get(place.platform);
    if (!platform) return 'off';
    const programme = await programmeOf(round);
    if (programme?.state !== 'active' || !programme.places.some((other) => samePlace(other, place)))
      return 'unwanted';
    return platform.send(addressOf(place), await asking(round, programme), keyOf(round, place));
  };

  const tryToReveal = async ({ place }: Post, round: Round): Promise<Tried> => {
    const platform = platforms.get(place.platform);
    if (!platform) return 'off';
    const standing = (await standingPosts(round.id)).find((other) => samePlace(other.place, place));
    if (!standing) return 'given up';
    const reply = await revealing(round);
    const edited = await platform.edit(standing.posted, reply);
    // Some workspaces let a message be edited for a while only: then the answer is posted anew.
    if ('fault' in edited && edited.fault === 'forbidden')
      return platform.send(addressOf(place), reply, `${round.id}:reveal:${place.channel}`);
    return edited;
  };

  const standingPosts = async (round: string) =>
    (await agenda.posts(round)).flatMap(({ kind, place, posted }) =>
      kind === 'ask' && posted ? [{ place, posted }] : [],
    );

  const settle = async (claimed: Post, tried: Tried, since: Temporal.Instant, now: Temporal.Instant) => {
    const details = { post: claimed.id, place: claimed.place, tries: claimed.tries };
    const become = (state: Post['state']) => agenda.settle(claimed.id, state, undefined, now);
    // Its platform is turned off here; another process may have it on.
    if (tried === 'off') return become('waiting');
    if (tried === 'unwanted') return become('skipped');
    if (tried === 'given up') {
      note('post given up', details);
      return become('failed');
    }
    if ('posted' in tried) return agenda.settle(claimed.id, 'posted', tried.posted, now);
    note('post failed', { ...details, fault: tried.fault, detail: tried.detail });
    if (tried.fault === 'gone' || tried.fault === 'forbidden') {
      await become('failed');
      if (claimed.kind === 'ask') await agenda.breakPlace(claimed.place, now);
    } else if (Temporal.Instant.compare(now, since.add(catchUp)) > 0) await become('failed');
    else await become(tried.fault === 'later' ? 'waiting' : 'unknown');
  };

  const layOut = async (round: string, reply: Reply): Promise<void> => {
    for (const { place, posted } of await standingPosts(round))
      await platforms.get(place.platform)?.edit(posted, reply);
  };

  return {
    ask: async (claimed, round, now) => settle(claimed, await tryToAsk(claimed, round), round.opened, now),
    look: async (claimed, round, now) => {
      const found = await tryToFind(claimed, round);
      return settle(claimed, found === 'absent' ? 'given up' : found, round.opened, now);
    },
    reveal: async (claimed, round, now) =>
      settle(claimed, await tryToReveal(claimed, round), round.revealed ?? now, now),
    refresh: async (id) => {
      const round = await agenda.get(id);
      if (!round || round.revealed) return;
      await layOut(id, await asking(round, await programmeOf(round)));
      // An edit of ours may have come behind that of a reveal, and covered the answer.
      const after = await agenda.get(id);
      if (after?.revealed) await layOut(id, await revealing(after));
    },
  };
}

const addressOf = ({ tenant, channel }: PlaceRef): Address => ({ tenant, channel });

/** A round is asked once in a channel, whoever tries. */
const keyOf = (round: Round, { channel }: PlaceRef): string => `${round.id}:ask:${channel}`;

/** Whether both name one channel. */
export const samePlace = (a: PlaceRef, b: PlaceRef): boolean =>
  a.platform === b.platform && a.tenant === b.tenant && a.channel === b.channel;
