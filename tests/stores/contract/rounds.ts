import { describe, expect, it } from 'vitest';
import type { Bench } from '#tests/stores/contract.ts';
import { given, guild, later, noon, open, otherGuild, question, scene } from '#tests/stores/scene.ts';

export function roundContract(bench: Bench): void {
  describe('rounds', () => {
    it('keeps the questions as asked', async () => {
      const { of, round, programme } = await scene(bench.stores);
      expect(round).toMatchObject({
        kind: 'daily',
        programme: programme.id,
        day: '2026-01-01',
        opened: noon,
      });
      expect(round.questions).toEqual([question('cmd'), question('volume')]);
      expect(round).not.toHaveProperty('revealed');
      expect(await of.rounds.get(round.id)).toEqual(round);
      expect(await bench.stores.agenda.get(round.id)).toEqual(round);
      expect(await of.rounds.get('nothing')).toBeUndefined();
    });

    it('keeps a practice question for the answer of its player', async () => {
      const { of, player } = await scene(bench.stores);
      const { account, player: id } = await player('Kim');
      const round = await of.rounds.practise(account, question('tag', 'images'), noon);
      expect(round).toMatchObject({ kind: 'practice', questions: [question('tag', 'images')] });
      expect(await of.rounds.get(round.id)).toEqual(round);
      expect(await of.rounds.answer(account, given(round, { points: 3 }))).toMatchObject({ kind: 'counted' });
      expect(await of.scores.of(id)).toMatchObject({
        points: 3,
        days: [],
        topics: { images: { answered: 1, right: 1 } },
      });
    });

    it('gives the points of a first right answer once, though two come at the same moment', async () => {
      const { of, player } = await scene(bench.stores);
      const { account, player: id } = await player('Kim');
      const rounds = [
        await of.rounds.practise(account, question('tag'), noon),
        await of.rounds.practise(account, question('tag'), noon),
      ];
      const outcomes = await Promise.all(
        rounds.map((round) => of.rounds.answer(account, { ...given(round, { points: 4 }), repeated: 0 })),
      );
      expect(outcomes.map((outcome) => 'answer' in outcome && outcome.answer.points).sort()).toEqual([0, 4]);
      expect((await of.scores.of(id)).points).toBe(4);
      const { account: other } = await player('Lee');
      const round = await of.rounds.practise(other, question('tag'), noon);
      expect(await of.rounds.answer(other, { ...given(round, { points: 4 }), repeated: 0 })).toMatchObject({
        answer: { points: 4 },
      });
    });

    it('knows the questions of the team that are still open', async () => {
      const { of, manager, round, programme } = await scene(bench.stores);
      await scene(bench.stores, otherGuild);
      await of.rounds.practise(manager.account, question('tag'), noon);
      await bench.stores.agenda.skip(programme.id, '2026-01-05', noon);
      expect(await of.rounds.pending()).toEqual(['cmd', 'volume']);
      await bench.stores.agenda.reveal(round.id, noon);
      expect(await of.rounds.pending()).toEqual([]);
    });

    it('keeps a practice question from other players', async () => {
      const { of, player } = await scene(bench.stores);
      const [kim, lee] = [await player('Kim'), await player('Lee')];
      const round = await of.rounds.practise(kim.account, question('tag'), noon);
      expect(await of.rounds.answer(lee.account, given(round))).toEqual({ kind: 'foreign' });
      expect((await of.scores.of(lee.player)).answered).toBe(0);
      expect(await of.rounds.answer(kim.account, given(round))).toMatchObject({ kind: 'counted' });
      expect(await of.rounds.answer(lee.account, given(round))).toEqual({ kind: 'foreign' });
    });

    it('practises with nobody who is not there', async () => {
      const { of } = await scene(bench.stores);
      await expect(of.rounds.practise('nobody', question('tag'), noon)).rejects.toThrow();
    });
  });

  describe('an answer', () => {
    it('counts once, and what was written first stays', async () => {
      const { of, player, round } = await scene(bench.stores);
      const { account, player: id } = await player('Kim');
      const first = given(round, { choice: 'a', right: false, points: 0 });
      expect(await of.rounds.answer(account, first)).toEqual({ kind: 'counted', answer: first });
      const stores = await bench.restart();
      const again = await scene(stores);
      expect(await again.of.rounds.answer(account, given(round, { at: later(60) }))).toEqual({
        kind: 'already',
        answer: first,
      });
      expect(await again.of.scores.of(id)).toMatchObject({ points: 0, answered: 1, right: 0 });
      expect(await again.of.rounds.tally(round.id, 0)).toEqual({ a: 1 });
    });

    it('counts once of many at the same time', async () => {
      const { of, player, round } = await scene(bench.stores);
      const { account, player: id } = await player('Kim');
      const outcomes = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          of.rounds.answer(account, given(round, { choice: index % 2 ? 'a' : 'b' })),
        ),
      );
      expect(outcomes.filter(({ kind }) => kind === 'counted')).toHaveLength(1);
      const [answer] = outcomes.map((outcome) => ('answer' in outcome ? outcome.answer : undefined));
      for (const outcome of outcomes) expect(outcome).toMatchObject({ answer });
      expect(await of.scores.of(id)).toMatchObject({ points: 10, answered: 1 });
    });

    it('is closed after the reveal, save that an earlier one is still told', async () => {
      const { of, player, round } = await scene(bench.stores);
      const [kim, lee] = [await player('Kim'), await player('Lee')];
      await of.rounds.answer(kim.account, given(round));
      expect(await bench.stores.agenda.reveal(round.id, later(60))).toBe(true);
      expect(await of.rounds.answer(lee.account, given(round))).toEqual({ kind: 'closed' });
      expect(await of.rounds.answer(kim.account, given(round))).toMatchObject({ kind: 'already' });
      expect(await of.rounds.answer(kim.account, given(round, { question: 1 }))).toEqual({ kind: 'closed' });
      expect(await bench.stores.agenda.counts(round.id)).toEqual([1, 0]);
      expect(await of.scores.board({})).toHaveLength(1);
    });

    it('never slips in after a reveal that happens meanwhile', async () => {
      const { of, player, round } = await scene(bench.stores);
      const players = await Promise.all(Array.from({ length: 30 }, (_, index) => player(`p${index}`)));
      const answers = players.map(({ account }) => of.rounds.answer(account, given(round)));
      await bench.stores.agenda.reveal(round.id, later(1));
      const counted = await bench.stores.agenda.counts(round.id);
      const outcomes = await Promise.all(answers);
      expect(counted[0]).toBe(outcomes.filter(({ kind }) => kind === 'counted').length);
      expect(await bench.stores.agenda.counts(round.id)).toEqual(counted);
    });

    it.each([
      ['a round that is not there', { round: 'nothing' }],
      ['a question that was not asked', { question: 2 }],
      ['a question before the first', { question: -1 }],
      ['half a question', { question: 0.5 }],
      ['no number', { question: Number.NaN }],
    ])('to %s is closed', async (_, more) => {
      const { of, player, round } = await scene(bench.stores);
      const { account } = await player('Kim');
      expect(await of.rounds.answer(account, given(round, more))).toEqual({ kind: 'closed' });
      expect(await of.scores.board({})).toEqual([]);
    });

    it('is mastered when it was right, in any round', async () => {
      const { of, player, round, team, programme } = await scene(bench.stores);
      const kim = await player('Kim');
      await of.rounds.answer(kim.account, given(round, { right: false, choice: 'a' }));
      expect(await of.rounds.mastered(kim.player)).toEqual(new Set());
      const next = await open(bench.stores, { team, programme }, '2026-01-02', ['cmd']);
      await of.rounds.answer(kim.account, given(next));
      expect(await of.rounds.mastered(kim.player)).toEqual(new Set(['cmd']));
      expect(await of.rounds.mastered((await player('Lee')).player)).toEqual(new Set());
    });

    it('is remembered, with what was practised, newest first and each question once', async () => {
      const { of, player, round } = await scene(bench.stores);
      const kim = await player('Kim');
      await of.rounds.answer(kim.account, given(round, { at: later(1) }));
      await of.rounds.practise(kim.account, question('tag'), later(2));
      await of.rounds.answer(kim.account, given(round, { question: 1, at: later(3) }));
      await of.rounds.practise(kim.account, question('cmd'), later(4));
      expect(await of.rounds.recent(kim.player, 9)).toEqual(['cmd', 'volume', 'tag']);
      expect(await of.rounds.recent(kim.player, 2)).toEqual(['cmd', 'volume']);
      expect(await of.rounds.recent((await player('Lee')).player, 9)).toEqual([]);
    });
  });

  describe('parked spellings', () => {
    it('are kept for good, and may be kept twice', async () => {
      const { of, team } = await scene(bench.stores);
      const parked = { ticket: 'T', spelling: '1compare?a=도커&b=%26' };
      await of.parked.keep([]);
      await of.parked.keep([parked, { ticket: 'U', spelling: 'x'.repeat(20_000) }]);
      await bench.stores.park(guild.platform, guild.tenant, [parked]);
      const stores = await bench.restart();
      expect(await stores.of(team).parked.get('T')).toBe(parked.spelling);
      expect(await stores.of(team).parked.get('U')).toHaveLength(20_000);
      expect(await stores.of(team).parked.get('V')).toBeUndefined();
    });

    it('are kept for a team that is not there yet', async () => {
      await bench.stores.park('slack', 'T9', [{ ticket: 'T', spelling: '1help' }]);
      const team = await bench.stores.team('slack', 'T9');
      expect(await bench.stores.of(team).parked.get('T')).toBe('1help');
    });
  });
}
