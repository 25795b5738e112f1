/** Opens a database as another user would, and tells the fault: `node tests/stores/opening.ts URL`. */
import { openStores } from '#stores/database.ts';
import { StoreError } from '#stores/fault.ts';
import { randomId } from '#stores/id.ts';

const [url = ''] = process.argv.slice(2);
try {
  await openStores(url, { ids: randomId });
  console.log(JSON.stringify({ code: 'none' }));
} catch (error) {
  if (!(error instanceof StoreError)) throw error;
  console.log(JSON.stringify({ code: error.code, message: error.message }));
}
