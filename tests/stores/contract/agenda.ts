import { describe, expect, it } from 'vitest';
import type { Post } from '#core/store.ts';
import type { Bench } from '#tests/stores/contract.ts';
import { channel, given, later, noon, open, otherGuild, question, scene } from '#tests/stores/scene.ts';

export function agendaContract(bench: Bench): void {
  describe('the agenda', () => {
    it('opens a day once: the others get the round that is there', async () => {
      const { team, programme, round } = await scene(bench.stores);
      const others = await Promise.all(
        ['x', 'y', 'z'].map((id) => open(bench.stores, { team, programme }, '2026-01-01', [id], later(9))),
      );
      for (const other of others) expect(other).toEqual(round);
      expect(await bench.stores.agenda.round(programme.id, '2026-01-01')).toEqual(round);
      expect(await bench.stores.agenda.round(programme.id, '2026-01-02')).toBeUndefined();
    });

    it('skips a day once, and a day is opened or skipped but never both', async () => {
      const { team, programme } = await scene(bench.stores);
      const { agenda } = bench.stores;
      const skipped = await Promise.all([1, 2, 3].map(() => agenda.skip(programme.id, '2026-01-02', noon)));
      expect(skipped.filter(Boolean)).toHaveLength(1);
      expect(await agenda.skip(programme.id, '2026-01-01', noon)).toBe(false);
      const opened = await open(bench.stores, { team, programme }, '2026-01-02', ['tag']);
      expect(opened).toMatchObject({ questions: [], revealed: noon, skipped: true });
      expect((await agenda.round(programme.id, '2026-01-01'))?.skipped).toBeUndefined();
    });

    it('takes a missed day back, and no other', async () => {
      const { team, programme } = await scene(bench.stores);
      const { agenda } = bench.stores;
      await agenda.skip(programme.id, '2026-01-02', noon);
      await agenda.unskip(programme.id, '2026-01-02');
      const opened = await open(bench.stores, { team, programme }, '2026-01-02', ['tag']);
      expect(opened.questions).toHaveLength(1);
      await agenda.unskip(programme.id, '2026-01-02');
      expect(await agenda.round(programme.id, '2026-01-02')).toEqual(opened);
    });

    it('knows what was asked, newest first', async () => {
      const { team, programme } = await scene(bench.stores);
      const { agenda } = bench.stores;
      await open(bench.stores, { team, programme }, '2026-01-03', ['tag']);
      await agenda.skip(programme.id, '2026-01-04', noon);
      await open(bench.stores, { team, programme }, '2026-01-05', ['cmd']);
      expect(await agenda.asked(programme.id, 9)).toEqual(['cmd', 'tag', 'cmd', 'volume']);
      expect(await agenda.asked(programme.id, 3)).toEqual(['cmd', 'tag', 'cmd']);
    });

    it('reveals once, and knows what is not revealed yet', async () => {
      const { of, manager, team, programme, round } = await scene(bench.stores);
      const { agenda } = bench.stores;
      const next = await open(bench.stores, { team, programme }, '2026-01-02', ['tag'], later(60));
      await of.rounds.practise(manager.account, question('tag'), noon);
      await agenda.skip(programme.id, '2026-01-05', noon);
      const open_ = async (second: number) => (await agenda.unrevealed(later(second))).map(({ id }) => id);
      expect(await open_(0)).toEqual([]);
      expect(await open_(60)).toEqual([round.id]);
      expect(await open_(61)).toEqual([round.id, next.id]);
      const revealed = await Promise.all([1, 2, 3].map(() => agenda.reveal(round.id, later(70))));
      expect(revealed.filter(Boolean)).toHaveLength(1);
      expect(await open_(61)).toEqual([next.id]);
      expect((await agenda.get(round.id))?.revealed).toEqual(later(70));
      expect(await agenda.reveal('nothing', noon)).toBe(false);
    });

    it('knows what one programme has not revealed yet', async () => {
      const { team, programme, round } = await scene(bench.stores);
      const theirs = await scene(bench.stores, otherGuild);
      const { agenda } = bench.stores;
      const next = await open(bench.stores, { team, programme }, '2026-01-02', ['tag'], later(60));
      const of = async (id: string, second: number) =>
        (await agenda.unrevealed(later(second), id)).map((round) => round.id);
      expect(await of(programme.id, 60)).toEqual([round.id]);
      expect(await of(programme.id, 61)).toEqual([round.id, next.id]);
      expect(await of(theirs.programme.id, 61)).toEqual([theirs.round.id]);
      await agenda.reveal(round.id, later(70));
      expect(await of(programme.id, 61)).toEqual([next.id]);
      expect(await of('nothing', 61)).toEqual([]);
    });

    it('counts players for each question, and the votes', async () => {
      const { of, player, round } = await scene(bench.stores);
      const { agenda } = bench.stores;
      expect(await agenda.counts(round.id)).toEqual([0, 0]);
      for (const [name, choice] of [
        ['Kim', 'a'],
        ['Lee', 'b'],
        ['Ha', 'b'],
      ] as const)
        await of.rounds.answer((await player(name)).account, given(round, { question: 1, choice }));
      expect(await agenda.counts(round.id)).toEqual([0, 3]);
      expect(await agenda.tally(round.id, 1)).toEqual({ a: 1, b: 2 });
      expect(await of.rounds.tally(round.id, 1)).toEqual({ a: 1, b: 2 });
      expect(await agenda.tally(round.id, 0)).toEqual({});
      expect(await agenda.counts('nothing')).toEqual([]);
    });
  });

  describe('posts', () => {
    it('are claimed by one of many, for each channel and kind', async () => {
      const { round, place } = await scene(bench.stores);
      const { agenda } = bench.stores;
      const claims = await Promise.all(
        Array.from({ length: 9 }, () => agenda.claim(round.id, place, 'ask', later(60), noon)),
      );
      expect(claims.filter((claim) => claim !== undefined)).toHaveLength(1);
      expect(claims.find((claim) => claim !== undefined)).toMatchObject({
        round: round.id,
        place,
        kind: 'ask',
        state: 'intent',
        doubt: false,
        tried: later(60),
        tries: 1,
      });
      expect(await agenda.claim(round.id, place, 'reveal', later(60), noon)).toMatchObject({
        kind: 'reveal',
      });
      expect((await agenda.posts(round.id)).map(({ kind }) => kind)).toEqual(['ask', 'reveal']);
    });

    it('are known to the team by round and channel', async () => {
      const { of, round, place } = await scene(bench.stores);
      const { agenda } = bench.stores;
      expect(await of.rounds.standing(round.id, place)).toBeUndefined();
      const claim = await agenda.claim(round.id, place, 'ask', noon, noon);
      expect(await of.rounds.standing(round.id, place)).toBe('intent');
      await agenda.settle(claim?.id ?? '', 'failed', undefined, noon);
      expect(await of.rounds.standing(round.id, place)).toBe('failed');
      expect(await of.rounds.standing(round.id, channel('random'))).toBeUndefined();
      const theirs = await scene(bench.stores, otherGuild);
      expect(await theirs.of.rounds.standing(round.id, theirs.place)).toBeUndefined();
      expect(await theirs.of.rounds.standing(round.id, place)).toBeUndefined();
    });

    it('are never claimed for a channel that nobody has set', async () => {
      const { round } = await scene(bench.stores);
      expect(await bench.stores.agenda.claim(round.id, channel('random'), 'ask', noon, noon)).toBeUndefined();
    });

    it.each<[Post['state'], boolean, boolean]>([
      ['intent', true, true],
      ['unknown', true, true],
      ['waiting', true, false],
      ['posted', false, false],
      ['failed', false, false],
      ['skipped', false, false],
    ])('left in %s are claimed again: %s, in doubt: %s', async (state, again, doubt) => {
      const { round, place } = await scene(bench.stores);
      const { agenda } = bench.stores;
      const first = await agenda.claim(round.id, place, 'ask', noon, noon);
      const posted = state === 'posted' ? { place, message: '42' } : undefined;
      if (state !== 'intent') await agenda.settle(first?.id ?? '', state, posted, later(10));
      const tried = state === 'intent' ? 0 : 10;

      expect(await agenda.loose(later(tried))).toEqual([]);
      expect(await agenda.claim(round.id, place, 'ask', later(99), later(tried))).toBeUndefined();
      expect((await agenda.loose(later(tried + 1))).map(({ id }) => id)).toEqual(again ? [first?.id] : []);
      const second = await agenda.claim(round.id, place, 'ask', later(99), later(tried + 1));
      if (again)
        expect(second).toMatchObject({ id: first?.id, state: 'intent', doubt, tries: 2, tried: later(99) });
      else expect(second).toBeUndefined();
    });

    it('that stand there stay so, whatever is said later', async () => {
      const { round, place } = await scene(bench.stores);
      const { agenda } = bench.stores;
      const claim = await agenda.claim(round.id, place, 'ask', noon, noon);
      const posted = { place, message: '42' };
      await agenda.settle(claim?.id ?? '', 'unknown', undefined, later(1));
      await agenda.settle(claim?.id ?? '', 'posted', posted, later(2));
      await agenda.settle(claim?.id ?? '', 'unknown', undefined, later(3));
      const stores = await bench.restart();
      expect(await stores.agenda.posts(round.id)).toEqual([
        {
          id: claim?.id,
          round: round.id,
          place,
          kind: 'ask',
          state: 'posted',
          posted,
          doubt: false,
          tried: later(2),
          tries: 1,
        },
      ]);
    });
  });
}
