/** A text of several lines, each with commands of its own. */
import { type Step, stepsOf } from './chain.ts';

const isDocker = ({ start, inner }: Step): boolean => start !== undefined || inner.length > 0;

/** One line, or several that belong together: a loop, a pipe that goes on in the next line. */
export interface ShellLine {
  /** As it is written, with the prompt that stands in front. */
  readonly text: string;
  readonly steps: readonly Step[];
}

/** The lines of a text that have a docker command in them. Places in their steps are those of the whole text. */
export function shellLines(text: string): readonly ShellLine[] {
  const found: ShellLine[] = [];
  let steps: Step[] = [];
  const close = (end: number) => {
    const [first] = steps;
    if (first && steps.some(isDocker))
      found.push({ text: text.slice(first.simple.begin, end).trim(), steps });
    steps = [];
  };
  for (const step of stepsOf(text)) {
    steps.push(step);
    const { after } = step.simple;
    if (after?.kind === 'newline') close(after.source[0]);
  }
  close(text.length);
  return found;
}

/** The lines with docker commands, each as it is written. What has none (`cd app`, remarks) is left out. */
export const dockerLines = (text: string): readonly string[] => shellLines(text).map((line) => line.text);
