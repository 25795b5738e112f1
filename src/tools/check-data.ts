import { formatProblem } from '#core/knowledge/problem.ts';
import { locales } from '#core/locale.ts';
import { commands as cli } from '#core/shell/flags.ts';
import { loadEnvironment } from '#src/beginning.ts';
import { knowledgePath } from '#src/config.ts';
import { isFolder, readData } from '#src/data.ts';

/**
 * `npm run check:data [-- FOLDER]`: lists every fault of what the bot knows, with a team's FOLDER (or `KNOWLEDGE_PATH`) laid
 * over it, or what it holds. Exit status 1 where there are faults, 2 where there is no such folder.
 */

loadEnvironment(process.env);
const team = process.argv[2] ?? knowledgePath(process.env).knowledgePath;
if (team !== undefined && !(await isFolder(team))) {
  process.stderr.write(`${team} is no folder that I can read.\n`);
  process.exit(2);
}
const { knowledge, problems, replaced } = await readData('en', team === undefined ? {} : { team });
for (const problem of problems) process.stdout.write(`${formatProblem(problem)}\n`);

const { chapters, concepts, comparisons, guides, commands, questions } = knowledge;
const perTopic = chapters
  .map(({ id }) => `${id} ${questions.filter(({ topic }) => topic === id).length}`)
  .join(', ');
const flags = cli.flatMap((command) => command.flags.map(({ long }) => ({ id: command.id, long })));
const isMeant = ({ id, long }: { id: string; long: string }): boolean =>
  commands.get(id)?.flags[long] !== undefined || knowledge.flags[long] !== undefined;
const count = (kind: 'examples' | 'pitfalls'): number =>
  commands.all.reduce((sum, command) => sum + command[kind].length, 0);
const worked = commands.all.filter(({ examples }) => examples.length >= 3).length;
process.stdout.write(
  [
    ...replaced.map(({ kind, id, file }) => `${file} stands in for the bot's own ${id} (${kind})`),
    `${locales.length} languages, ${chapters.length} chapters`,
    `${concepts.all.length} concepts, ${guides.all.length} guides, ${comparisons.all.length} comparisons`,
    `${commands.all.length} of ${cli.length} docker commands described, ${flags.filter(isMeant).length} of their ${flags.length} flags`,
    `${count('examples')} examples (${worked} commands with three or more), ${count('pitfalls')} pitfalls`,
    `${questions.length} questions (${perTopic})`,
    `${problems.length} problems`,
    '',
  ].join('\n'),
);
process.exitCode = problems.length > 0 ? 1 : 0;
