import { shellLine } from '#core/dockerfile/card.ts';
import { execForm } from '#core/dockerfile/json.ts';
import { tokenise } from '#core/shell/words.ts';

/** The words of a shell text, unquoted, as the shell would hand them to a program. */
export const wordsOf = (typed: string): readonly string[] =>
  tokenise(typed).flatMap((token) => (token.kind === 'word' ? [token.text] : []));

const instruction = /^(\s*(?:CMD|ENTRYPOINT)\s+)(.*)$/i;

/**
 * The same Dockerfile with every one-line CMD and ENTRYPOINT in the other form: `["npm", "start"]` ⇄ `npm start`. For
 * "what if": a text that only a shell understands (`a && b`) becomes `["sh", "-c", …]`; an array that begins with an option
 * stays, since in shell form that would be an option of the instruction.
 */
export function switchForms(dockerfile: string): string {
  return dockerfile
    .split('\n')
    .map((line) =>
      line.replace(instruction, (_, head: string, rest: string) => head + otherForm(rest.trim())),
    )
    .join('\n');
}

function otherForm(rest: string): string {
  const words = readExec(rest);
  if (words) return words[0]?.startsWith('--') ? rest : shellLine(words);
  const simple = !/[|&;<>()$`*?~#!{}[\]]/.test(rest);
  return execForm(simple ? wordsOf(rest) : ['sh', '-c', rest]);
}

function readExec(rest: string): readonly string[] | undefined {
  try {
    const value: unknown = JSON.parse(rest);
    return Array.isArray(value) && value.every((word) => typeof word === 'string') ? value : undefined;
  } catch {
    return undefined;
  }
}
