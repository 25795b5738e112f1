import type { Inner } from '#core/dockerfile/inner.ts';
import { execForm } from '#core/dockerfile/json.ts';
import type { EffectiveProcess, NoProcess } from '#core/dockerfile/process.ts';
import type { Hint } from '#core/dockerfile/report.ts';
import { type Block, codeBlock, heading, list, paragraph, table } from '#core/reply.ts';
import type { Say } from '#core/say.ts';
import { code, plain, strong, type Text } from '#core/text.ts';

/** Of what a shell starts after the first program, so much is shown. */
const mostFollowing = 3;

/** Words as one shell line, quoted where needed. */
export const shellLine = (words: readonly string[]): string =>
  words.map((word) => (/^[\w./:=@%+,-]+$/.test(word) ? word : `'${word.replace(/'/g, `'\\''`)}'`)).join(' ');

/** What runs in the end: image → run → process at a glance, then every rule that applied, then the mistakes. */
export function processBlocks(
  result: EffectiveProcess | NoProcess,
  run: readonly string[],
  say: Say,
): readonly Block[] {
  return [
    ...('error' in result ? errorBlocks(result, say) : glance(result, run, say)),
    ...hintBlocks(result.hints, say),
    ...stepBlocks(result, say),
  ];
}

// What the table and the warnings say already.
const shown = new Set(['shell-starts', 'shell-fails']);

function stepBlocks({ steps, hints }: EffectiveProcess | NoProcess, say: Say): readonly Block[] {
  const warned = new Set(hints.map(({ message }) => message));
  const left = steps.filter(({ rule, message }) => !shown.has(rule) && !warned.has(message));
  return left.length > 0 ? [heading(say('Step by step')), list(left.map(({ message }) => message))] : [];
}

const at = (line: number | undefined, say: Say): Text =>
  line === undefined ? [] : [...say('Line {line}', { line }), ': '];

function glance(result: EffectiveProcess, run: readonly string[], say: Say): readonly Block[] {
  const { image, argv, inner, hints } = result;
  const warned = hints.some(({ code: name }) => name === 'signals-never-arrive' || name === 'ends-at-once');
  return [
    codeBlock(shellLine(argv), 'sh'),
    table(
      [say('Part'), say('Words')],
      [
        [[code('ENTRYPOINT')], image.Entrypoint ? [code(execForm(image.Entrypoint))] : say('none')],
        [[code('CMD')], image.Cmd ? [code(execForm(image.Cmd))] : say('none')],
        [[code('docker run')], run.length > 0 ? [code(shellLine(run))] : say('no arguments')],
        [[strong(say('Process 1'))], [code(execForm(argv))]],
        ...(inner && inner.argv.length > 0
          ? [[[strong(say('The shell starts'))], [code(execForm(inner.argv))]]]
          : []),
        ...(inner?.followedBy?.slice(0, mostFollowing) ?? []).map((words) => [
          say('And then'),
          [code(execForm(words))],
        ]),
      ],
    ),
    ...(inner && (inner.error || !warned) ? afterwards(inner, say) : []),
  ];
}

/** What becomes of the shell: it fails at once, starts nothing, or starts a program that gets the signals or not. */
function afterwards({ argv, error, pid1, lastPid1 = pid1 }: Inner, say: Say): readonly Block[] {
  if (error)
    return [
      paragraph([
        '⛔ ',
        ...(error.message === ''
          ? say('It ends at once, with exit code {code}', { code: String(error.code) })
          : say('It ends at once, with exit code {code}: {message}', {
              code: String(error.code),
              message: [code(error.message)],
            })),
      ]),
    ];
  return argv.length > 0 ? [paragraph(signalText(lastPid1, say))] : [];
}

function signalText(pid1: 'program' | 'shell' | 'unknown', say: Say): Text {
  if (pid1 === 'program')
    return say(
      'The shell steps aside: your program is process 1 and gets the signals of <c>docker stop</c>.',
    );
  if (pid1 === 'shell')
    return say(
      'The shell stays process 1: <c>docker stop</c> does not reach your program, which is killed after 10 seconds.',
    );
  return say(
    'Whether your program gets the signals of <c>docker stop</c> depends on the shell in the image.',
  );
}

const errorBlocks = ({ error }: NoProcess, say: Say): readonly Block[] => [
  paragraph(
    error.at === 'build'
      ? [...at(error.line, say), ...say('The image does not build:')]
      : say('The container cannot be created:'),
  ),
  codeBlock(error.message),
];

/** The mistakes under a heading. `language` is what the mended lines are written in. */
export const hintBlocks = (hints: readonly Hint[], say: Say, language = 'dockerfile'): readonly Block[] =>
  hints.length === 0 ? [] : [heading(say('Watch out')), ...warnings(hints, say, language)];

/** The mistakes, the gravest first, each with what to write instead. */
export function warnings(hints: readonly Hint[], say: Say, language: string): readonly Block[] {
  return ordered(hints).flatMap(({ message, line, fix, code: name, also = [] }, index, all): Block[] => {
    const place = at(line, say);
    // Some messages say their line themselves.
    const told = place.length === 0 || message.startsWith(plain(place).trim());
    const again = all.slice(index + 1).some((other) => other.line === line && other.fix === fix);
    return [
      paragraph(['⚠️ ', ...(told ? [] : place), message, ' ', code([name, ...also].join(' · '))]),
      ...(fix === undefined || again ? [] : [codeBlock(fix, language)]),
    ];
  });
}

const general = new Set(['JSONArgsRecommended', 'latest-tag', 'expose-is-not-publish']);

/** General advice comes last, and not at all for a line of which something graver is said. */
function ordered(hints: readonly Hint[]): readonly Hint[] {
  const grave = hints.filter(({ code: name }) => !general.has(name));
  const lines = new Set(grave.map(({ line }) => line));
  const mild = hints.filter(
    ({ code: name, line }) => general.has(name) && !(name === 'JSONArgsRecommended' && lines.has(line)),
  );
  return [...grave, ...mild];
}
