import { formatProblem } from '#core/knowledge/problem.ts';
import { localeOf, locales } from '#core/locale.ts';
import { message, type SayValues, sayPlain } from '#core/say.ts';
import { commands as cli } from '#core/shell/flags.ts';
import { loadEnvironment } from '#src/beginning.ts';
import { knowledgePath } from '#src/config.ts';
import { isFolder, readData, readSays } from '#src/data.ts';

/**
 * `npm run check:data [-- FOLDER]`: lists every fault of what the bot knows, with a team's FOLDER (or `KNOWLEDGE_PATH`) laid
 * over it, or what it holds; in the language of `DEFAULT_LOCALE`, or in that of the code. Exit status 1 where there are
 * faults, 2 where there is no such folder.
 */

loadEnvironment(process.env);
const team = process.argv[2] ?? knowledgePath(process.env).knowledgePath;
const locale = localeOf(process.env['DEFAULT_LOCALE']) ?? 'en';
const says = await readSays();
const told = (words: string, values: SayValues): string => sayPlain(says(locale), words, values);
if (team !== undefined && !(await isFolder(team))) {
  process.stderr.write(`${told(message('{path} is no folder that I can read.'), { path: team })}\n`);
  process.exit(2);
}
const folders = team === undefined ? {} : { team };
const { knowledge, problems, replaced } = await readData(locale, folders, says);
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
    ...replaced.map(({ kind, id, file }) =>
      told(message("{file} stands in for the bot's own {id} ({kind})"), { file, id, kind }),
    ),
    told(message('{languages} languages, {chapters} chapters'), {
      languages: locales.length,
      chapters: chapters.length,
    }),
    told(message('{concepts} concepts, {guides} guides, {comparisons} comparisons'), {
      concepts: concepts.all.length,
      guides: guides.all.length,
      comparisons: comparisons.all.length,
    }),
    told(
      message('{commands} of {allCommands} docker commands described, {flags} of their {allFlags} flags'),
      {
        commands: commands.all.length,
        allCommands: cli.length,
        flags: String(flags.filter(isMeant).length),
        allFlags: String(flags.length),
      },
    ),
    told(message('{examples} examples ({worked} commands with three or more), {pitfalls} pitfalls'), {
      examples: count('examples'),
      worked,
      pitfalls: count('pitfalls'),
    }),
    told(message('{questions} questions ({chapters})'), { questions: questions.length, chapters: perTopic }),
    told(message('{problems} problems'), { problems: problems.length }),
    '',
  ].join('\n'),
);
process.exitCode = problems.length > 0 ? 1 : 0;
