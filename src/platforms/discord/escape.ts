import { setApart } from '#core/sight.ts';

/**
 * Discord's Markdown, turned off. A backslash is honoured before every character that is no letter, digit or blank; inside
 * code nothing is escaped, so that a backtick must be kept apart instead.
 */

const invisible = '\u200b';

// Control characters show nothing; bidi overrides would turn the rest of the line around.
const unseen = /[\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g;

/** What means something anywhere: emphasis, code, spoilers, links, mentions, timestamps, custom emoji. */
const anywhere = /[\\*_~`|<[\]]/g;

/** What means something where a line begins: headings, small print, quotes, lists. */
const atLineStart = /^([ \t]*)(#|-|\+|>|(\d+)(?=[.)]))/gm;

/** Text that shows as it is written: no markup, no mention, no link, no preview. */
export function escapeText(text: string): string {
  return setApart(text.replace(/\r\n?/g, '\n').replace(unseen, ''))
    .replace(anywhere, '\\$&')
    .replace(atLineStart, (match, blank: string, _sign: string, digits: string | undefined) =>
      digits === undefined ? `${blank}\\${match.slice(blank.length)}` : match,
    )
    .replace(/^([ \t]*\d+)([.)])/gm, '$1\\$2')
    .replace(/:\/\//g, '\\://')
    .replace(/@(?=everyone|here)/g, `@${invisible}`);
}

/** Control and bidi characters made visible, since in code each character counts. */
const shown = (code: string): string =>
  code
    .replace(/\r\n?/g, '\n')
    .replace(unseen, (char) => `⟨U+${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}⟩`);

/** Code inside a line. Two backticks hold one; longer runs are kept apart by a character without width. */
export function inlineCode(value: string): string {
  const line = shown(value).replace(/\n/g, ' ');
  if (line === '') return '';
  if (!line.includes('`')) return `\`${line}\``;
  const apart = line.replace(/`(?=`)/g, `\`${invisible}`);
  const padded = `${apart.startsWith('`') ? ' ' : ''}${apart}${apart.endsWith('`') ? ' ' : ''}`;
  return `\`\`${padded}\`\``;
}

/** A block of code. A fence inside it is broken by a character without width. */
export function codeFence(value: string, language = ''): string {
  const safe = shown(value).replace(/`(?=`)/g, `\`${invisible}`);
  const tag = /^[a-z0-9_+-]{1,20}$/.test(language) ? language : '';
  return `\`\`\`${tag}\n${safe}\n\`\`\``;
}

/** The longest address that is made a link, once its odd characters are written as `%xx`. Ours. */
const urlLimit = 400;

/** A link's address, or nothing where it is none that a chat should lead to. */
export function safeUrl(url: string): string | undefined {
  if (!/^https?:\/\//.test(url) || !URL.canParse(url)) return undefined;
  const { href } = new URL(url);
  if (href.length > urlLimit) return undefined;
  return href
    .replace(/\(/g, '%28')
    .replace(/\)/g, '%29')
    .replace(/[<>\s]/g, encodeURIComponent);
}
