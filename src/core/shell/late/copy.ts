/** `docker cp` and `docker compose cp`: one side, and only one, is in a container. */
import { sayPlain } from '#core/say.ts';
import type { Fault } from '../faults.ts';
import type { Late } from './image.ts';

/** How a client tells a path in a container from one of the machine, and what it says where both sides are alike. */
interface Copying {
  readonly inside: RegExp;
  readonly both: string;
  readonly neither: string;
}

function faultsOf({ operands: [from, to], say }: Late, { inside, both, neither }: Copying): Fault[] {
  if (!from || !to || from.expands || to.expands) return [];
  const [source, target] = [inside.test(from.text), inside.test(to.text)];
  if (source !== target) return [];
  return [
    {
      code: source ? 'copy-between-containers' : 'copy-without-container',
      message: source
        ? sayPlain(say, 'docker cp copies between a container and the machine, not between two containers')
        : sayPlain(say, 'one side of docker cp is in a container and is written name:path'),
      detail: source ? both : neither,
      source: [from.source[0], to.source[1]],
    },
  ];
}

/** `docker cp` */
export const copyFaults = (late: Late): Fault[] =>
  faultsOf(late, {
    inside: /^[^/.][^:]*:/,
    both: 'copying between containers is not supported',
    neither: 'must specify at least one container source',
  });

/** `docker compose cp`; Compose tells a service from a file by the colon (docker/compose's `pkg/compose/cp.go`). */
export const composeCopyFaults = (late: Late): Fault[] =>
  faultsOf(late, {
    inside: /^[^/.:][^:]*:/,
    both: 'copying between services is not supported',
    neither: 'unknown copy direction',
  });
