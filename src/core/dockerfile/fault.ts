/**
 * Why a build stops. Thrown by the readers and the builder, caught in one place (`effectiveProcess`, which turns it into
 * a value); it never leaves this folder. The message is the engine's own wording, so it is not translated.
 */
export class BuildFault extends Error {
  readonly line: number | undefined;

  constructor(message: string, line?: number) {
    super(message);
    this.line = line;
  }

  /** The same fault, with a line where it had none yet. */
  at(line: number): BuildFault {
    return this.line === undefined ? new BuildFault(this.message, line) : this;
  }
}

/** Runs `work`; a fault without a line gets this one. */
export function locating<T>(line: number, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof BuildFault ? error.at(line) : error;
  }
}

/** A string as Go's `%q` prints it, for the engine's messages. */
export const quoted = (text: string): string => JSON.stringify(text);
