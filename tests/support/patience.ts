/**
 * How much of what is slow a run makes: comparisons with the real docker client and the real shells, which start a program
 * for each case, random cases, long texts and pictures. `npm test` takes a share of each that differs with nothing but this;
 * `npm run test:long` takes all of them.
 */
export const isLong = process.env['TEST_LONG'] === 'on';

/** `all` in a long run, else every `step`th of them. */
export const share = <T>(all: readonly T[], step: number): readonly T[] =>
  isLong ? all : all.filter((_, index) => index % step === 0);

/** `all` in a long run, else a `step`th of that many. */
export const runs = (all: number, step: number): number => (isLong ? all : Math.ceil(all / step));
