import { kinds, walk } from '#tests/support/discord/components.ts';
import { type Json, object, objects, size, string } from '#tests/support/discord/json.ts';
import type { Fault } from '#tests/support/discord/refusal.ts';
import { check } from '#tests/support/discord/schema.ts';

/** What Discord finds wrong with a form: its description, and what only the documentation says. */
export function checkModal(callback: Json): Fault[] {
  const described = check('ModalInteractionCallbackRequest', callback);
  const data = object(callback.data);
  const placed = walk(data.components, ['data', 'components']);
  const ids = placed.flatMap(({ component }) =>
    typeof component.custom_id === 'string' ? [component.custom_id] : [],
  );
  const faults: Fault[] = [...described];
  if (objects(data.components).length > 5)
    faults.push({
      path: ['data', 'components'],
      code: 'BASE_TYPE_BAD_LENGTH',
      message: 'Must be between 1 and 5 in length.',
    });
  if (new Set(ids).size < ids.length)
    faults.push({
      path: ['data', 'components'],
      code: 'COMPONENT_CUSTOM_ID_DUPLICATED',
      message: 'Component custom id cannot be duplicated',
    });
  return [...faults, ...placed.flatMap(({ component, path }) => checkInput(component, path))];
}

function checkInput(input: Json, path: readonly (string | number)[]): Fault[] {
  if (input.type === kinds.row && objects(input.components).length > 1)
    return [{ path: [...path, 'components'], code: 'BASE_TYPE_BAD_LENGTH', message: 'Must be 1 in length.' }];
  if (input.type !== kinds.input) return [];
  const labelled = path.at(-1) === 'component';
  const most = typeof input.max_length === 'number' ? input.max_length : 4000;
  const least = typeof input.min_length === 'number' ? input.min_length : 0;
  const faults: Fault[] = [];
  if (!labelled && string(input.label) === '')
    faults.push({ path: [...path, 'label'], code: 'BASE_TYPE_REQUIRED', message: 'This field is required' });
  if (labelled && input.label)
    faults.push({
      path: [...path, 'label'],
      code: 'COMPONENT_LABEL_NOT_ALLOWED',
      message: 'The label stands in the Label around it',
    });
  if (least > most)
    faults.push({
      path: [...path, 'min_length'],
      code: 'TEXT_INPUT_MIN_GREATER_THAN_MAX',
      message: 'min_length exceeds max_length',
    });
  if (
    typeof input.value === 'string' &&
    input.value !== '' &&
    (size(input.value) > most || size(input.value) < least)
  )
    faults.push({
      path: [...path, 'value'],
      code: 'BASE_TYPE_BAD_LENGTH',
      message: `Must be between ${least} and ${most} in length.`,
    });
  return faults;
}
