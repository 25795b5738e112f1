import type { Temporal } from 'temporal-polyfill';
import type { Herald } from '#core/herald.ts';
import type { Locale } from '#core/locale.ts';
import type { Stores } from '#core/store.ts';

/** Where the playground's daily quiz is posted. */
export const playgroundPlace = { platform: 'web', tenant: 'playground', channel: 'general' } as const;

/**
 * Gives the playground a daily quiz on its first start (every day at nine) and posts today's at once, so that there is
 * something to see; from then on it is a programme like any other, to be changed with `/daily`. What a start that was
 * killed left undone, the next one does.
 */
export async function openPlayground(
  stores: Stores,
  herald: Herald,
  settings: { readonly zone: string; readonly locale: Locale },
  at: Temporal.Instant,
): Promise<void> {
  const team = await stores.team('web', playgroundPlace.tenant);
  const { programmes, rounds } = stores.of(team);
  const known = await programmes.at(playgroundPlace);
  if (known) {
    const newest = await rounds.newest(known.id);
    const today = at.toZonedDateTimeISO(known.zone).toPlainDate().toString();
    if (newest === undefined || newest.day === today) await herald.postNow(known.id, at);
    return;
  }
  const { member } = await stores.member(
    { platform: 'web', tenant: playgroundPlace.tenant, id: 'gorae' },
    'Gorae',
    at,
  );
  const everyDay = [1, 2, 3, 4, 5, 6, 7];
  const programme = await programmes.set(
    { ...settings, place: playgroundPlace, time: '09:00', days: everyDay, topics: [] },
    member.account,
    at,
  );
  await herald.postNow(programme.id, at);
}
