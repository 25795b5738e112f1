import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Where compiled code is shared between the many starts of a test run; that is a third of each. */
export const compiled = join(tmpdir(), 'gorae-compiled');

/** A program of the product as a process of its own, with nothing in its environment but what is given. */
export interface Program {
  readonly child: ChildProcess;
  /** All it has written so far, on both channels. */
  output(): string;
  /** What it has written on standard output alone. */
  answer(): string;
  /** Waits until it has written something that fits. */
  until(pattern: RegExp): Promise<RegExpMatchArray>;
  /** Its exit status, once it has ended; a signal's name where one ended it. */
  ended: Promise<number | NodeJS.Signals | null>;
}

export function start(
  file: string,
  environment: Readonly<Record<string, string>>,
  args: readonly string[] = [],
  input?: string,
): Program {
  // Elsewhere than in the project: a developer's own .env must not turn anything on.
  const child = spawn(process.execPath, [join(root, file), ...args], {
    cwd: tmpdir(),
    env: { PATH: process.env['PATH'], NODE_COMPILE_CACHE: compiled, ...environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const written = { all: '', out: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    written.all += chunk.toString();
    written.out += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    written.all += chunk.toString();
  });
  child.stdin.end(input ?? '');
  return {
    child,
    output: () => written.all,
    answer: () => written.out,
    ended: once(child, 'close').then(
      ([code, signal]) => (code as number | null) ?? (signal as NodeJS.Signals),
    ),
    until: async (pattern) => {
      for (let waited = 0; waited < 20_000; waited += 50) {
        const found = written.all.match(pattern);
        if (found) return found;
        if (child.exitCode !== null) break;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      throw new Error(`waited for ${pattern}, got:\n${written.all}`);
    },
  };
}
