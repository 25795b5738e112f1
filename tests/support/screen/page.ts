import { readFileSync } from 'node:fs';
import { type Html, part, tag } from '#tests/support/screen/html.ts';

const read = (file: string): string => readFileSync(new URL(file, import.meta.url), 'utf8');
const css = ['page.css', 'discord/style.css', 'slack/style.css'].map(read).join('\n');

const faces = (['Regular', 'Medium', 'SemiBold', 'Bold', 'ExtraBold'] as const)
  .map((name, index) => {
    const url = import.meta.resolve(`pretendard/dist/web/static/woff2/Pretendard-${name}.woff2`);
    return `@font-face{font-family:Pretendard;font-weight:${400 + 100 * index};src:url(${url})}`;
  })
  .join('\n');

/** The same screens on a desktop and on a phone, one of them light and the other dark. */
export function page(platform: 'discord' | 'slack', screens: readonly Html[], locale: string): Html {
  const dark = platform === 'discord' ? 'desktop' : 'phone';
  const on = (device: 'desktop' | 'phone'): Html =>
    part(`screen ${platform} ${device} ${device === dark ? 'dark' : 'light'}`, ...screens);
  const body = part('screens', on('desktop'), on('phone'));
  const head = `<meta charset="utf-8"><style>${faces}\n${css}</style>`;
  return `<!doctype html>${tag('html', { lang: locale }, tag('head', {}, head), tag('body', {}, body))}`;
}
