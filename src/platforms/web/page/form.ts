import type { Outcome, ShownField, ShownForm } from '#platforms/web/wire.ts';
import { h } from './dom.ts';
import { icon } from './icon.ts';
import { type Around, showReply } from './reply.ts';
import type { Session } from './session.ts';

/** A field with the element it is written in. */
interface Asked {
  readonly field: ShownField;
  readonly element: HTMLElement;
  value(): string;
  fault(message: string | undefined): void;
  focus(): void;
}

/** Longest text of a picked file the server would take, in UTF-16 units, where the field sets none. */
const longestFile = 64_000;

function control(
  field: ShownField,
  id: string,
): { element: HTMLElement; value(): string; focus: HTMLElement } {
  const common = {
    id,
    name: field.name,
    'aria-describedby': `${id}-hint ${id}-fault`,
    required: field.required,
  };
  if (field.kind === 'choices') {
    const boxes = (field.choices ?? []).map(({ value, label }) => ({
      label,
      box: h('input', { type: 'checkbox', value, checked: field.value.split(/[\s,]+/).includes(value) }),
    }));
    const element = h(
      'div',
      { class: 'boxes', role: 'group', id },
      boxes.map(({ label, box }) => h('label', {}, box, label)),
    );
    const checked = (): string =>
      boxes
        .filter(({ box }) => box.checked)
        .map(({ box }) => box.value)
        .join(',');
    return { element, value: checked, focus: boxes[0]?.box ?? element };
  }
  if (field.kind === 'flag') {
    const box = h('input', { ...common, type: 'checkbox', required: false, checked: field.value === 'true' });
    return { element: box, value: () => (box.checked ? 'true' : ''), focus: box };
  }
  if (field.kind === 'choice') {
    const options = (field.choices ?? []).map(({ value, label }) =>
      h('option', { value, selected: value === field.value }, label),
    );
    const select = h('select', common, field.required ? undefined : h('option', { value: '' }, '—'), options);
    return { element: select, value: () => select.value, focus: select };
  }
  if (field.kind === 'lines' || field.kind === 'file') {
    const area = h(
      'textarea',
      { ...common, rows: 8, spellcheck: 'false', placeholder: field.example },
      field.value,
    );
    return { element: area, value: () => area.value, focus: area };
  }
  const line = h('input', {
    ...common,
    type: 'text',
    inputmode: field.kind === 'number' ? 'numeric' : undefined,
    value: field.value,
    autocomplete: 'off',
  });
  return { element: line, value: () => line.value, focus: line };
}

/** A button that reads a file of the person's into the field. */
function picker(
  field: ShownField,
  area: HTMLElement,
  fault: (message: string) => void,
  { words }: Session,
): HTMLElement {
  const chosen = h('input', {
    type: 'file',
    class: 'unseen',
    onchange: async () => {
      const file = chosen.files?.[0];
      if (!file || !(area instanceof HTMLTextAreaElement)) return;
      if (file.size > 4 * (field.max ?? longestFile)) return fault(words.tooLong);
      area.value = await file.text();
      // What was wrong with the text before is said no longer.
      area.dispatchEvent(new Event('input'));
    },
  });
  return h('label', { class: 'pick' }, words.pickFile, chosen);
}

function ask(field: ShownField, session: Session): Asked {
  const id = `field-${field.name}`;
  const { element, value, focus } = control(field, id);
  const message = h('p', { class: 'mistake', id: `${id}-fault`, role: 'alert' });
  const fault = (text: string | undefined): void => {
    message.textContent = text ?? '';
    focus.setAttribute('aria-invalid', String(text !== undefined));
  };
  focus.addEventListener('input', () => fault(undefined));
  const box = h(
    'div',
    { class: `field ${field.kind}` },
    h(
      'label',
      { for: id },
      field.label,
      field.required && h('span', { class: 'need' }, session.words.required),
    ),
    field.hint !== undefined &&
      field.hint !== field.example &&
      h('p', { class: 'field-hint', id: `${id}-hint` }, field.hint),
    element,
    (field.kind === 'file' || field.kind === 'lines') && picker(field, element, fault, session),
    message,
  );
  return { field, element: box, value, fault, focus: () => focus.focus() };
}

/** Opens a form as a dialog. `submit` makes its call; what is wrong is said where it is, and nothing written is lost. */
export function openForm(
  form: ShownForm,
  session: Session,
  around: Around,
  submit: (fields: Readonly<Record<string, string>>) => Promise<Outcome | undefined>,
): void {
  const { words } = session;
  const asked = form.fields.map((field) => ask(field, session));
  const trouble = h('div', { class: 'trouble', role: 'alert' });
  const button = h('button', { type: 'submit', class: 'press primary' }, form.submit);
  const dialog = h('dialog', { class: 'form', 'aria-labelledby': 'form-title' });

  /** What a refusal offers instead is answered in the room. */
  const leaving: Around = {
    words,
    press: (pressed) => {
      dialog.close();
      return around.press(pressed);
    },
  };

  async function send(): Promise<void> {
    if (button.disabled) return;
    button.disabled = true;
    trouble.replaceChildren();
    for (const { fault } of asked) fault(undefined);
    const outcome = await submit(Object.fromEntries(asked.map(({ field, value }) => [field.name, value()])));
    button.disabled = false;
    if (outcome === undefined) trouble.replaceChildren(h('p', {}, words.failed));
    else if ('fault' in outcome) trouble.replaceChildren(showReply(outcome.fault, leaving));
    else if (!('errors' in outcome)) return dialog.close();
    else {
      for (const { field, fault } of asked) fault(outcome.errors[field.name]);
      asked.find(({ field }) => outcome.errors[field.name] !== undefined)?.focus();
    }
  }

  const cross = h(
    'button',
    { type: 'button', class: 'plain-icon', 'aria-label': words.close, onclick: () => dialog.close() },
    icon('cross'),
  );
  dialog.append(
    h(
      'form',
      {
        novalidate: true,
        onsubmit: (event: SubmitEvent) => {
          event.preventDefault();
          void send();
        },
      },
      h('header', {}, h('h2', { id: 'form-title' }, form.title), cross),
      h(
        'div',
        { class: 'fields' },
        trouble,
        asked.map(({ element }) => element),
      ),
      h(
        'footer',
        {},
        h('button', { type: 'button', class: 'press', onclick: () => dialog.close() }, words.cancel),
        button,
      ),
    ),
  );
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  asked[0]?.focus();
}
