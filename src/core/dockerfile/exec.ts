/** What exec form does not do: there is no shell that could join commands, fill in variables or find files. */
import { isShell, startsNext } from '#core/dockerfile/handing.ts';
import type { Command, Image } from '#core/dockerfile/image.ts';
import { lineOf } from '#core/dockerfile/image.ts';
import { execForm } from '#core/dockerfile/json.ts';
import type { Report } from '#core/dockerfile/report.ts';
import type { Run } from '#core/dockerfile/run.ts';
import { sayPlain } from '#core/say.ts';

const operators = new Set(['&&', '||', '|', ';', '&', '>', '>>', '<', '2>', '2>&1', '>&2']);
// Commands of every shell that no image has as programs of its own.
const builtins = new Set('cd source . export set unset exec eval ulimit umask alias trap'.split(' '));

/** Adds the mistakes of an exec form that was written as if a shell read it. */
export function adviseWords(report: Report, image: Image, run: Run): void {
  const used = [['ENTRYPOINT', image.entrypoint] as const, ['CMD', image.cmd] as const].filter(
    ([keyword]) => run.entrypoint === undefined && (keyword === 'ENTRYPOINT' || run.args.length === 0),
  );
  for (const [keyword, command] of used) {
    if (!command.origin) continue;
    const underShell =
      !command.origin.exec || isShell(command.words[0]) || command.words.some((word) => /^-\w*c$/.test(word))
        ? true
        : keyword === 'CMD' && isShell(image.entrypoint.words[0]);
    if (!underShell && !adviseSyntax(report, image, keyword, command))
      adviseVariable(report, keyword, command);
    adviseArg(report, image, run, command);
  }
}

/** Operators, commands of the shell, `~` and patterns. Whether something was said. */
function adviseSyntax(report: Report, image: Image, keyword: string, command: Command): boolean {
  const { say } = report;
  const { words } = command;
  const [program = ''] = words;
  const starts =
    keyword === 'ENTRYPOINT' || image.entrypoint.words.length === 0 || startsNext(image.entrypoint.words);
  const more = { ...lineOf(command), fix: `${keyword} ${execForm(['/bin/sh', '-c', words.join(' ')])}` };
  const operator = words.find((word) => operators.has(word));
  if (operator !== undefined) {
    report.hint(
      'operator-without-shell',
      sayPlain(say, '{keyword} in exec form has no shell: {word} goes to {program} as a plain word', {
        keyword,
        word: operator,
        program: starts ? program : (image.entrypoint.words[0] ?? program),
      }),
      more,
    );
    return true;
  }
  if (starts && builtins.has(program)) {
    report.hint(
      'builtin-without-shell',
      sayPlain(
        say,
        '{program} is a command of the shell, and in exec form there is none: no such program is found',
        {
          program,
        },
      ),
      more,
    );
    return true;
  }
  const odd = words.find((word, i) => /^~\//.test(word) || (words[i - 1] === '-jar' && /[*?]/.test(word)));
  if (odd === undefined) return false;
  report.hint(
    'pattern-without-shell',
    sayPlain(say, '{keyword} in exec form has no shell, so {word} stays as it is written', {
      keyword,
      word: odd,
    }),
    { ...more, fix: `${keyword} ${execForm(['/bin/sh', '-c', `exec ${words.join(' ')}`])}` },
  );
  return true;
}

// Programs that read variables of their own.
const readers =
  /(^|[\\/])(powershell|pwsh|cmd|[gm]?awk|sed|perl|php|ruby|node|python[\d.]*|jq|envsubst|expect)(\.exe)?$/i;

function adviseVariable(report: Report, keyword: string, command: Command): void {
  if (
    readers.test(command.words[0] ?? '') &&
    command.words.some((word) => word.includes('$') && /[\s;({]/.test(word))
  )
    return;
  const [name] = namesIn(command.words.join(' '));
  if (name === undefined) return;
  report.hint(
    'variable-in-exec-form',
    sayPlain(report.say, '{keyword} in exec form has no shell, so {name} stays as it is written', {
      keyword,
      name: `$${name}`,
    }),
    {
      ...lineOf(command),
      fix: `${keyword} ${execForm(['/bin/sh', '-c', `exec ${command.words.join(' ')}`])}`,
    },
  );
}

// Whether a shell reads it or is still to be added: an ARG is gone by then.
function adviseArg(report: Report, image: Image, run: Run, command: Command): void {
  const arg = namesIn(command.words.join(' ')).find(
    (name) => image.args.has(name) && image.env.get(name) === undefined && !run.env.has(name),
  );
  if (arg === undefined) return;
  report.hint(
    'arg-in-cmd',
    sayPlain(report.say, '{name} is an ARG: it is there while building, but empty when the container runs', {
      name: `$${arg}`,
    }),
    { ...lineOf(command), fix: `ENV ${arg}=$${arg}` },
  );
}

const namesIn = (text: string): string[] =>
  !text.includes('$')
    ? []
    : [...text.slice(0, 4096).matchAll(/\$\{?([A-Za-z_]\w{0,99})/g)].map(([, name = '']) => name);
