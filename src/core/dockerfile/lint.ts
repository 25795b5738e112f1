/** `# check=skip=…;error=true`: BuildKit's lint settings, which can turn its warnings into a failed build. */
import { trim } from '#core/dockerfile/blanks.ts';
import { BuildFault, quoted } from '#core/dockerfile/fault.ts';
import { readDirective } from '#core/dockerfile/lines.ts';
import type { Hint } from '#core/dockerfile/report.ts';
import { parseBool } from '#core/shell/go.ts';

/** The rules of BuildKit that are checked here and that a build runs by default. */
const rules = new Set([
  'ConsistentInstructionCasing',
  'DuplicateStageName',
  'ExposeInvalidFormat',
  'ExposeProtoCasing',
  'FromAsCasing',
  'FromPlatformFlagConstDisallowed',
  'InvalidDefaultArgInFrom',
  'JSONArgsRecommended',
  'LegacyKeyValueFormat',
  'MaintainerDeprecated',
  'MultipleInstructionsDisallowed',
  'NoEmptyContinuation',
  'RedundantTargetPlatform',
  'ReservedStageName',
  'SecretsUsedInArgOrEnv',
  'StageNameCasing',
  'UndefinedArgInFrom',
  'UndefinedVar',
  'WorkdirRelativePath',
]);

/** What a `check=` line at the top says. */
export interface LintSettings {
  /** Warnings fail the build. */
  readonly fails: boolean;
  /** Rules that are not checked; `all` for every one. */
  readonly skipped: ReadonlySet<string>;
}

/**
 * Reads the settings, as the builder does before it reads anything else. It looks for them in its own way: behind a first
 * line `#!…`, and only where no blank stands before the `#`. Throws a {@link BuildFault} when they are wrong.
 */
export function readLint(dockerfile: string): LintSettings {
  // Only the first word counts: `skip=A; error=true` with a blank is cut behind the semicolon.
  const [settings = ''] = (findCheck(dockerfile) ?? '').split(' ');
  let fails = false;
  let skipped = new Set<string>();
  for (const part of settings === '' ? [] : splitSettings(settings)) {
    const [name, value] = part;
    if (name === 'error') fails = readBool(value, part);
    else if (name === 'skip') skipped = new Set(value.split(',').map(trim));
    else if (name !== 'experimental') throw refuse(`invalid check option ${quoted(name)}`);
  }
  return { fails, skipped };
}

function findCheck(dockerfile: string): string | undefined {
  const seen = new Set<string>();
  let start = dockerfile.startsWith('\ufeff') ? 1 : 0;
  if (dockerfile.startsWith('#!', start)) start = lineEnd(dockerfile, start) + 1;
  while (start < dockerfile.length) {
    const end = lineEnd(dockerfile, start);
    const [name, value] = readDirective(dockerfile.slice(start, end).replace(/\r$/, '')) ?? [];
    if (name === undefined || seen.has(name)) return undefined;
    if (name === 'check') return value;
    seen.add(name);
    start = end + 1;
  }
  return undefined;
}

function lineEnd(text: string, start: number): number {
  const end = text.indexOf('\n', start);
  return end === -1 ? text.length : end;
}

/** Throws a {@link BuildFault} when the settings make one of the warnings an error. */
export function checkLint({ fails, skipped }: LintSettings, hints: readonly Hint[]): void {
  if (!fails || skipped.has('all')) return;
  const violated = new Set(
    hints.map((hint) => hint.code).filter((code) => rules.has(code) && !skipped.has(code)),
  );
  if (violated.size === 0) return;
  throw new BuildFault(`lint violation found for rules: ${[...violated].sort().join(', ')}`);
}

const refuse = (reason: string) => new BuildFault(`failed to parse check options: ${reason}`);

const splitSettings = (settings: string): [string, string][] =>
  settings.split(';').map((part) => {
    const cut = part.indexOf('=');
    if (cut === -1) throw refuse(`invalid check option ${quoted(part)}`);
    return [trim(part.slice(0, cut)), part.slice(cut + 1)];
  });

function readBool(text: string, part: [string, string]): boolean {
  const parsed = parseBool(trim(text));
  if ('value' in parsed) return parsed.value;
  throw refuse(`failed to parse check option ${quoted(part.join('='))}: ${parsed.error}`);
}
