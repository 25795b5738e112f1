import type { Standing } from '#core/store.ts';

/** What a player has in a period. */
export interface Total extends Omit<Standing, 'rank'> {
  readonly folded: string;
  /** When the last point was won, in milliseconds; infinite where there is none. */
  readonly reached: number;
}

const textually = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Best first; of equal points, who had them first, then by name. The order is total: it does not change by itself. */
const order = (a: Total, b: Total): number =>
  b.points - a.points ||
  (a.reached === b.reached ? 0 : a.reached - b.reached) ||
  textually(a.folded, b.folded) ||
  textually(a.player, b.player);

/** The standings in order, with equal ranks for equal points and a gap after them (1, 1, 3). */
export function ranked(totals: readonly Total[]): readonly Standing[] {
  let rank = 0;
  let points = Number.NaN;
  return [...totals].sort(order).map(({ folded: _, reached: __, ...total }, index) => {
    if (total.points !== points) rank = index + 1;
    points = total.points;
    return { rank, ...total };
  });
}
