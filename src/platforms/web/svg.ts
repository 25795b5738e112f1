/** A drawing as data: what the page may make of an SVG, and nothing else. */
export interface Shape {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (Shape | string)[];
}

const tags = new Set(
  `svg g defs title desc path rect circle ellipse line polyline polygon text tspan marker linearGradient radialGradient
  stop clipPath`.split(/\s+/),
);

const attributes = new Set(
  `viewBox width height x y x1 y1 x2 y2 dx dy cx cy r rx ry fx fy d points transform fill fill-opacity fill-rule stroke
  stroke-width stroke-opacity stroke-linecap stroke-linejoin stroke-dasharray stroke-dashoffset stroke-miterlimit opacity
  font-family font-size font-weight font-style letter-spacing text-anchor dominant-baseline alignment-baseline offset
  stop-color stop-opacity gradientUnits gradientTransform id clip-path clip-rule marker-start marker-mid marker-end
  markerWidth markerHeight refX refY orient markerUnits preserveAspectRatio paint-order xml:space visibility display
  text-decoration textLength lengthAdjust`.split(/\s+/),
);

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const decode = (value: string): string =>
  value.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi, (whole, hex, decimal, name) => {
    if (name) return entities[name.toLowerCase()] ?? whole;
    const point = hex ? Number.parseInt(hex, 16) : Number(decimal);
    return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : '';
  });

// A reference may only be to something in the drawing itself.
const isOwn = (value: string): boolean => !/url\s*\(/i.test(value) || /^url\(#[\w-]+\)$/.test(value.trim());

function readAttributes(written: string): Record<string, string> {
  const read: Record<string, string> = {};
  for (const [, name = '', double, single] of written.matchAll(/([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
    const value = decode(double ?? single ?? '');
    // Paint from elsewhere becomes no paint: left out, a shape would be black.
    if (attributes.has(name)) read[name] = isOwn(value) ? value : 'none';
  }
  return read;
}

interface Open {
  readonly tag: string;
  readonly attributes: Record<string, string>;
  readonly children: (Shape | string)[];
}

/** Deeper than any drawing is, and than the page would like to follow. */
const deepest = 64;

const token =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[([\s\S]*?)\]\]>|<\/([\w:-]+)\s*>|<([\w:-]+)((?:\s+[\w:-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|([^<]+)|</g;

/**
 * Reads an SVG into shapes: known elements with known attributes, references only within the drawing; scripts, styles,
 * links, foreign content and handlers are left out with all they hold. `undefined` for what is not well-formed.
 */
export function readSvg(svg: string): Shape | undefined {
  const root: Open = { tag: '', attributes: {}, children: [] };
  const stack: Open[] = [root];
  for (const [whole, data, close, open, written = '', empty, words] of svg.matchAll(token)) {
    const top = stack.at(-1) ?? root;
    if (whole === '<' || stack.length > deepest) return undefined;
    if (close !== undefined) {
      if (stack.length === 1 || close !== top.tag) return undefined;
      stack.pop();
    } else if (open !== undefined) {
      const made: Open = { tag: open, attributes: readAttributes(written), children: [] };
      if (tags.has(open)) top.children.push(made);
      if (empty !== '/') stack.push(made);
    } else if (data !== undefined || words !== undefined) top.children.push(data ?? decode(words ?? ''));
  }
  const drawing = root.children.find((child) => typeof child !== 'string');
  return stack.length === 1 && drawing?.tag === 'svg' ? tidy(drawing) : undefined;
}

const wordy = new Set(['text', 'tspan', 'title', 'desc']);

/** Drops the white space between elements. */
const tidy = ({ tag, attributes, children }: Shape): Shape => ({
  tag,
  attributes,
  children: children.flatMap((child): (Shape | string)[] =>
    typeof child === 'string' ? (wordy.has(tag) ? [child] : []) : [tidy(child)],
  ),
});
