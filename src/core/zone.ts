import type { Choice } from '#core/choice.ts';
import { placesAt, placesOf } from '#core/place.ts';
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

const cityOf = (zone: string): string => folded(zone.split('/').at(-1) ?? '');

const byFolded = new Map(zones.map((zone) => [folded(zone), zone]));
/** A city of several zones is in no one of them. */
const byCity = new Map(Object.entries(Object.groupBy(zones, cityOf)));

/**
 * The zone that was meant: its name in any case, its city, an older name, or what people call it where that is one zone (`KST`, 서울).
 * `EST` or `UTC+9` is none: few who write it mean a zone without a summer, or know which of several they are in.
 */
export function readZone(typed: string): string | undefined {
  const only = (found: readonly string[] = []) => (found.length === 1 ? found[0] : undefined);
  const key = folded(typed);
  return byFolded.get(key) ?? only(byCity.get(key)) ?? only(placesOf(typed)) ?? linked(typed);
}

/** Whether words are meant as a time zone, one that there is or not: `Asia/Seul`, `EST`, 서울 시간, `UTC+9`. */
export const isZoneLike = (typed: string): boolean =>
  readZone(typed) !== undefined ||
  placesOf(typed).length > 0 ||
  placesAt(typed).length > 0 ||
  /^[a-z_]+\/[a-z_+-]*\d{0,2}$/i.test(typed) ||
  /^[A-Z]{2,4}T$/.test(typed);

/** What another name of a zone leads to, such as `US/Eastern`. */
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

/** Most slips of the pen between what was typed and a zone that is offered for it. */
const slips = 3;

/**
 * Zones that may have been meant by a name that is none: those it stands for (`EST`, 미국, `UTC+9`), else those that hold it,
 * then those spelt nearest, city or whole.
 */
export function nearestZones(typed: string, limit: number): readonly string[] {
  const called = [...placesOf(typed), ...placesAt(typed)];
  if (called.length > 0) return called.slice(0, limit);
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

/** Zones by what is typed of them: those it stands for, those whose city begins with it, those whose name holds it. */
export function suggestZones(typed: string, limit: number): readonly Choice[] {
  const key = folded(typed);
  const called = typed.trim() === '' ? [] : [...placesOf(typed), ...placesAt(typed)];
  const begins = (zone: string): number => (cityOf(zone).startsWith(key) ? 0 : 1);
  const holding = zones
    .filter((zone) => (key !== '' || typed.trim() === '') && folded(zone).includes(key))
    .sort((a, b) => begins(a) - begins(b) || a.localeCompare(b));
  return [...new Set([...called, ...holding])].slice(0, limit).map((zone) => ({ value: zone, label: zone }));
}
