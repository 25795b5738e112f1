import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStores } from '#stores/database.ts';
import { storeContract } from '#tests/stores/contract.ts';
import { counting } from '#tests/stores/scene.ts';

storeContract('SQLite', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'gorae-'));
  const ids = counting();
  return {
    open: () => openStores(`sqlite:${join(folder, 'gorae.sqlite')}`, { ids }),
    remove: () => rm(folder, { recursive: true }),
  };
});
