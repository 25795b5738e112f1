import type { Temporal } from 'temporal-polyfill';
import { catchUp } from '#core/agenda.ts';
import type { PlaceRef } from '#core/call.ts';
import type { AgendaStore, Post } from '#core/store.ts';
import { instant, millis, posted, read } from '#stores/documents.ts';
import { whole } from '#stores/round.ts';
import type { Db } from '#stores/schema.ts';

/** States of a post that may be claimed again. */
const unsettled = ['intent', 'waiting', 'unknown'] as const;

/** What the heartbeat has posted, or is about to. */
export function postStore(
  db: Db,
  ids: () => string,
): Pick<AgendaStore, 'claim' | 'settle' | 'loose' | 'posts' | 'breakPlace'> {
  return {
    claim: (round, place, kind, at, stale) => claim(db, ids(), { round, place, kind, at, stale }),
    // What is posted stays so: a late word of a process that was given up does not undo it.
    settle: async (post, state, where, at) => {
      await db
        .updateTable('post')
        .set({ state, posted: where === undefined ? null : JSON.stringify(where), tried: millis(at) })
        .where('id', '=', post)
        .where('state', '!=', 'posted')
        .execute();
    },
    loose: async (stale) => {
      const rows = await posts(db)
        .where('post.state', 'in', unsettled)
        .where('post.tried', '<', millis(stale))
        .orderBy('post.tried')
        .execute();
      return rows.map(postOf);
    },
    posts: async (round) => {
      const rows = await posts(db)
        .where('post.round', '=', round)
        .orderBy('post.kind')
        .orderBy('place.channel')
        .execute();
      return rows.map(postOf);
    },
    breakPlace: async ({ platform, tenant, channel }, at) => {
      await db
        .updateTable('place')
        .set({ broken: millis(at) })
        .where('channel', '=', channel)
        .where('team', '=', (eb) =>
          eb.selectFrom('team').select('id').where('platform', '=', platform).where('tenant', '=', tenant),
        )
        .execute();
    },
  };
}

/**
 * Puts the post whose failure broke a channel off instead, while its round is open and no older than a post is made up for: the
 * next beat tries again. It surely does not stand there. One that was given up for doubt has another time than the break.
 */
export async function retryFailed(tx: Db, place: string, at: Temporal.Instant): Promise<void> {
  await tx
    .updateTable('post')
    .set({ state: 'waiting' })
    .where('place', '=', place)
    .where('kind', '=', 'ask')
    .where('state', '=', 'failed')
    .where('tried', '=', (eb) => eb.selectFrom('place').select('broken').where('id', '=', place))
    .where('round', 'in', (eb) =>
      eb
        .selectFrom('round')
        .select('id')
        .where('kind', '=', 'daily')
        .where('revealed', 'is', null)
        .where('opened', '>=', millis(at.subtract(catchUp))),
    )
    .execute();
}

const posts = (db: Db) =>
  db
    .selectFrom('post')
    .innerJoin('place', 'place.id', 'post.place')
    .innerJoin('team', 'team.id', 'place.team')
    .select([
      'post.id',
      'post.round',
      'post.kind',
      'post.state',
      'post.doubt',
      'post.posted',
      'post.tried',
      'post.tries',
      'place.channel',
      'team.platform',
      'team.tenant',
    ]);

type Row = Awaited<ReturnType<ReturnType<typeof posts>['execute']>>[number];

const postOf = ({ channel, platform, tenant, posted: where, tried, doubt, ...row }: Row): Post => ({
  ...row,
  place: { platform, tenant, channel },
  doubt: doubt === 1,
  tried: instant(tried),
  ...(where !== null && { posted: read(posted, where, `post ${row.id}`) }),
});

/** One statement: of all that ask at once, one gets the row back. */
async function claim(
  db: Db,
  id: string,
  {
    round,
    place,
    kind,
    at,
    stale,
  }: {
    round: string;
    place: PlaceRef;
    kind: Post['kind'];
    at: Temporal.Instant;
    stale: Temporal.Instant;
  },
): Promise<Post | undefined> {
  const claimed = await db
    .insertInto('post')
    .columns(['id', 'round', 'place', 'kind', 'state', 'doubt', 'tried', 'tries'])
    .expression((eb) =>
      eb
        .selectFrom('round')
        .innerJoin('team', 'team.id', 'round.team')
        .innerJoin('place', 'place.team', 'team.id')
        .select([
          eb.val(id).as('id'),
          'round.id as round',
          'place.id as place',
          eb.val(kind).as('kind'),
          eb.val('intent').as('state'),
          whole(0).as('doubt'),
          eb.cast<number>(eb.val(millis(at)), 'bigint').as('tried'),
          whole(1).as('tries'),
        ])
        .where('round.id', '=', round)
        .where('team.platform', '=', place.platform)
        .where('team.tenant', '=', place.tenant)
        .where('place.channel', '=', place.channel),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['round', 'place', 'kind'])
        .doUpdateSet((eb) => ({
          state: 'intent',
          doubt: eb.case().when('post.state', '=', 'waiting').then(0).else(1).end(),
          tried: eb.ref('excluded.tried'),
          tries: eb('post.tries', '+', 1),
        }))
        .where('post.state', 'in', unsettled)
        .where('post.tried', '<', millis(stale)),
    )
    .returning('id')
    .executeTakeFirst();
  if (!claimed) return undefined;
  return postOf(await posts(db).where('post.id', '=', claimed.id).executeTakeFirstOrThrow());
}
