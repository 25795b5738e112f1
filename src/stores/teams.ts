import type { Temporal } from 'temporal-polyfill';
import type { AccountRef, PlatformName } from '#core/call.ts';
import type { Locale } from '#core/locale.ts';
import type { Member, Team } from '#core/store.ts';
import { millis } from '#stores/documents.ts';
import { foldName, keptName } from '#stores/names.ts';
import type { Db } from '#stores/schema.ts';

/** The team of a tenant, made where missing. */
export async function team(db: Db, ids: () => string, platform: PlatformName, tenant: string): Promise<Team> {
  const known = await db
    .selectFrom('team')
    .selectAll()
    .where('platform', '=', platform)
    .where('tenant', '=', tenant)
    .executeTakeFirst();
  return known ?? (await makeTeam(db, ids, platform, tenant));
}

/** One statement that writes in any case: a transaction that begins with it waits for others instead of failing. */
const makeTeam = (db: Db, ids: () => string, platform: PlatformName, tenant: string): Promise<Team> =>
  db
    .insertInto('team')
    .values({ id: ids(), platform, tenant })
    .onConflict((conflict) =>
      conflict.columns(['platform', 'tenant']).doUpdateSet((eb) => ({ tenant: eb.ref('excluded.tenant') })),
    )
    .returningAll()
    .executeTakeFirstOrThrow();

/** How an account is shown at a moment; `keep`: nobody is sure of it, and a name that is known stays. */
interface Shown {
  readonly name: string;
  readonly keep: boolean;
  readonly at: Temporal.Instant;
}

/** Finds or makes the account, its player and its team, and notes the name shown now. Mostly it only reads. */
export async function member(
  db: Db,
  ids: () => string,
  account: AccountRef,
  shown: Shown,
): Promise<{ team: Team; member: Member }> {
  const name = keptName(shown.name);
  const known = await find(db, account);
  if (!known) return join(db, ids, account, name, shown.at);
  if (known.member.name === name || shown.keep) return known;
  await db
    .updateTable('player')
    .set({ name, folded: foldName(name) })
    .where('id', '=', known.member.player)
    .where('erased', '=', 0)
    .execute();
  return { ...known, member: { ...known.member, name } };
}

async function find(
  db: Db,
  { platform, tenant, id }: AccountRef,
): Promise<{ team: Team; member: Member } | undefined> {
  const row = await db
    .selectFrom('account')
    .innerJoin('team', 'team.id', 'account.team')
    .innerJoin('player', 'player.id', 'account.player')
    .select([
      'team.id as team',
      'account.id as account',
      'player.id as player',
      'player.name',
      'account.locale',
    ])
    .where('team.platform', '=', platform)
    .where('team.tenant', '=', tenant)
    .where('account.external', '=', id)
    .executeTakeFirst();
  if (!row) return undefined;
  const { team, account, player, name, locale } = row;
  return {
    team: { id: team, platform, tenant },
    member: { account, player, name, ...(locale !== null && { locale }) },
  };
}

/** Writes to the team's row first, so that two who come at once under one id become one. */
function join(
  db: Db,
  ids: () => string,
  account: AccountRef,
  name: string,
  at: Temporal.Instant,
): Promise<{ team: Team; member: Member }> {
  return db.transaction().execute(async (tx) => {
    const team = await makeTeam(tx, ids, account.platform, account.tenant);
    const known = await find(tx, account);
    if (known) return known;
    const player = ids();
    const since = millis(at);
    await tx
      .insertInto('player')
      .values({ id: player, team: team.id, name, folded: foldName(name), erased: 0, since })
      .execute();
    const { id } = await tx
      .insertInto('account')
      .values({ id: ids(), team: team.id, player, external: account.id, locale: null, since })
      .returning('id')
      .executeTakeFirstOrThrow();
    return { team, member: { account: id, player, name } };
  });
}

/** The language an account has chosen; makes nothing. */
export async function chosenLocale(db: Db, account: AccountRef): Promise<Locale | undefined> {
  return (await find(db, account))?.member.locale;
}
