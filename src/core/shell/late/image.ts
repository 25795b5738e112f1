import { type Say, sayPlain } from '#core/say.ts';
import type { Fault } from '../faults.ts';
import type { CliCommand } from '../flags.ts';
import type { Flags } from '../given.ts';
import { parseReference } from '../reference.ts';
import type { Token } from '../words.ts';

/** One command as far as it is read. */
export interface Late {
  readonly command: CliCommand;
  readonly flags: Flags;
  readonly operands: readonly Token[];
  readonly say: Say;
}

/** Refuses an operand that is no image name. `printed` is what the client puts around the reason. */
export function imageFault(
  late: Late,
  operand: Token | undefined,
  printed: (reason: string) => string = (reason) => reason,
): Fault[] {
  if (!operand || operand.expands) return [];
  const parsed = parseReference(operand.text);
  return 'error' in parsed ? [imageRefused(late.say, operand, parsed.error, printed(parsed.error))] : [];
}

/** Says why a word is no image name. */
export function imageRefused(say: Say, operand: Token, error: string, detail: string): Fault {
  const lower = operand.text.toLowerCase();
  const fixed = error.endsWith('must be lowercase') && !('error' in parseReference(lower));
  return {
    code: fixed ? 'uppercase-image' : 'invalid-reference',
    message: fixed
      ? sayPlain(say, 'image names are lowercase: {fix}', { fix: lower })
      : sayPlain(say, '{image} is not a valid image name', { image: operand.text }),
    detail,
    source: operand.source,
    ...(fixed && { fix: lower }),
  };
}
