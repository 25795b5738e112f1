/** Sentences of commands whose operands are not on the line: `xargs docker rm`, `docker rm $(docker ps -aq)`. */
import { type Say, sayPlain } from '#core/say.ts';
import { commandOf, type DockerCommand } from '../docker.ts';
import { roleAt } from '../usage.ts';

const printed = /^["']?\$\(\s*((?:sudo\s+)?docker\s[^()|;&]*?)\s*\)["']?$|^`\s*(docker\s[^`|;&]*?)\s*`$/;

/** The things themselves, as far as the line tells: those that come in, or that a command in brackets prints. */
function thingsOf(read: DockerCommand, say: Say): string | undefined {
  const [first, second] = read.operands;
  const role = roleAt(commandOf(read), 0);
  const inner = first?.expands ? printed.exec(first.value) : null;
  const command = inner?.[1] ?? inner?.[2];
  const comesIn = read.fed && (!first || first.value === read.fed.sign);
  if (second || (!comesIn && command === undefined)) return undefined;
  return sayPlain(
    say,
    'the {role, select, container {containers} image {images} volume {volumes} network {networks} other {things}} {from, select, input {that come in} other {that {command} prints}}',
    { role, from: comesIn ? 'input' : 'command', command: command ?? '' },
  );
}

type Sentence = (things: string, isForced: boolean, say: Say) => string;

const sentences: Readonly<Record<string, Sentence>> = {
  'container rm': (things, isForced, say) =>
    isForced
      ? sayPlain(say, 'Deletes {things}, even while they run.', { things })
      : sayPlain(say, 'Deletes {things}; the engine refuses those that are still running.', { things }),
  'image rm': (things, isForced, say) =>
    isForced
      ? sayPlain(
          say,
          'Deletes {things}, even where they have several names or a stopped container uses them.',
          { things },
        )
      : sayPlain(say, 'Deletes {things}; the engine refuses those that a container uses.', { things }),
  'volume rm': (things, _, say) =>
    sayPlain(
      say,
      'Deletes {things}, with everything in them; the engine refuses those that a container uses.',
      {
        things,
      },
    ),
  'network rm': (things, _, say) =>
    sayPlain(say, 'Deletes {things}; the engine refuses those that a container uses.', { things }),
  'container stop': (things, _, say) =>
    sayPlain(say, 'Asks {things} to stop, and ends by force those that do not in time.', { things }),
  'container kill': (things, _, say) => sayPlain(say, 'Ends {things} at once.', { things }),
  'container start': (things, _, say) => sayPlain(say, 'Starts {things} again.', { things }),
  'container restart': (things, _, say) => sayPlain(say, 'Stops {things} and starts them again.', { things }),
  'container inspect': (things, _, say) =>
    sayPlain(say, 'Shows all the engine knows of {things}.', { things }),
  inspect: (things, _, say) => sayPlain(say, 'Shows all the engine knows of {things}.', { things }),
  'image pull': (things, _, say) => sayPlain(say, 'Downloads {things}.', { things }),
  'image save': (things, _, say) => sayPlain(say, 'Packs {things} into an archive.', { things }),
};

/** The sentence of a command that is given its operands by another one; `undefined` where it is not, or has none. */
export function manySentence(read: DockerCommand, say: Say): string | undefined {
  const sentence = sentences[read.id];
  const isNameless = read.fed !== undefined && read.operands.length === 0;
  const things = sentence || isNameless ? thingsOf(read, say) : undefined;
  if (things === undefined) return undefined;
  // Without names the sentences of others would have a hole.
  if (!sentence) return sayPlain(say, 'Runs {command} for {names}.', { command: read.path, names: things });
  const isForced = read.flags.some(({ name, value }) => name === 'force' && value === undefined);
  const signal = read.flags.findLast(({ name }) => name === 'signal')?.value;
  if (signal !== undefined && read.id === 'container kill')
    return sayPlain(say, 'Sends {names} the signal {signal}.', { names: things, signal });
  const template = read.flags.findLast(({ name }) => name === 'format')?.value;
  if (/inspect$/.test(read.id) && template !== undefined)
    return sayPlain(say, 'Shows {template} of {things}.', { template, things });
  return sentence(things, isForced, say);
}
