import type { Shape } from '#platforms/web/svg.ts';
import type { PageWords } from '#platforms/web/words.ts';
import { h, s } from './dom.ts';
import { icon } from './icon.ts';

let drawn = 0;

/** A drawing as elements of the page, in the page's own fonts. Names inside it are made its own. */
function draw(shape: Shape): SVGElement {
  drawn += 1;
  const prefix = `drawing-${drawn}-`;
  const own = (name: string, value: string): string =>
    name === 'id' ? prefix + value : value.replace(/^url\(#([\w-]+)\)$/, `url(#${prefix}$1)`);
  const make = ({ tag, attributes, children }: Shape): SVGElement =>
    s(
      tag,
      Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, own(name, value)])),
      ...children.map((child) => (typeof child === 'string' ? child : make(child))),
    );
  return make(shape);
}

const drawing = (shape: Shape, alt: string, onclick?: () => void): HTMLElement =>
  h('div', { class: 'drawing', role: 'img', 'aria-label': alt, onclick }, draw(shape));

/** Shows a drawing over the page, as large as can be read; Esc, a click or the cross closes it. */
function enlarge(shape: Shape, alt: string, words: PageWords): void {
  const dialog: HTMLDialogElement = h(
    'dialog',
    {
      class: 'large',
      'aria-label': words.picture,
      onclick: (): void => dialog.close(),
      onclose: (): void => dialog.remove(),
    },
    h('div', { class: 'pan', tabindex: 0, role: 'region', 'aria-label': words.picture }, drawing(shape, alt)),
    h(
      'button',
      { type: 'button', class: 'plain-icon', 'aria-label': words.close, title: words.close },
      icon('cross'),
    ),
  );
  document.body.append(dialog);
  dialog.showModal();
}

/** A drawing in a reply: a click on it, or its button for the keyboard, shows it large. */
export function picture(shape: Shape, alt: string, words: PageWords): HTMLElement {
  const open = (): void => enlarge(shape, alt, words);
  return h(
    'figure',
    { class: 'picture' },
    drawing(shape, alt, open),
    h(
      'button',
      { type: 'button', class: 'enlarge', 'aria-label': words.enlarge, title: words.enlarge, onclick: open },
      icon('enlarge'),
    ),
  );
}
