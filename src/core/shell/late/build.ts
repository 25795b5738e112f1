/** `docker build`: what buildx refuses before it reads the Dockerfile (docker/buildx's `commands/build.go`). */

import { sayPlain } from '#core/say.ts';
import type { Fault } from '../faults.ts';
import type { Late } from './image.ts';
import { conflict } from './several.ts';

const modes = ['auto', 'plain', 'tty', 'quiet', 'rawjson', 'none'];

/** `docker build` */
export function buildFaults({ flags, say }: Late): Fault[] {
  const faults: Fault[] = [];
  const progress = flags.known('progress').at(-1);
  const quiet = flags.last('quiet');
  if (progress && quiet && flags.on('quiet') && !['auto', 'quiet'].includes(progress.value))
    faults.push(
      conflict(say, progress.spelling, quiet, `progress=${progress.value} and quiet cannot be used together`),
    );
  else if (progress && !modes.includes(progress.value))
    faults.push({
      code: 'unknown-value',
      message: sayPlain(say, '{value} is none of {known}', {
        value: progress.value,
        known: modes.join(', '),
      }),
      detail: `invalid progress mode ${progress.value}`,
      source: progress.valueSource ?? progress.source,
    });
  const filter = flags.last('no-cache-filter');
  if (filter && flags.on('no-cache'))
    faults.push(
      conflict(
        say,
        '--no-cache',
        filter,
        '--no-cache and --no-cache-filter cannot currently be used together',
      ),
    );
  return faults;
}
