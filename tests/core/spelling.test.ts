import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { call } from '#core/call.ts';
import { type Parked, readParked, readSpelling, spell, spellWithin } from '#core/spelling.ts';

const name = fc.stringMatching(/^[a-z][a-z-]{0,10}( [a-z]{1,8})?$/);
const options = fc.dictionary(fc.string({ minLength: 1, maxLength: 8 }), fc.string({ maxLength: 40 }), {
  maxKeys: 5,
});

const keeping = (parked: readonly Parked[]) => async (wanted: string) =>
  parked.find(({ ticket }) => ticket === wanted)?.spelling;

describe('a spelling', () => {
  test('looks as it should', () => {
    expect(spell(call('answer', { round: '42', choice: 'b' }))).toBe('1answer?round=42&choice=b');
    expect(spell(call('quiz'))).toBe('1quiz');
    expect(spell({ command: 'daily set', options: { time: '09:00' }, asks: ['time', 'days'] })).toBe(
      '1daily set?time=09:00&~time,days',
    );
  });

  test('comes back as it was, whatever the options hold', () => {
    fc.assert(
      fc.property(name, options, (command, given) => {
        const made = { command, options: given };
        expect(readSpelling(spell(made))).toEqual({ call: made });
      }),
    );
  });

  test('keeps what a form asks', () => {
    const made = { command: 'cmd-explain', options: { args: 'a&b=c~d?e%f' }, asks: ['dockerfile', 'args'] };
    expect(readSpelling(spell(made))).toEqual({ call: made });
  });

  test('is parked when it is too long, and still names the command', async () => {
    const long = call('cmd-explain', { dockerfile: 'FROM node:22\n'.repeat(20), args: 'a&b=~c' });
    const { spelling, parked } = spellWithin(long, 60);
    expect(spelling.length).toBeLessThanOrEqual(60);
    const read = readSpelling(spelling);
    const ticket = 'call' in read ? (read.call.ticket ?? '') : '';
    expect(read).toEqual({ call: { command: 'cmd-explain', options: {}, ticket } });
    expect(await readParked(ticket, keeping(parked))).toEqual({ call: long });
    expect(spellWithin(long, 60)).toEqual({ spelling, parked });
  });

  test('is parked and comes back whatever the options hold, also what was parked before it', async () => {
    const long = fc.dictionary(fc.string({ minLength: 1, maxLength: 4 }), fc.string({ maxLength: 300 }));
    await fc.assert(
      fc.asyncProperty(name, long, long, async (command, first, then) => {
        const one = spellWithin({ command, options: first }, 0);
        const read = readSpelling(one.spelling);
        const ticket = 'call' in read ? (read.call.ticket ?? '') : '';
        const two = spellWithin({ command, options: then, ticket }, 0);
        const kept = keeping([...one.parked, ...two.parked]);
        expect(await readParked(two.parked.at(-1)?.ticket ?? '', kept)).toEqual({
          call: { command, options: { ...first, ...then } },
        });
      }),
    );
  });

  test('parked with others keeps what they share once, and is gone with it', async () => {
    const dockerfile = 'FROM node:22\nCMD ["node", "app.js"]\n'.repeat(30);
    const spelt = ['sh', 'bash', 'node'].map((override) =>
      spellWithin(call('cmd-explain', { dockerfile, override }), 92),
    );
    const kept = new Map(spelt.flatMap(({ parked }) => parked.map((one) => [one.ticket, one] as const)));
    expect([...kept.values()].filter(({ spelling }) => spelling.length > 120)).toHaveLength(1);
    expect(kept.size).toBe(4);
    const own = spelt[0]?.parked.at(-1);
    expect(await readParked(own?.ticket ?? '', keeping(own ? [own] : []))).toEqual({ fault: 'gone' });
    expect(await readParked('never', keeping([]))).toEqual({ fault: 'gone' });
  });

  test('of a kept value is none, nor is one that only the database can complete', () => {
    expect(readSpelling('=1help')).toEqual({ fault: 'broken' });
    expect(readSpelling('1cmd-explain?dockerfile=~T')).toEqual({ fault: 'broken' });
  });

  test('of another version, or none at all, says so', () => {
    expect(readSpelling('2answer?round=42')).toEqual({ fault: 'version' });
    expect(readSpelling('answer')).toEqual({ fault: 'broken' });
    expect(readSpelling('')).toEqual({ fault: 'broken' });
    expect(readSpelling('1answer?round')).toEqual({ fault: 'broken' });
    fc.assert(fc.property(fc.string(), (text) => void readSpelling(text)));
  });
});
