import type { Temporal } from 'temporal-polyfill';
import type { PlaceRef } from '#core/call.ts';
import type { Programme, ProgrammeSettings, Team, TeamStores } from '#core/store.ts';
import { millis } from '#stores/documents.ts';
import { record } from '#stores/events.ts';
import { retryFailed } from '#stores/posts.ts';
import type { Db, Schema } from '#stores/schema.ts';
import { subscribed, subscribedAt } from '#stores/subscription.ts';

/** The daily quizzes of one team. */
export function programmeStore(db: Db, ids: () => string, team: Team): TeamStores['programmes'] {
  return {
    at: async (place) => bare(await subscribedAt(db, team, place)),
    all: async () => (await subscribed(db, team)).map(({ team: _, ...programme }) => programme),
    set: (settings, by, at) => db.transaction().execute((tx) => set({ db: tx, ids, team, by, at }, settings)),
    turn: (place, state, by, at) =>
      db.transaction().execute((tx) => turn({ db: tx, ids, team, by, at }, place, state)),
  };
}

/** A change under way: the transaction, and who makes it when. */
interface Work {
  readonly db: Db;
  readonly ids: () => string;
  readonly team: Team;
  readonly by: string;
  readonly at: Temporal.Instant;
}

type Settings = Omit<Schema['programme'], 'id' | 'team' | 'since'>;

const bare = (found: (Programme & { team?: Team }) | undefined): Programme | undefined => {
  if (!found) return undefined;
  const { team: _, ...programme } = found;
  return programme;
};

const required = async (work: Work, place: PlaceRef): Promise<Programme> => {
  const programme = bare(await subscribedAt(work.db, work.team, place));
  if (!programme) throw new Error(`channel ${place.channel} lost its programme`);
  return programme;
};

async function set(work: Work, { place, ...wanted }: ProgrammeSettings): Promise<Programme> {
  const { db, team, by, at } = work;
  if (place.platform !== team.platform || place.tenant !== team.tenant)
    throw new Error(`channel ${place.channel} is not one of team ${team.id}`);
  const settings: Settings = {
    topics: JSON.stringify([...new Set(wanted.topics)].sort()),
    time: wanted.time,
    zone: wanted.zone,
    days: JSON.stringify([...new Set(wanted.days)].sort((a, b) => a - b)),
    locale: wanted.locale,
  };
  const subject = await placeId(work, place);
  const before = bare(await subscribedAt(db, team, place));
  const programme = before ? await changed(work, before, settings) : await shared(work, settings);
  // Another programme's day may not have been asked yet, but the channel has had its quiz.
  const since = before?.id === programme && keepsTime(before, settings) ? before.since : at;
  const row = { programme, state: 'active' as const, since: millis(since) };
  await db
    .insertInto('subscription')
    .values({ place: subject, ...row })
    .onConflict((conflict) => conflict.column('place').doUpdateSet(row))
    .execute();
  await mend(work, subject);
  const after = await required(work, place);
  await record(db, {
    team: team.id,
    by,
    setting: 'programme',
    subject,
    before: told(before),
    after: told(after),
    at,
  });
  return after;
}

/** The channel can be posted in again. */
async function mend({ db, at }: Work, place: string): Promise<void> {
  await retryFailed(db, place, at);
  await db.updateTable('place').set({ broken: null }).where('id', '=', place).execute();
}

/** The timetable has held all the time: what it owes since then stays owed. */
const keepsTime = (before: Programme, settings: Settings): boolean =>
  before.state === 'active' &&
  before.broken === undefined &&
  before.time === settings.time &&
  before.zone === settings.zone &&
  JSON.stringify(before.days) === settings.days;

/** What the record of changes says of a programme: instants as text, and no word of other channels. */
const told = (programme: Programme | undefined): unknown =>
  programme && {
    state: programme.state,
    topics: programme.topics,
    time: programme.time,
    zone: programme.zone,
    days: programme.days,
    locale: programme.locale,
  };

/** Our id of a channel; writes in any case, so that the transaction begins with a write. */
async function placeId({ db, ids, team }: Work, { channel }: PlaceRef): Promise<string> {
  const { id } = await db
    .insertInto('place')
    .values({ id: ids(), team: team.id, channel, broken: null })
    .onConflict((conflict) =>
      conflict.columns(['team', 'channel']).doUpdateSet((eb) => ({ channel: eb.ref('excluded.channel') })),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** A channel that has its programme for itself changes it, and so keeps its days and rounds; others get another one. */
async function changed(work: Work, before: Programme, settings: Settings): Promise<string> {
  const { db } = work;
  const equal = await find(work, settings);
  if (equal !== undefined) return equal;
  const { places } = await db
    .selectFrom('subscription')
    .select((eb) => eb.fn.countAll().as('places'))
    .where('programme', '=', before.id)
    .executeTakeFirstOrThrow();
  if (Number(places) > 1) return shared(work, settings);
  await db.updateTable('programme').set(settings).where('id', '=', before.id).execute();
  return before.id;
}

/** The team's programme with these settings: channels with equal settings share one. */
async function shared(work: Work, settings: Settings): Promise<string> {
  const equal = await find(work, settings);
  if (equal !== undefined) return equal;
  const { db, ids, team, at } = work;
  const id = ids();
  await db
    .insertInto('programme')
    .values({ id, team: team.id, ...settings, since: millis(at) })
    .execute();
  return id;
}

async function find({ db, team }: Work, settings: Settings): Promise<string | undefined> {
  const { topics, time, zone, days, locale } = settings;
  const found = await db
    .selectFrom('programme')
    .select('id')
    .where('team', '=', team.id)
    .where('time', '=', time)
    .where('zone', '=', zone)
    .where('days', '=', days)
    .where('locale', '=', locale)
    .where('topics', '=', topics)
    .executeTakeFirst();
  return found?.id;
}

async function turn(work: Work, place: PlaceRef, state: Programme['state']): Promise<Programme | undefined> {
  const { db, team, by, at } = work;
  if (place.platform !== team.platform || place.tenant !== team.tenant) return undefined;
  // Written first, with what it was, so that the transaction begins with a write and the record can tell the change.
  const held = await db
    .updateTable('subscription')
    .set((eb) => ({ state: eb.ref('state') }))
    .where('place', '=', (eb) =>
      eb.selectFrom('place').select('id').where('team', '=', team.id).where('channel', '=', place.channel),
    )
    .returning(['place', 'state'])
    .executeTakeFirst();
  if (!held) return undefined;
  const before = await required(work, place);
  const mends = state === 'active' && before.broken !== undefined;
  if (held.state === state && !mends) return before;
  if (mends) await mend(work, held.place);
  await db
    .updateTable('subscription')
    .set({ state, ...(state === 'active' && { since: millis(at) }) })
    .where('place', '=', held.place)
    .execute();
  const after = await required(work, place);
  await record(db, {
    team: team.id,
    by,
    setting: 'programme',
    subject: held.place,
    before: told(before),
    after: told(after),
    at,
  });
  return after;
}
