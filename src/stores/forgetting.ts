import { type Expression, sql } from 'kysely';
import { escapeValue } from '#core/spelling.ts';
import type { Team } from '#core/store.ts';
import { anonymous } from '#stores/anonymous.ts';
import { content } from '#stores/content.ts';
import { read } from '#stores/documents.ts';
import { nextRevision } from '#stores/journal.ts';
import type { Db } from '#stores/schema.ts';

/**
 * What names the person goes: the name, the language, the platform's id of each of the player's accounts, the lines of
 * the playground, the scores, and kept calls about them; in other people's lines the name is made anonymous. The log of
 * answers and settings keeps our own ids, which lead to nobody any more.
 */
export async function erase(db: Db, team: Team, account: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const erased = await tx
      .updateTable('player')
      .set({ erased: 1 })
      .where('erased', '=', 0)
      .where('id', '=', (eb) =>
        eb.selectFrom('account').select('player').where('id', '=', account).where('team', '=', team.id),
      )
      .returning(['id', 'name'])
      .executeTakeFirst();
    if (!erased) return;
    const names = await namesOf(tx, erased);
    await tx.updateTable('player').set({ name: '', folded: '' }).where('id', '=', erased.id).execute();
    for (const name of names) await eraseCalls(tx, team, name);
    if (team.platform === 'web') for (const name of names) await eraseLines(tx, name);
    await tx
      .updateTable('account')
      .set({ external: null, locale: null })
      .where('player', '=', erased.id)
      .execute();
    await tx.deleteFrom('score').where('player', '=', erased.id).execute();
  });
}

/** The name shown last, and the ids on the platform; in the playground, the id is a name. */
async function namesOf(tx: Db, { id, name }: { id: string; name: string }): Promise<readonly string[]> {
  const accounts = await tx
    .selectFrom('account')
    .select('external')
    .where('player', '=', id)
    .where('external', 'is not', null)
    .execute();
  const all = [name, ...accounts.map(({ external }) => external ?? '')];
  return [...new Set(all)].filter((one) => one.trim() !== '');
}

const holds = (text: Expression<string>, what: string, before = '', after = '') =>
  sql<boolean>`${text} like ${`%${before}${what.replace(/[!%_]/g, '!$&')}${after}%`} escape '!'`;

/** Kept calls about the player, as `score player=…`, also where a long name is kept by itself; their buttons no longer work. */
async function eraseCalls(tx: Db, team: Team, name: string): Promise<void> {
  await tx
    .deleteFrom('parked')
    .where('team', '=', team.id)
    .where((eb) =>
      eb.or([
        eb('spelling', '=', `=${escapeValue(name)}`),
        holds(sql<string>`(spelling || '&')`, escapeValue(name), 'player=', '&'),
      ]),
    )
    .execute();
}

/** The person's own lines, and those only they saw, go; those of others stay, without the name. */
async function eraseLines(tx: Db, name: string): Promise<void> {
  await tx
    .deleteFrom('journal')
    .where((eb) => eb.or([eb('author', '=', name), eb('only', '=', name)]))
    .execute();
  // A key of the playground says who asked; it only guards against a call that is sent twice.
  await tx
    .updateTable('journal')
    .set({ key: null })
    .where('key', 'like', 'web:%')
    .where((eb) => holds(eb.ref('key').$castTo<string>(), `:${name}:`))
    .execute();
  const lines = await tx
    .selectFrom('journal')
    .select(['id', 'content'])
    .where((eb) => holds(eb.ref('content'), JSON.stringify(name).slice(1, -1)))
    .execute();
  for (const line of lines) {
    const before = read(content, line.content, `line ${line.id} of the playground`);
    const after = JSON.stringify(anonymous(before, name));
    if (after !== JSON.stringify(before))
      await tx
        .updateTable('journal')
        .set({ content: after, revision: nextRevision })
        .where('id', '=', line.id)
        .execute();
  }
}
