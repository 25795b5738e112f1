import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import type { Period } from '#core/store.ts';
import type { Bench } from '#tests/stores/contract.ts';
import { channel, given, guild, later, nine, noon, open, question, scene } from '#tests/stores/scene.ts';
import { runs } from '#tests/support/patience.ts';

export function scoreContract(bench: Bench): void {
  describe('scores', () => {
    it('adds up what a player has achieved', async () => {
      const { of, player, round, team, programme } = await scene(bench.stores);
      const kim = await player('Kim');
      const friday = await open(bench.stores, { team, programme }, '2026-01-02', ['tag']);
      await of.rounds.answer(kim.account, given(friday, { right: false, points: 0 }));
      await of.rounds.answer(kim.account, given(round));
      await of.rounds.answer(kim.account, given(round, { question: 1, points: 20 }));
      expect(await of.scores.of(kim.player)).toEqual({
        player: kim.player,
        name: 'Kim',
        points: 30,
        answered: 3,
        right: 2,
        days: ['2026-01-01', '2026-01-02'],
        closed: [],
        topics: { basics: { answered: 3, right: 2 } },
      });
      expect(await of.scores.of((await player('Lee')).player)).toMatchObject({
        name: 'Lee',
        answered: 0,
        days: [],
      });
      expect(await of.scores.of('nobody')).toMatchObject({ name: '', points: 0 });
    });

    it('tells the days whose quiz is over, of programmes the player answers in', async () => {
      const { of, player, round, team, programme, manager } = await scene(bench.stores);
      const { agenda } = bench.stores;
      const kim = await player('Kim');
      const day = async (of_: typeof programme, date: string, revealed = true) => {
        const opened = await open(bench.stores, { team, programme: of_ }, date, ['tag']);
        if (revealed) await agenda.reveal(opened.id, noon);
        return opened;
      };
      await day(programme, '2025-12-31');
      await of.rounds.answer(kim.account, given(round));
      await agenda.reveal(round.id, noon);
      await day(programme, '2026-01-02');
      await agenda.skip(programme.id, '2026-01-05', noon);
      await day(programme, '2026-01-06', false);
      const other = await of.programmes.set(
        { ...nine, time: '10:00', place: channel('random') },
        manager.account,
        noon,
      );
      await day(other, '2026-01-03');
      expect(await of.scores.of(kim.player)).toMatchObject({
        days: ['2026-01-01'],
        closed: ['2026-01-01', '2026-01-02'],
      });
    });

    it('ranks equal points equally, who had them first before the others, then by name', async () => {
      const { of, player, round } = await scene(bench.stores);
      const answers: readonly (readonly [name: string, points: number, second: number])[] = [
        ['Late', 10, 5],
        ['best', 30, 9],
        ['early', 10, 1],
        ['Bob', 10, 3],
        ['amy', 10, 3],
        ['zero', 0, 0],
        ['nil', 0, 7],
      ];
      for (const [name, points, second] of answers) {
        const { account } = await player(name);
        await of.rounds.answer(account, given(round, { points, right: points > 0, at: later(second) }));
      }
      await player('idle');
      const board = await of.scores.board({});
      expect(board.map(({ rank, name }) => `${rank} ${name}`)).toEqual([
        '1 best',
        '2 early',
        '2 amy',
        '2 Bob',
        '2 Late',
        '6 nil',
        '6 zero',
      ]);
      expect(board[0]).toMatchObject({ points: 30, answered: 1, right: 1 });
    });

    it('adds up any period as the log of answers does, and again after a rebuild', async () => {
      const { of, player, manager } = await scene(bench.stores);
      const players = [manager, await player('Kim'), await player('Lee')];
      const round = (account: string, at: number) => of.rounds.practise(account, question('tag'), later(at));
      const log: { player: string; day: string; points: number; right: boolean }[] = [];
      const day = fc
        .integer({ min: 0, max: 430 })
        .map((ahead) => Temporal.PlainDate.from('2025-11-15').add({ days: ahead }).toString());
      const answers = fc.array(fc.record({ who: fc.nat(2), day, points: fc.constantFrom(0, 5, 10) }), {
        maxLength: 12,
      });
      const end = fc.option(day, { nil: undefined });

      const board = async (period: Period) =>
        (await of.scores.board(period)).map(({ rank: _, name: __, ...sums }) => sums);
      const expected = ({ from = '', to = '9' }: Period) =>
        [
          ...Map.groupBy(
            log.filter((one) => one.day >= from && one.day <= to),
            (one) => one.player,
          ),
        ].map(([id, all]) => ({
          player: id,
          points: all.reduce((sum, { points }) => sum + points, 0),
          answered: all.length,
          right: all.filter(({ right }) => right).length,
        }));
      const sorted = <T extends { player: string }>(lines: readonly T[]) =>
        lines.toSorted((a, b) => (a.player < b.player ? -1 : 1));

      await fc.assert(
        fc.asyncProperty(
          answers,
          fc.array(fc.tuple(end, end), { minLength: 3, maxLength: 5 }),
          async (more, ends) => {
            for (const { who, day, points } of more) {
              const member = players[who] ?? manager;
              const right = points > 0;
              const asked = await round(member.account, log.length);
              await of.rounds.answer(
                member.account,
                given(asked, { day, points, right, at: later(log.length) }),
              );
              log.push({ player: member.player, day, points, right });
            }
            const periods = ends.map(
              ([from, to]): Period => ({
                ...(from !== undefined && { from }),
                ...(to !== undefined && { to }),
              }),
            );
            for (const period of [{}, ...periods])
              expect(sorted(await board(period)), JSON.stringify(period)).toEqual(sorted(expected(period)));
            const whole = () => Promise.all(periods.map((period) => of.scores.board(period)));
            const before = await whole();
            await bench.stores.rebuild();
            expect(await whole()).toEqual(before);
          },
        ),
        { numRuns: runs(25, 2) },
      );
    });

    it('is rebuilt to what it was: sums, days, ranks and ties', async () => {
      const { of, player, round, team, programme } = await scene(bench.stores);
      const next = await open(bench.stores, { team, programme }, '2026-02-02', ['tag', 'cmd']);
      const members = await Promise.all(['a', 'b', 'c', 'd'].map(player));
      for (const [index, { account }] of members.entries())
        for (const [number, asked] of [round, next].entries())
          for (const question of [0, 1])
            await of.rounds.answer(
              account,
              given(asked, { question, points: ((index + question) % 3) * 5, at: later(index * number) }),
            );
      await of.players.erase((await player('d')).account);
      const all = async () => [
        await of.scores.board({}),
        await of.scores.board({ from: '2026-01-01', to: '2026-01-31' }),
        await of.scores.board({ from: '2026-01-02' }),
        ...(await Promise.all(members.map((one) => of.scores.of(one.player)))),
      ];
      const before = await all();
      await bench.stores.rebuild();
      await bench.stores.rebuild();
      expect(await all()).toEqual(before);
      expect(before[0]).toHaveLength(3);
    });

    it('belongs to the player, not to the name', async () => {
      const { of, round } = await scene(bench.stores);
      for (const id of ['1', '2']) {
        const { member } = await bench.stores.member({ ...guild, id }, 'Kim', noon);
        await of.rounds.answer(member.account, given(round));
      }
      expect(await of.scores.board({})).toHaveLength(2);
    });
  });
}
