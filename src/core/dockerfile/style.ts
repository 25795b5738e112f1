/** What the linters say of a Dockerfile's lines without building anything: casing, names, old spellings. */

import { BuildFault } from '#core/dockerfile/fault.ts';
import type { Instruction, Source } from '#core/dockerfile/instructions.ts';
import { readReference } from '#core/dockerfile/reference.ts';
import type { Report } from '#core/dockerfile/report.ts';
import type { Stage, Stages } from '#core/dockerfile/stages.ts';
import { sayPlain } from '#core/say.ts';

/** Adds the hints of a whole file. */
export function hintStyle(report: Report, { instructions }: Source, { all }: Stages): void {
  hintCasing(report, instructions);
  for (const instruction of instructions) hintInstruction(report, instruction);
  const seen = new Set<string>();
  for (const stage of all) {
    hintStageName(report, stage, seen);
    hintBase(report, stage);
  }
}

function hintInstruction(report: Report, { keyword, rest, line, end, emptyContinuation }: Instruction): void {
  if (emptyContinuation) {
    report.hint(
      'NoEmptyContinuation',
      sayPlain(report.say, 'An empty line stands inside a continued instruction'),
      {
        line: end,
      },
    );
  }
  if (keyword === 'MAINTAINER') {
    report.hint(
      'MaintainerDeprecated',
      sayPlain(report.say, 'MAINTAINER is deprecated: a label says the same'),
      {
        line,
        fix: `LABEL org.opencontainers.image.authors=${JSON.stringify(rest)}`,
        also: ['DL4000'],
      },
    );
  }
}

const isLower = (word: string) => word === word.toLowerCase();
const isUpper = (word: string) => word === word.toUpperCase();

function hintCasing(report: Report, instructions: readonly Instruction[]): void {
  const counted = instructions.slice(instructions.findIndex(({ keyword }) => keyword === 'FROM'));
  const lower = counted.filter(({ spelled }) => isLower(spelled)).length;
  const upper = counted.filter(({ spelled }) => !isLower(spelled) && isUpper(spelled)).length;
  const wanted = lower > upper ? 'lower' : 'upper';
  for (const { spelled, line } of counted) {
    if (wanted === 'lower' ? isLower(spelled) : isUpper(spelled)) continue;
    const fix = wanted === 'lower' ? spelled.toLowerCase() : spelled.toUpperCase();
    report.hint(
      'ConsistentInstructionCasing',
      sayPlain(report.say, '{spelled} is written in another case than most instructions', { spelled }),
      { line, fix },
    );
  }
}

function hintStageName(report: Report, { from, name }: Stage, seen: Set<string>): void {
  const { say } = report;
  const { line, spelled, args } = from;
  const [, as = '', written = ''] = args;
  if (name === undefined) return;
  if (!isLower(written)) {
    report.hint('StageNameCasing', sayPlain(say, 'Stage names are lower case: {name}', { name: written }), {
      line,
      fix: name,
    });
  }
  if ((isLower(spelled) && !isLower(as)) || (isUpper(spelled) && !isUpper(as))) {
    report.hint(
      'FromAsCasing',
      sayPlain(say, '{as} is written in another case than {from}', { as, from: spelled }),
      { line, fix: isLower(spelled) ? as.toLowerCase() : as.toUpperCase() },
    );
  }
  if (name === 'scratch' || name === 'context') {
    report.hint(
      'ReservedStageName',
      sayPlain(say, '{name} means something else and should not name a stage', { name }),
      {
        line,
      },
    );
  }
  if (seen.has(name)) {
    report.hint('DuplicateStageName', sayPlain(say, 'Another stage is called {name} already', { name }), {
      line,
      fix: `FROM ${args.slice(0, 2).join(' ')} ${name}-2`,
      also: ['DL3024'],
    });
  }
  seen.add(name);
}

function hintBase(report: Report, { from, base, parent, platform, label }: Stage): void {
  const { say } = report;
  const { line, options, args } = from;
  const bare = `FROM ${args.join(' ')}`;
  const flag = options.get('platform')?.[0];
  if (flag !== undefined && /^\$\{?TARGETPLATFORM\}?$/.test(flag)) {
    report.hint('RedundantTargetPlatform', sayPlain(say, 'The target platform is what FROM takes anyway'), {
      line,
      fix: bare,
    });
  } else if (
    flag !== undefined &&
    platform === flag &&
    !flag
      .split('/')
      .slice(0, 2)
      .some((part) => label.includes(part))
  ) {
    report.hint(
      'FromPlatformFlagConstDisallowed',
      sayPlain(say, 'FROM with the fixed platform {platform} builds for no other machine', {
        platform: flag,
      }),
      { line, fix: bare, also: ['DL3029'] },
    );
  }
  // The names of distroless images carry the version, their tags do not.
  if (parent || base === 'scratch' || base.includes('$') || base.startsWith('gcr.io/distroless/')) return;
  const tag = tagOf(base);
  if (tag === undefined || tag === 'latest') {
    report.hint(
      'latest-tag',
      sayPlain(say, '{image} is whatever the newest version is on the day of the build', { image: base }),
      { line, also: [tag === undefined ? 'DL3006' : 'DL3007'] },
    );
  }
}

function tagOf(image: string): string | undefined {
  try {
    const { tag, digest } = readReference(image);
    return tag ?? digest;
  } catch (error) {
    if (error instanceof BuildFault) return '';
    throw error;
  }
}
