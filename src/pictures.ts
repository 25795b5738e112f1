import { fileURLToPath } from 'node:url';
import { renderAsync } from '@resvg/resvg-js';

const font = (file: string): string =>
  fileURLToPath(import.meta.resolve(`pretendard/dist/public/static/Pretendard-${file}.otf`));

/** Weights the drawings use: regular text and headings. */
const fontFiles = ['Regular', 'Bold'].map(font);

/** How much larger than its own size a drawing is rendered, so that it is sharp on a phone. */
const zoom = 2;

/** Renders SVG text as a PNG, off the event loop. Rejects where the SVG cannot be read. */
export async function renderPng(svg: string): Promise<Uint8Array> {
  const image = await renderAsync(svg, {
    font: { fontFiles, loadSystemFonts: false, defaultFontFamily: 'Pretendard' },
    fitTo: { mode: 'zoom', value: zoom },
  });
  return image.asPng();
}
