/** A few words about everything on a line that is not docker's: by the place where a word begins. */
import { type Say, sayPlain } from '#core/say.ts';
import { leadsOf, programName, startOf } from '../programs.ts';
import type { Simple } from '../simple.ts';
import type { Token } from '../words.ts';
import { joinWords, redirectionWords } from './joins.ts';
import { leadWords } from './leads.ts';
import { programWords } from './programs.ts';

/** What to say of a word of the shell's, by where it begins. */
export type Around = ReadonlyMap<number, string>;

/** A command that is nothing but `ID=$(…)`. */
function assignmentWords({ text }: Token, say: Say): string | undefined {
  const name = /^(\w+)=/.exec(text)?.[1];
  if (name === undefined) return undefined;
  return /\$\(|`/.test(text)
    ? sayPlain(say, 'keeps what the command prints in the variable {name}', { name })
    : sayPlain(say, 'sets the variable {name}', { name });
}

/** What is said of the words around docker in these commands of a line. */
export function aroundOf(commands: readonly Simple[], say: Say): Around {
  const found = new Map<number, string>();
  const put = (tokens: readonly (Token | undefined)[], words: string | undefined): void => {
    if (words === undefined) return;
    for (const token of tokens) if (token) found.set(token.source[0], words);
  };
  for (const [at, simple] of commands.entries()) {
    const { words, redirections, after } = simple;
    const { leads, index } = leadsOf(words);
    for (const lead of leads) put(lead.words, leadWords(lead, say));
    const own = words.slice(index);
    if (own.length === 0) for (const word of words) put([word], assignmentWords(word, say));
    else if (!startOf(words)) {
      const name = programName(words, index);
      const isEndless = /^(?:true|:)$/.test(name) && leads.at(-1)?.words[0]?.text === 'while';
      put(
        own,
        isEndless
          ? sayPlain(say, 'always succeeds: it goes on until Ctrl+C')
          : programWords(name, own.slice(1), say),
      );
    }
    for (const redirection of redirections)
      put([redirection.sign, redirection.target], redirectionWords(redirection, say));
    put([after], joinWords(simple, commands[at + 1], say));
  }
  return found;
}
