import type { AnyCommand } from '#core/command.ts';
import type { Say } from '#core/say.ts';

/** A line to type as an example, without its slash: where there is one, in the language of who reads it. */
export const exampleFor = ({ locale }: Say, { examples }: Pick<AnyCommand, 'examples'>): string | undefined =>
  examples.find((line) => /[가-힣]/.test(line) === (locale === 'ko')) ?? examples[0];
