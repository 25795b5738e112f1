import { describe, expect, it } from 'vitest';
import type { TeamStores } from '#core/store.ts';
import type { Bench } from '#tests/stores/contract.ts';
import { given, noon, question, scene } from '#tests/stores/scene.ts';

const afterDays = (days: number) => noon.add({ hours: 24 * days });

export function upkeepContract(bench: Bench): void {
  describe('upkeep', () => {
    const kept = async ({ parked }: TeamStores, tickets: readonly string[]) => {
      const found: string[] = [];
      for (const ticket of tickets) if ((await parked.get(ticket)) !== undefined) found.push(ticket);
      return found;
    };

    it('drops spellings that were neither pressed nor shown again for half a year', async () => {
      const { of } = await scene(bench.stores);
      const { stores } = bench;
      await of.parked.keep(['pressed', 'shown', 'left'].map((ticket) => ({ ticket, spelling: '1help' })));
      await stores.tidy(noon);
      await stores.tidy(afterDays(100));
      await of.parked.get('pressed');
      await of.parked.keep([{ ticket: 'shown', spelling: '1help' }]);
      await stores.tidy(afterDays(101));
      await stores.tidy(afterDays(180));
      expect(await of.parked.get('left')).toBe('1help');
      // Asked for, it stays for another while.
      await stores.tidy(afterDays(181));
      await stores.tidy(afterDays(281));
      await stores.tidy(afterDays(282));
      expect(await kept(of, ['pressed', 'shown', 'left'])).toEqual(['left']);
      await stores.tidy(afterDays(283));
      await stores.tidy(afterDays(464));
      expect(await kept(of, ['left'])).toEqual([]);
    });

    it('does so once a day, and begins with no time known', async () => {
      const { of } = await scene(bench.stores);
      await bench.stores.tidy(afterDays(-400));
      await of.parked.keep([{ ticket: 'T', spelling: '1help' }]);
      await bench.stores.tidy(noon);
      await bench.stores.tidy(afterDays(0.5));
      await bench.stores.tidy(afterDays(179));
      expect(await kept(of, ['T'])).toEqual(['T']);
    });

    it('drops many, and more than one beat’s share in several', async () => {
      const { of } = await scene(bench.stores);
      const tickets = Array.from({ length: 5_150 }, (_, index) => `T${index}`);
      for (let from = 0; from < tickets.length; from += 1_000)
        await of.parked.keep(
          tickets.slice(from, from + 1_000).map((ticket) => ({ ticket, spelling: '1help' })),
        );
      await bench.stores.tidy(noon);
      await bench.stores.tidy(noon);
      await bench.stores.tidy(afterDays(181));
      expect((await kept(of, tickets)).length).toBe(150);
      // What was left over was asked for by the test, but its day is not over.
      await bench.stores.tidy(afterDays(181));
      await bench.stores.tidy(afterDays(362));
      expect(await kept(of, tickets)).toEqual([]);
    });

    it('drops old practice rounds without an answer; answered ones, quizzes, votes and scores stay', async () => {
      const { of, player, round: daily } = await scene(bench.stores);
      const kim = await player('Kim');
      const practise = (days: number) => of.rounds.practise(kim.account, question('tag'), afterDays(days));
      const answered = await practise(0);
      const left = await practise(0);
      const younger = await practise(2);
      await of.rounds.answer(kim.account, given(answered));
      const state = async () => ({
        board: await of.scores.board({}),
        of: await of.scores.of(kim.player),
        tally: await of.rounds.tally(answered.id, 0),
        mastered: await of.rounds.mastered(kim.player),
      });
      const before = await state();
      await bench.stores.tidy(afterDays(179));
      expect(await of.rounds.get(left.id)).toEqual(left);
      await bench.stores.tidy(afterDays(181));
      expect(await of.rounds.get(left.id)).toBeUndefined();
      expect(await of.rounds.answer(kim.account, given(left))).toEqual({ kind: 'closed' });
      expect(await of.rounds.get(younger.id)).toEqual(younger);
      await bench.stores.tidy(afterDays(900));
      expect(await of.rounds.get(younger.id)).toBeUndefined();
      expect(await of.rounds.get(answered.id)).toEqual(answered);
      expect(await of.rounds.get(daily.id)).toEqual(daily);
      expect(await state()).toEqual(before);
      await bench.stores.rebuild();
      expect(await state()).toEqual(before);
    });

    it('looks through many rounds, also of one moment', async () => {
      const { of, player } = await scene(bench.stores);
      const { account } = await player('Kim');
      const rounds: string[] = [];
      for (let index = 0; index < 350; index += 1) {
        const at = index < 250 ? noon : noon.add({ seconds: index });
        const { id } = await of.rounds.practise(account, question('tag'), at);
        if (index % 3 === 0) await of.rounds.answer(account, given({ id } as never));
        else rounds.push(id);
      }
      await bench.stores.tidy(afterDays(181));
      const found = await Promise.all(rounds.map((id) => of.rounds.get(id)));
      expect(found.filter(Boolean)).toEqual([]);
    });
  });
}
