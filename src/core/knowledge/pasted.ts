import type { Named } from '#core/knowledge/scores.ts';
import { type CliCommand, childOf, root } from '#core/shell/flags.ts';

/**
 * The command that a pasted line runs: `$ sudo docker run -it ubuntu bash` → container run, `ps -a` → container ls. It is
 * sure where only flags follow, or nothing, or the line says `docker` and the path has several words; else the words may
 * as well be a wish (`run a command in a container`), and the path is a hint.
 */
export function readPasted(typed: string): Named | undefined {
  const line = typed
    .trim()
    .replace(/^[$#>]\s*/, '')
    .replace(/^sudo\s+/, '')
    .toLowerCase();
  const docker = /^(docker|도커)[\s-]+/u.exec(line);
  const words = line.slice(docker?.[0].length ?? 0).split(/\s+/);
  let command: CliCommand = root;
  let depth = 0;
  for (const word of words) {
    const next = childOf(command, word);
    if (!next) break;
    command = next;
    depth += 1;
  }
  if (depth === 0) return undefined;
  const rest = words.slice(depth);
  const plain = rest.length === 0 || /^--?[a-z]/.test(rest[0] ?? '');
  if (plain) return { id: command.id, sure: 1 };
  // A group with a word behind it that it does not have: `image delete`, `compose 로그`.
  if (command.subcommands.length > 0) return undefined;
  if (docker)
    return { id: command.id, sure: depth > 1 || rest.some((word) => /[-/:=.]/.test(word)) ? 1 : 0.3 };
  return depth > 1 ? { id: command.id, sure: 0.3 } : undefined;
}
