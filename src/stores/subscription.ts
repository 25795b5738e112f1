import type { PlaceRef } from '#core/call.ts';
import type { Programme, Team } from '#core/store.ts';
import { instant, names, read, weekdays } from '#stores/documents.ts';
import type { Db } from '#stores/schema.ts';

/** A programme as the channels in one state have it: those that pause it do not pause it for the others. */
export type Subscribed = Programme & { readonly team: Team };

/** Every channel's subscription with its programme, its place and its team. */
const subscriptions = (db: Db) =>
  db
    .selectFrom('subscription')
    .innerJoin('programme', 'programme.id', 'subscription.programme')
    .innerJoin('place', 'place.id', 'subscription.place')
    .innerJoin('team', 'team.id', 'programme.team')
    .select([
      'programme.id',
      'programme.topics',
      'programme.time',
      'programme.zone',
      'programme.days',
      'programme.locale',
      'subscription.state',
      'subscription.since',
      'place.channel',
      'place.broken',
      'team.id as team',
      'team.platform',
      'team.tenant',
    ])
    .orderBy('programme.id')
    .orderBy('place.channel');

type Row = Awaited<ReturnType<ReturnType<typeof subscriptions>['execute']>>[number];

/** What is set for a channel of `team`. */
export async function subscribedAt(db: Db, team: Team, place: PlaceRef): Promise<Subscribed | undefined> {
  if (place.platform !== team.platform || place.tenant !== team.tenant) return undefined;
  const own = await db
    .selectFrom('subscription')
    .innerJoin('place', 'place.id', 'subscription.place')
    .select(['programme', 'state', 'broken'])
    .where('place.team', '=', team.id)
    .where('place.channel', '=', place.channel)
    .executeTakeFirst();
  if (!own) return undefined;
  const rows = await subscriptions(db)
    .where('programme.id', '=', own.programme)
    .where('subscription.state', '=', own.state)
    .execute();
  const [programme] = grouped(rows);
  return programme && own.broken !== null ? { ...programme, broken: instant(own.broken) } : programme;
}

/** All that is set in a team, by programme and state. */
export async function subscribed(db: Db, team: Team): Promise<readonly Subscribed[]> {
  return grouped(await subscriptions(db).where('programme.team', '=', team.id).execute());
}

/** All that is to be posted, over all teams: only channels that can be posted in. */
export async function subscribedActive(db: Db): Promise<readonly Subscribed[]> {
  return grouped(
    await subscriptions(db)
      .where('subscription.state', '=', 'active')
      .where('place.broken', 'is', null)
      .execute(),
  );
}

/** A programme with the channels that have it active, or else paused, or else stopped; it may have lost all of them. */
export async function subscribedTo(db: Db, id: string): Promise<Subscribed | undefined> {
  const all = grouped(await subscriptions(db).where('programme.id', '=', id).execute());
  const found = (['active', 'paused', 'stopped'] as const).flatMap(
    (wanted) => all.find(({ state }) => state === wanted) ?? [],
  )[0];
  if (found) return found;
  const row = await db
    .selectFrom('programme')
    .innerJoin('team', 'team.id', 'programme.team')
    .selectAll('programme')
    .select(['team.platform', 'team.tenant'])
    .where('programme.id', '=', id)
    .executeTakeFirst();
  return row && programmeOf({ ...row, state: 'stopped' }, []);
}

function grouped(rows: readonly Row[]): readonly Subscribed[] {
  return [...Map.groupBy(rows, ({ id, state }) => `${id} ${state}`).values()].flatMap((group) => {
    const [row] = group;
    return row ? [programmeOf(row, group)] : [];
  });
}

function programmeOf(
  row: Omit<Row, 'channel' | 'broken'>,
  group: readonly Pick<Row, 'channel' | 'since'>[],
): Subscribed {
  const { id, state, time, zone, locale, platform, tenant } = row;
  return {
    id,
    state,
    topics: read(names, row.topics, `the topics of programme ${id}`),
    time,
    zone,
    days: read(weekdays, row.days, `the days of programme ${id}`),
    locale,
    places: group.map(({ channel }) => ({ platform, tenant, channel })),
    since: instant(group.reduce((first, { since }) => Math.min(first, since), row.since)),
    team: { id: row.team, platform, tenant },
  };
}
