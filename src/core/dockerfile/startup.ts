/** CMD and ENTRYPOINT: what they leave in the image, and what is told of them. */
import { hintCommand, hintRepeated } from '#core/dockerfile/hints.ts';
import { type Image, noCommand, shellOf } from '#core/dockerfile/image.ts';
import { execForm } from '#core/dockerfile/json.ts';
import type { Report } from '#core/dockerfile/report.ts';
import type { Checked } from '#core/dockerfile/stages.ts';
import { sayPlain } from '#core/say.ts';

/** The image that is changed, and where it is told. */
interface Setting {
  readonly image: Image;
  readonly report: Report;
}

/** The words of an instruction that runs something: those of exec form, else the shell with the text. */
export function wordsOf(instruction: Checked, image: Image): readonly string[] {
  return instruction.exec ? instruction.args : [...shellOf(image), instruction.args.join(' ')];
}

/** Carries out CMD. `trigger`: it comes from an ONBUILD of the base image. */
export function setCmd(instruction: Checked, work: Setting, trigger: boolean): void {
  const { image, report } = work;
  const { line, exec, rest } = instruction;
  if (image.cmdLine !== undefined) hintRepeated(report, 'CMD', image.cmdLine, line);
  hintCommand(report, instruction, image);
  const words = wordsOf(instruction, image);
  image.cmd = { words, origin: { line, exec, text: rest, ...(trigger && { trigger }) } };
  image.cmdLine = line;
  tellCommand(report, 'CMD', instruction, words);
}

/** Carries out ENTRYPOINT, which clears the CMD of the base image. */
export function setEntrypoint(instruction: Checked, work: Setting, trigger: boolean): void {
  const { image, report } = work;
  const { line, exec, rest } = instruction;
  if (image.entrypointLine !== undefined) {
    hintRepeated(report, 'ENTRYPOINT', image.entrypointLine, line);
  }
  hintCommand(report, instruction, image);
  const words = wordsOf(instruction, image);
  image.entrypoint = { words, origin: { line, exec, text: rest, ...(trigger && { trigger }) } };
  image.entrypointLine = line;
  tellCommand(report, 'ENTRYPOINT', instruction, words);
  if (image.cmd.words.length === 0) return;
  if (image.cmdLine !== undefined) {
    report.step(
      'entrypoint-keeps-cmd',
      sayPlain(
        report.say,
        'Line {line}: ENTRYPOINT keeps the CMD of line {cmd}, because this stage sets it itself',
        {
          line: String(line),
          cmd: String(image.cmdLine),
        },
      ),
      line,
    );
    return;
  }
  report.step(
    'entrypoint-clears-base-cmd',
    sayPlain(report.say, 'Line {line}: ENTRYPOINT clears the CMD of the base image, {cmd}', {
      line: String(line),
      cmd: execForm(image.cmd.words),
    }),
    line,
  );
  image.cleared = { words: image.cmd.words, line };
  image.cmd = noCommand;
}

function tellCommand(
  report: Report,
  keyword: string,
  { line, exec }: Checked,
  words: readonly string[],
): void {
  const { say } = report;
  const json = execForm(words);
  if (words.length === 0) {
    report.step(
      'cleared',
      sayPlain(say, 'Line {line}: an empty {keyword} removes it', {
        line: String(line),
        keyword,
      }),
      line,
    );
  } else if (exec) {
    report.step(
      'exec-form',
      sayPlain(say, 'Line {line}: {keyword} in exec form is taken word by word: {words}', {
        line: String(line),
        keyword,
        words: json,
      }),
      line,
    );
  } else {
    report.step(
      'shell-form',
      sayPlain(say, 'Line {line}: {keyword} in shell form is handed to the shell as one text: {words}', {
        line: String(line),
        keyword,
        words: json,
      }),
      line,
    );
  }
}
