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
  const address = imageAt(operand.text);
  // `512 MB`: what is taken for an image is the unit of the value in front.
  const unit = /^[kmgt]i?b$/i.test(operand.text);
  const fixed = error.endsWith('must be lowercase') && !unit && !('error' in parseReference(lower));
  const fix = fixed ? lower : address;
  return {
    code: fixed ? 'uppercase-image' : 'invalid-reference',
    message: fixed
      ? sayPlain(say, 'image names are lowercase: {fix}', { fix: lower })
      : address !== undefined
        ? sayPlain(say, '{image} is a web address; the image is called {fix}', {
            image: operand.text,
            fix: address,
          })
        : sayPlain(say, '{image} is not a valid image name', { image: operand.text }),
    detail,
    source: operand.source,
    ...(fix !== undefined && { fix }),
  };
}

/** The image a web address leads to: of Docker Hub's pages, or with `https://` in front of a registry. */
function imageAt(text: string): string | undefined {
  const rest = /^https?:\/\/(.{1,255})$/s.exec(text)?.[1];
  if (rest === undefined) return undefined;
  const hub = /^hub\.docker\.com\/(?:_|r)\/([\w.-]+(?:\/[\w.-]+)?)\/?(?:[?#].*)?$/s.exec(rest)?.[1];
  const image = hub ?? rest.replace(/\/$/, '');
  return 'error' in parseReference(image) || !(hub || image.includes('/')) ? undefined : image;
}
