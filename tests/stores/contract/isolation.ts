import { describe, expect, it } from 'vitest';
import type { Bench } from '#tests/stores/contract.ts';
import { given, later, nine, noon, otherGuild, question, scene } from '#tests/stores/scene.ts';

/** Two teams with the same names and channels: whatever one is asked for, it has nothing of the other. */
export function isolationContract(bench: Bench): void {
  describe('a team', () => {
    const both = async () => {
      const ours = await scene(bench.stores);
      const theirs = await scene(bench.stores, otherGuild);
      const kim = await theirs.player('Kim');
      await theirs.of.rounds.answer(kim.account, given(theirs.round));
      await theirs.of.players.setLocale(kim.account, 'en');
      return { ours, theirs, kim };
    };

    it('reads nothing of another team', async () => {
      const { ours, theirs, kim } = await both();
      const { of } = ours;
      expect(ours.team.id).not.toBe(theirs.team.id);
      expect(await of.players.find('Kim')).toBeUndefined();
      expect(await of.players.suggest('Kim', 9)).toEqual([]);
      await expect(of.players.kept(kim.account)).rejects.toThrow();
      expect(await of.programmes.at(theirs.place)).toBeUndefined();
      expect((await of.programmes.all()).map(({ id }) => id)).toEqual([ours.programme.id]);
      expect(await of.rounds.get(theirs.round.id)).toBeUndefined();
      expect(await of.rounds.newest(theirs.programme.id)).toBeUndefined();
      expect(await of.rounds.mastered(kim.player)).toEqual(new Set());
      expect(await of.rounds.recent(kim.player, 9)).toEqual([]);
      expect(await of.rounds.tally(theirs.round.id, 0)).toEqual({});
      expect(await of.scores.of(kim.player)).toMatchObject({ name: '', points: 0, answered: 0, topics: {} });
      expect(await of.scores.board({})).toEqual([]);
      await theirs.of.parked.keep([{ ticket: 'T', spelling: '1help' }]);
      expect(await of.parked.get('T')).toBeUndefined();
    });

    it('changes nothing of another team', async () => {
      const { ours, theirs, kim } = await both();
      const { of } = ours;
      expect(await of.rounds.answer(kim.account, given(theirs.round, { question: 1 }))).toEqual({
        kind: 'closed',
      });
      expect(await of.rounds.answer(kim.account, given(theirs.round))).toEqual({ kind: 'closed' });
      expect(await of.rounds.answer(kim.account, given(ours.round))).toEqual({ kind: 'closed' });
      expect(await of.rounds.answer(ours.manager.account, given(theirs.round))).toEqual({ kind: 'closed' });
      await expect(of.rounds.practise(kim.account, question('tag'), noon)).rejects.toThrow();
      await of.players.setLocale(kim.account, 'ko');
      await of.players.erase(kim.account);
      await expect(
        of.programmes.set({ ...nine, place: theirs.place }, ours.manager.account, noon),
      ).rejects.toThrow();
      expect(await of.programmes.turn(theirs.place, 'paused', ours.manager.account, noon)).toBeUndefined();
      expect(
        await bench.stores.agenda.claim(theirs.round.id, ours.place, 'ask', later(1), noon),
      ).toBeUndefined();

      expect(await theirs.player('Kim')).toEqual({ ...kim, locale: 'en' });
      expect(await theirs.of.programmes.at(theirs.place)).toEqual(theirs.programme);
      expect(await bench.stores.agenda.counts(theirs.round.id)).toEqual([1, 0]);
      expect(await theirs.of.scores.board({})).toMatchObject([{ name: 'Kim', points: 10 }]);
    });

    it('shares one ticket with another team without sharing its spelling', async () => {
      const { ours, theirs } = await both();
      await ours.of.parked.keep([{ ticket: 'T', spelling: 'ours' }]);
      await theirs.of.parked.keep([{ ticket: 'T', spelling: 'theirs' }]);
      expect(await ours.of.parked.get('T')).toBe('ours');
      expect(await theirs.of.parked.get('T')).toBe('theirs');
    });
  });
}
