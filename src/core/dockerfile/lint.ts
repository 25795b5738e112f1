/** `# check=skip=…;error=true`: BuildKit's lint settings, which can turn its warnings into a failed build. */
import { trim } from '#core/dockerfile/blanks.ts';
import { BuildFault, quoted } from '#core/dockerfile/fault.ts';
import type { Directives } from '#core/dockerfile/lines.ts';
import type { Hint } from '#core/dockerfile/report.ts';
import { parseBool } from '#core/shell/go.ts';

/** The rules of BuildKit that are checked here and that a build runs by default. */
const rules = new Set([
  'ConsistentInstructionCasing',
  'DuplicateStageName',
  'FromAsCasing',
  'FromPlatformFlagConstDisallowed',
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

/** Throws a {@link BuildFault} when the settings are wrong, or when they make one of the warnings an error. */
export function checkLint(directives: Directives, hints: readonly Hint[]): void {
  // Only the first word counts: `skip=A; error=true` with a blank is cut behind the semicolon.
  const [settings = ''] = (directives.get('check') ?? '').split(' ');
  if (settings === '') return;
  let fails = false;
  let skipped = new Set<string>();
  for (const part of splitSettings(settings)) {
    const [name, value] = part;
    if (name === 'error') fails = readBool(value, part);
    else if (name === 'skip') skipped = new Set(value.split(',').map(trim));
    else if (name !== 'experimental') throw refuse(`invalid check option ${quoted(name)}`);
  }
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
