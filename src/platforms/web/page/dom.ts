/** What an element is made with: attributes by name (`undefined` and `false` leave one out), and listeners as `onclick`. */
export type Properties = Readonly<
  Record<string, string | number | boolean | undefined | ((event: never) => unknown)>
>;
export type Child = Node | string | undefined | false | readonly Child[];

function set(element: Element, name: string, value: Properties[string]): void {
  if (value === undefined || value === false) return;
  if (typeof value === 'function') element.addEventListener(name.slice(2), value as EventListener);
  else element.setAttribute(name, value === true ? '' : String(value));
}

function fill(element: Element, children: readonly Child[]): void {
  for (const child of children) {
    if (child === undefined || child === false) continue;
    if (Array.isArray(child)) fill(element, child);
    // A string becomes a text node: no markup can come of it.
    else element.append(child as Node | string);
  }
}

/** Makes an element. Strings become text, never markup; attribute names come from our own code only. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  properties: Properties = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) set(element, name, value);
  fill(element, children);
  return element;
}

const svgSpace = 'http://www.w3.org/2000/svg';

/** Makes an SVG element. */
export function s(
  tag: string,
  attributes: Readonly<Record<string, string>>,
  ...children: readonly Child[]
): SVGElement {
  const element = document.createElementNS(svgSpace, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  fill(element, children);
  return element;
}

/** Puts values in the places of a page word: `{count} suggestions`. */
export const fillIn = (word: string, values: Readonly<Record<string, string | number>>): string =>
  word.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));

/** A random name for one press or line. */
export const newKey = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
