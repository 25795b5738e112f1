import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readDockerCommand } from '#core/shell/docker.ts';
import { type CliCommand, commands, type Flag, takesValue } from '#core/shell/flags.ts';
import { quoteWord } from '#core/shell/quotes.ts';
import { runs, share } from '#tests/support/patience.ts';
import { findClient, type Outcome, startClient } from './client.ts';

/**
 * Lines thrown together at random, always the same ones: every command of the client that does not need a plugin, a
 * terminal or files, with any of its flags and values that some flag or other would take.
 */
const docker = findClient();
if (!docker) console.log('No docker client on the PATH: random lines are not compared with it.');

const values = [
  ...'1 0 -1 80 8080:80 80:80/udp 1.5 1e3 512m 1.5g 10kb x true false T a=b = =a a:b /a:/b /a:/b:ro n:/x:z'.split(
    ' ',
  ),
  ...'/x ./x:/y host bridge none container:x on-failure:3 always no 5s 1m30s 5 1h-2 nofile=1:2 core=-1 all'.split(
    ' ',
  ),
  ...'type=bind,src=/a,dst=/b type=tmpfs,dst=/b,tmpfs-size=1m src=a,dst=/b,volume-nocopy dst=/x,readonly=0'.split(
    ' ',
  ),
  ...'"a,b" a,b name=n,alias=a device=0 10.0.0.1 ::1 [::1]:80:80 127.0.0.1:80:80 1.2.3 h:10.0.0.1 h=::1'.split(
    ' ',
  ),
  ...'linux/amd64 seccomp=unconfined no-new-privileges /dev/a:/dev/b:r /dev/a:5 /dev/a:1mb stdout STDERR'.split(
    ' ',
  ),
  ...'80-90 90-80 80-81:90-91 80-82:90 0x1F 1_0 017 08 +5 99999 70000 aa:bb:cc:dd:ee:ff net.ipv4.x=1'.split(
    ' ',
  ),
  ...'example.com 1. .5 1/3 3/2 1KiB 5kib 5bb Nginx nginx:1 sha256:abc -- -p -5s 1ns 1.5.5h .s 80/foo'.split(
    ' ',
  ),
  ...['', 'a b', ' ', 'c 1:2 rw', '1 k', 'é', '65536', '8080:', 'x:host-gateway', '80//tcp', '::80'],
];
const names = [
  ...'nginx nginx:1 Nginx ghcr.io/a/b:c a/B A/b localhost:5000/a a//b a/ - x_y x__y x___y x.-y [::1]:5/a x:'.split(
    ' ',
  ),
  ...[
    'a b',
    'É/x',
    'docker.io/a',
    'a:5',
    '1',
    'a..b/c',
    '-a',
    '_a',
    'a',
    'b',
    '-x',
    '--',
    'sh',
    'a'.repeat(64),
  ],
  ...[`a@sha256:${'a'.repeat(64)}`, `a:b@sha256:${'a'.repeat(64)}`, `a:${'b'.repeat(129)}`, 'a'.repeat(256)],
];

const left =
  /^(?:compose|buildx|docker$|trust|checkpoint|plugin|manifest|login|search|(?:config|secret) create|context|stack (?:deploy|config)$|image (?:load|import|save)$|container export)/;
const chosen = commands.filter(({ id, subcommands }) => subcommands.length === 0 && !left.test(id));
// They read files, need a terminal, another engine, or more knowledge of platforms than one needs.
const skipped = new Set(
  'env-file label-file cidfile disable-content-trust use-api-socket ca-cert ca-key tty interactive tree platform checkpoint checkpoint-dir aux-address'.split(
    ' ',
  ),
);

/** The same numbers every time (mulberry32). */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function flagWords(flag: Flag, value: string, way: number): string[] {
  if (!takesValue(flag))
    return way < 0.2 ? [`--${flag.long}=${value}`] : [flag.short ? `-${flag.short}` : `--${flag.long}`];
  if (flag.short && way < 0.3) return [`-${flag.short}${value}`];
  if (flag.short && way < 0.5) return [`-${flag.short}`, value];
  return way < 0.75 ? [`--${flag.long}=${value}`] : [`--${flag.long}`, value];
}

function randomLine(next: () => number): string {
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(next() * list.length)];
  const command = pick(chosen) as CliCommand;
  const words = (pick(command.paths) ?? '').split(' ');
  for (let count = Math.floor(next() * 4); count > 0; count--) {
    const flag = pick(command.flags);
    if (flag && !skipped.has(flag.long)) words.push(...flagWords(flag, pick(values) ?? '', next()));
  }
  for (let count = Math.floor(next() * 4); count > 0; count--)
    words.push((command.id === 'container cp' ? pick(['a:/x', '.', '/x', 'b:y', '-']) : pick(names)) ?? '');
  return ['docker', ...words.map(quoteWord)].join(' ');
}

const next = chance(20_260_101);
const lines = Array.from({ length: runs(400, 8) }, () => randomLine(next));

describe.skipIf(!docker)('the real client', () => {
  let client: Awaited<ReturnType<typeof startClient>>;
  beforeAll(async () => {
    client = await startClient(docker ?? '');
  });
  afterAll(() => client.close());

  const disagreement = (line: string, outcome: Outcome): string | undefined => {
    const refused = outcome.requests.length === 0 && outcome.code !== 0;
    const fault = readDockerCommand(line).faults[0];
    if (refused === (fault !== undefined) && (!fault?.detail || outcome.stderr.includes(fault.detail)))
      return undefined;
    return `${line}\n  prints ${outcome.stderr.split('\n', 1)[0]}\n  we say ${fault?.detail ?? fault?.code}`;
  };

  it(`refuses the same of ${lines.length} random lines, for the same reason`, async () => {
    const found: string[] = [];
    for (const line of lines) {
      const difference = disagreement(line, await client.shell(line));
      if (difference) found.push(difference);
    }
    expect(found).toEqual([]);
  });

  it('wants as many operands of its commands', async () => {
    const all = commands.filter(
      ({ id, subcommands }) => subcommands.length === 0 && !/^(?:compose|buildx|docker$|checkpoint)/.test(id),
    );
    const found: string[] = [];
    for (const { id } of share(all, 8)) {
      for (const operands of [[], ['a'], ['a', 'b'], ['a', 'b', 'c']]) {
        const line = ['docker', id, ...operands].join(' ');
        const outcome = await client.shell(line);
        const counted = /docker: '[a-z -]+' (?:requires|accepts) .*/.exec(outcome.stderr)?.[0];
        const ours = readDockerCommand(line).faults.find(({ code }) =>
          /^(?:missing|extra)-operand$/.test(code),
        );
        if (counted !== (ours && `docker: ${ours.detail}`) && id !== 'context use')
          found.push(`${line}: ${counted} — ${ours?.detail}`);
      }
    }
    expect(found).toEqual([]);
  });

  it.each([
    'container run',
    'container exec',
    'container ls',
    'network create',
    'volume create',
    'service create',
  ])('wants a value for the same flags of %s', async (id) => {
    const found: string[] = [];
    for (const flag of share(commands.find((command) => command.id === id)?.flags ?? [], 4)) {
      const outcome = await client.run([...id.split(' '), `--${flag.long}`]);
      if (outcome.stderr.includes('flag needs an argument') !== takesValue(flag)) found.push(flag.long);
    }
    expect(found).toEqual([]);
  });
});
