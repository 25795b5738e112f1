/** Mistakes in the words of `docker run` around the image. */
import { handsOn, isShell } from '#core/dockerfile/handing.ts';
import type { Image } from '#core/dockerfile/image.ts';
import type { Report } from '#core/dockerfile/report.ts';
import type { Run } from '#core/dockerfile/run.ts';
import { sayPlain } from '#core/say.ts';
import { findCommand, findFlag, takesValue } from '#core/shell/flags.ts';
import { quoteWord } from '#core/shell/quotes.ts';

/** Adds what is probably not meant in `--entrypoint` and in the arguments. */
export function adviseInvocation(report: Report, image: Image, run: Run): void {
  adviseEntrypointOption(report, image, run);
  adviseOptions(report, image, run);
  adviseLine(report, image, run);
  adviseShell(report, image, run);
  adviseDollar(report, image, run);
}

const plain = /^[\w./:=@%+-]+$/;
const written = (words: readonly string[]): string =>
  words.map((word) => (plain.test(word) ? word : JSON.stringify(word))).join(' ');

function adviseEntrypointOption(report: Report, image: Image, { entrypoint, args }: Run): void {
  const { say } = report;
  if (entrypoint === undefined) return;
  const words = splitWord(entrypoint);
  if (words) {
    const [program = '', ...rest] = words;
    report.hint(
      'entrypoint-one-word',
      sayPlain(say, '--entrypoint takes one word: a program called {word} is looked for', {
        word: entrypoint,
      }),
      { fix: `--entrypoint ${written([program])} @ ${written([...rest, ...args])}`.trimEnd() },
    );
  }
  if (entrypoint === '' && args.length === 0 && image.cmd.words.length > 0) {
    report.hint(
      'entrypoint-option-drops-cmd',
      sayPlain(say, '--entrypoint with an empty text drops the CMD as well, so nothing is left to run'),
      { fix: `--entrypoint "" @ ${written(image.cmd.words)}` },
    );
  }
}

// Several words in one, or a JSON array, which only a Dockerfile understands.
function splitWord(text: string): readonly string[] | undefined {
  const trimmed = text.trim();
  if (/^\[\s*".*"\s*\]$/.test(trimmed)) {
    try {
      const value: unknown = JSON.parse(trimmed);
      if (Array.isArray(value) && value.every((word) => typeof word === 'string')) return value;
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
  }
  return /\s/.test(trimmed) ? trimmed.split(/\s+/) : undefined;
}

/** Whether the first argument is the program: nothing stands before it. */
const isProgram = (image: Image, { entrypoint }: Run): boolean =>
  entrypoint === undefined ? image.entrypoint.words.length === 0 : entrypoint === '';

const command = findCommand('run');
// Options that hardly any program but docker has.
const dockersOwn = new Set(
  'rm detach interactive tty publish publish-all volume volumes-from mount name network net restart privileged env-file gpus entrypoint cap-add shm-size add-host'.split(
    ' ',
  ),
);
/** What the value must look like for a short option to be docker's: `mysql -p`, `node -v` and `perl -e` are none. */
const dockersShapes: Readonly<Record<string, RegExp>> = {
  '-p': /^[\d.:[\]-]*\d(\/\w+)?$/,
  '-v': /^[^:]+:[^:]/,
  '-e': /^[A-Za-z_]\w*=/,
  '-it': /^/,
  '-ti': /^/,
};

function isDockers(word: string, next: string, first: boolean): boolean {
  const [name = ''] = word.split('=', 1);
  const shape = Object.hasOwn(dockersShapes, name) ? dockersShapes[name] : undefined;
  // Behind a program `-p 6379` may be its own; a pair is docker's.
  if (shape) return shape.test(next) && (first || name !== '-p' || next.includes(':'));
  if (!name.startsWith('--') || !dockersOwn.has(name.slice(2))) return false;
  return first && command !== undefined && findFlag(command, name) !== undefined;
}

function adviseOptions(report: Report, image: Image, run: Run): void {
  const { args } = run;
  const [first = ''] = args;
  const program = isProgram(image, run);
  const word =
    first.startsWith('-') && program
      ? first
      : args.slice(0, 20).find((one, i) => {
          const before = args.slice(0, i).every((other) => other.startsWith('-') || !/^[a-z]/.test(other));
          return isDockers(one, args[i + 1] ?? '', before);
        });
  if (word === undefined || word === '--help' || word === '--version') return;
  report.hint(
    'run-args-look-like-flags',
    program && word === first
      ? sayPlain(report.say, '{word} stands behind the image, so it is looked for as a program', { word })
      : sayPlain(report.say, '{word} stands behind the image, so it goes to the program, not to docker run', {
          word,
        }),
    { fix: reordered(args) },
  );
}

/** The line with its options, and their values, before the image. */
function reordered(args: readonly string[]): string {
  const options: string[] = [];
  const rest: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const word = args[i] ?? '';
    const flag =
      command && findFlag(command, word.startsWith('--') ? (word.split('=', 1)[0] ?? '') : word.slice(0, 2));
    if (rest.length > 0 && !isDockers(word, args[i + 1] ?? '', false)) rest.push(word);
    else if (!flag || !word.startsWith('-')) rest.push(word);
    else {
      options.push(word);
      const separate = word.startsWith('--') ? !word.includes('=') : word.length === 2;
      if (separate && takesValue(flag) && args[i + 1] !== undefined) options.push(args[++i] ?? '');
    }
  }
  return ['docker run', ...options, 'IMAGE', ...rest].join(' ');
}

// `docker run image "ls -l"`: one word with blanks, looked for as a program.
function adviseLine(report: Report, image: Image, run: Run): void {
  const [first = '', ...rest] = run.args;
  const starts = isProgram(image, run) || (run.entrypoint === undefined && image.handsOn);
  const words = first.trim().split(/\s+/);
  if (!starts || words.length < 2) return;
  const shell = /[|&;<>$`*?]/.test(first);
  report.hint(
    'one-word-argument',
    sayPlain(report.say, 'In quotes it is one word: a program called {word} is looked for', { word: first }),
    { fix: `docker run IMAGE ${shell ? `sh -c ${quoteWord(first)}` : written([...words, ...rest])}` },
  );
}

// `docker run -it image bash` where ENTRYPOINT is a program: it gets `bash` as an argument.
function adviseShell(report: Report, image: Image, run: Run): void {
  const [first = ''] = run.args;
  const { words } = image.entrypoint;
  const [program = ''] = words;
  if (run.entrypoint !== undefined || !isShell(first) || program === '' || image.handsOn) return;
  if (handsOn(words) || isShell(program)) return;
  report.hint(
    'shell-behind-entrypoint',
    sayPlain(report.say, 'The ENTRYPOINT stays, so {program} gets {shell} as an argument; no shell starts', {
      program,
      shell: first,
    }),
    { fix: `docker run -it --entrypoint ${first} IMAGE ${written(run.args.slice(1))}`.trimEnd() },
  );
}

// Quoted for the shell of the host, a `$NAME` among the arguments is never filled in.
function adviseDollar(report: Report, image: Image, run: Run): void {
  const { args } = run;
  const name = args.map((word) => /\$\{?([A-Za-z_]\w{0,99})/.exec(word)?.[1]).find(Boolean);
  const ran = [...(run.entrypoint ? [run.entrypoint] : image.entrypoint.words), ...args];
  if (name === undefined || ran.some(isShell)) return;
  report.hint(
    'variable-without-shell',
    sayPlain(report.say, 'No shell reads the arguments in the container, so {name} stays as it is written', {
      name: `$${name}`,
    }),
    { fix: `docker run IMAGE sh -c ${quoteWord(args.join(' '))}` },
  );
}
