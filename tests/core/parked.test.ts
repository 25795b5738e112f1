import { afterEach, beforeEach, expect, test } from 'vitest';
import { plainReply } from '#core/reply.ts';
import { readSpelling, spellWithin } from '#core/spelling.ts';
import { plain } from '#core/text.ts';
import { buttonsOf, openRig, type Rig } from '#tests/support/rig.ts';

let rig: Rig;
beforeEach(async () => {
  rig = await openRig();
});
afterEach(() => rig.close());

const guild = { platform: 'discord', tenant: 'guild' } as const;
const dockerfile = ['FROM node:22', 'WORKDIR /app', 'ENTRYPOINT ["docker-entrypoint.sh"]', 'CMD npm start']
  .concat(Array.from({ length: 60 }, (_, index) => `ENV SETTING_${index}=value-${index}`))
  .join('\n');

/** Shows the buttons under a pasted Dockerfile as Discord would, whose ids are short; gives their spellings. */
async function show(): Promise<{ spellings: readonly string[]; kept: readonly string[] }> {
  const reply = await rig.make({ command: 'cmd-explain', options: { dockerfile } }, guild);
  const spelt = buttonsOf(reply).map(({ call }) => spellWithin(call, 92));
  const parked = spelt.flatMap((one) => one.parked);
  await rig.bot.park(guild, parked);
  const rows = new Map(parked.map(({ ticket, spelling }) => [ticket, spelling]));
  return {
    spellings: spelt.filter((one) => one.parked.length > 0).map(({ spelling }) => spelling),
    kept: [...rows.values()],
  };
}

async function press(spelling: string) {
  const read = readSpelling(spelling);
  if ('fault' in read) throw new Error(read.fault);
  return rig.make(read.call, guild);
}

test('the buttons under a pasted file share its text, and each still does what it says', async () => {
  const { spellings, kept } = await show();
  expect(spellings.length).toBeGreaterThan(1);
  const text = kept.filter((row) => row.includes('SETTING_59'));
  expect(new Set(text).size).toBe(text.length);
  expect(text.length).toBeLessThan(spellings.length);
  for (const spelling of spellings) {
    const reply = await press(spelling);
    expect(reply.tone).not.toBe('fault');
  }
  expect(rig.errors).toEqual([]);
});

test('a button nobody has used for half a year says so, one in use goes on', async () => {
  const { spellings } = await show();
  const [used = '', left = ''] = spellings;
  const start = rig.now;
  const tidyAfter = (days: number) => rig.stores.tidy(start.add({ hours: 24 * days }));
  await tidyAfter(0);
  await tidyAfter(150);
  expect((await press(used)).tone).not.toBe('fault');
  await tidyAfter(151);
  await tidyAfter(200);
  expect((await press(used)).tone).not.toBe('fault');
  const gone = await press(left);
  expect(plain(gone.title)).toBe('This button no longer works');
  expect(plainReply(gone)).toContain('type the command again');
});

test('a person is told that long texts are kept for buttons, and for how long', async () => {
  expect(plainReply(await rig.ask('profile show'))).toContain('not used for half a year');
});
