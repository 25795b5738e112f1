import { describe, expect, test } from 'vitest';
import type { BaseImage } from '#core/dockerfile/images.ts';
import { effectiveProcess } from '#core/dockerfile/process.ts';

/** A Dockerfile, the words of `docker run`, and PID 1's words, or a part of the reason why there are none. */
type Case = readonly [dockerfile: string, run: readonly string[], answer: readonly string[] | string];

/** Cases by what they have in common, and the rule they follow from. */
export type Groups = Readonly<Record<string, { readonly why: string; readonly cases: readonly Case[] }>>;

/** What shell form comes to. */
export const sh = (...text: string[]) => ['/bin/sh', '-c', ...text];

/** Holds an answer against what was written down. */
export function hold(result: ReturnType<typeof effectiveProcess>, answer: readonly string[] | string): void {
  const got = 'error' in result ? result.error.message : result.argv;
  if (typeof answer === 'string') expect(String(got)).toContain(answer);
  else expect(got).toEqual(answer);
}

/** Tests all cases of all groups. */
export function holdAll(groups: Groups, bases: Readonly<Record<string, BaseImage>>): void {
  describe.each(Object.entries(groups))('%s', (_, { why, cases }) => {
    test.each(cases)(`%j %j: ${why}`, (dockerfile, run, answer) =>
      hold(effectiveProcess({ dockerfile, run, bases }), answer),
    );
  });
}
