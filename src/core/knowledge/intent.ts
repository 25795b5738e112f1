import { beginsShell, isDockerLine, isFile } from '#core/explain/pasted.ts';
import type { Knowledge } from '#core/knowledge/knowledge.ts';
import { sidesIn } from '#core/knowledge/sides.ts';
import { trusted } from '#core/knowledge/trust.ts';
import { findComparison, isSide } from '#core/knowledge/versus.ts';
import { findCommand } from '#core/shell/flags.ts';

/** What a question asks for: two sides by side, an idea, the command for a task, or what something pasted does. */
export type Intent =
  | { readonly kind: 'compare'; readonly a: string; readonly b?: string }
  | { readonly kind: 'concept'; readonly id: string }
  | { readonly kind: 'command'; readonly task: string; readonly id: string | undefined }
  | { readonly kind: 'explain'; readonly pasted: string };

const comparing =
  /\b(?:vs\.?|versus|differences?|different|differs?|compared?|comparing|comparison)(?!\S)|차이|다른\s?점|비교|뭐가\s?(?:달|다르|다른)|어떻게\s?(?:달|다르|다른)/iu;

/** May stand between two sides, if these are known to be compared. */
const choosing = /\s(?:or|and|아니면|또는)\s|중에|중\s(?:뭐|무엇|뭘|어느)|[와과랑]\s/iu;

/** Asks what something is or why, rather than how to do it. */
const wondering =
  /^\s*(?:so\s+)?(?:what(?:'s|’s|\s+(?:is|are|does|do))\b(?!.*\b(?:command|to use)\b)|why\b|define\b|meaning\b|explain\b|tell me about\b)|(?:뭐|뭔|무엇)(?:야|예요|에요|임|지|죠|냐|가요|인가요|인지|데)|(?:이란|란)\s*[?!.]*$|이란\s|개념|무슨\s?뜻|의미|왜\s|원리/iu;

/** Speaks of what is there on one's own machine: that is a task for a command. */
const own =
  /\b(?:my|mine|our|this|that|these|those|i)\b|(?:^|\s)(?:내|우리|이|저|그|지금)\s|뭐\s?(?:뭐\s?)?(?:있|돌|떠)/iu;

/**
 * How well a concept must be known: for a question that wonders about it, for a single word, among other words, for a
 * question that is nearly its name (if no command is known as well), and for one that is.
 */
const known = { asked: 0.6, short: 0.75, among: 0.8, nearly: 0.9, named: 0.97 } as const;

/** Words of a sentence; a docker line without flags that has one is a question that begins with `docker`. */
const prose =
  /[가-힣?]|\s(?:with|without|my|the|a|an|to|all|in|and|for|how|from|on|of|automatically|interactive)\b/iu;

/** Whether a text is a docker line with what it works on rather than words about one. */
const isLine = (typed: string): boolean =>
  isDockerLine(typed) && (/\s-{1,2}\w/.test(typed) || !prose.test(typed)) && isSpelt(typed);

/** Whether the words behind `docker` name a command. */
function isSpelt(typed: string): boolean {
  const [first = '', second = ''] = typed
    .replace(/^.*?(?:docker|podman|nerdctl|finch)\S*\s+/iu, '')
    .split(/\s+/);
  return (
    first.startsWith('-') || [first, `${first} ${second}`].some((path) => findCommand(path) !== undefined)
  );
}

/**
 * What a free question may ask for, likeliest first; nothing where nothing of it is known. A comparison where two sides and
 * a word such as `vs` or 차이 are told; an idea where it asks what something is, or is no more than its name; else the command
 * for a task, where search trusts it.
 */
export function intentsOf(question: string, knowledge: Knowledge): readonly Intent[] {
  const asked = question.trim();
  const bare = asked.replace(/^\s*(?:docker|도커)\s+/iu, '').replace(/[?!.\s]+$/u, '');
  if (bare === '') return [];
  // Docker itself is an idea before it is a command.
  const isDocker = /^docker$/i.test(bare);
  const named = isDocker ? undefined : findCommand(bare.toLowerCase());
  if (
    named === undefined &&
    !isDocker &&
    (isLine(asked) || beginsShell(asked) || (asked.includes('\n') && isFile(asked)))
  )
    return [{ kind: 'explain', pasted: asked }];
  const compared = named ? [] : comparisonIn(asked, knowledge);
  const idea = ideaIn(asked, knowledge);
  const [best] = knowledge.commands.find(bare, 1);
  const id = named ? knowledge.commands.get(named.id)?.id : best?.entry.id;
  const trust = named ? 1 : (best?.score ?? 0);
  const command: Intent[] = trust >= trusted.guess ? [{ kind: 'command', task: bare, id }] : [];
  const least = wondering.test(asked) ? known.asked : /\s/.test(bare) ? known.among : known.short;
  const concept: Intent[] = idea && idea.score >= least ? [{ kind: 'concept', id: idea.id }] : [];
  const isIdea =
    !own.test(asked) && (wondering.test(asked) || (!named && isNamed(bare, idea?.score ?? 0, trust)));
  return [...compared, ...(isIdea ? [...concept, ...command] : [...command, ...concept])];
}

/** Whether a question says little but the name of an idea. */
function isNamed(bare: string, score: number, trust: number): boolean {
  const least = /\s/.test(bare) ? known.named : known.short;
  return score >= least || (score >= known.nearly && score > trust) || trust < trusted.answer;
}

function comparisonIn(asked: string, knowledge: Knowledge): Intent[] {
  const isSure = comparing.test(asked);
  if (!isSure && !choosing.test(asked)) return [];
  const [a = '', b, ...more] = sidesIn(asked, isSure ? 'joined' : 'any');
  if (b === undefined) return isSure && isSide(knowledge, a) ? [{ kind: 'compare', a }] : [];
  const areSides = [a, b].every((side) => isSide(knowledge, side));
  const isKnown = isSure
    ? areSides || findComparison(knowledge, a, b) !== undefined
    : areSides && findComparison(knowledge, a, b) !== undefined;
  return isKnown ? [{ kind: 'compare', a, b: [b, ...more].join(', ') }] : [];
}

/** The concept or guide that a question names best. */
function ideaIn(asked: string, { concepts, guides }: Knowledge): { id: string; score: number } | undefined {
  const [best] = [...concepts.find(asked, 1), ...guides.find(asked, 1)].sort((a, b) => b.score - a.score);
  return best && { id: best.entry.id, score: best.score };
}
