/** How the commands of a line are joined, and where their input and output go. */
import { type Say, sayPlain } from '#core/say.ts';
import { startOf } from '../programs.ts';
import type { Redirection, Simple } from '../simple.ts';

const nothing = /^(?:\/dev\/null|nul|\$null)$/i;

/** Whether what goes there is thrown away, and what comes from there is empty. */
export const isNothing = ({ target }: Redirection): boolean => nothing.test(target?.text ?? '');

function outputWords(
  redirection: Redirection,
  stream: 'output' | 'errors' | 'both',
  append: boolean,
  say: Say,
): string {
  if (isNothing(redirection))
    return sayPlain(
      say,
      'throws {stream, select, errors {error messages} both {all that is printed, errors too,} other {what is printed}} away',
      { stream },
    );
  return sayPlain(
    say,
    '{append, select, yes {appends} other {writes}} {stream, select, errors {error messages} both {all that is printed, errors too,} other {what is printed}} {append, select, yes {to {file}} other {into {file}; what was in it is gone}}',
    { append: append ? 'yes' : 'no', stream, file: redirection.target?.text ?? '' },
  );
}

/** Where a redirection leads. */
export function redirectionWords(redirection: Redirection, say: Say): string {
  const { sign, target } = redirection;
  const { text } = sign;
  const file = target?.text ?? '';
  if (!target) return sayPlain(say, 'what the command in brackets prints stands there like a file');
  if (text.endsWith('<<<')) return sayPlain(say, 'this text is the input');
  if (/<<-?$/.test(text))
    return sayPlain(say, 'the lines that follow are the input, up to {mark}', { mark: file });
  if (/^0?<$/.test(text))
    return isNothing(redirection)
      ? sayPlain(say, 'the input is empty')
      : sayPlain(say, 'the input comes from {file}', { file });
  if (text === '2>&' && file === '1')
    return sayPlain(say, 'error messages go the same way as what is printed');
  if (/^1?>&$/.test(text) && file === '2')
    return sayPlain(say, 'what is printed goes where error messages go');
  if (/^&>>?$/.test(text) || text === '>&') return outputWords(redirection, 'both', text.endsWith('>>'), say);
  if (/^2>>?$/.test(text)) return outputWords(redirection, 'errors', text.endsWith('>>'), say);
  if (/^1?>>?\|?$/.test(text)) return outputWords(redirection, 'output', text.includes('>>'), say);
  return sayPlain(say, 'the shell leads input or output somewhere else; docker does not see this');
}

/** Whether a command runs something in a container: what stands behind its operator does not. */
function runsInside({ words }: Simple): boolean {
  const start = startOf(words);
  return (
    start !== undefined && words.slice(start.index + 1).some(({ text }) => text === 'run' || text === 'exec')
  );
}

const inside = /^(?:do|done|then|else|elif|fi|esac|\}|in)$/;

/** What the operator behind a command does; `next` is what stands behind it. */
export function joinWords(simple: Simple, next: Simple | undefined, say: Say): string | undefined {
  const { after } = simple;
  switch (after?.text) {
    case '|':
      return sayPlain(say, 'what the left prints becomes the input of what stands on the right');
    case '|&':
      return sayPlain(say, 'what the left prints, errors too, becomes the input of what stands on the right');
    case '&&':
      return runsInside(simple)
        ? sayPlain(say, 'what follows runs only if this succeeds, and on your machine')
        : sayPlain(say, 'what follows runs only if this succeeds');
    case '||':
      return runsInside(simple)
        ? sayPlain(say, 'what follows runs only if this fails, and on your machine')
        : sayPlain(say, 'what follows runs only if this fails');
    case ';':
      return next && !inside.test(next.words[0]?.text ?? '')
        ? sayPlain(say, 'what follows runs next, whether this succeeds or not')
        : undefined;
    case '&':
      return sayPlain(say, 'lets the command run in the background of your shell');
    default:
      return undefined;
  }
}
