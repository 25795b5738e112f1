import type { Choice } from '#core/choice.ts';
import { distance } from '#core/search/distance.ts';

/**
 * Today's names of zones that engines go on listing by the old ones: CLDR never changes an identifier, IANA does (its file
 * `backward`, https://github.com/eggert/tz).
 */
const renamed: Readonly<Record<string, string>> = {
  'Africa/Asmera': 'Africa/Asmara',
  'America/Godthab': 'America/Nuuk',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
  'Pacific/Enderbury': 'Pacific/Kanton',
  'Pacific/Ponape': 'Pacific/Pohnpei',
  'Pacific/Truk': 'Pacific/Chuuk',
};

const today = (zone: string): string => renamed[zone] ?? zone;

/** IANA time zones that this machine's data knows, UTC among them, by today's names. */
export const zones: readonly string[] = [
  ...new Set([...Intl.supportedValuesOf('timeZone').map(today), 'UTC']),
].sort();

const folded = (name: string): string => name.toLowerCase().replace(/[^a-z0-9가-힣]/g, '');

// What people type instead of a zone's own name.
const nicknames: Readonly<Record<string, string>> = {
  kst: 'Asia/Seoul',
  korea: 'Asia/Seoul',
  한국: 'Asia/Seoul',
  서울: 'Asia/Seoul',
  jst: 'Asia/Tokyo',
  일본: 'Asia/Tokyo',
  도쿄: 'Asia/Tokyo',
  gmt: 'UTC',
  utc: 'UTC',
  뉴욕: 'America/New_York',
  런던: 'Europe/London',
  베를린: 'Europe/Berlin',
};

const byFolded = new Map(zones.map((zone) => [folded(zone), zone]));

/** The zone that was meant: its name in any case, an older name, or what people call it. */
export const readZone = (typed: string): string | undefined =>
  byFolded.get(folded(typed)) ?? nicknames[folded(typed)] ?? linked(typed);

/** What another name of a zone leads to, such as `US/Eastern`. `EST` alone is none: few who write it mean a zone without summer. */
function linked(typed: string): string | undefined {
  const name = typed.trim().replaceAll(' ', '_');
  if (!/^[a-z]+\/[a-z0-9_+/-]+$/i.test(name)) return undefined;
  try {
    return today(new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone);
  } catch {
    // A RangeError says that there is no such zone.
    return undefined;
  }
}

const cityOf = (zone: string): string => folded(zone.split('/').at(-1) ?? '');

/** Most slips of the pen between what was typed and a zone that is offered for it. */
const slips = 3;

/** Zones that may have been meant by a name that is none: those that hold it, then those spelt nearest, city or whole. */
export function nearestZones(typed: string, limit: number): readonly string[] {
  const key = folded(typed);
  if (key === '') return [];
  const holding = key.length < 3 ? [] : suggestZones(typed, limit).map(({ value }) => value);
  const city = cityOf(typed);
  const near = zones
    .map((zone) => ({
      zone,
      far: Math.min(distance(folded(zone), key, slips), distance(cityOf(zone), city, slips)),
    }))
    .filter(({ zone, far }) => far <= slips && far < cityOf(zone).length / 2 && !holding.includes(zone))
    .sort((a, b) => a.far - b.far);
  return [...holding, ...near.map(({ zone }) => zone)].slice(0, limit);
}

/** Zones whose name holds what is typed; those whose city begins with it come first. */
export function suggestZones(typed: string, limit: number): readonly Choice[] {
  const key = folded(typed);
  const nick = nicknames[key];
  const rank = (zone: string): number => (zone === nick ? 0 : cityOf(zone).startsWith(key) ? 1 : 2);
  return zones
    .filter((zone) => zone === nick || folded(zone).includes(key))
    .sort((a, b) => rank(a) - rank(b) || a.localeCompare(b))
    .slice(0, limit)
    .map((zone) => ({ value: zone, label: zone }));
}
