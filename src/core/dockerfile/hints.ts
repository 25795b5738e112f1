/** The mistakes that a Dockerfile's own lines show, named as the linters name them, each with its fix where there is one. */

import { isShell } from '#core/dockerfile/handing.ts';
import { type Image, shellOf } from '#core/dockerfile/image.ts';
import type { ShellKind } from '#core/dockerfile/images.ts';
import type { Instruction } from '#core/dockerfile/instructions.ts';
import { execForm } from '#core/dockerfile/json.ts';
import { repairJson, wordsOfSimple } from '#core/dockerfile/repair.ts';
import type { Report } from '#core/dockerfile/report.ts';
import type { Stages } from '#core/dockerfile/stages.ts';
import { sayPlain } from '#core/say.ts';

/** Shell form, and arrays that only look like JSON. */
export function hintCommand(report: Report, instruction: Instruction, image: Image): void {
  const { keyword = 'CMD', exec, rest, line } = instruction;
  if (exec) return;
  const { say } = report;
  if (rest.startsWith('[')) {
    const repaired = repairJson(rest);
    report.hint(
      'invalid-json-shell-form',
      sayPlain(say, '{keyword} looks like a JSON array but is none, so the shell gets it as text: {reason}', {
        keyword,
        reason: reasonOf(report, rest),
      }),
      { line, also: ['DL3025'], ...(repaired && { fix: `${keyword} ${repaired}` }) },
    );
  }
  hintQuotes(report, instruction, shellOf(image));
  if (image.shell.length > 0) return;
  const words = wordsOfSimple(rest);
  report.hint(
    'JSONArgsRecommended',
    /(^|&&|;)\s{0,9}exec\s/.test(rest)
      ? sayPlain(say, '{keyword} in shell form needs a shell in the image; exec lets the signals through', {
          keyword,
        })
      : sayPlain(
          say,
          '{keyword} in shell form runs under a shell, and some shells keep signals from the program',
          {
            keyword,
          },
        ),
    {
      line,
      also: ['DL3025'],
      ...(words && { fix: `${keyword} ${JSON.stringify(words).replaceAll('","', '", "')}` }),
    },
  );
}

// `CMD "npm start"`: in quotes the shell looks for one program of that name. `CMD "npm", "start"` lacks its brackets.
function hintQuotes(
  report: Report,
  { keyword = 'CMD', rest, line }: Instruction,
  [shell]: readonly string[],
): void {
  const [, , inside] = /^(["'])([^"'\\$`]{1,999})\1$/.exec(rest) ?? [];
  const listed = /^["'][^"']{0,999}["']\s{0,99},/.test(rest);
  if (!isShell(shell) || (!listed && !/\S\s+\S/.test(inside ?? ''))) return;
  const words = inside === undefined ? undefined : wordsOfSimple(inside);
  const repaired = listed ? repairJson(`[${rest}]`) : words && execForm(words);
  report.hint(
    'quoted-shell-form',
    listed
      ? sayPlain(report.say, '{keyword} lacks the brackets around its words, so the shell gets it as text', {
          keyword,
        })
      : sayPlain(report.say, 'In quotes it is one word: a program called {word} is looked for', {
          word: inside ?? '',
        }),
    { line, fix: `${keyword} ${repaired ?? inside ?? rest}` },
  );
}

function reasonOf({ say }: Report, text: string): string {
  if (/['‘’“”]/.test(text)) return sayPlain(say, 'JSON knows only straight double quotes');
  if (/,\s*\]/.test(text)) return sayPlain(say, 'no comma may stand before the closing bracket');
  if (/\]\s*#/.test(text)) return sayPlain(say, 'no comment may stand behind it');
  if (!text.endsWith(']')) return sayPlain(say, 'it does not end with the closing bracket');
  if (/\\[^"\\/bfnrtu]/.test(text)) return sayPlain(say, 'a backslash must be doubled');
  return sayPlain(say, 'its words must be quoted and parted by commas');
}

/** An instruction of which only the last one counts. */
export function hintRepeated(report: Report, keyword: string, line: number, later?: number): void {
  const also = { CMD: ['DL4003'], ENTRYPOINT: ['DL4004'], HEALTHCHECK: ['DL3012'] }[keyword];
  report.hint(
    'MultipleInstructionsDisallowed',
    sayPlain(report.say, 'This {keyword} has no effect: only the last one of a stage counts', { keyword }),
    { line, ...(also && { also }) },
  );
  if (later === undefined) return;
  report.step(
    'last-one-wins',
    sayPlain(report.say, 'Line {later}: this {keyword} replaces the one of line {line}', {
      later: String(later),
      keyword,
      line: String(line),
    }),
    later,
  );
}

/** A variable that is used and that nothing defines. */
export interface Undefined {
  readonly name: string;
  readonly line: number;
  /** `${NAME:-…}`: its default is used. */
  readonly defaulted: boolean;
  /** A name that is defined and looks much like it. */
  readonly meant: string | undefined;
  /** Defined outside of the stage: an ARG before FROM, or one of the platform's. */
  readonly outside: boolean;
}

/** A variable that neither ENV nor ARG defines. */
export function hintUndefined(report: Report, { name, line, defaulted, meant, outside }: Undefined): void {
  const { say } = report;
  const values = { name: `$${name}` };
  if (outside) {
    report.hint('UndefinedVar', tellOutside(report, name), { line, fix: `ARG ${name}` });
    return;
  }
  report.hint(
    'UndefinedVar',
    defaulted
      ? sayPlain(say, 'Nothing defines {name}, so its default is always taken', values)
      : sayPlain(say, 'Nothing defines {name}, so it is replaced by nothing', values),
    { line, ...(meant !== undefined && { fix: `$${meant}` }) },
  );
}

const tellOutside = ({ say }: Report, name: string): string =>
  sayPlain(say, 'A stage sees {name} only below an ARG {bare} of its own, so it is empty here', {
    name: `$${name}`,
    bare: name,
  });

/** RUN with a variable that only an ARG before FROM, or the platform, sets. */
export function hintOutside(
  report: Report,
  text: string,
  line: number,
  isOutside: (name: string) => boolean,
): void {
  const beginning = text.slice(0, 4096);
  // The text itself may set it: `ARCH=$(uname -m)`, `for ARCH in …`, `read ARCH`.
  const set =
    /(?:^|[\s;&|(])(?:([A-Za-z_]\w{0,99})=|(?:for|read|export|local)\s(?:-\w{1,9}\s)?([A-Za-z_]\w{0,99}))/g;
  const seen = new Set([...beginning.matchAll(set)].map(([, assigned, named]) => assigned ?? named));
  for (const [, name = ''] of beginning.matchAll(/\$\{?([A-Za-z_]\w{0,99})/g)) {
    if (seen.has(name) || !isOutside(name)) continue;
    seen.add(name);
    report.hint('arg-before-from', tellOutside(report, name), { line, fix: `ARG ${name}` });
  }
}

/** FROM without a name of an image when no ARG gets another value than its default. */
export function hintDefault(report: Report, written: string, line: number): void {
  const name = /\$\{?([A-Za-z_]\w{0,99})/.exec(written)?.[1];
  report.hint(
    'InvalidDefaultArgInFrom',
    sayPlain(report.say, 'FROM {written} names no image as long as nothing is given with --build-arg', {
      written,
    }),
    { line, ...(name !== undefined && { fix: `ARG ${name}=…` }) },
  );
}

/** EXPOSE with what only `docker run -p` knows, and protocols in capitals. */
export function hintPort(report: Report, spec: string, line: number): void {
  const { say } = report;
  const inside = spec.slice(spec.lastIndexOf(':') + 1);
  if (inside !== spec) {
    report.hint(
      'ExposeInvalidFormat',
      sayPlain(say, 'EXPOSE takes the port in the container only; {spec} is what -p takes', { spec }),
      { line, fix: `EXPOSE ${inside}` },
    );
  }
  if (inside !== inside.toLowerCase()) {
    report.hint(
      'ExposeProtoCasing',
      sayPlain(say, 'The protocol of {spec} is written in lower case', { spec }),
      {
        line,
        fix: `EXPOSE ${inside.toLowerCase()}`,
      },
    );
  }
}

/** A variable in FROM that no ARG before the first FROM declares. */
export function hintUndeclared(report: Report, name: string, line: number): void {
  report.hint(
    'UndefinedArgInFrom',
    sayPlain(report.say, 'FROM uses {name}, but no ARG before the first FROM declares it', {
      name: `$${name}`,
    }),
    { line, fix: `ARG ${name}=…` },
  );
}

/** `SHELL ["/bin/sh", "-o", "pipefail", "-c"]` where sh is dash, which has no such option. */
export function hintPipefail(report: Report, shell: readonly string[], sh: ShellKind, line: number): void {
  if (sh !== 'dash' || !/^(\/bin\/)?(da)?sh$/.test(shell[0] ?? '') || !shell.includes('pipefail')) return;
  report.hint(
    'sh-without-pipefail',
    sayPlain(report.say, 'In this image {shell} is dash, which knows no pipefail: each RUN below fails', {
      shell: shell[0] ?? '',
    }),
    { line, fix: `SHELL ${execForm(['/bin/bash', ...shell.slice(1)])}` },
  );
}

/** The last CMD or ENTRYPOINT of the file, where the stage that is built has none. */
export function hintElsewhere(report: Report, { all }: Stages): void {
  const found = all.flatMap((stage) => stage.instructions.map((instruction) => ({ stage, instruction })));
  const last = found.findLast(
    ({ instruction: { keyword, args } }) =>
      (keyword === 'CMD' || keyword === 'ENTRYPOINT') && args.length > 0,
  );
  if (!last || last.stage === all.at(-1)) return;
  const { keyword = 'CMD', rest, line } = last.instruction;
  report.hint(
    'cmd-in-other-stage',
    sayPlain(
      report.say,
      'This {keyword} belongs to stage {stage}; the image that is built does not have it',
      {
        keyword,
        stage: last.stage.label,
      },
    ),
    { line, fix: `${keyword} ${repairJson(rest) ?? rest}` },
  );
}

/** A first WORKDIR that depends on the base image's. */
export function hintWorkdir(report: Report, path: string, line: number): void {
  report.hint(
    'WorkdirRelativePath',
    sayPlain(report.say, 'WORKDIR {path} begins where the base image happens to be', { path }),
    { line, fix: `WORKDIR /${path}`, also: ['DL3000'] },
  );
}

const secret = /(?:_|^)(?:apikey|auth|credentials?|key|password|pword|passwd|secret|token)(?:_|$)/i;
// A public key, the file that holds a password and the version of a key are none.
const open = /(?:_|^)(?:public|file|version)(?:_|$)/i;

interface Variable {
  readonly keyword: 'ENV' | 'ARG' | 'LABEL';
  readonly key: string;
  readonly value: string;
  readonly legacy: boolean;
  readonly line: number;
}

/** `ENV name value`, and secrets that anyone can read out of the image. */
export function hintEnvironment(report: Report, { keyword, key, value, legacy, line }: Variable): void {
  if (legacy) {
    report.hint(
      'LegacyKeyValueFormat',
      sayPlain(report.say, '{keyword} with a blank instead of an equals sign is the old way to write it', {
        keyword,
      }),
      { line, fix: `${keyword} ${key}=${/[\s"'$\\]/.test(value) ? JSON.stringify(value) : value}` },
    );
  }
  if (keyword !== 'LABEL' && key.length < 256 && secret.test(key) && !open.test(key)) {
    report.hint(
      'SecretsUsedInArgOrEnv',
      sayPlain(report.say, '{key} looks like a secret; whoever has the image can read what {keyword} sets', {
        key,
        keyword,
      }),
      {
        line,
        fix: keyword === 'ARG' ? `RUN --mount=type=secret,id=${key},env=${key} …` : `docker run -e ${key} …`,
      },
    );
  }
}
