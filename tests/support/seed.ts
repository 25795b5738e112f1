import fc from 'fast-check';
import { isLong } from '#tests/support/patience.ts';

/**
 * Where random cases begin. `npm test` takes the same ones each time, so that what it says of a change is about the change;
 * `npm run test:long` takes others each time. `TEST_SEED` begins where a failure says that it began.
 */
const given = process.env['TEST_SEED'];
if (given !== undefined) fc.configureGlobal({ seed: Number(given) });
else if (!isLong) fc.configureGlobal({ seed: 20_261_121 });
