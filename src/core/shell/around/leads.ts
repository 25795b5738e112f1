/** What stands in front of a command and starts it: `sudo`, `xargs`, `ssh host`, `do`. */
import { type Say, sayPlain } from '#core/say.ts';
import { fedBy, type Lead } from '../programs.ts';
import type { Token } from '../words.ts';

type Words = (words: readonly Token[], say: Say) => string;

/** The value of `-n 5` or `-n5`. */
function letterValue(words: readonly Token[], letter: string): string | undefined {
  const at = words.findIndex(({ text }) => text.startsWith(`-${letter}`));
  return at === -1 ? undefined : words[at]?.text.slice(2) || words[at + 1]?.text;
}

const xargs: Words = (words, say) => {
  const sign = fedBy(words, words.length)?.sign;
  if (sign !== undefined)
    return sayPlain(
      say,
      'runs the command once for each line that comes in, with the line in place of {sign}',
      { sign },
    );
  const count = letterValue(words, 'n') ?? letterValue(words, 'L');
  if (count === '1')
    return sayPlain(
      say,
      'runs the command once for each word that comes in, which becomes its last argument',
    );
  return sayPlain(say, 'makes arguments of what comes in and puts them at the end of the command');
};

const starters: Readonly<Record<string, Words>> = {
  sudo: (_, say) => sayPlain(say, 'runs it as root'),
  doas: (_, say) => sayPlain(say, 'runs it as root'),
  time: (_, say) => sayPlain(say, 'measures how long it takes'),
  xargs,
  ssh: (words, say) =>
    sayPlain(say, 'runs it on {host}: the docker there, its containers and images', {
      host: words.at(-1)?.text ?? '',
    }),
  watch: (words, say) =>
    sayPlain(
      say,
      'runs it every {seconds, plural, one {second} other {# seconds}} and shows what it prints, until Ctrl+C',
      {
        seconds: Math.max(1, Math.round(Number(letterValue(words, 'n') ?? 2)) || 2),
      },
    ),
  timeout: (words, say) =>
    sayPlain(say, 'ends it if it takes longer than {time}', { time: words.at(-1)?.text ?? '' }),
  nohup: (_, say) => sayPlain(say, 'lets it go on when the terminal is closed'),
  setsid: (_, say) => sayPlain(say, 'lets it go on when the terminal is closed'),
  winpty: (_, say) => sayPlain(say, 'gives it a terminal in Git Bash on Windows'),
  wsl: (_, say) => sayPlain(say, 'runs it in the Linux of Windows'),
  env: (_, say) => sayPlain(say, 'sets variables for this one command'),
  nice: (_, say) => sayPlain(say, 'lets other programs go first'),
  ionice: (_, say) => sayPlain(say, 'lets other programs go first'),
  exec: (_, say) => sayPlain(say, 'puts it in the place of the shell'),
  eval: (_, say) => sayPlain(say, 'runs as a line of its own what the words come to'),
  caffeinate: (_, say) => sayPlain(say, 'keeps the Mac awake as long as it runs'),
  'ForEach-Object': (_, say) =>
    sayPlain(say, 'runs the block once for each line that comes in; $_ is the line'),
  foreach: (_, say) => sayPlain(say, 'runs the block once for each line that comes in; $_ is the line'),
  '%': (_, say) => sayPlain(say, 'runs the block once for each line that comes in; $_ is the line'),
};

const keywords: Readonly<Record<string, Words>> = {
  if: (_, say) => sayPlain(say, 'asks whether the command goes well'),
  elif: (_, say) => sayPlain(say, 'otherwise asks whether this command goes well'),
  // biome-ignore lint/suspicious/noThenProperty: a word of the shell in a table that nobody awaits
  then: (_, say) => sayPlain(say, 'if so, runs this'),
  else: (_, say) => sayPlain(say, 'if not, runs this'),
  while: (_, say) =>
    sayPlain(say, 'repeats what stands between do and done as long as the command goes well'),
  until: (_, say) => sayPlain(say, 'repeats what stands between do and done until the command goes well'),
  do: (_, say) => sayPlain(say, 'from here on it is repeated'),
  DO: (_, say) => sayPlain(say, 'from here on it is repeated'),
  '{': (_, say) => sayPlain(say, 'the block begins here'),
  '!': (_, say) => sayPlain(say, 'turns it round: a failure counts as a success'),
};

/** What such words do to the command behind them; `undefined` where there is nothing to say but that they are the shell's. */
export function leadWords({ kind, words }: Lead, say: Say): string | undefined {
  const name = words[0]?.text ?? '';
  if (kind === 'schedule') return sayPlain(say, 'when cron runs it');
  const table = kind === 'starter' ? starters : kind === 'keyword' ? keywords : {};
  return Object.hasOwn(table, name) ? table[name]?.(words, say) : undefined;
}
