import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { call } from '#core/call.ts';
import { readSpelling, spell, spellWithin } from '#core/spelling.ts';

const name = fc.stringMatching(/^[a-z][a-z-]{0,10}( [a-z]{1,8})?$/);
const options = fc.dictionary(fc.string({ minLength: 1, maxLength: 8 }), fc.string({ maxLength: 40 }), {
  maxKeys: 5,
});

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

  test('is parked when it is too long, and still names the command', () => {
    const long = call('cmd-explain', { dockerfile: 'FROM node:22\n'.repeat(20) });
    const { spelling, parked } = spellWithin(long, 100);
    expect(spelling.length).toBeLessThanOrEqual(100);
    expect(readSpelling(spelling)).toEqual({
      call: { command: 'cmd-explain', options: {}, ticket: parked?.ticket },
    });
    expect(readSpelling(parked?.spelling ?? '')).toEqual({ call: long });
    expect(spellWithin(long, 100)).toEqual({ spelling, parked });
  });

  test('of another version, or none at all, says so', () => {
    expect(readSpelling('2answer?round=42')).toEqual({ fault: 'version' });
    expect(readSpelling('answer')).toEqual({ fault: 'broken' });
    expect(readSpelling('')).toEqual({ fault: 'broken' });
    expect(readSpelling('1answer?round')).toEqual({ fault: 'broken' });
    fc.assert(fc.property(fc.string(), (text) => void readSpelling(text)));
  });
});
