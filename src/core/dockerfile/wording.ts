/** Mistakes in the words of a Compose service or of a pod's container, each with what to write instead. */
import { stringify } from 'yaml';
import type { ServiceProcess } from '#core/dockerfile/compose.ts';
import { backgroundOf } from '#core/dockerfile/daemons.ts';
import { isShell, tellSwallowed } from '#core/dockerfile/handing.ts';
import { execForm } from '#core/dockerfile/json.ts';
import type { Described, Manifest } from '#core/dockerfile/manifest.ts';
import type { Report } from '#core/dockerfile/report.ts';
import { sayPlain } from '#core/say.ts';

type Words = readonly string[];

/** A text as YAML writes it: in quotes where it must be. */
const plainText = (text: string): string => stringify(text, { lineWidth: 0 }).trimEnd();

const operators = new Set(['&&', '||', '|', ';', '>', '>>', '<', '&', '2>&1']);
const builtins = new Set('cd source . export set unset exec eval ulimit umask alias'.split(' '));

const listOf = (value: unknown): Words =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];

/** Adds what is probably not meant; `outcome` is what runs. */
export function adviseWording(
  report: Report,
  kind: Manifest,
  described: Pick<Described, 'entrypoint' | 'command' | 'args'>,
  outcome: ServiceProcess,
): void {
  const { entrypoint, command } = described;
  if (kind === 'compose' && typeof command === 'string') adviseText(report, command, outcome);
  if ('error' in outcome) return;
  // Entry scripts of images start what stands behind them.
  const argv = /entrypoint(\.sh)?$/.test(outcome.argv[0] ?? '') ? outcome.argv.slice(1) : outcome.argv;
  const [program = ''] = argv;
  if (isShell(program)) {
    adviseShellCall(report, kind, described, argv);
    if (kind === 'compose') adviseOwnNames(report, described, argv);
    return;
  }
  const [key, words] = writtenWords(kind, described);
  adviseSyntax(report, key, words, argv);
  const listed = [entrypoint, command].some((value) => Array.isArray(value) && value[0] === program);
  if (listed && /\S\s+\S/.test(program))
    report.hint(
      'one-word-exec-form',
      sayPlain(report.say, 'the first item has blanks inside: a program called {word} is looked for', {
        word: program,
      }),
      { fix: `command: ${execForm([...program.trim().split(/\s+/), ...argv.slice(1)])}` },
    );
  if (kind === 'kubernetes') advisePod(report, key, words);
  adviseBackground(report, key, argv);
}

/** The list that a fix rewrites: a pod's `args` where it stands alone, else the command with what follows it. */
function writtenWords(
  kind: Manifest,
  { command, args }: Pick<Described, 'command' | 'args'>,
): readonly [key: string, words: Words] {
  return kind === 'kubernetes' && listOf(command).length === 0
    ? ['args', listOf(args)]
    : ['command', [...listOf(command), ...listOf(args)]];
}

// What is written as a text is cut into words; nobody runs it as a script.
function adviseText(report: Report, command: string, { steps }: ServiceProcess): void {
  const { say } = report;
  const cut = steps.find(({ rule }) => rule === 'compose-no-shell');
  if (cut) report.hint(cut.rule, cut.message, { fix: `command: ${withShell(command)}` });
  if (/^\s*\[.*\]\s*$/.test(command)) {
    report.hint(
      'list-in-quotes',
      sayPlain(say, 'in quotes the list is a text: its brackets and commas become parts of the words'),
      { fix: `command: ${command.trim()}` },
    );
  }
  const lines = command.split('\n').map((line) => line.trim());
  const [first = '', ...more] = lines.filter((line) => line !== '');
  const begins = new Set([...starters, first.split(/\s/, 1)[0] ?? '']);
  const next = more.find((line) => begins.has(line.split(/\s/, 1)[0] ?? ''));
  if (cut || next === undefined || /["'\\]|^(ba|da)?sh\b/.test(first)) return;
  report.hint(
    'lines-without-shell',
    sayPlain(say, 'no shell reads the lines one by one: {word} becomes an argument of the first command', {
      word: next,
    }),
    { fix: `command: ${execForm(['sh', '-c', [first, ...more].join(' && ')])}` },
  );
}

// Words that begin a command of their own.
const starters =
  'npm npx yarn pnpm bun node python python3 pip flask uvicorn gunicorn celery bundle rails php composer go java echo cd exec sleep sh bash export'.split(
    ' ',
  );

/** A text with a shell before it, as a list: in it `: ` and `#` mean nothing to YAML. The `&` at the end would end the container, `;` belongs to the words of nginx. */
function withShell(command: string): string {
  const text = command.trim();
  const nginx = /^nginx\s+-g\s+(?:daemon off;)$/.exec(text);
  if (nginx) return execForm(['nginx', '-g', 'daemon off;']);
  return /[^&]&$/.test(text) ? plainText(text.slice(0, -1).trim()) : execForm(['sh', '-c', command]);
}

// `sh -c npm start` runs `npm` alone.
function adviseShellCall(
  report: Report,
  kind: Manifest,
  described: Pick<Described, 'entrypoint' | 'command' | 'args'>,
  argv: Words,
): void {
  const [program = '', option = '', text = '', ...extra] = argv;
  if (!/^-[a-z]*c$/.test(option) || extra.length === 0 || /\$\{?[0-9@*#]/.test(text)) return;
  const [key] = writtenWords(kind, described);
  // A command in each item, or a command cut at its blanks.
  const whole = [text, ...extra].join(
    [text, ...extra].every((word) => /\s/.test(word.trim())) ? ' && ' : ' ',
  );
  const { entrypoint } = described;
  const [first] = typeof entrypoint === 'string' ? entrypoint.trim().split(/\s+/) : listOf(entrypoint);
  const shellBefore = kind === 'kubernetes' ? listOf(described.command).length === 2 : isShell(first);
  const where = kind === 'kubernetes' && shellBefore ? 'args' : key;
  tellSwallowed(
    report,
    { program, option, text, extra },
    { fix: `${where}: ${execForm(shellBefore ? [whole] : [program, option, whole])}` },
  );
}

// Names that a container has a value of its own for: Compose fills in that of the machine before any shell sees them.
const ownNames = /(^|[^$])((?:\$\$)*)\$(\{?)(HOME|HOSTNAME|PATH|PWD|USER|SHELL|UID)\b/;

function adviseOwnNames(
  report: Report,
  { entrypoint, command }: Pick<Described, 'entrypoint' | 'command'>,
  argv: Words,
): void {
  for (const [key, value] of [['entrypoint', entrypoint] as const, ['command', command] as const]) {
    const words = typeof value === 'string' ? [value] : listOf(value);
    const name = words.map((word) => ownNames.exec(word)?.[4]).find(Boolean);
    if (name === undefined || argv.length === 0) continue;
    const mended = words.map((word) =>
      word.replace(ownNames, (_, before: string, dollars: string, brace: string, own: string) =>
        [before, dollars, '$', '$', brace, own].join(''),
      ),
    );
    report.hint(
      'compose-own-variable',
      sayPlain(
        report.say,
        'Compose fills in the {name} of its own machine; with {written} it is the container’s',
        {
          name: `$${name}`,
          written: `$$${name}`,
        },
      ),
      { fix: `${key}: ${typeof value === 'string' ? plainText(mended[0] ?? '') : execForm(mended)}` },
    );
  }
}

function adviseSyntax(report: Report, key: string, words: Words, argv: Words): void {
  const { say } = report;
  const [program = ''] = argv;
  const operator = argv.find((word) => operators.has(word));
  const fix = { fix: `${key}: ${execForm(['sh', '-c', words.join(' ')])}` };
  if (operator !== undefined)
    report.hint(
      'operator-without-shell',
      sayPlain(say, 'no shell reads {word} here, so it is handed to {program} as a plain word', {
        word: operator,
        program,
      }),
      fix,
    );
  else if (builtins.has(program) && words.length > 0)
    report.hint(
      'builtin-without-shell',
      sayPlain(say, '{program} is a command of the shell, and there is none here: no such program is found', {
        program,
      }),
      fix,
    );
}

function advisePod(report: Report, key: string, words: Words): void {
  const name = words.map((word) => /\$\{?([A-Za-z_]\w{0,99})/.exec(word)?.[1]).find(Boolean);
  if (name === undefined) return;
  report.hint(
    'variable-without-shell',
    sayPlain(report.say, 'no shell fills in {name} here; Kubernetes itself knows only {written}', {
      name: `$${name}`,
      written: `$(${name})`,
    }),
    {
      fix: `${key}: ${execForm(words.map((word) => word.replaceAll(/\$\{?([A-Za-z_]\w{0,99})\}?/g, '$($1)')))}`,
    },
  );
}

function adviseBackground(report: Report, key: string, argv: Words): void {
  const found = backgroundOf(argv);
  if (!found) return;
  const command = argv.join(' ');
  report.hint(
    'ends-at-once',
    found.service
      ? sayPlain(
          report.say,
          '{command} starts a service in the background and ends, and the container ends with it',
          { command },
        )
      : sayPlain(
          report.say,
          '{command} goes to the background by itself and ends, and the container ends with it',
          { command },
        ),
    { ...(found.foreground && { fix: `${key}: ${execForm(found.foreground)}` }) },
  );
}
