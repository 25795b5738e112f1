/** What the engine refuses of the options that the client lets pass, in the engine's words (moby's `daemon/create.go`). */
import { BuildFault } from '#core/dockerfile/fault.ts';
import { checkSignal } from '#core/dockerfile/values.ts';
import type { Hint } from '#core/shell/faults.ts';

const restarts = new Set(['', 'no', 'always', 'unless-stopped', 'on-failure']);
const names = /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/;

/**
 * The first reason why no container is made, in the order in which the engine looks; undefined when it makes one.
 * `values`: of each option the last one. `hints`: what the reader of command lines says of them.
 */
export function engineRefusal(
  values: ReadonlyMap<string, string>,
  hints: readonly Hint[],
): string | undefined {
  const workdir = values.get('workdir') ?? '';
  // A Windows container has drives.
  if (workdir !== '' && !/^(\/|[A-Za-z]:[\\/])/.test(workdir)) {
    return `the working directory '${workdir}' is invalid, it needs to be an absolute path`;
  }
  const signal = signalFault(values.get('stop-signal') ?? '');
  if (signal !== undefined) return signal;
  const restart = restartFault(values.get('restart') ?? '');
  if (restart !== undefined) return `invalid restart policy: ${restart}`;
  const codes = new Set(hints.map(({ code }) => code));
  if (codes.has('too-little-memory') || codes.has('bytes-without-unit')) {
    return 'Minimum memory limit allowed is 6MB';
  }
  if (codes.has('swap-below-memory')) {
    return values.has('memory')
      ? 'Minimum memoryswap limit should be larger than memory limit, see usage'
      : 'You should always set the Memory limit when using Memoryswap limit, see usage';
  }
  const score = Number(values.get('oom-score-adj') ?? '0');
  if (Math.abs(score) > 1000) {
    return `Invalid value ${score}, range for oom score adj is [-1000, 1000]`;
  }
  const name = (values.get('name') ?? '').replace(/^\//, '');
  if (name !== '' && !names.test(name)) {
    return `Invalid container name (${name}), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed`;
  }
  const volume = values.get('volume');
  const mount = `${volume === undefined ? '' : `invalid volume specification: '${volume}': `}invalid mount config`;
  if (codes.has('root-target')) return `${mount}: invalid specification: destination can't be '/'`;
  if (codes.has('relative-target')) return `${mount}: invalid mount path: mount path must be absolute`;
  const [source = '', target = ''] = (volume ?? '').split(':');
  if (codes.has('invalid-volume-name') && volume !== undefined) {
    return `create ${source}: "${source}" includes invalid characters for a local volume name, only "[a-zA-Z0-9][a-zA-Z0-9_.-]" are allowed. If you intended to pass a host directory, use absolute path`;
  }
  if (codes.has('mount-twice') && volume !== undefined) return `Duplicate mount point: ${target || source}`;
  if (codes.has('invalid-volume-mode')) return `invalid mode: ${(volume ?? '').replace(/^.*:/, '')}`;
  return undefined;
}

function signalFault(signal: string): string | undefined {
  try {
    if (signal !== '') checkSignal(signal);
    return undefined;
  } catch (error) {
    if (error instanceof BuildFault) return error.message;
    throw error;
  }
}

function restartFault(policy: string): string | undefined {
  const [name = '', count = '0'] = policy.split(':', 2);
  if (!restarts.has(name)) {
    return `unknown policy '${name}'; use one of 'no', 'always', 'on-failure', or 'unless-stopped'`;
  }
  if (Number(count) !== 0 && name !== 'on-failure') {
    return "maximum retry count can only be used with 'on-failure'";
  }
  return Number(count) < 0 ? 'maximum retry count cannot be negative' : undefined;
}
