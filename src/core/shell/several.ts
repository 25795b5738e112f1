/** Several docker commands pasted at once: one a line, or chained by `&&`, `||` and `;`. */
import { type Token, tokenise } from './words.ts';
import { startsDocker } from './wrapped.ts';

const isCut = ({ kind, text }: Token): boolean =>
  kind === 'newline' || (kind === 'operator' && (text === '&&' || text === '||' || text === ';'));

/**
 * The docker commands of a text, each as it is written, with the pipe it stands in. What is no docker command (`cd app`,
 * remarks) is left out.
 */
export function dockerLines(text: string): readonly string[] {
  const found: string[] = [];
  let piece: Token[] = [];
  const close = () => {
    const [first, last] = [piece[0], piece.at(-1)];
    if (first && last && startsDocker(text, piece))
      found.push(text.slice(first.source[0], last.source[1]).trim());
    piece = [];
  };
  for (const token of tokenise(text)) {
    if (isCut(token)) close();
    else piece.push(token);
  }
  close();
  return found;
}
