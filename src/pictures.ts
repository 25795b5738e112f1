import { fileURLToPath } from 'node:url';
import { renderAsync } from '@resvg/resvg-js';

const font = (file: string): string =>
  fileURLToPath(import.meta.resolve(`pretendard/dist/public/static/Pretendard-${file}.otf`));

/** Weights the drawings use: regular text and headings. */
const fontFiles = ['Regular', 'Bold'].map(font);

/** How much larger than its own size a drawing is rendered, so that it is sharp on a phone. */
const zoom = 2;

/** How many pictures are kept ready: the drawings of the knowledge in both languages, and some made from data. */
const kept = 48;
const ready = new Map<string, Promise<Uint8Array>>();

/** Renders SVG text as a PNG, off the event loop; the same drawing is rendered once. Rejects where it cannot be read. */
export function renderPng(svg: string): Promise<Uint8Array> {
  const known = ready.get(svg);
  if (known) return known;
  const made = render(svg);
  ready.set(svg, made);
  // What failed is not kept, and of the rest the oldest goes first.
  made.catch(() => ready.delete(svg));
  for (const oldest of ready.keys()) {
    if (ready.size <= kept) break;
    ready.delete(oldest);
  }
  return made;
}

async function render(svg: string): Promise<Uint8Array> {
  const image = await renderAsync(svg, {
    font: { fontFiles, loadSystemFonts: false, defaultFontFamily: 'Pretendard' },
    fitTo: { mode: 'zoom', value: zoom },
  });
  return image.asPng();
}
