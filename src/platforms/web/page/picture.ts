import type { Shape } from '#platforms/web/svg.ts';
import { s } from './dom.ts';

let drawn = 0;

/** A drawing as elements of the page, in the page's own fonts. Names inside it are made its own. */
export function draw(shape: Shape): SVGElement {
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
