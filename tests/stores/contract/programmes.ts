import { describe, expect, it } from 'vitest';
import type { Bench } from '#tests/stores/contract.ts';
import { channel, later, nine, noon, open, scene } from '#tests/stores/scene.ts';

export function programmeContract(bench: Bench): void {
  describe('programmes', () => {
    it('knows what is set for a channel, and nothing for another', async () => {
      const { of, place, programme } = await scene(bench.stores);
      expect(programme).toMatchObject({ ...nine, state: 'active', places: [place], since: noon });
      const stores = await bench.restart();
      const again = await scene(stores);
      expect(await again.of.programmes.at(place)).toEqual(programme);
      expect(await again.of.programmes.all()).toEqual([programme]);
      expect(await of.programmes.at(channel('random')).catch(String)).toMatch(/closed/);
      expect(await again.of.programmes.at(channel('random'))).toBeUndefined();
    });

    it('changes a programme in place, so that its days and questions are not asked again', async () => {
      const { of, place, programme, manager } = await scene(bench.stores);
      const changed = await of.programmes.set(
        { ...nine, place, time: '10:30', days: [7, 6, 6], topics: ['images', 'basics'] },
        manager.account,
        later(60),
      );
      expect(changed).toMatchObject({
        id: programme.id,
        time: '10:30',
        days: [6, 7],
        topics: ['basics', 'images'],
      });
      expect(changed.since).toEqual(later(60));
      expect((await bench.stores.agenda.round(changed.id, '2026-01-01'))?.questions).toHaveLength(2);
    });

    it('keeps owing what it owed where the times stay as they are', async () => {
      const { of, place, manager } = await scene(bench.stores);
      const changed = await of.programmes.set({ ...nine, place, locale: 'en' }, manager.account, later(60));
      expect(changed).toMatchObject({ locale: 'en', since: noon });
    });

    it('owes nothing from before to a channel that leaves a shared programme: it had that one’s quiz', async () => {
      const { of, place, programme, manager } = await scene(bench.stores);
      await of.programmes.set({ ...nine, place: channel('random') }, manager.account, later(60));
      const left = await of.programmes.set({ ...nine, place, locale: 'en' }, manager.account, later(120));
      expect(left.id).not.toBe(programme.id);
      expect(left.since).toEqual(later(120));
    });

    it('lets channels with equal settings share a programme, each with a state of its own', async () => {
      const { of, place, programme, manager } = await scene(bench.stores);
      const second = channel('random');
      const shared = await of.programmes.set({ ...nine, place: second }, manager.account, later(60));
      expect(shared).toMatchObject({ id: programme.id, places: [place, second], since: noon });

      const paused = await of.programmes.turn(second, 'paused', manager.account, later(90));
      expect(paused).toMatchObject({ id: programme.id, state: 'paused', places: [second] });
      expect(await of.programmes.at(place)).toMatchObject({ state: 'active', places: [place] });
      expect(await of.programmes.all()).toHaveLength(2);
      expect((await bench.stores.agenda.programmes()).map(({ places }) => places)).toEqual([[place]]);

      const own = await of.programmes.set(
        { ...nine, time: '18:00', place: second },
        manager.account,
        later(99),
      );
      expect(own).toMatchObject({ state: 'active', time: '18:00', places: [second] });
      expect(own.id).not.toBe(programme.id);
      expect(await of.programmes.at(place)).toMatchObject({
        id: programme.id,
        time: '09:00',
        places: [place],
      });

      const back = await of.programmes.set({ ...nine, place: second }, manager.account, later(120));
      expect(back).toMatchObject({ id: programme.id, places: [place, second] });
    });

    it('pauses, resumes and stops, and owes nothing from before the resumption', async () => {
      const { of, place, manager, programme } = await scene(bench.stores);
      const states = async () => (await bench.stores.agenda.programmes()).map(({ state }) => state);
      expect(await of.programmes.turn(place, 'paused', manager.account, later(60))).toMatchObject({
        state: 'paused',
      });
      expect(await states()).toEqual([]);
      const resumed = await of.programmes.turn(place, 'active', manager.account, later(120));
      expect(resumed).toMatchObject({ id: programme.id, state: 'active', since: later(120) });
      expect(await states()).toEqual(['active']);
      expect(await of.programmes.turn(place, 'stopped', manager.account, later(180))).toMatchObject({
        state: 'stopped',
      });
      expect(await of.programmes.turn(channel('random'), 'paused', manager.account, noon)).toBeUndefined();
    });

    it('leaves out a channel that cannot be posted in until it is set again', async () => {
      const { of, place, manager } = await scene(bench.stores);
      await bench.stores.agenda.breakPlace(place, later(60));
      expect(await bench.stores.agenda.programmes()).toEqual([]);
      expect((await of.programmes.at(place))?.broken).toEqual(later(60));
      const mended = await of.programmes.set({ ...nine, place }, manager.account, later(120));
      expect(mended).not.toHaveProperty('broken');
      expect(mended.since).toEqual(later(120));
      expect(await bench.stores.agenda.programmes()).toHaveLength(1);
    });

    it('mends such a channel also where its quiz is resumed', async () => {
      const { of, place, manager } = await scene(bench.stores);
      await bench.stores.agenda.breakPlace(place, later(60));
      const mended = await of.programmes.turn(place, 'active', manager.account, later(120));
      expect(mended).not.toHaveProperty('broken');
      expect(mended?.since).toEqual(later(120));
      expect(await bench.stores.agenda.programmes()).toHaveLength(1);
    });

    it('knows a programme by its id whatever its state, also without channels', async () => {
      const { of, place, manager, programme, team } = await scene(bench.stores);
      const known = async () => bench.stores.agenda.programme(programme.id);
      expect(await known()).toEqual({ ...programme, team });
      await of.programmes.turn(place, 'stopped', manager.account, later(60));
      expect(await known()).toMatchObject({ state: 'stopped', places: [place], team });
      const second = channel('random');
      await of.programmes.set({ ...nine, time: '10:00', place: second }, manager.account, later(61));
      await of.programmes.set({ ...nine, time: '10:00', place }, manager.account, later(62));
      expect(await known()).toMatchObject({ id: programme.id, state: 'stopped', places: [], locale: 'ko' });
      expect(await bench.stores.agenda.programme('nothing')).toBeUndefined();
    });

    it('refuses a channel of another team', async () => {
      const { of, manager } = await scene(bench.stores);
      const foreign = { platform: 'slack', tenant: 'guild', channel: 'general' } as const;
      await expect(of.programmes.set({ ...nine, place: foreign }, manager.account, noon)).rejects.toThrow(
        /not one of team/,
      );
      expect(await of.programmes.at(foreign)).toBeUndefined();
      expect(await of.programmes.turn(foreign, 'paused', manager.account, noon)).toBeUndefined();
    });

    it('has the newest round of a programme, leaving out days that were skipped', async () => {
      const { of, team, programme, round } = await scene(bench.stores);
      expect(await of.rounds.newest(programme.id)).toEqual(round);
      const next = await open(bench.stores, { team, programme }, '2026-01-02', ['image']);
      await bench.stores.agenda.skip(programme.id, '2026-01-05', noon);
      expect(await of.rounds.newest(programme.id)).toEqual(next);
    });
  });
}
