import { describe, expect, it } from 'vitest';
import { call } from '#core/call.ts';
import { readParked, spell, spellWithin } from '#core/spelling.ts';
import type { Bench } from '#tests/stores/contract.ts';
import { given, guild, later, nine, noon, otherGuild, scene } from '#tests/stores/scene.ts';

export function playerContract(bench: Bench): void {
  describe('players', () => {
    it('makes a team, an account and a player once', async () => {
      const first = await bench.stores.member({ ...guild, id: '7' }, 'Kim', noon);
      const stores = await bench.restart();
      const second = await stores.member({ ...guild, id: '7' }, 'Kim', later(60));
      expect(second).toEqual(first);
      expect(first.team).toMatchObject(guild);
      expect(await stores.team('discord', 'guild')).toEqual(first.team);
    });

    it('makes one player of many calls at once', async () => {
      const all = await Promise.all(
        Array.from({ length: 20 }, () => bench.stores.member({ ...guild, id: '7' }, 'Kim', noon)),
      );
      expect(new Set(all.map(({ member }) => member.player)).size).toBe(1);
      expect(await bench.stores.of(all[0]?.team ?? fail()).players.suggest('', 9)).toHaveLength(1);
    });

    it('makes a team of a tenant with nobody in it, and the same one afterwards', async () => {
      const team = await bench.stores.team('slack', 'T1');
      expect(
        (await bench.stores.member({ platform: 'slack', tenant: 'T1', id: 'U1' }, 'A', noon)).team,
      ).toEqual(team);
      expect((await bench.stores.team('discord', 'T1')).id).not.toBe(team.id);
    });

    it('shows the name a player has now', async () => {
      const { of, player, round } = await scene(bench.stores);
      const { account, player: id } = await player('one');
      await of.rounds.answer(account, given(round));
      expect((await bench.stores.member({ ...guild, id: 'one' }, 'Uno', noon)).member.name).toBe('Uno');
      expect((await of.scores.board({}))[0]?.name).toBe('Uno');
      expect(await of.players.find('uno')).toEqual({ player: id, name: 'Uno' });
    });

    it.each([
      ['control characters', 'a\u0000b\nc\u001b[31m\u2028d', 'abc[31md'],
      ['a name of any length', '😀'.repeat(10_000), '😀'.repeat(100)],
      ['half a character', 'a\ud83d', 'a\ufffd'],
      ['markup, which is content', '<@1> *b* `c` @everyone', '<@1> *b* `c` @everyone'],
      ['SQL, which is content', `'); drop table player; --`, `'); drop table player; --`],
      ['nothing', '', ''],
    ])('keeps %s', async (_, shown, kept) => {
      const { team, member } = await bench.stores.member({ ...guild, id: '7' }, shown, noon);
      expect(member.name).toBe(kept);
      expect(await bench.stores.of(team).players.find('7')).toEqual({ player: member.player, name: kept });
    });

    it('keeps a language of one’s own until it is cleared', async () => {
      const account = { ...guild, id: '7' };
      const { team, member } = await bench.stores.member(account, 'Kim', noon);
      expect(await bench.stores.locale(account)).toBeUndefined();
      await bench.stores.of(team).players.setLocale(member.account, 'en');
      expect(await bench.stores.locale(account)).toBe('en');
      expect((await bench.stores.member(account, 'Kim', noon)).member.locale).toBe('en');
      await bench.stores.of(team).players.setLocale(member.account, undefined);
      expect(await bench.stores.locale(account)).toBeUndefined();
      expect((await bench.stores.member(account, 'Kim', noon)).member).not.toHaveProperty('locale');
    });

    it('makes nobody by asking for a language', async () => {
      expect(await bench.stores.locale({ ...guild, id: 'nobody' })).toBeUndefined();
      const { of } = await scene(bench.stores);
      expect(await of.players.find('nobody')).toBeUndefined();
    });

    it('finds a player by id before a name, and by a name in any case and width', async () => {
      const { of } = await scene(bench.stores);
      const join = async (id: string, name: string) =>
        (await bench.stores.member({ ...guild, id }, name, noon)).member.player;
      const [kim, named] = [await join('100', 'Kim'), await join('200', '100')];
      expect((await of.players.find('100'))?.player).toBe(kim);
      expect((await of.players.find('200'))?.player).toBe(named);
      expect((await of.players.find('kIM'))?.player).toBe(kim);
      expect((await of.players.find('ＫＩＭ'))?.player).toBe(kim);
      expect(await of.players.find('ki')).toBeUndefined();
    });

    it('suggests names that begin so before names that hold it, and takes no wildcards', async () => {
      const { of } = await scene(bench.stores);
      for (const name of ['Kimchi', 'Hakim', 'kim', '김철수', '이김', '100%', 'a_b', 'axb', 'w!w'])
        await bench.stores.member({ ...guild, id: name }, name, noon);
      const suggest = async (typed: string, limit = 9) =>
        (await of.players.suggest(typed, limit)).map(({ name }) => name);
      expect(await suggest('KIM')).toEqual(['kim', 'Kimchi', 'Hakim']);
      expect(await suggest('kim', 2)).toEqual(['kim', 'Kimchi']);
      expect(await suggest('김')).toEqual(['김철수', '이김']);
      expect(await suggest('%')).toEqual(['100%']);
      expect(await suggest('_')).toEqual(['a_b']);
      expect(await suggest('!')).toEqual(['w!w']);
      expect(await suggest('', 20)).toHaveLength(10);
    });

    it('tells what is kept of a person', async () => {
      const { of, player, round, place } = await scene(bench.stores);
      const { account } = await player('Kim');
      await of.players.setLocale(account, 'ko');
      await of.rounds.answer(account, given(round));
      await of.rounds.answer(account, given(round, { question: 1 }));
      await of.programmes.set({ ...nine, time: '10:00', place }, account, noon);
      expect(await of.players.kept(account)).toEqual({
        name: 'Kim',
        locale: 'ko',
        since: noon,
        answers: 2,
        settings: 1,
      });
    });
  });

  describe('erasing', () => {
    it('forgets name, language, id and score, keeps the votes, and makes a new player on return', async () => {
      const { of, player, round } = await scene(bench.stores);
      const kim = await player('Kim');
      const lee = await player('Lee');
      await of.players.setLocale(kim.account, 'en');
      await of.rounds.answer(kim.account, given(round));
      await of.rounds.answer(lee.account, given(round, { points: 5 }));
      await of.players.erase(kim.account);
      await of.players.erase(kim.account);

      const names = async () => (await of.scores.board({})).map(({ rank, name }) => [rank, name]);
      expect(await names()).toEqual([[1, 'Lee']]);
      expect(await of.players.find('Kim')).toBeUndefined();
      expect(await of.players.find('')).toBeUndefined();
      expect(await of.players.suggest('', 9)).not.toContainEqual(
        expect.objectContaining({ player: kim.player }),
      );
      expect(await bench.stores.locale({ ...guild, id: 'Kim' })).toBeUndefined();
      expect(await of.rounds.tally(round.id, 0)).toEqual({ b: 2 });
      expect(await bench.stores.agenda.counts(round.id)).toEqual([2, 0]);
      expect(await of.scores.of(kim.player)).toMatchObject({ name: '', points: 0, days: [], topics: {} });

      const again = await player('Kim');
      expect(again.player).not.toBe(kim.player);
      expect(again.account).not.toBe(kim.account);
      expect(again).not.toHaveProperty('locale');
      await bench.stores.rebuild();
      expect(await names()).toEqual([[1, 'Lee']]);
    });

    it('drops kept calls about the person, of this team alone', async () => {
      const { of, player } = await scene(bench.stores);
      const name = '100%_민아 & =?~ '.repeat(6).trim();
      const kim = await player(name);
      const other = await scene(bench.stores, otherGuild);
      const calls = [
        call('score', { player: name }),
        call('score', { player: name, page: '2' }),
        call('score', { player: `${name}!`, page: '2' }),
        call('cmd-explain', { dockerfile: `FROM x\n# ${name}\n` }),
      ].map((one) => spellWithin(one, 92).parked);
      // As an earlier version kept it, whole.
      calls.push([{ ticket: 'T', spelling: spell(call('score', { player: name })) }]);
      await of.parked.keep(calls.flat());
      await other.of.parked.keep(calls.flat());
      await of.players.erase(kim.account);
      const faults = (from: typeof of) =>
        Promise.all(
          calls.map(async (parked) => {
            const read = await readParked(parked.at(-1)?.ticket ?? '', (ticket) => from.parked.get(ticket));
            return 'fault' in read ? read.fault : 'there';
          }),
        );
      expect(await faults(of)).toEqual(['gone', 'gone', 'there', 'there', 'gone']);
      expect(await faults(other.of)).toEqual(['there', 'there', 'there', 'there', 'there']);
    });

    it('takes no answer of an account that was erased a moment ago', async () => {
      const { of, player, round } = await scene(bench.stores);
      const kim = await player('Kim');
      await of.players.erase(kim.account);
      expect(await of.rounds.answer(kim.account, given(round))).toEqual({ kind: 'closed' });
      await of.players.setLocale(kim.account, 'ko');
      expect(await of.players.kept(kim.account)).toEqual({ name: '', since: noon, answers: 0, settings: 0 });
      expect(await of.scores.board({})).toEqual([]);
    });
  });
}

const fail = (): never => {
  throw new Error('there should be one');
};
