/** Carries out the instructions that the target needs, as far as they decide what will run (BuildKit's `dispatch`). */

import { checkArguments } from '#core/dockerfile/arguments.ts';
import { trim } from '#core/dockerfile/blanks.ts';
import { bringsNginx, mayBringShell } from '#core/dockerfile/copied.ts';
import { hintRun } from '#core/dockerfile/daemons.ts';
import { BuildFault, locating, quoted } from '#core/dockerfile/fault.ts';
import { opensHeredoc } from '#core/dockerfile/heredoc.ts';
import {
  hintEnvironment,
  hintOutside,
  hintPipefail,
  hintPort,
  hintRepeated,
  hintUndefined,
  hintWorkdir,
} from '#core/dockerfile/hints.ts';
import { type Image, imageFrom, imageOn, shellOf } from '#core/dockerfile/image.ts';
import { type Base, type BaseImage, createImages, imageNames, scratch } from '#core/dockerfile/images.ts';
import { type Keyword, readInstructions, type Source } from '#core/dockerfile/instructions.ts';
import { execForm } from '#core/dockerfile/json.ts';
import { expand, type Lexed } from '#core/dockerfile/lex.ts';
import { checkMount } from '#core/dockerfile/mounts.ts';
import type { Report } from '#core/dockerfile/report.ts';
import { argWords, type Checked, planStages, type Stage, type Stages } from '#core/dockerfile/stages.ts';
import { setCmd, setEntrypoint, wordsOf } from '#core/dockerfile/startup.ts';
import { nearest } from '#core/dockerfile/suggest.ts';
import { checkPort, checkSignal } from '#core/dockerfile/values.ts';
import { sayPlain } from '#core/say.ts';

interface Work {
  readonly image: Image;
  readonly stages: Stages;
  readonly escapeChar: string;
  readonly report: Report;
}

/** Builds `target` and the stages it needs. Throws a {@link BuildFault}. */
export function build(
  source: Source,
  stages: Stages,
  target: Stage,
  bases: Readonly<Record<string, BaseImage>>,
  report: Report,
): Image {
  const find = createImages(bases);
  const built = new Map<Stage, Image>();
  let image: Image | undefined;
  const chain = chainOf(target);
  for (const stage of planStages(stages, target)) {
    const told = chain.has(stage) ? report : report.aside();
    image = begin(stage, built, find, told);
    const work = { image, stages, escapeChar: source.escapeChar, report: told };
    for (const text of image.onBuild) pullTrigger(text, stage, work);
    for (const instruction of stage.instructions) {
      locating(instruction.line, () => dispatch(instruction, work));
    }
    built.set(stage, image);
  }
  const made = built.get(target);
  if (!made) throw new BuildFault('dockerfile contains no stages to build');
  return made;
}

/** The stages that hand on what they set: the target, the stage it begins from, and so on. */
function chainOf(target: Stage): ReadonlySet<Stage> {
  const chain = new Set<Stage>();
  for (let stage: Stage | undefined = target; stage; stage = stage.parent) chain.add(stage);
  return chain;
}

function begin(
  stage: Stage,
  built: ReadonlyMap<Stage, Image>,
  find: ReturnType<typeof createImages>,
  report: Report,
): Image {
  const { base, parent, platform } = stage;
  const { line } = stage.from;
  const { say } = report;
  const before = parent && built.get(parent);
  if (before) {
    report.step(
      'from-stage',
      sayPlain(
        say,
        'Line {line}: the stage goes on from stage {stage}, with its ENTRYPOINT, CMD, SHELL and ENV',
        {
          line: String(line),
          stage: base,
        },
      ),
      line,
    );
    return imageOn(before);
  }
  const found = base === 'scratch' ? scratch : find(base);
  // `scratch` is whatever the engine runs on, whatever --platform says.
  const windows = base !== 'scratch' && (platform?.startsWith('windows') ?? /(^|\/)windows(\/|$)/.test(base));
  if (found.origin === 'unknown') {
    const message = sayPlain(
      say,
      'Line {line}: what image {image} starts is not known here, so neither an ENTRYPOINT nor a CMD is assumed',
      { line: String(line), image: base },
    );
    report.step('unknown-base', message, line);
    return imageFrom(found, windows, { message, line });
  }
  if (found.entrypoint.length > 0 || found.cmd.length > 0) {
    report.step('base-image', toldBase(report, stage, found), line);
  }
  return imageFrom(found, windows);
}

function toldBase({ say }: Report, { base, from }: Stage, { entrypoint, cmd }: Base): string {
  const values = {
    line: String(from.line),
    image: base,
    entrypoint: execForm(entrypoint),
    cmd: execForm(cmd),
  };
  if (entrypoint.length === 0)
    return sayPlain(say, 'Line {line}: image {image} brings CMD {cmd} and no ENTRYPOINT', values);
  if (cmd.length === 0)
    return sayPlain(say, 'Line {line}: image {image} brings ENTRYPOINT {entrypoint} and no CMD', values);
  return sayPlain(say, 'Line {line}: image {image} brings ENTRYPOINT {entrypoint} and CMD {cmd}', values);
}

function pullTrigger(text: string, stage: Stage, work: Work): void {
  const { line } = stage.from;
  locating(line, () => {
    const { instructions } = readInstructions(text);
    const [instruction, ...more] = instructions;
    if (!instruction || more.length > 0) {
      throw new BuildFault('onbuild trigger should be a single expression');
    }
    const checked = { ...instruction, line, end: line, options: checkArguments(instruction) };
    if (checked.keyword === 'FROM') throw new BuildFault('*instructions.Stage is not a command type');
    const { report } = work;
    report.step(
      'onbuild-trigger',
      sayPlain(
        report.say,
        'Line {line}: the base image has ONBUILD {instruction}; it runs now, as if written right below FROM',
        {
          line: String(line),
          instruction: text,
        },
      ),
      line,
    );
    dispatch(checked, work, true);
  });
}

type Dispatch = (instruction: Checked, work: Work, trigger: boolean) => void;

function dispatch(instruction: Checked, work: Work, trigger = false): void {
  const { keyword } = instruction;
  if (keyword) handlers[keyword](instruction, work, trigger);
}

const nothing: Dispatch = () => {};

const handlers: Readonly<Record<Keyword, Dispatch>> = {
  FROM: nothing,
  RUN: run,
  MAINTAINER: nothing,
  ADD: copy,
  COPY: copy,
  ARG: declare,
  ENV: setVariables,
  LABEL: (instruction, work) => {
    const { line, pairs } = instruction;
    for (const pair of pairs) {
      const key = word(pair.key, instruction, work).text;
      const value = word(pair.value, instruction, work).text;
      hintEnvironment(work.report, { keyword: 'LABEL', key, value, legacy: pair.legacy, line });
    }
  },
  CMD: setCmd,
  ENTRYPOINT: setEntrypoint,
  SHELL: (instruction, { image, report }) => {
    image.shell = instruction.args;
    hintPipefail(report, instruction.args, image.sh, instruction.line);
    report.step(
      'shell',
      sayPlain(report.say, 'Line {line}: SHELL makes {shell} the shell of every shell form from here on', {
        line: String(instruction.line),
        shell: execForm(instruction.args),
      }),
      instruction.line,
    );
  },
  EXPOSE: (instruction, work) => {
    const specs = instruction.args.toSorted().flatMap((arg) => word(arg, instruction, work, true).words);
    for (const spec of specs) {
      checkPort(spec);
      hintPort(work.report, spec, instruction.line);
      work.image.ports.push({ spec, line: instruction.line });
    }
  },
  HEALTHCHECK: (instruction, { image, report }) => {
    if (image.healthcheck !== undefined) hintRepeated(report, 'HEALTHCHECK', image.healthcheck);
    image.healthcheck = instruction.line;
  },
  ONBUILD: (instruction, { image, report }) => {
    const { text, heredocs, line } = instruction;
    const bodies = heredocs.map(({ body, name }) => `\n${body}${name}`).join('');
    image.leaves.push(trim(text).replace(/^ONBUILD\s*/i, '') + bodies);
    report.step(
      'onbuild-later',
      sayPlain(
        report.say,
        'Line {line}: ONBUILD does nothing in this image; it runs in images that are built from it',
        { line: String(line) },
      ),
      line,
    );
  },
  STOPSIGNAL: (instruction, work) => {
    checkSignal(word(instruction.args[0] ?? '', instruction, work).text);
  },
  USER: (instruction, work) => {
    work.image.user = word(instruction.args[0] ?? '', instruction, work).text;
  },
  VOLUME: (instruction, work) => {
    for (const path of instruction.args) {
      if (word(trim(path), instruction, work).text === '') {
        throw new BuildFault('VOLUME specified can not be an empty string');
      }
    }
  },
  WORKDIR: (instruction, work) => {
    const path = word(instruction.args[0] ?? '', instruction, work).text;
    const { image } = work;
    if (image.workdir === undefined && !path.startsWith('/')) {
      hintWorkdir(work.report, path, instruction.line);
    }
    image.workdir = path.startsWith('/') ? path : `${image.workdir ?? ''}/${path}`;
  },
};

// To look for a near name takes time; of so many hints nobody needs the last ones mended.
const mostSuggestions = 5;

// Set before the first FROM or by the platform, and not taken over. What an image may set itself is left out.
const isOutside = (name: string, image: Image, { globals }: Stages): boolean =>
  Boolean(globals.get(name)) &&
  image.scope.get(name) === undefined &&
  !image.args.has(name) &&
  (image.envIsWhole || !imageNames.test(name));

/** Expands one word as the builder does, and tells of variables that nothing defines. */
function word(text: string, { line }: Checked, work: Work, split = false): Lexed {
  const { image, escapeChar, report, stages } = work;
  const lexed = expand(text, (name) => image.scope.get(name), { escapeChar, split });
  for (const name of lexed.unset) {
    const outside = isOutside(name, image, stages);
    if ((image.envIsWhole || outside) && !image.args.has(name)) {
      const meant =
        report.hints.length < mostSuggestions ? nearest(name, [...image.scope.entries().keys()]) : undefined;
      hintUndefined(report, { name, line, defaulted: lexed.defaulted.has(name), meant, outside });
    }
  }
  return lexed;
}

function setVariables(instruction: Checked, work: Work): void {
  const { image, report } = work;
  // All pairs are expanded with what was set before the instruction; only then are they set.
  const pairs = instruction.pairs.map(({ key, value, legacy }) => ({
    key: word(key, instruction, work).text,
    value: word(value, instruction, work).text,
    legacy,
  }));
  for (const { key, value, legacy } of pairs) {
    hintEnvironment(report, { keyword: 'ENV', key, value, legacy, line: instruction.line });
    image.scope.set(key, value);
    image.env.set(key, value);
  }
}

function declare(instruction: Checked, work: Work): void {
  const { image, stages, report } = work;
  for (const [name, standard] of argWords(instruction)) {
    hintEnvironment(report, { keyword: 'ARG', key: name, value: '', legacy: false, line: instruction.line });
    const value = standard === undefined ? stages.globals.get(name) : word(standard, instruction, work).text;
    if (value !== undefined) image.scope.set(name, value);
    image.args.add(name);
  }
}

// Without a single file there is no shell that could run anything.
function run(instruction: Checked, work: Work): void {
  const { image, report, stages } = work;
  const { exec, rest, line, heredocs } = instruction;
  image.ownNginx ||= /daemon\s+off/.test(rest) || heredocs.some(({ body }) => /daemon\s+off/.test(body));
  if (!exec) {
    if (heredocs.length === 0) hintRun(report, rest, line, shellOf(image));
    hintOutside(report, rest, line, (name) => isOutside(name, image, stages));
  }
  for (const mount of instruction.options.get('mount') ?? []) {
    checkMount(mount, (value) => word(value, instruction, work).text);
  }
  if (image.sh !== 'none' || instruction.options.size > 0) return;
  const command = wordsOf(instruction, image).join(' ');
  throw new BuildFault(`process ${quoted(command)} did not complete successfully: no such file or directory`);
}

function copy(instruction: Checked, work: Work): void {
  const { keyword, args, options, heredocs } = instruction;
  // Whatever is copied in may be a shell.
  if (work.image.sh === 'none') work.image.sh = 'unknown';
  for (const name of ['chown', 'chmod', 'checksum']) {
    for (const value of options.get(name) ?? []) word(value, instruction, work);
  }
  const words = args.map((arg) => (opensHeredoc(arg) ? arg : word(arg, instruction, work).text));
  work.image.ownNginx ||= bringsNginx(words);
  if (mayBringShell(words, work.image.workdir)) work.image.shellLess = false;
  if (keyword === 'COPY' && words.slice(0, -1).some((source) => /^https?:\/\//.test(source))) {
    throw new BuildFault("source can't be a URL for COPY");
  }
  for (const { expands, body } of heredocs) {
    if (expands) {
      expand(body, (name) => work.image.scope.get(name), { escapeChar: '\\', plainQuotes: true });
    }
  }
}
