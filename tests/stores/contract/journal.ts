import { describe, expect, it } from 'vitest';
import type { Reply } from '#core/reply.ts';
import type { Draft } from '#core/store.ts';
import type { Bench } from '#tests/stores/contract.ts';
import { guild, later, noon } from '#tests/stores/scene.ts';

const reply: Reply = {
  title: [
    'A ',
    { type: 'strong', children: ['b ', { type: 'emphasis', children: [{ type: 'code', value: '<c>' }] }] },
  ],
  tone: 'right',
  about: ['concept:cmd'],
  blocks: [
    { type: 'paragraph', text: [{ type: 'link', url: 'https://docs.docker.com/', children: ['docs'] }] },
    { type: 'heading', text: ['h'] },
    { type: 'note', text: ['n'] },
    { type: 'list', items: [['one'], ['two']] },
    { type: 'list', items: [['A'], ['B']], signed: true },
    { type: 'table', head: [['a'], ['b']], rows: [[['1'], ['2']]] },
    { type: 'code', value: 'docker ps', language: 'sh' },
    { type: 'code', value: 'docker ps' },
    { type: 'picture', alt: ['p'], svg: '<svg/>' },
    { type: 'picture', alt: ['p'], svg: '<svg/>', told: true },
    {
      type: 'buttons',
      buttons: [
        { label: ['go'], call: { command: 'help', options: { page: '2' } }, tone: 'primary' },
        { label: ['ask'], call: { command: 'cmd-explain', options: {}, asks: ['line'], ticket: 'T' } },
      ],
    },
  ],
};

const said = (words: string, more: Partial<Draft> = {}): Draft => ({
  channel: 'study',
  author: 'Kim',
  content: { said: words },
  at: noon,
  ...more,
});

export function journalContract(bench: Bench): void {
  describe('the playground’s history', () => {
    it('keeps every kind of block and span', async () => {
      const line = await bench.stores.journal.append({ channel: 'study', content: { reply }, at: noon });
      expect(line).toEqual({ id: line.id, revision: 1, channel: 'study', content: { reply }, at: noon });
      const stores = await bench.restart();
      expect(await stores.journal.get(line.id)).toEqual(line);
    });

    it('has one line for a key', async () => {
      const { journal } = bench.stores;
      const lines = await Promise.all(
        ['a', 'b', 'c'].map((words) => journal.append(said(words, { key: 'k' }))),
      );
      expect(new Set(lines.map(({ id }) => id)).size).toBe(1);
      expect(await journal.find('k')).toEqual(lines[0]);
      expect(await journal.find('l')).toBeUndefined();
      await journal.append(said('x'));
      await journal.append(said('x'));
      expect(await journal.latest('study', 'Kim', 9)).toHaveLength(3);
    });

    it('edits what stands there', async () => {
      const { journal } = bench.stores;
      const { id } = await journal.append(said('a', { key: 'k' }));
      expect(await journal.edit(id, { reply })).toEqual({
        ...said('a', { key: 'k' }),
        id,
        revision: 2,
        content: { reply },
      });
      expect(await journal.edit(id + 1, { reply })).toBeUndefined();
    });

    it('shows a player the latest lines of a channel, oldest first, and no private ones of others', async () => {
      const { journal } = bench.stores;
      for (const [words, more] of [
        ['1', {}],
        ['2', { only: 'Lee' }],
        ['3', { only: 'Kim' }],
        ['4', { channel: 'other' }],
        ['5', { at: later(1) }],
      ] as const)
        await journal.append(said(words, more));
      const words = async (player: string, limit = 9) =>
        (await journal.latest('study', player, limit)).map(
          ({ content }) => 'said' in content && content.said,
        );
      expect(await words('Kim')).toEqual(['1', '3', '5']);
      expect(await words('Lee')).toEqual(['1', '2', '5']);
      expect(await words('Kim', 2)).toEqual(['3', '5']);
    });

    it('tells what was written or changed since, in the order of the changes, each line once', async () => {
      const { journal } = bench.stores;
      const start = await journal.mark();
      expect([start, await journal.since(start, 9)]).toEqual([{ revision: 0, line: 0 }, []]);
      const one = await journal.append(said('1'));
      const two = await journal.append(said('2', { key: 'k', only: 'Lee' }));
      const mark = await journal.mark();
      expect([mark, await journal.since(mark, 9)]).toEqual([{ revision: two.revision, line: two.id }, []]);
      await journal.append(said('again', { key: 'k' }));
      expect(await journal.mark()).toEqual(mark);
      await journal.edit(one.id, { said: '1a' });
      const three = await journal.append(said('3', { channel: 'other' }));
      const changed = await journal.edit(one.id, { said: '1b' });
      expect(await journal.since(mark, 9)).toEqual([three, changed]);
      expect(await journal.since(start, 9)).toEqual([two, three, changed]);
      expect(await journal.since(start, 3)).toHaveLength(3);
      expect(await journal.since(start, 2)).toBeUndefined();
      // The marked line itself may change.
      const edited = await journal.edit(two.id, { said: '2a' });
      expect(await journal.since(mark, 9)).toEqual([three, changed, edited]);
    });

    it('does not take the lines after an erasure for those before it', async () => {
      const { stores } = bench;
      const { journal } = stores;
      const web = { platform: 'web', tenant: 'playground' } as const;
      const { team, member } = await stores.member({ ...web, id: 'Kim' }, 'Kim', noon);
      await journal.append(said('yours', { author: 'Lee' }));
      await journal.append(said('mine'));
      const mark = await journal.mark();
      await stores.of(team).players.erase(member.account);
      expect(await journal.since(mark, 9)).toBeUndefined();
      // It has the revision of the erased line.
      expect((await journal.append(said('after', { author: 'Lee' }))).revision).toBe(mark.revision);
      await journal.append(said('and after', { author: 'Lee' }));
      expect(await journal.since(mark, 9)).toBeUndefined();
    });

    it('knows who has been in the playground, and forgets who was erased, with all lines', async () => {
      const { stores } = bench;
      const web = { platform: 'web', tenant: 'playground' } as const;
      await stores.member({ ...guild, id: 'Discordian' }, 'Discordian', noon);
      const { team } = await stores.member({ ...web, id: 'Lee' }, 'Lee', noon);
      const kim = await stores.member({ ...web, id: 'Kim' }, 'Kim', noon);
      expect(await stores.journal.players()).toEqual(['Kim', 'Lee']);
      await stores.journal.append(said('mine'));
      await stores.journal.append({ channel: 'study', only: 'Kim', content: { reply }, at: noon });
      await stores.journal.append(said('yours', { author: 'Lee' }));
      await stores.of(team).players.erase(kim.member.account);
      expect(await stores.journal.players()).toEqual(['Lee']);
      expect(await stores.journal.latest('study', 'Kim', 9)).toMatchObject([{ author: 'Lee' }]);
    });

    it('takes the name of who was erased out of the lines of others, and nothing else', async () => {
      const { stores } = bench;
      const web = { platform: 'web', tenant: 'playground' } as const;
      const name = 'K.im "민아"';
      const { team } = await stores.member({ ...web, id: 'Lee' }, 'Lee', noon);
      const kim = await stores.member({ ...web, id: name }, name, noon);
      const about = (who: string): Reply => ({
        title: [`${who}’s score`],
        about: [who],
        people: who === '…' ? ['Lee'] : [who, 'Lee'],
        blocks: [
          {
            type: 'table',
            head: [[name]],
            rows: [[[who]], [[{ type: 'strong', children: [who] }, ' ⬅']], [['Kxim "민아"']]],
          },
          { type: 'picture', alt: [`a picture of ${who}.`], svg: `<svg>${who}</svg>` },
          { type: 'code', value: `FROM x\n# ${who}` },
          {
            type: 'buttons',
            buttons: [
              { label: [who], call: { command: 'score', options: { player: who, page: '2' } } },
              { label: ['x'], call: { command: 'cmd-explain', options: { dockerfile: `FROM x\n# ${who}` } } },
            ],
          },
        ],
      });
      const expected = {
        ...about('…'),
        about: [name],
        blocks: about('…').blocks.map((block) => {
          if (block.type === 'picture') return { ...block, svg: `<svg>${name}</svg>` };
          if (block.type === 'code') return { ...block, value: `FROM x\n# ${name}` };
          if (block.type !== 'buttons') return block;
          const [first, second] = block.buttons;
          const options = { dockerfile: `FROM x\n# ${name}` };
          return { ...block, buttons: [first, { ...second, call: { ...second?.call, options } }] };
        }),
      };
      const { journal } = stores;
      const board = await journal.append({
        channel: 'study',
        key: `web:${name}:1:reply`,
        content: { reply: about(name) },
        at: noon,
      });
      const line = await journal.append({
        ...said('', { author: 'Lee', only: 'Lee', key: 'k' }),
        content: { said: `/score k.im "민아"`, people: ['k.im "민아"'] },
      });
      const other = await journal.append(
        said('Kim’s, kk.im, K.im', { author: 'Lee', key: 'web:Lee:1:said' }),
      );
      await stores.of(team).players.erase(kim.member.account);
      const after = await journal.get(board.id);
      expect(after?.content).toEqual({ reply: expected });
      expect(after).not.toHaveProperty('key');
      expect(await journal.get(line.id)).toMatchObject({ key: 'k', content: { said: '/score …' } });
      expect(await journal.get(other.id)).toEqual(other);
      // Those who look on hear of it.
      expect(await journal.since({ revision: other.revision, line: other.id }, 9)).toHaveLength(2);
    });

    it('leaves a word alone that is also the name of who was erased, where nobody is named', async () => {
      const { stores } = bench;
      const web = { platform: 'web', tenant: 'playground' } as const;
      const { team } = await stores.member({ ...web, id: 'Lee' }, 'Lee', noon);
      const docker = await stores.member({ ...web, id: 'docker' }, 'docker', noon);
      const { journal } = stores;
      const answer: Reply = {
        title: ['docker'],
        blocks: [
          { type: 'paragraph', text: ['About docker, ', { type: 'code', value: 'docker' }] },
          {
            type: 'buttons',
            buttons: [{ label: ['docker'], call: { command: 'concept', options: { name: 'docker' } } }],
          },
        ],
      };
      const asked = await journal.append(said('/concept docker', { author: 'Lee' }));
      const shown = await journal.append({ channel: 'study', content: { reply: answer }, at: noon });
      const talk = await journal.append(said('Well done, docker! docker의 점수: Docker', { author: 'Lee' }));
      const named = { title: ['docker'], people: ['Docker'], blocks: [] };
      const card = await journal.append({ channel: 'study', content: { reply: named }, at: noon });
      await stores.of(team).players.erase(docker.member.account);
      expect(await journal.get(asked.id)).toEqual(asked);
      expect(await journal.get(shown.id)).toEqual(shown);
      // People speak of each other by the name as it is written.
      expect((await journal.get(talk.id))?.content).toEqual({ said: 'Well done, …! …의 점수: Docker' });
      expect((await journal.get(card.id))?.content).toEqual({ reply: { title: ['…'], blocks: [] } });
    });

    it('drops what was said to somebody alone after they were forgotten', async () => {
      const { stores } = bench;
      const web = { platform: 'web', tenant: 'playground' } as const;
      const { team } = await stores.member({ ...web, id: 'Lee' }, 'Lee', noon);
      const kim = await stores.member({ ...web, id: 'Kim' }, 'Kim', noon);
      await stores.of(team).players.erase(kim.member.account);
      const { journal } = stores;
      await journal.append(said('/profile forget', { only: 'Kim' }));
      const last = await journal.append({ channel: 'study', only: 'Kim', content: { reply }, at: noon });
      const mine = await journal.append(said('/score', { author: 'Lee', only: 'Lee' }));
      const talk = await journal.append(said('hello', { author: 'Passer-by' }));
      await stores.tidy(noon);
      expect(await journal.get(last.id)).toBeUndefined();
      expect(await journal.latest('study', 'Kim', 9)).toEqual([talk]);
      expect(await journal.get(mine.id)).toEqual(mine);
    });
  });
}
