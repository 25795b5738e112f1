/** Mistakes that show only when an image and a `docker run` meet. */
import { adviseBackground } from '#core/dockerfile/daemons.ts';
import { adviseWords } from '#core/dockerfile/exec.ts';
import { behindEntry, handsOn, isShell, startsNext, tellSwallowed } from '#core/dockerfile/handing.ts';
import { type Command, type Image, lineOf } from '#core/dockerfile/image.ts';
import type { Inner } from '#core/dockerfile/inner.ts';
import { adviseInvocation } from '#core/dockerfile/invocation.ts';
import { execForm } from '#core/dockerfile/json.ts';
import { wordsOfSimple } from '#core/dockerfile/repair.ts';
import type { Report } from '#core/dockerfile/report.ts';
import type { Run } from '#core/dockerfile/run.ts';
import { adviseSignals } from '#core/dockerfile/signals.ts';
import { sayPlain } from '#core/say.ts';

/** Adds what is probably not meant. `inner` is what a shell in `argv` starts, if that is known. */
export function adviseRun(
  report: Report,
  image: Image,
  run: Run,
  argv: readonly string[],
  inner: Inner | undefined,
): void {
  const started = behindEntry(image, run, argv);
  adviseBase(report, image, run);
  adviseCleared(report, image);
  adviseInvocation(report, image, run);
  adviseSwallowed(report, image, run);
  adviseShellCall(report, image, run, started);
  adviseShellUnderEntrypoint(report, image, run);
  adviseRepeated(report, image, run);
  adviseWords(report, image, run);
  adviseOneWord(report, image, run, argv);
  adviseNothing(report, image, run, argv);
  if (!adviseShellLess(report, image, run, started) && !adviseBackground(report, image, started, inner)) {
    adviseSignals(report, image, run, started, inner);
  }
  advisePorts(report, image, run);
}

// What an unknown image starts does not matter where both parts are set anew: ENTRYPOINT clears its CMD.
function adviseBase(report: Report, { unknownBase, entrypoint }: Image, run: Run): void {
  if (!unknownBase || entrypoint.origin || run.entrypoint !== undefined) return;
  report.hint('unknown-base', unknownBase.message, { line: unknownBase.line });
}

// What base images start only so that there is something to look around with; nobody misses it.
const idle = new Set(
  'sh bash ash dash zsh python python3 node irb iex erl jshell php julia R ghci groovy gradle mvn sbt swift'.split(
    ' ',
  ),
);

// A stage that sets a CMD of its own does not miss the one of the base image.
function adviseCleared(report: Report, { cleared, cmdLine, entrypoint }: Image): void {
  if (!cleared || cmdLine !== undefined) return;
  const { line, words } = cleared;
  const [program = ''] = words;
  if (words.every((word, i) => i === 0 || word.startsWith('-')) && idle.has(program.replace(/^.*\//, '')))
    return;
  // The ENTRYPOINT says the same, or its last word is the first one of `CMD ["nginx", "-g", …]`.
  if (words.every((word, i) => entrypoint.words[i] === word)) return;
  const rest = words[0] === entrypoint.words.at(-1) ? words.slice(1) : words;
  report.hint(
    'base-cmd-cleared',
    sayPlain(report.say, 'Line {line}: ENTRYPOINT clears the CMD of the base image, {cmd}', {
      line: String(line),
      cmd: execForm(words),
    }),
    { line, ...(rest.length > 0 && { fix: `CMD ${execForm(rest)}` }) },
  );
}

const shellText = ({ origin, words }: Command): string | undefined =>
  origin && !origin.exec ? words.at(-1) : undefined;

function adviseSwallowed(report: Report, image: Image, run: Run): void {
  const text = shellText(image.entrypoint);
  if (run.entrypoint !== undefined || text === undefined || image.windows) return;
  // Only shells name the further words $0, $1 …
  if (!isShell(image.entrypoint.words[0])) return;
  const extra = run.args.length > 0 ? run.args : image.cmd.words;
  const [first] = extra;
  if (first === undefined) return;
  if (handsAllOn(text)) {
    tellLost(report, text, first, {
      ...lineOf(image.entrypoint),
      fix: `ENTRYPOINT ${execForm(['/bin/sh', '-c', text, '--'])}`,
    });
  }
  if (/\$\{?[0-9@*#]/.test(text)) return;
  const words = wordsOfSimple(text);
  report.hint(
    'swallowed-arguments',
    sayPlain(
      report.say,
      'ENTRYPOINT in shell form does not pass {words} on: they become $0, $1 … of a text that does not use them',
      { words: execForm(extra) },
    ),
    { ...lineOf(image.entrypoint), ...(words && { fix: `ENTRYPOINT ${execForm(words)}` }) },
  );
}

const handsAllOn = (text: string): boolean => /\$\{?[@*]/.test(text) && !/\$\{?0/.test(text);

function tellLost(report: Report, text: string, first: string, more: { line?: number; fix?: string }): void {
  report.hint(
    'swallowed-arguments',
    sayPlain(
      report.say,
      'ENTRYPOINT hands on {all}, but the first word behind it, {word}, is $0 and gets lost',
      { all: /\$\{?\*/.test(text) ? '$*' : '$@', word: first },
    ),
    more,
  );
}

// `ENTRYPOINT ["sh", "-c"]` with `CMD ["echo", "hi"]`: the shell runs `echo` alone.
function adviseShellCall(report: Report, image: Image, run: Run, argv: readonly string[]): void {
  if (shellText(image.entrypoint) !== undefined && run.entrypoint === undefined) return;
  const [program = '', option = '', text = '', ...extra] = argv;
  if (!isShell(program) || !/^-[a-z]*c$/.test(option) || extra.length === 0) return;
  const { entrypoint, cmd } = image;
  const [first = ''] = extra;
  if (handsAllOn(text) && entrypoint.words.length === 3 && run.entrypoint === undefined && first !== '--') {
    tellLost(report, text, first, {
      ...lineOf(entrypoint),
      fix: `ENTRYPOINT ${execForm([...entrypoint.words, '--'])}`,
    });
    return;
  }
  if (/\$\{?[0-9@*#]/.test(text)) return;
  const whole = [text, ...extra].join(' ');
  const fromCmd = run.args.length === 0 && run.entrypoint === undefined;
  tellSwallowed(
    report,
    { program, option, text, extra },
    {
      ...(fromCmd && lineOf(cmd)),
      fix:
        fromCmd && cmd.words[0] === text
          ? `CMD ${execForm([whole])}`
          : fromCmd
            ? `CMD ${execForm([program, option, whole])}`
            : `docker run IMAGE ${JSON.stringify(run.entrypoint === undefined ? run.args.join(' ') : whole)}`,
    },
  );
}

function adviseShellUnderEntrypoint(report: Report, image: Image, run: Run): void {
  const { entrypoint, cmd } = image;
  const text = shellText(cmd);
  if (run.entrypoint !== undefined || run.args.length > 0 || text === undefined) return;
  // Entry scripts run whatever follows; a program of one's own gets "/bin/sh -c …" as arguments.
  const known = entrypoint.origin ? entrypoint.origin.exec : !image.handsOn;
  if (entrypoint.words.length === 0 || !known) return;
  if (isShell(entrypoint.words[0]) || handsOn(entrypoint.words)) return;
  const words = wordsOfSimple(text);
  report.hint(
    'shell-cmd-under-entrypoint',
    sayPlain(report.say, 'CMD in shell form behind an ENTRYPOINT hands it {words} as arguments', {
      words: execForm(cmd.words),
    }),
    { ...lineOf(cmd), ...(words && { fix: `CMD ${execForm(words)}` }) },
  );
}

const nameOf = (program: string): string => program.slice(program.lastIndexOf('/') + 1);

// `ENTRYPOINT ["python", "app.py"]` with `CMD ["python", "app.py"]`: they are put together, not chosen from.
function adviseRepeated(report: Report, { entrypoint, cmd, handsOn: script }: Image, run: Run): void {
  const [program = ''] = entrypoint.words;
  const [first = ''] = cmd.words;
  if (run.entrypoint !== undefined || run.args.length > 0 || !cmd.origin?.exec || program === '') return;
  if (script || handsOn(entrypoint.words) || isShell(program) || nameOf(first) !== nameOf(program)) return;
  const same = cmd.words.findIndex((word, i) => i > 0 && word !== entrypoint.words[i]);
  const rest = same === -1 ? [] : cmd.words.slice(same);
  report.hint(
    'cmd-repeats-entrypoint',
    sayPlain(
      report.say,
      'The words of CMD stand behind ENTRYPOINT, so {program} gets {word} as an argument',
      {
        program,
        word: first,
      },
    ),
    { ...lineOf(cmd), fix: `CMD ${execForm(rest)}` },
  );
}

function adviseOneWord(report: Report, image: Image, run: Run, argv: readonly string[]): void {
  const [program] = argv;
  if (program === '') {
    report.hint(
      'empty-program',
      sayPlain(report.say, 'The first word is empty, so the container cannot start'),
    );
    return;
  }
  if (run.entrypoint !== undefined) return;
  const { entrypoint, cmd } = image;
  // Entry scripts and inits start what follows them.
  const passes = startsNext(entrypoint.words) && run.args.length === 0;
  const used = entrypoint.words.length === 0 || passes ? cmd : entrypoint;
  const [first = ''] = used.words;
  if (!used.origin?.exec || !argv.includes(first) || !/\s/.test(first.trim())) return;
  const keyword = used === cmd ? 'CMD' : 'ENTRYPOINT';
  const words = [...first.trim().split(/\s+/), ...used.words.slice(1)];
  report.hint(
    'one-word-exec-form',
    sayPlain(
      report.say,
      '{keyword} has blanks inside its first word: a program called {word} is looked for',
      { keyword, word: first },
    ),
    { ...lineOf(used), fix: `${keyword} ${execForm(words)}` },
  );
}

function adviseNothing(report: Report, image: Image, run: Run, argv: readonly string[]): void {
  if (argv.length > 0 || run.entrypoint !== undefined || image.unknownBase) return;
  if (report.hints.some(({ code }) => code === 'cmd-in-other-stage')) return;
  report.hint(
    'nothing-to-run',
    sayPlain(report.say, 'Neither the image nor docker run says what is to be started'),
    { fix: 'CMD ["…"]' },
  );
}

// A shell form in an image that is nothing but a program. Whether something was said.
function adviseShellLess(report: Report, image: Image, run: Run, [program = '']: readonly string[]): boolean {
  if (!image.shellLess || !/^(\/bin\/)?(ba)?sh$/.test(program)) return false;
  const { entrypoint, cmd } = image;
  const used = run.entrypoint !== undefined ? undefined : isShell(entrypoint.words[0]) ? entrypoint : cmd;
  const holder = used === cmd && run.args.length > 0 ? undefined : used;
  const words = holder && wordsOfSimple(shellText(holder) ?? '');
  report.hint(
    'no-shell-in-image',
    sayPlain(
      report.say,
      'There is no shell in this image: {program} is not found, and the container cannot start',
      {
        program,
      },
    ),
    {
      ...(holder && lineOf(holder)),
      ...(words && { fix: `${holder === cmd ? 'CMD' : 'ENTRYPOINT'} ${execForm(words)}` }),
    },
  );
  return true;
}

function advisePorts(report: Report, image: Image, { publishes }: Run): void {
  const [port] = image.ports;
  if (!port || publishes) return;
  const number = port.spec.split(/[:/]/).find((part) => /^\d/.test(part)) ?? port.spec;
  report.hint(
    'expose-is-not-publish',
    sayPlain(report.say, 'EXPOSE only notes the port {port}; it is reached from outside with -p', {
      port: port.spec,
    }),
    { ...(port.line !== undefined && { line: port.line }), fix: `docker run -p ${number}:${number}` },
  );
}
