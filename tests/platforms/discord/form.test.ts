import fc from 'fast-check';
import { expect, test } from 'vitest';
import { call } from '#core/call.ts';
import type { Field, Form } from '#core/form.ts';
import type { Option } from '#core/option.ts';
import { english } from '#core/say.ts';
import { readCustomId } from '#platforms/discord/customid.ts';
import { renderForm } from '#platforms/discord/form.ts';
import { object } from '#tests/support/discord/json.ts';
import { checkModal } from '#tests/support/discord/modal.ts';
import { seeModal } from '#tests/support/discord/view.ts';

const words = fc.oneof(fc.string({ minLength: 1, maxLength: 150 }), fc.constant('가나다'.repeat(2000)));
const choices = fc
  .uniqueArray(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 1, maxLength: 30 })
  .map((values) => values.map((value) => ({ value, label: 'yes' })));

const option: fc.Arbitrary<Option> = fc.oneof(
  fc.option(fc.integer({ min: 1, max: 90_000 }), { nil: undefined }).chain((max) =>
    fc.constantFrom('text' as const, 'longtext' as const, 'file' as const).map((kind) => ({
      kind,
      describe: 'x',
      ...(max === undefined ? {} : { max }),
    })),
  ),
  fc
    .constantFrom('flag', 'number', 'player', 'channel', 'role', 'time', 'zone')
    .map((kind) => ({ kind, describe: 'x' }) as Option),
  fc
    .tuple(fc.constantFrom('choice' as const, 'choices' as const), choices)
    .map(([kind, all]) => ({ kind, describe: 'x', choices: all })),
);

const field = fc
  .tuple(
    words,
    fc.option(words, { nil: undefined }),
    option,
    fc.boolean(),
    fc.option(words, { nil: undefined }),
  )
  .map(([label, hint, kind, required, value]) => ({
    label,
    option: kind,
    required,
    ...(hint === undefined ? {} : { hint }),
    ...(value === undefined ? {} : { value }),
  }));

const form: fc.Arbitrary<Form> = fc
  .tuple(
    words,
    fc.array(field, { minLength: 1, maxLength: 8 }),
    fc.dictionary(fc.constantFrom('a', 'b'), words),
  )
  .map(([title, fields, options]) => ({
    title,
    submit: 'Send',
    call: call('daily set', options),
    fields: fields.map((one, index) => ({ ...one, name: `field${index}` })),
  }));

const faultsOf = (one: Form): unknown[] =>
  checkModal(object({ type: 9, data: renderForm(one, english).data }));

test('any form stays within the limits, with its required fields', () => {
  fc.assert(
    fc.property(form, (one) => {
      expect(faultsOf(one)).toEqual([]);
      const shown = seeModal(object(renderForm(one, english).data)).fields.map(({ customId }) => customId);
      const needed = one.fields.filter(({ required }) => required).map(({ name }) => name);
      expect(shown).toEqual(expect.arrayContaining(needed.slice(0, 5)));
    }),
    { numRuns: 200 },
  );
});

test('it carries its call, and shows what was chosen before', () => {
  const fields: Field[] = [
    { name: 'time', label: 'When', option: { kind: 'time', describe: 'x' }, required: true, value: '09:00' },
    {
      name: 'days',
      label: 'Which days',
      option: {
        kind: 'choices',
        describe: 'x',
        choices: ['mon', 'tue'].map((value) => ({ value, label: value })),
      },
      required: false,
      value: 'tue',
    },
  ];
  const made = call('daily set', { channel: '1' });
  const { data, parked } = renderForm({ title: '/daily set', submit: 'Send', call: made, fields }, english);
  expect(parked).toEqual([]);
  expect(readCustomId(data.custom_id)).toEqual({ call: made });
  expect(seeModal(object(data))).toMatchObject({
    title: '/daily set',
    fields: [
      { label: 'When', value: '09:00', required: true },
      { label: 'Which days', required: false, options: [{ value: 'mon' }, { value: 'tue' }] },
    ],
  });
  expect(JSON.stringify(data)).toContain('"value":"tue","label":"tue","default":true');
});
