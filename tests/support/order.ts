import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * The files that take longest, about the slowest first; most of them start programs, so that some that mostly wait stand
 * between those.
 */
const slowest = [
  'platforms/web/browser',
  'together',
  'platforms/discord/adapter',
  'main',
  'tools',
  'notes/import',
  'core/knowledge/search',
  'data/team',
  'notes/notes',
  'signals',
  'platforms/screen',
  'platforms/web/renewal',
  'stores/processes',
  'stores/sqlite',
  'core/dockerfile/properties',
  'core/shell/client',
  'core/shell/random',
  'core/agenda',
  'commands/typing',
  'platforms/slack/answers',
  'platforms/slack/socket',
  'core/shell/docker',
  'platforms/discord/registration',
  'stores/faults',
].map((name) => `/tests/${name}.test.ts`);

/** Where a file stands among the slowest; behind all of them where it is not one. */
const rank = ({ moduleId }: TestSpecification): number => {
  const place = slowest.findIndex((name) => moduleId.endsWith(name));
  return place < 0 ? slowest.length : place;
};

/** Slow files first, so that at the end no worker is left with one while the others wait. */
export class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}
