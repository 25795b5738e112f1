import { call } from '#core/call.ts';
import type { Context } from '#core/command.ts';
import { button, buttons, codeBlock, paragraph, type Reply } from '#core/reply.ts';
import type { Say } from '#core/say.ts';
import { readDockerCommand } from '#core/shell/docker.ts';
import { programIndex, programName } from '#core/shell/programs.ts';
import { dockerLines } from '#core/shell/several.ts';
import { simpleCommands } from '#core/shell/simple.ts';
import { tokenise } from '#core/shell/words.ts';
import type { Text } from '#core/text.ts';

/** Programs that take docker's commands and flags, or nearly, with what docker calls itself there and what they are. */
const kin: Readonly<Record<string, { readonly docker: string; readonly about: (say: Say) => Text }>> = {
  podman: { docker: 'docker', about: (say) => say('Podman runs containers without a daemon.') },
  nerdctl: { docker: 'docker', about: (say) => say('nerdctl is a command line for containerd.') },
  finch: { docker: 'docker', about: (say) => say('Finch brings nerdctl and containerd to your computer.') },
  'podman-compose': {
    docker: 'docker compose',
    about: (say) => say('podman-compose runs Compose files with Podman.'),
  },
};

/** A line of a program that is like docker, told for what it is, with the docker line that says the same. */
export function kinReply(line: string, { say }: Context): Reply | undefined {
  const found = kinIn(line);
  if (!found) return undefined;
  const { name, instead, about } = found;
  const read = readDockerCommand(instead, say);
  const hasIt = !read.faults.some(({ code }) => code === 'unknown-command');
  return {
    title: say('{program} is another program than docker', { program: name }),
    about: hasIt && read.id !== '' ? [`command:${read.id}`] : [],
    blocks: [
      paragraph([
        ...about(say),
        ' ',
        ...(hasIt
          ? say('Most of its commands and flags are those of docker, where the line would be:')
          : say('Most of its commands and flags are those of docker, but docker has no such command.')),
      ]),
      codeBlock(hasIt ? instead.trim() : line.trim(), 'sh'),
      ...buttons(
        ...(hasIt
          ? [button(say('Explain the docker line'), call('cmd-explain', { line: instead }), 'primary')]
          : []),
        ...(name === 'podman'
          ? [button(say('Docker or Podman?'), call('compare', { a: 'docker-vs-podman' }))]
          : []),
        button(say('Another line…'), { command: 'cmd-explain', options: {}, asks: ['line'] }),
      ),
    ],
  };
}

/** The first such program of a text in which docker itself is not called; all its calls are docker's in `instead`. */
function kinIn(line: string): { name: string; instead: string; about: (say: Say) => Text } | undefined {
  if (dockerLines(line).length > 0) return undefined;
  const found = simpleCommands(tokenise(line)).flatMap(({ words }) => {
    const index = programIndex(words);
    const name = programName(words, index);
    const known = Object.hasOwn(kin, name) ? kin[name] : undefined;
    const word = words[index];
    return word && known ? [{ word, name, known }] : [];
  });
  const [first] = found;
  if (!first) return undefined;
  const same = found.filter(({ name }) => name === first.name);
  const instead = same.reduceRight(
    (text, { word: { source }, known }) => text.slice(0, source[0]) + known.docker + text.slice(source[1]),
    line,
  );
  return { name: first.name, instead, about: first.known.about };
}
