import { formatProblem } from '#core/knowledge/problem.ts';
import { locales } from '#core/locale.ts';
import { commands as cli } from '#core/shell/flags.ts';
import { readData } from '#src/data.ts';

/** `npm run check:data`: lists every fault of the data folder, or what it holds. Exit status 1 where there are faults. */

const { knowledge, problems } = await readData('en');
for (const problem of problems) process.stdout.write(`${formatProblem(problem)}\n`);

const { chapters, concepts, comparisons, guides, commands, questions } = knowledge;
const perTopic = chapters
  .map(({ id }) => `${id} ${questions.filter(({ topic }) => topic === id).length}`)
  .join(', ');
process.stdout.write(
  [
    `${locales.length} languages, ${chapters.length} chapters`,
    `${concepts.all.length} concepts, ${guides.all.length} guides, ${comparisons.all.length} comparisons`,
    `${commands.all.length} of ${cli.length} docker commands described`,
    `${questions.length} questions (${perTopic})`,
    `${problems.length} problems`,
    '',
  ].join('\n'),
);
process.exitCode = problems.length > 0 ? 1 : 0;
