import { expect, test } from 'vitest';
import { renderPng } from '#src/pictures.ts';

const drawing = (inner: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="120" height="40" viewBox="0 0 120 40">${inner}</svg>`;

const text = (content: string) =>
  drawing(`<text x="4" y="28" font-family="Pretendard" font-size="24">${content}</text>`);

test('a drawing becomes a PNG of twice its size', async () => {
  const png = Buffer.from(await renderPng(drawing('<rect width="120" height="40"/>')));
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([240, 80]);
});

test('Hangul is drawn with letters of its own, not as empty boxes', async () => {
  const [whale, image, nothing] = await Promise.all([
    renderPng(text('고래')),
    renderPng(text('이미')),
    renderPng(text('')),
  ]);
  expect(Buffer.from(whale).equals(Buffer.from(image))).toBe(false);
  expect(Buffer.from(whale).equals(Buffer.from(nothing))).toBe(false);
});

test('what is no SVG is refused', async () => {
  await expect(renderPng('<p>hello')).rejects.toThrow();
});
