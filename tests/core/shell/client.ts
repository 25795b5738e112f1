/**
 * The real docker client, run against an engine that only listens: it answers the first request a command makes with
 * an error and remembers it. So a test learns what the client made of a line, and whether it refused it by itself.
 */
import { execFile } from 'node:child_process';
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** What `POST /containers/create` was sent, as far as the tests compare it. */
export interface CreateBody {
  readonly Image: string;
  readonly Cmd?: readonly string[] | null;
  readonly Entrypoint?: readonly string[] | null;
  readonly Env?: readonly string[] | null;
  readonly Volumes?: Readonly<Record<string, unknown>> | null;
  readonly User?: string;
  readonly WorkingDir?: string;
  readonly Hostname?: string;
  readonly Tty?: boolean;
  readonly OpenStdin?: boolean;
  readonly Labels?: Readonly<Record<string, string>> | null;
  readonly HostConfig: {
    readonly Binds?: readonly string[] | null;
    readonly Tmpfs?: Readonly<Record<string, string>> | null;
    readonly Mounts?: readonly {
      readonly Type: string;
      readonly Source?: string;
      readonly Target: string;
      readonly ReadOnly?: boolean;
    }[];
    readonly PortBindings?: Readonly<Record<string, readonly { HostIp: string; HostPort: string }[]>>;
    readonly Memory?: number;
    readonly NanoCpus?: number;
    readonly NetworkMode?: string;
    readonly AutoRemove?: boolean;
    readonly Privileged?: boolean;
    readonly RestartPolicy?: { readonly Name: string; readonly MaximumRetryCount: number };
  };
}

/** What one command line led to. */
export interface Outcome {
  /** The requests it sent, without the greeting (`/_ping`) and the version part of the path. */
  readonly requests: readonly { readonly method: string; readonly url: URL; readonly body: string }[];
  readonly code: number;
  readonly stderr: string;
  readonly stdout: string;
}

/** The client's path, or `undefined` where there is none. */
export function findClient(): string | undefined {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const path = join(folder, 'docker');
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // not in this folder
    }
  }
  return undefined;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

/** A client with an engine of its own. Run one command at a time; `close` when done. */
export async function startClient(docker: string) {
  const folder = mkdtempSync(join(tmpdir(), 'engine-'));
  const socket = join(folder, 'engine.sock');
  let requests: Outcome['requests'][number][] = [];
  const server = createServer(async (request, response) => {
    const url = new URL((request.url ?? '/').replace(/^\/v[\d.]+(?=\/)/, ''), 'http://engine');
    response
      .setHeader('Api-Version', '1.50')
      .setHeader('Ostype', 'linux')
      .setHeader('Content-Type', 'application/json');
    const body = await bodyOf(request);
    if (url.pathname === '/_ping') return response.end('OK');
    requests.push({ method: request.method ?? '', url, body });
    return response.writeHead(418).end(JSON.stringify({ message: 'heard' }));
  });
  await new Promise<void>((done) => server.listen(socket, done));
  const env = {
    HOME: folder,
    PATH: process.env.PATH ?? '',
    DOCKER_HOST: `unix://${socket}`,
    DOCKER_CONFIG: folder,
  };

  const start = (program: string, words: readonly string[]): Promise<Outcome> => {
    requests = [];
    return new Promise((done) => {
      const child = execFile(
        program,
        words,
        { env, cwd: folder, timeout: 120_000 },
        (error, stdout, stderr) => {
          const code = error ? (typeof error.code === 'number' ? error.code : -1) : 0;
          done({ requests, code, stderr, stdout });
        },
      );
      child.stdin?.end();
    });
  };

  return {
    folder,
    /** Runs `docker` with these words (without `docker` itself). */
    run: (words: readonly string[]) => start(docker, words),
    /** Gives a line to the shell, which runs docker. */
    shell: (line: string) => start('/bin/sh', ['-c', line]),
    async close(): Promise<void> {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
