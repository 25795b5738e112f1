import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { english } from '#core/say.ts';
import { type DockerCommand, readDockerCommand } from '#core/shell/docker.ts';
import { mendedChain } from '#core/shell/sections.ts';
import { share } from '#tests/support/patience.ts';
import { type CreateBody, findClient, type Outcome, startClient } from './client.ts';

/** One command line a line; a `#` begins a remark. */
const lines = readFileSync(new URL('./lines.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));

/** Lines as they are pasted, some with what they come to for a POSIX shell. */
const pasted = readFileSync(new URL('./pasted.txt', import.meta.url), 'utf8')
  .replace(/\n$/, '')
  .split('\n%%\n')
  .slice(1)
  .map((block) => block.split('\n=> '))
  .map(([line = '', meant = line]) => ({ line, meant }));

const docker = findClient();
if (!docker) console.log('No docker client on the PATH: what it makes of command lines is not compared.');

const printed = (outcome: Outcome): string => outcome.stderr.replaceAll('\n', '⏎');

/** Whether the client stopped before it asked the engine for anything. */
const refused = (outcome: Outcome): boolean => outcome.requests.length === 0 && outcome.code !== 0;

const portsOf = (read: DockerCommand) =>
  (read.ports ?? [])
    .map(({ container, host = '', ip = '', protocol }) => `${ip}|${host}|${container}/${protocol}`)
    .sort();

const portsSent = (body: CreateBody) =>
  Object.entries(body.HostConfig.PortBindings ?? {})
    .flatMap(([port, bindings]) => bindings.map(({ HostIp, HostPort }) => `${HostIp}|${HostPort}|${port}`))
    .sort();

const mountsOf = (read: DockerCommand) =>
  (read.mounts ?? [])
    .filter(({ by }) => by === '--mount')
    .map(({ type, source = '', target, readonly = false }) => [type, source, target, readonly].join('|'))
    .sort();

const mountsSent = (body: CreateBody, folder: string) =>
  (body.HostConfig.Mounts ?? [])
    .map(({ Type, Source = '', Target, ReadOnly = false }) =>
      [Type, Source.replace(folder, '.'), Target, ReadOnly].join('|'),
    )
    .sort();

/** What a flag that counts once is set to. */
const last = (read: DockerCommand, name: string) => read.flags.findLast((flag) => flag.name === name)?.value;

/** `--label name=value`; files with labels are not read. */
const labelsOf = (read: DockerCommand): Readonly<Record<string, string>> =>
  Object.fromEntries(
    read.flags
      .filter(({ name }) => name === 'label')
      .map(({ value = '' }) => {
        const [name = '', text = ''] = value.split(/=(.*)/s, 2);
        return [name, text];
      }),
  );

function compareCreate(read: DockerCommand, outcome: Outcome, folder: string): void {
  const [request] = outcome.requests;
  if (request?.url.pathname !== '/containers/create') return;
  const body = JSON.parse(request.body) as CreateBody;
  const entrypoint = last(read, 'entrypoint');
  expect({
    image: read.image,
    command: read.command ?? [],
    entrypoint: entrypoint === undefined ? [] : [entrypoint],
    name: read.name ?? null,
    env: (read.env ?? []).map(({ name, value }) => (value === undefined ? name : `${name}=${value}`)).sort(),
    ports: portsOf(read),
    mounts: mountsOf(read),
    user: last(read, 'user') ?? '',
    workdir: last(read, 'workdir') ?? '',
    hostname: last(read, 'hostname') ?? '',
    anonymous: (read.mounts ?? [])
      .filter(({ by, source }) => by === '-v' && source === undefined)
      .map(({ target }) => target)
      .sort(),
    binds: (read.mounts ?? []).filter(({ by, source }) => by === '-v' && source !== undefined).length,
    tmpfs: Object.fromEntries(
      (read.mounts ?? [])
        .filter(({ by }) => by === '--tmpfs')
        .map(({ target, options }) => [target, options ?? '']),
    ),
    labels: (body.Labels && labelsOf(read)) ?? {},
  }).toEqual({
    image: body.Image,
    command: body.Cmd ?? [],
    entrypoint: body.Entrypoint ?? [],
    name: request.url.searchParams.get('name'),
    env: [...(body.Env ?? [])].sort(),
    ports: portsSent(body),
    mounts: mountsSent(body, folder),
    user: body.User,
    workdir: body.WorkingDir,
    hostname: body.Hostname,
    anonymous: Object.keys(body.Volumes ?? {}).sort(),
    binds: body.HostConfig.Binds?.length ?? 0,
    tmpfs: body.HostConfig.Tmpfs ?? {},
    labels: body.Labels ?? {},
  });
}

describe.skipIf(!docker)('the real client', () => {
  let client: Awaited<ReturnType<typeof startClient>>;
  beforeAll(async () => {
    client = await startClient(docker ?? '');
  });
  afterAll(() => client.close());

  it.each(share(lines, 10))('%s', async (line) => {
    const outcome = await client.shell(line);
    const read = readDockerCommand(line);
    const fault = read.faults[0];
    expect({ refused: refused(outcome), printed: printed(outcome) }).toEqual({
      refused: fault !== undefined,
      printed: printed(outcome),
    });
    if (fault?.detail) expect(outcome.stderr).toContain(fault.detail);
    if (!fault) compareCreate(read, outcome, client.folder);
  });

  it.each(share(pasted, 4))('is given what is meant: $line', async ({ line, meant }) => {
    const outcome = await client.shell(meant);
    const read = readDockerCommand(line);
    expect({ refused: refused(outcome), printed: printed(outcome) }).toEqual({
      refused: read.faults.length > 0,
      printed: printed(outcome),
    });
    expect(outcome.stderr).toContain(read.faults[0]?.detail ?? '');
    if (read.faults.length === 0) compareCreate(read, outcome, client.folder);
  });

  // A line as it is pasted, what is told of it, and what the client prints of it and no longer of the mended line.
  it.each([
    ['printf "" | xargs docker rm -f', 'xargs-on-nothing', "'docker rm' requires at least 1 argument"],
    ['echo a | docker rmi', 'pipe-without-xargs', "'docker rmi' requires at least 1 argument"],
    ['echo a | docker login -u me', 'login-from-pipe', 'interactive login from a non TTY device'],
  ])('is not ready for the pipe: %s', async (line, code, prints) => {
    expect(readDockerCommand(line).hints.map((hint) => hint.code)).toContain(code);
    expect((await client.shell(line)).stderr).toContain(prints);
    expect((await client.shell(mendedChain(line, english, 6) ?? '')).stderr).not.toContain(prints);
  });

  it('reads what comes in only with -i', async () => {
    const line = 'echo a | docker run --rm alpine:3 cat';
    const body = async (text: string) => JSON.parse((await client.shell(text)).requests[0]?.body ?? '{}');
    expect(readDockerCommand(line).hints.map(({ code }) => code)).toEqual(['input-without-interactive']);
    expect(await body(line)).toMatchObject({ AttachStdin: false, OpenStdin: false });
    expect(await body(mendedChain(line, english, 6) ?? '')).toMatchObject({
      AttachStdin: true,
      OpenStdin: true,
    });
  });

  it('does not run where xargs has nothing for a sign or is told not to', async () => {
    for (const line of ['printf "" | xargs -r docker rm', 'printf "" | xargs -I{} docker rm {}']) {
      const { stderr, code, requests } = await client.shell(line);
      expect({ line, stderr, code, requests }).toEqual({ line, stderr: '', code: 0, requests: [] });
      expect(readDockerCommand(line).hints).toEqual([]);
    }
  });
});
