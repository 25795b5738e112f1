/**
 * The stages of a Dockerfile: what each one begins from, which of them the target needs, and the faults that concern
 * several of them (BuildKit's `dockerfile2llb`).
 */
import { checkArguments, type Flags, stageName } from '#core/dockerfile/arguments.ts';
import { BuildFault, locating, quoted } from '#core/dockerfile/fault.ts';
import type { Instruction, Source } from '#core/dockerfile/instructions.ts';
import { expand, type Lexed } from '#core/dockerfile/lex.ts';
import { mountSource, mountTarget } from '#core/dockerfile/mounts.ts';
import { readReference } from '#core/dockerfile/reference.ts';
import { didYouMean } from '#core/dockerfile/suggest.ts';
import { parsePlatform } from '#core/shell/values/platform.ts';

/** An instruction whose words were checked. */
export interface Checked extends Instruction {
  readonly options: Flags;
}

/** A stage: a FROM with what stands below it. */
export interface Stage {
  readonly index: number;
  /** In lower case; `stage-2` for one without a name. */
  readonly label: string;
  readonly name: string | undefined;
  readonly from: Checked;
  readonly instructions: readonly Checked[];
  /** The image it begins from, variables expanded; also when that is another stage's name. */
  readonly base: string;
  readonly platform: string | undefined;
  /** The earlier stage it begins from. */
  readonly parent: Stage | undefined;
}

/** All stages of a file, with what stands before the first. */
export interface Stages {
  readonly all: readonly Stage[];
  /** ARGs before the first FROM, and the platform's own. */
  readonly globals: ReadonlyMap<string, string>;
}

/** What is seen on the way. */
export interface FromObserver {
  /** A name in FROM that no ARG declares. */
  undeclared(name: string, line: number): unknown;
  /** FROM that names no image. */
  unnamed(written: string, line: number): unknown;
}

// What the platform arguments are for an engine on linux/amd64, the most common one.
const platformArgs = ['BUILD', 'TARGET'].flatMap((side): [string, string][] => [
  [`${side}PLATFORM`, 'linux/amd64'],
  [`${side}OS`, 'linux'],
  [`${side}OSVERSION`, ''],
  [`${side}ARCH`, 'amd64'],
  [`${side}VARIANT`, ''],
]);

/** Checks all instructions and sorts them into stages; `target` is what is asked for. Throws a {@link BuildFault}. */
export function readStages(source: Source, target: string | undefined, observer: FromObserver): Stages {
  const { preamble, groups } = group(source.instructions);
  if (groups.length === 0) throw new BuildFault('dockerfile contains no stages to build');
  const globals = readGlobals(preamble, target || lastName(groups), source.escapeChar);
  const declared = new Set(preamble.flatMap((instruction) => argWords(instruction).map(([name]) => name)));
  const byName = new Map<string, Stage>();
  const all: Stage[] = [];
  for (const [from, ...instructions] of groups) {
    if (!from) continue;
    const stage = locating(from.line, () =>
      makeStage(from, instructions, all.length, {
        globals,
        byName,
        escapeChar: source.escapeChar,
        observer: {
          undeclared: (name, line) => !declared.has(name) && observer.undeclared(name, line),
          unnamed: observer.unnamed,
        },
      }),
    );
    all.push(stage);
    if (stage.name !== undefined) byName.set(stage.name, stage);
  }
  return { all, globals };
}

function group(instructions: readonly Instruction[]): { preamble: Checked[]; groups: Checked[][] } {
  const preamble: Checked[] = [];
  const groups: Checked[][] = [];
  for (const instruction of instructions) {
    const checked = check(instruction);
    if (checked.keyword === 'FROM') groups.push([checked]);
    else if (groups.length > 0) groups.at(-1)?.push(checked);
    else if (checked.keyword === 'ARG') preamble.push(checked);
    else throw new BuildFault('no build stage in current context', instruction.line);
  }
  return { preamble, groups };
}

function check(instruction: Instruction): Checked {
  try {
    return { ...instruction, options: checkArguments(instruction) };
  } catch (error) {
    if (!(error instanceof BuildFault)) throw error;
    const { line } = instruction;
    throw new BuildFault(`dockerfile parse error on line ${line}: ${error.message}`, line);
  }
}

/** The words of an ARG: names with the default that each may have. */
export const argWords = (instruction: Instruction): [name: string, value: string | undefined][] =>
  instruction.args.map((word) => {
    const cut = word.indexOf('=');
    return cut === -1 ? [word, undefined] : [word.slice(0, cut), word.slice(cut + 1)];
  });

const lastName = (groups: readonly Checked[][]): string =>
  stageName(groups.at(-1)?.[0]?.args ?? []) ?? 'default';

function readGlobals(preamble: readonly Checked[], target: string, escapeChar: string): Map<string, string> {
  const globals = new Map<string, string>([...platformArgs, ['TARGETSTAGE', target]]);
  for (const instruction of preamble) {
    locating(instruction.line, () => {
      for (const [name, value] of argWords(instruction)) {
        if (value === undefined) continue;
        globals.set(name, expand(value, (key) => globals.get(key), { escapeChar }).text);
      }
    });
  }
  return globals;
}

interface Surroundings {
  readonly globals: ReadonlyMap<string, string>;
  readonly byName: ReadonlyMap<string, Stage>;
  readonly escapeChar: string;
  readonly observer: FromObserver;
}

function makeStage(
  from: Checked,
  instructions: readonly Checked[],
  index: number,
  { globals, byName, escapeChar, observer }: Surroundings,
): Stage {
  const word = (text: string): Lexed => {
    const lexed = expand(text, (name) => globals.get(name), { escapeChar });
    for (const unset of lexed.unset) observer.undeclared(unset, from.line);
    return lexed;
  };
  const written = from.args[0] ?? '';
  const base = word(written).text;
  if (!isReference(base)) observer.unnamed(written, from.line);
  if (base === '') throw new BuildFault(`base name (${written}) should not be blank`);
  const name = stageName(from.args);
  const platform = from.options.get('platform')?.[0];
  return {
    index,
    label: name ?? `stage-${index}`,
    name,
    from,
    instructions,
    base,
    platform: platform === undefined ? undefined : checkPlatform(platform, word(platform), globals),
    parent: byName.get(base),
  };
}

function checkPlatform(
  written: string,
  { text, unset }: Lexed,
  globals: ReadonlyMap<string, string>,
): string {
  const meant = () => [...unset].map((name) => didYouMean(name, [...globals.keys()])).find(Boolean) ?? '';
  if (text === '') throw new BuildFault(`empty platform value from expression ${written}${meant()}`);
  const parsed = parsePlatform(text);
  if ('error' in parsed) {
    throw new BuildFault(`failed to parse platform ${written}: ${parsed.error}${meant()}`);
  }
  return text;
}

/**
 * Picks the stage to build: the last one, or the one of that name in any case. A stage is not found by its number, unlike
 * in `COPY --from`. Throws when there is none.
 */
export function pickTarget({ all }: Stages, target: string | undefined): Stage {
  const wanted = target?.toLowerCase() ?? '';
  const stage = wanted === '' ? all.at(-1) : all.findLast((one) => one.name === wanted);
  if (stage) return stage;
  const near = didYouMean(
    target ?? '',
    all.map(({ label }) => label),
  );
  throw new BuildFault(`target stage ${quoted(target ?? '')} could not be found${near}`);
}

/**
 * The stages that `target` needs, in the order of the file, each before those that begin from it or copy from it.
 * Throws for copies in a circle, unknown stage numbers, names that are no images, and copies from a later stage.
 */
export function planStages({ all }: Stages, target: Stage): readonly Stage[] {
  const byName = new Map(all.map((stage) => [stage.name, stage] as const));
  // An image that COPY names takes a number of its own, behind those of the stages.
  const numbered: (Stage | string)[] = [...all];
  const sources = new Map(all.map((stage) => [stage, sourcesOf(stage, numbered, byName)] as const));
  refuseCircles(all, sources);
  for (const stage of all) {
    if (!stage.parent) checkImage(stage.base, stage.from.line);
    for (const source of sources.get(stage) ?? []) {
      if (!source.stage) checkImage(source.name, source.line);
    }
  }
  const needed = new Set<Stage>([target]);
  for (const stage of needed) {
    if (stage.parent) needed.add(stage.parent);
    for (const source of sources.get(stage) ?? []) if (source.stage) needed.add(source.stage);
  }
  for (const stage of needed) {
    for (const { stage: source, name, line, copies, target = '' } of sources.get(stage) ?? []) {
      if (!source || source.index < stage.index) continue;
      throw new BuildFault(
        copies
          ? `cannot copy from stage ${quoted(name)}, it needs to be defined before current stage ${quoted(stage.label)}`
          : `cannot mount from stage ${quoted(name)} to ${quoted(target)}, stage needs to be defined before current command`,
        line,
      );
    }
  }
  return [...needed].sort((a, b) => a.index - b.index);
}

interface StageSource {
  readonly name: string;
  readonly line: number;
  readonly stage: Stage | undefined;
  /** COPY, not a mount of RUN. */
  readonly copies: boolean;
  /** Of a mount. */
  readonly target?: string;
}

function sourcesOf(
  stage: Stage,
  numbered: (Stage | string)[],
  byName: ReadonlyMap<string | undefined, Stage>,
): StageSource[] {
  const named = (name: string, line: number, copies: boolean): StageSource => {
    const found = byName.get(name.toLowerCase());
    if (!found) numbered.push(name);
    return { name, line, stage: found, copies };
  };
  return stage.instructions.flatMap(({ keyword, options, line }): StageSource[] => {
    if (keyword === 'RUN') {
      return (options.get('mount') ?? []).map((mount) => ({
        ...named(sourceOfMount(mount, line), line, false),
        target: mountTarget(mount),
      }));
    }
    const name = keyword === 'COPY' ? options.get('from')?.[0] : undefined;
    if (name === undefined || name === '') return [];
    refuseVariables(name, line);
    if (!/^[+-]?\d+$/.test(name) || !Number.isSafeInteger(Number(name))) return [named(name, line, true)];
    const found = numbered[Number(name)];
    if (found === undefined) throw new BuildFault(`invalid stage index ${Number(name)}`, line);
    return typeof found === 'string'
      ? [{ name: found, line, stage: undefined, copies: true }]
      : [{ name, line, stage: found, copies: true }];
  });
}

function refuseVariables(name: string, line: number): void {
  if (locating(line, () => expand(name, () => undefined, { escapeChar: '\\' })).text === name) return;
  throw new BuildFault(
    'variable expansion is not supported for --from, define a new stage with FROM using ARG from global scope as a workaround',
    line,
  );
}

function sourceOfMount(mount: string, line: number): string {
  const source = mountSource(mount);
  if (!/\$./.test(source)) return source;
  throw new BuildFault(
    `dockerfile parse error on line ${line}: 'from' doesn't support variable expansion, define alias stage instead`,
    line,
  );
}

function isReference(image: string): boolean {
  try {
    readReference(image);
    return true;
  } catch (error) {
    if (error instanceof BuildFault) return false;
    throw error;
  }
}

function checkImage(image: string, line: number): void {
  if (image === 'scratch') return;
  try {
    readReference(image);
  } catch (error) {
    if (!(error instanceof BuildFault)) throw error;
    throw new BuildFault(`failed to parse stage name ${quoted(image)}: ${error.message}`, line);
  }
}

// Walks the copies of each stage once; meeting a stage that is still being walked closes a circle.
function refuseCircles(all: readonly Stage[], sources: ReadonlyMap<Stage, readonly StageSource[]>): void {
  const done = new Set<Stage>();
  const open = new Set<Stage>();
  for (const start of all) {
    if (done.has(start)) continue;
    const path = [{ stage: start, rest: (sources.get(start) ?? []).values() }];
    open.add(start);
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const next = top.rest.next();
      if (next.done) {
        open.delete(top.stage);
        done.add(top.stage);
        path.pop();
        continue;
      }
      const { stage } = next.value;
      if (!stage || done.has(stage)) continue;
      if (open.has(stage)) {
        // Of several copies from it, the builder remembers the last one.
        const last = sources.get(top.stage)?.findLast((source) => source.stage === stage);
        throw new BuildFault(`circular dependency detected on stage: ${start.label}`, last?.line);
      }
      open.add(stage);
      path.push({ stage, rest: (sources.get(stage) ?? []).values() });
    }
  }
}
