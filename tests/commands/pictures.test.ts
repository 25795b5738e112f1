import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Block, plainReply, type Reply } from '#core/reply.ts';
import { plain } from '#core/text.ts';
import { openRig, type Rig } from '#tests/support/rig.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await openRig();
});
afterAll(() => rig.close());

const kinds = (reply: Reply): readonly Block['type'][] => reply.blocks.map(({ type }) => type);
const alts = ({ blocks }: Reply): readonly string[] =>
  blocks.flatMap((block) => (block.type === 'picture' ? [plain(block.alt)] : []));

test.each([
  ['compare docker vs vm', /하이퍼바이저/, /hypervisor/],
  ['compare CMD ENTRYPOINT', /ENTRYPOINT를 대신하고/, /replaces ENTRYPOINT/],
  ['concept container-lifecycle', /일생|상태를 위에서 아래로/, /The states of a container/],
  ['concept share-image', /docker push로/, /docker push uploads/],
])('/%s shows its picture right below the rule of thumb, in the reader’s language', async (line, ko, en) => {
  for (const [locale, words] of [
    ['ko', ko],
    ['en', en],
  ] as const) {
    const reply = await rig.ask(line, { locale });
    expect(kinds(reply).slice(0, 2), plainReply(reply)).toEqual(['paragraph', 'picture']);
    expect(alts(reply)).toHaveLength(1);
    expect(alts(reply)[0]).toMatch(words);
  }
});

test('one aspect of a comparison is answered without the picture', async () => {
  expect(alts(await rig.ask('compare a:docker b:vm aspect:kernel'))).toEqual([]);
});

test('/cmd-explain draws which process runs, and nothing where none does', async () => {
  const line = 'cmd-explain image:alpine entrypoint:\'["echo"]\' cmd:\'["hello"]\'';
  const [plainly] = alts(await rig.ask(line, { locale: 'en' }));
  expect(plainly).toContain('Process 1: echo hello.');
  const [given] = alts(await rig.ask(`${line} args:whale`, { locale: 'en' }));
  expect(given).toContain('CMD: hello (not used). docker run: whale. Process 1: echo whale.');
  const [overridden] = alts(await rig.ask(`${line} override:date`, { locale: 'en' }));
  expect(overridden).toContain('--entrypoint: date. docker run: no arguments. Process 1: date.');
  expect(alts(await rig.ask('cmd-explain dockerfile:"FROM scratch"'))).toEqual([]);
});
