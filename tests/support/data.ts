import type { Say } from '#core/say.ts';
import { type Data, readData } from '#src/data.ts';

/** The real data, read once for all files that a worker tests; problems are told in English. */
export const data: Data = await readData('en');

/** The bot in Korean. */
export const korean: Say = data.say('ko');
