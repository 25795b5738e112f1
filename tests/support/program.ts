import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
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
  /** Asks it to end, and tells its exit status and how many milliseconds it took, without those it waited for a processor. */
  stop(): Promise<{ readonly status: number | NodeJS.Signals | null; readonly ms: number }>;
}

/** How long a program may take to say something: many times what it takes, for a busy machine. */
const patience = 500_000;

/**
 * Milliseconds that a process was kept waiting for a processor since it began, where Linux tells them
 * (https://docs.kernel.org/scheduler/sched-stats.html), else none.
 */
function starved(pid: number | undefined): number {
  try {
    return Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[1]) / 1e6;
  } catch {
    return 0;
  }
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
  const ended = once(child, 'close').then(
    ([code, signal]) => (code as number | null) ?? (signal as NodeJS.Signals),
  );
  return {
    child,
    output: () => written.all,
    answer: () => written.out,
    ended,
    stop: async () => {
      const before = { at: performance.now(), starved: starved(child.pid) };
      let waited = 0;
      const look = setInterval(() => {
        waited = Math.max(waited, starved(child.pid) - before.starved);
      }, 10);
      child.kill('SIGTERM');
      const status = await ended;
      clearInterval(look);
      return { status, ms: performance.now() - before.at - waited };
    },
    until: async (pattern) => {
      for (let waited = 0; waited < patience; waited += 50) {
        const found = written.all.match(pattern);
        if (found) return found;
        if (child.exitCode !== null) break;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      throw new Error(`waited for ${pattern}, got:\n${written.all}`);
    },
  };
}
