/** What copying and pasting, other shells and word processors do to a line. */
import { sayPlain } from '#core/say.ts';
import type { Hint } from '../faults.ts';
import type { Range } from '../words.ts';
import type { Sight } from './sight.ts';

// What looks right and is another character, and what should be there.
const strange: readonly (readonly [pattern: RegExp, code: string])[] = [
  [/[“”„‟«»＂‘’‚‛＇]/g, 'smart-quote'],
  [/[\u2010-\u2015\u2212﹣]+/g, 'typographic-dash'],
  [/[\u00a0\u2000-\u200a\u202f\u205f\u3000]+/g, 'strange-blank'],
  [/[\u200b-\u200d\u2060\ufeff]+/g, 'invisible-character'],
  [/[！＃-＆（-～]+/g, 'full-width'],
  [/…/g, 'ellipsis'],
];

const straight = (text: string): string => text.replace(/[“”„‟«»＂]/g, '"').replace(/[‘’‚‛＇]/g, "'");
const narrow = (text: string): string =>
  text.replace(/[！-～]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0xfee0));

/** What should stand there: two dashes became one long one. */
function dashes(text: string, behind: string): string {
  const long = /[–—―]/.test(text) && text.length === 1 && /^[a-z]{2,}/.test(behind);
  return long ? '--' : '-'.repeat(text.length);
}

function fixOf(code: string, text: string, behind: string): string | undefined {
  if (code === 'smart-quote') return straight(text);
  if (code === 'typographic-dash') return dashes(text, behind);
  if (code === 'strange-blank') return ' ';
  if (code === 'invisible-character') return '';
  if (code === 'full-width') return narrow(text);
  return undefined;
}

/** From the first to the last of one kind, with all of them put right. */
function kindHint({ line, say }: Sight, pattern: RegExp, code: string): Hint | undefined {
  const matches = [...line.matchAll(pattern)];
  const [first] = matches;
  const last = matches.at(-1);
  if (!first || !last || (code === 'ellipsis' && !/…\s{0,9}$/.test(line))) return undefined;
  const source: Range = [first.index, last.index + last[0].length];
  const fix = line.slice(...source).replace(pattern, (text, offset: number) => {
    const end = source[0] + offset + text.length;
    return fixOf(code, text, line.slice(end, end + 20)) ?? text;
  });
  const message = characterMessage(code, first[0].slice(0, 20), say);
  return { code, message, source, ...(code !== 'ellipsis' && { fix }) };
}

/** One hint for each kind of stray character. */
function characterHints(sight: Sight): Hint[] {
  if (!/[^\x00-\x7f]/.test(sight.line)) return [];
  return strange.flatMap(([pattern, code]) => kindHint(sight, pattern, code) ?? []);
}

function characterMessage(code: string, text: string, say: Sight['say']): string {
  if (code === 'smart-quote')
    return sayPlain(say, '{text} is a typographic quotation mark; a shell knows only straight ones', {
      text,
    });
  if (code === 'typographic-dash')
    return sayPlain(say, '{text} is a typographic dash, not the minus sign an option begins with', { text });
  if (code === 'strange-blank')
    return sayPlain(say, 'this blank is a non-breaking or wide one; a shell does not part words at it');
  if (code === 'invisible-character') return sayPlain(say, 'an invisible character stands here');
  if (code === 'full-width')
    return sayPlain(say, '{text} is written in full-width characters, which mean nothing to a shell', {
      text,
    });
  return sayPlain(say, '{text} stands for something left out; it cannot be run as it is', { text });
}

const blankBehind = /\\[ \t]+(?=\r?\n)/;

/** Line ends that were meant to go on. */
function lineHints({ line, tokens, say }: Sight): Hint[] {
  const hints: Hint[] = [];
  const stray = line.includes('\\') ? blankBehind.exec(line) : null;
  if (stray)
    hints.push({
      code: 'blank-behind-backslash',
      message: sayPlain(
        say,
        'a backslash continues the line only as its very last character; here blanks follow it',
      ),
      source: [stray.index, stray.index + stray[0].length],
      fix: '\\',
    });
  const other = tokens.find(({ kind, text }) => kind === 'continuation' && !text.startsWith('\\'));
  if (other) {
    const source: Range = [other.source[0], other.source[0] + 1];
    hints.push(
      other.text.startsWith('`')
        ? {
            code: 'powershell-continuation',
            message: sayPlain(
              say,
              'a backtick continues a line in PowerShell; in bash and zsh it is a backslash',
            ),
            source,
            fix: '\\',
          }
        : {
            code: 'cmd-continuation',
            message: sayPlain(
              say,
              'a caret continues a line in the Windows command prompt; in bash and zsh it is a backslash',
            ),
            source,
            fix: '\\',
          },
    );
  }
  return hints;
}

const placeholders = /<([A-Za-z][\w .:/-]{0,40})>/;

/** `docker run <image>` from the documentation: to a shell that is a redirection. */
function placeholderHints({ line, tokens, say }: Sight): Hint[] {
  if (!tokens.some(({ kind, text }) => kind === 'redirection' && text === '<')) return [];
  const match = placeholders.exec(line);
  if (!match) return [];
  return [
    {
      code: 'placeholder',
      message: sayPlain(
        say,
        '{text} is a placeholder: put the real {name} there; to a shell, angle brackets redirect input and output',
        {
          text: match[0],
          name: match[1] ?? '',
        },
      ),
      source: [match.index, match.index + match[0].length],
    },
  ];
}

/** `http://host/?a=1&b=2` without quotes: the shell cuts the line at the `&`. */
function ampersandHints({ line, tokens, say }: Sight): Hint[] {
  return tokens.flatMap((token, index) => {
    const before = tokens[index - 1];
    const behind = tokens[index + 1];
    if (token.text !== '&' || token.kind !== 'operator') return [];
    if (before?.kind !== 'word' || behind?.kind !== 'word' || !/[?=/]/.test(before.text)) return [];
    // The first of a row tells of them all.
    if (tokens[index - 2]?.text === '&') return [];
    let last = index + 1;
    while (tokens[last + 1]?.text === '&' && tokens[last + 2]?.kind === 'word') last += 2;
    const source: Range = [before.source[0], tokens[last]?.source[1] ?? behind.source[1]];
    return [
      {
        code: 'unquoted-ampersand',
        message: sayPlain(
          say,
          'the shell ends the command at & and runs it in the background; put the word in quotes',
        ),
        source,
        fix: `'${line.slice(...source)}'`,
      },
    ];
  });
}

/** `-p 8080;80`: to the shell a semicolon ends the command. */
function semicolonHints({ line, tokens, say }: Sight): Hint[] {
  if (!line.includes(';')) return [];
  return tokens.flatMap((token, index) => {
    if (token.text !== ';') return [];
    const [before, behind] = [tokens[index - 1], tokens[index + 1]];
    if (before?.kind !== 'word' || behind?.kind !== 'word') return [];
    if (!/^\d{1,5}$/.test(before.text) || !/^\d{1,5}(?:\/\w+)?$/.test(behind.text)) return [];
    return [
      {
        code: 'semicolon-for-colon',
        message: sayPlain(say, 'to the shell a semicolon ends the command; two ports have a colon between'),
        source: token.source,
        fix: ':',
      },
    ];
  });
}

/** `docker run -d /` at the end of a line: it is the other slash that goes on. */
function askHints({ line, read, say }: Sight): Hint[] {
  const [image] = read?.operands ?? [];
  if (image?.role !== 'image' || line.slice(...image.source) !== '/') return [];
  const behind = line.slice(image.source[1], image.source[1] + 40);
  const ends = /^[ \t]*\r?\n[ \t]*-/.test(behind);
  if (!ends && !/^[ \t]+--?[a-z]/.test(behind)) return [];
  return [
    {
      code: 'slash-for-backslash',
      message: sayPlain(
        say,
        'a line goes on behind a backslash; / is a word, and is taken for the image here',
      ),
      source: image.source,
      fix: ends ? '\\' : '',
    },
  ];
}

/** What the shell or the clipboard made of the line. */
export const damageHints = (sight: Sight): Hint[] => [
  ...characterHints(sight),
  ...lineHints(sight),
  ...placeholderHints(sight),
  ...ampersandHints(sight),
  ...semicolonHints(sight),
  ...askHints(sight),
];
