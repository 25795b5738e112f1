import { Temporal } from 'temporal-polyfill';
import type { Programme } from '#core/store.ts';

/** A day of a programme whose hour has come. */
export interface Slot<P extends Programme = Programme> {
  readonly programme: P;
  /** The programme's local day, `YYYY-MM-DD`. */
  readonly day: string;
  readonly at: Temporal.Instant;
  /** `missed`: the hour was longer ago than a post is made up for. */
  readonly verdict: 'post' | 'missed';
}

/** How long after its hour a post is still made up. */
export const catchUp = Temporal.Duration.from({ hours: 2 });

/** How long a round stays open where no next post ends it. */
export const openFor = Temporal.Duration.from({ hours: 24 });

/**
 * The instant of a programme's hour on a local day. An hour that the clocks skip in spring is taken an hour later, one
 * that they repeat in autumn the first time (RFC 5545 and Temporal's `compatible`).
 */
const slotAt = (programme: Pick<Programme, 'time' | 'zone'>, day: Temporal.PlainDate): Temporal.Instant =>
  day
    .toZonedDateTime({ timeZone: programme.zone, plainTime: Temporal.PlainTime.from(programme.time) })
    .toInstant();

/**
 * What is owed at `now`: each active programme's hour of today and yesterday that has come since it was set. Whether it was
 * done already is the database's to say. Reads no clock.
 */
export function dueSlots<P extends Programme>(
  programmes: readonly P[],
  now: Temporal.Instant,
): readonly Slot<P>[] {
  return programmes.flatMap((programme) => {
    if (programme.state !== 'active') return [];
    const today = now.toZonedDateTimeISO(programme.zone).toPlainDate();
    return [today.subtract({ days: 1 }), today]
      .filter((day) => programme.days.includes(day.dayOfWeek))
      .map((day) => ({ programme, day: day.toString(), at: slotAt(programme, day) }))
      .filter(
        ({ at }) =>
          Temporal.Instant.compare(at, now) <= 0 && Temporal.Instant.compare(at, programme.since) >= 0,
      )
      .map((slot): Slot<P> => {
        const late = Temporal.Instant.compare(now, slot.at.add(catchUp)) > 0;
        return { ...slot, verdict: late ? 'missed' : 'post' };
      });
  });
}

/**
 * When a programme posts next after `now`, or `undefined` where it is not active. `done`: a local day, `YYYY-MM-DD`, whose
 * quiz was posted before its hour.
 */
export function nextSlot(
  programme: Programme,
  now: Temporal.Instant,
  done?: string,
): Temporal.Instant | undefined {
  if (programme.state !== 'active') return undefined;
  const today = now.toZonedDateTimeISO(programme.zone).toPlainDate();
  for (let ahead = 0; ahead <= 8; ahead += 1) {
    const day = today.add({ days: ahead });
    if (day.toString() === done) continue;
    const at = slotAt(programme, day);
    if (programme.days.includes(day.dayOfWeek) && Temporal.Instant.compare(at, now) > 0) return at;
  }
  return undefined;
}

/** The programme's scheduled day before `day`. */
export function previousDay(programme: Pick<Programme, 'days'>, day: string): string | undefined {
  for (let back = 1; back <= 7; back += 1) {
    const before = Temporal.PlainDate.from(day).subtract({ days: back });
    if (programme.days.includes(before.dayOfWeek)) return before.toString();
  }
  return undefined;
}
