/** Mistakes that show only when an image and a `docker run` meet. */
import type { Command, Image } from '#core/dockerfile/image.ts';
import type { Inner } from '#core/dockerfile/inner.ts';
import { wordsOfSimple } from '#core/dockerfile/repair.ts';
import type { Report } from '#core/dockerfile/report.ts';
import type { Run } from '#core/dockerfile/run.ts';
import { sayPlain } from '#core/say.ts';
import { findCommand, findFlag } from '#core/shell/flags.ts';

/** Adds what is probably not meant. `inner` is what a shell in `argv` starts, if that is known. */
export function adviseRun(
  report: Report,
  image: Image,
  run: Run,
  argv: readonly string[],
  inner: Inner | undefined,
): void {
  adviseCleared(report, image);
  adviseEntrypointOption(report, image, run);
  adviseOptionsBehindImage(report, image, run);
  adviseSwallowed(report, image, run);
  adviseShellCall(report, image, run, argv);
  adviseShellUnderEntrypoint(report, image, run);
  adviseVariables(report, image, run);
  adviseOneWord(report, image, run, argv);
  if (!adviseBackground(report, image, argv, inner)) adviseSignals(report, image, inner);
  advisePorts(report, image, run);
}

const json = (words: readonly string[]): string =>
  `[${words.map((word) => JSON.stringify(word)).join(', ')}]`;
const at = (command: Command) => (command.origin?.line === undefined ? {} : { line: command.origin.line });

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
  // `ENTRYPOINT ["nginx"]` already says the first word of `CMD ["nginx", "-g", …]`.
  const rest = words[0] === entrypoint.words.at(-1) ? words.slice(1) : words;
  report.hint(
    'base-cmd-cleared',
    sayPlain(report.say, 'Line {line}: ENTRYPOINT clears the CMD of the base image, {cmd}', {
      line: String(line),
      cmd: json(words),
    }),
    { line, ...(rest.length > 0 && { fix: `CMD ${json(rest)}` }) },
  );
}

function adviseEntrypointOption(report: Report, image: Image, { entrypoint, args }: Run): void {
  const { say } = report;
  if (entrypoint === undefined) return;
  if (/\s/.test(entrypoint.trim())) {
    const [program = '', ...rest] = entrypoint.trim().split(/\s+/);
    report.hint(
      'entrypoint-one-word',
      sayPlain(say, '--entrypoint takes one word: a program called {word} is looked for', {
        word: entrypoint,
      }),
      { fix: `--entrypoint ${program} @ ${[...rest, ...args].join(' ')}` },
    );
  }
  if (entrypoint === '' && args.length === 0 && image.cmd.words.length > 0) {
    report.hint(
      'entrypoint-option-drops-cmd',
      sayPlain(say, '--entrypoint with an empty text drops the CMD as well, so nothing is left to run'),
      {
        fix: `--entrypoint "" @ ${image.cmd.words.map((word) => (/^[\w./:=@%+-]+$/.test(word) ? word : JSON.stringify(word))).join(' ')}`,
      },
    );
  }
}

const command = findCommand('run');
// Short options that many programs have too; only these spellings are surely meant for docker.
const surelyDocker = new Set(['-p', '-v', '-it', '-ti', '-d', '-e']);

function adviseOptionsBehindImage(report: Report, image: Image, { args, entrypoint }: Run): void {
  const isOption = (word: string): boolean => {
    const [name = ''] = word.split('=', 1);
    if (surelyDocker.has(name)) return true;
    return (
      name.startsWith('--') &&
      name.length > 3 &&
      command !== undefined &&
      findFlag(command, name) !== undefined
    );
  };
  const [first = ''] = args;
  const isProgram = entrypoint === undefined ? image.entrypoint.words.length === 0 : entrypoint === '';
  const word = first.startsWith('-') && isProgram ? first : args.slice(0, 20).find(isOption);
  if (word === undefined || word === '--help' || word === '--version') return;
  report.hint(
    'run-args-look-like-flags',
    isProgram && word === first
      ? sayPlain(report.say, '{word} stands behind the image, so it is looked for as a program', { word })
      : sayPlain(report.say, '{word} stands behind the image, so it goes to the program, not to docker run', {
          word,
        }),
    { fix: `docker run ${args.join(' ')} IMAGE` },
  );
}

const shellText = ({ origin, words }: Command): string | undefined =>
  origin && !origin.exec ? words.at(-1) : undefined;

function adviseSwallowed(report: Report, image: Image, run: Run): void {
  const text = shellText(image.entrypoint);
  if (run.entrypoint !== undefined || text === undefined || image.windows) return;
  // Only shells name the further words $0, $1 …
  if (!/(^|\/)(ba|da|a|z|k)?sh$/.test(image.entrypoint.words[0] ?? '')) return;
  const extra = run.args.length > 0 ? run.args : image.cmd.words;
  const [first] = extra;
  if (first === undefined) return;
  if (/\$\{?[@*]/.test(text) && !/\$\{?0/.test(text)) {
    report.hint(
      'swallowed-arguments',
      sayPlain(
        report.say,
        'ENTRYPOINT hands on {all}, but the first word behind it, {word}, is $0 and gets lost',
        {
          all: /\$\{?\*/.test(text) ? '$*' : '$@',
          word: first,
        },
      ),
      { ...at(image.entrypoint), fix: `ENTRYPOINT ["/bin/sh", "-c", ${JSON.stringify(text)}, "--"]` },
    );
  }
  if (/\$\{?[0-9@*#]/.test(text)) return;
  const words = wordsOfSimple(text);
  report.hint(
    'swallowed-arguments',
    sayPlain(
      report.say,
      'ENTRYPOINT in shell form does not pass {words} on: they become $0, $1 … of a text that does not use them',
      { words: json(extra) },
    ),
    { ...at(image.entrypoint), ...(words && { fix: `ENTRYPOINT ${json(words)}` }) },
  );
}

// `ENTRYPOINT ["sh", "-c"]` with `CMD ["echo", "hi"]`: the shell runs `echo` alone.
function adviseShellCall(report: Report, image: Image, run: Run, argv: readonly string[]): void {
  if (shellText(image.entrypoint) !== undefined && run.entrypoint === undefined) return;
  const [program = '', option = '', text = '', ...extra] = argv;
  if (!/(^|\/)(ba|da|a)?sh$/.test(program) || !/^-[a-z]*c$/.test(option)) return;
  if (extra.length === 0 || /\$\{?[0-9@*#]/.test(text)) return;
  report.hint(
    'swallowed-arguments',
    sayPlain(
      report.say,
      '{program} {option} runs only {text}: {words} become its $0, $1 …, which it does not use',
      {
        program,
        option,
        text,
        words: json(extra),
      },
    ),
    {
      ...(run.args.length === 0 && at(image.cmd)),
      fix: json([program, option, [text, ...extra].join(' ')]),
    },
  );
}

// Started in the background, a service leaves nothing that the container could wait for. Whether something was said.
function adviseBackground(
  report: Report,
  image: Image,
  argv: readonly string[],
  inner: Inner | undefined,
): boolean {
  const before = report.hints.length;
  const started = inner ? (inner.followedBy?.at(-1) ?? inner.argv) : argv;
  const { say } = report;
  const [program = '', ...words] = started;
  const name = program.replace(/^.*\//, '');
  const used = image.cmd.words.length > 0 ? image.cmd : image.entrypoint;
  const starts = words.at(-1) === 'start';
  if ((name === 'service' && starts) || (program.startsWith('/etc/init.d/') && starts)) {
    report.hint(
      'ends-at-once',
      sayPlain(say, '{command} starts a service in the background and ends, and the container ends with it', {
        command: started.join(' '),
      }),
      at(used),
    );
  } else if (name === 'systemctl') {
    report.hint(
      'no-systemd',
      sayPlain(
        say,
        'systemctl talks to systemd, which does not run in a container: start the program itself',
      ),
      at(used),
    );
  }
  const text = shellText(used);
  if (inner && text !== undefined && /(^|[^&])&\s*$/.test(text)) {
    report.hint(
      'ends-at-once',
      sayPlain(
        say,
        'The & sends the program to the background: the shell ends at once, and the container with it',
      ),
      { ...at(used), fix: `${used === image.cmd ? 'CMD' : 'ENTRYPOINT'} ${text.replace(/\s*&\s*$/, '')}` },
    );
  }
  return report.hints.length > before;
}

function adviseShellUnderEntrypoint(report: Report, image: Image, run: Run): void {
  const { entrypoint, cmd } = image;
  const text = shellText(cmd);
  if (run.entrypoint !== undefined || run.args.length > 0 || text === undefined) return;
  // Entry scripts of base images run whatever follows; a program of one's own gets "/bin/sh -c …" as arguments.
  if (entrypoint.words.length === 0 || !entrypoint.origin?.exec) return;
  if (/(^|\/)(sh|bash|tini|dumb-init|env|gosu)$|\.sh$/.test(entrypoint.words[0] ?? '')) return;
  const words = wordsOfSimple(text);
  report.hint(
    'shell-cmd-under-entrypoint',
    sayPlain(report.say, 'CMD in shell form behind an ENTRYPOINT hands it {words} as arguments', {
      words: json(cmd.words),
    }),
    { ...at(cmd), ...(words && { fix: `CMD ${json(words)}` }) },
  );
}

function adviseVariables(report: Report, image: Image, run: Run): void {
  const commands = [['ENTRYPOINT', image.entrypoint] as const, ['CMD', image.cmd] as const].filter(
    ([name]) => run.entrypoint === undefined && (name === 'ENTRYPOINT' || run.args.length === 0),
  );
  for (const [keyword, used] of commands) {
    const { origin } = used;
    if (!origin) continue;
    const names = namesIn(used.words.join(' '));
    if (names.length === 0) continue;
    const isShell =
      !origin.exec || /(^|\/)(sh|bash|dash|ash)$/.test(image.entrypoint.words[0] ?? used.words[0] ?? '');
    if (!isShell) {
      report.hint(
        'variable-in-exec-form',
        sayPlain(report.say, '{keyword} in exec form has no shell, so {name} stays as it is written', {
          keyword,
          name: `$${names[0]}`,
        }),
        {
          ...at(used),
          fix: `${keyword} ["/bin/sh", "-c", ${JSON.stringify(`exec ${used.words.join(' ')}`)}]`,
        },
      );
    }
    const arg = isShell
      ? names.find((name) => image.args.has(name) && image.env.get(name) === undefined && !run.env.has(name))
      : undefined;
    if (arg !== undefined) {
      report.hint(
        'arg-in-cmd',
        sayPlain(
          report.say,
          '{name} is an ARG: it is there while building, but empty when the container runs',
          {
            name: `$${arg}`,
          },
        ),
        { ...at(used), fix: `ENV ${arg}=$${arg}` },
      );
    }
  }
}

const namesIn = (text: string): string[] =>
  !text.includes('$')
    ? []
    : [...text.slice(0, 4096).matchAll(/\$\{?([A-Za-z_]\w{0,99})/g)].map(([, name = '']) => name);

function adviseOneWord(report: Report, image: Image, run: Run, argv: readonly string[]): void {
  const [program = ''] = argv;
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
  const passes = /(^|\/)(tini|dumb-init|gosu)$|entrypoint(\.sh)?$/.test(entrypoint.words[0] ?? '');
  const used = entrypoint.words.length === 0 || (passes && run.args.length === 0) ? cmd : entrypoint;
  const [first = ''] = used.words;
  if (!used.origin?.exec || !argv.includes(first) || !/\s/.test(first.trim())) return;
  const keyword = used === cmd ? 'CMD' : 'ENTRYPOINT';
  const words = [...first.trim().split(/\s+/), ...used.words.slice(1)];
  report.hint(
    'one-word-exec-form',
    sayPlain(
      report.say,
      '{keyword} has blanks inside its first word: a program called {word} is looked for',
      {
        keyword,
        word: first,
      },
    ),
    { ...at(used), fix: `${keyword} ${json(words)}` },
  );
}

// `exec` before the last command, where that is a plain one.
function withExec(text: string, program: string): string | undefined {
  const start = text.lastIndexOf(program);
  const [before, last] = [text.slice(0, start), text.slice(start)];
  return start !== -1 && /(^|&&|;)\s*$/.test(before) && !/[;&|(){}`]/.test(last.replaceAll(/\$\{\w+\}/g, ''))
    ? `${before}exec ${last}`
    : undefined;
}

function adviseSignals(report: Report, image: Image, inner: Inner | undefined): void {
  // What runs before the last program is short; that one is what docker stop is meant for.
  if ((inner?.lastPid1 ?? inner?.pid1) !== 'shell' || !inner || inner.argv.length === 0) return;
  const used = shellText(image.entrypoint) === undefined ? image.cmd : image.entrypoint;
  const text = shellText(used);
  const keyword = used === image.cmd ? 'CMD' : 'ENTRYPOINT';
  const words = text === undefined ? undefined : wordsOfSimple(text);
  const program = (inner.followedBy?.at(-1) ?? inner.argv)[0] ?? '';
  const handed = text === undefined ? undefined : withExec(text, program);
  const fix = words ? `${keyword} ${json(words)}` : handed && `${keyword} ${handed}`;
  report.hint(
    'signals-never-arrive',
    sayPlain(
      report.say,
      'The shell is process 1 and does not pass signals on: docker stop waits ten seconds and then kills {program}',
      { program },
    ),
    { ...at(used), ...(fix !== undefined && { fix }) },
  );
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
