import { sayPlain } from '#core/say.ts';
import type { Fault } from '../faults.ts';
import { placeOf } from '../parse.ts';
import { parsePlatform } from '../values/platform.ts';
import type { Late } from './image.ts';

/** Refuses a `--platform` that is none. `before` is what the client puts in front of the reason. */
export function platformFaults({ flags, say }: Late, before = ''): Fault[] {
  return flags.known('platform').flatMap((given) => {
    const several = given.flag.type === 'strings';
    const bad = (several ? given.value.split(',') : [given.value])
      .map((platform) => (platform === '' ? { value: [] } : parsePlatform(platform)))
      .find((parsed) => 'error' in parsed);
    if (!bad || !('error' in bad)) return [];
    return [
      {
        code: 'invalid-platform',
        message: sayPlain(say, '{value} is not a valid platform; write it like {example}', {
          value: given.value,
          example: 'linux/amd64',
        }),
        detail: `${before}${bad.error}`,
        source: placeOf(given),
      },
    ];
  });
}
