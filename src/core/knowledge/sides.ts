/** What stands between two sides: vs, and, or, a comma; 와, 랑, 하고 behind the first. */
const between =
  /\s+(?:vs\.?|versus|v\.?s\.?|and|or|against|with|to|(?:is |are )?different (?:from|to|than)|differs? from|compared (?:to|with)|대|아니면|또는|와|과|랑|이랑|하고|&)\s+|\s*[,/|↔]\s*|(?<=[가-힣a-z0-9])(?:와|과|이랑|랑|하고|이나)\s+/iu;

/** Words that name nothing by themselves. */
const alone =
  /^(?:vs\.?|versus|and|or|the|an?|differences?|compare|comparison|와|과|랑|비교|차이점?|뭐|뭘|무엇)$/iu;

// How a question begins and ends around its two sides, in either language.
const before =
  /^\s*(?:please\s+)?(?:(?:what(?:'s|’s| is| are)?|tell me|show me|explain|how (?:do|does|is|are))\s+)?(?:the\s+)?(?:(?:main|key)\s+)?(?:(?:differences?|comparison)\s+(?:between|of)\s+|(?:else )?can (?:i|we|you) compare\s+|compare\s+|comparing\s+|when to use\s+|should i use\s+|which is better[,:]?\s+)?/iu;
const behind =
  /\s*(?:의\s*)?(?:(?:차이점?|다른\s*점|차이나는\s*점|비교|구분|구별|뭐가\s*다|뭐가\s*달|무엇이\s*다|무슨\s*차이|(?:뭐|뭘|무엇|무얼)(?:랑|이랑|하고|과|와)?\s*비교|뭐가\s*더|뭐가\s*좋|어느\s*(?:게|것|쪽)|어떤\s*(?:게|것)|어떻게\s*다|어떻게\s*달|어떤\s*차이|뭘\s*써|언제\s*써|둘\s*중).*|(?:,?\s*which (?:one )?is .*|differences?|comparison|compared|compare|differ|(?:what(?:'s|’s| is)\s+)?the difference|(?<=\S )(?:with|to))\s*)?[?!.\s]*$/iu;
const politeness = /[,\s]*(?:please|thanks?|좀|알려\s*(?:줘|주세요)|설명해\s*(?:줘|주세요))[!.\s]*$/iu;
const article = /^(?:the|an?)\s+(?=\S)/iu;
const topic = /(?:\s*중(?:에서?)?|(?<=[가-힣a-z0-9]{2})(?:은|는|이|가|을|를|의))$/iu;

/** Longer lines name no sides. In UTF-16 units. */
const longest = 400;

/**
 * What a line names to be compared, in its order: `docker vs vm`, `볼륨이랑 바인드 마운트는 뭐가 달라요?`, `CMD, ENTRYPOINT, RUN`,
 * `cmd entrypoint` (not where only what is `joined` counts). One thing only where no second one can be told apart; each once.
 */
export function sidesIn(typed: string, how: 'joined' | 'any' = 'any'): readonly string[] {
  if (typed.length > longest) return [typed.trim()];
  const plain = typed.replace(/\s+/g, ' ').replace(politeness, '');
  const bare = plain.replace(behind, '').replace(before, '').trim();
  const cleaned = bare === '' ? typed.trim() : bare;
  // Only a sentence has particles; a bare name may end like one (떡볶이).
  const isSentence = plain.replace(behind, '') !== plain;
  const parts = cleaned.split(between).map((side) => tidied(side, isSentence));
  const named = parts.filter(
    (side) => side !== '' && !/^(?:(?:when|which|what|how|why)\b|무엇|뭐|뭘)/i.test(side),
  );
  if (named.length > 1 && parts[0] !== '') return unique(named);
  if (how === 'joined') return [named[0] ?? tidied(cleaned, isSentence)];
  const words = cleaned
    .split(/\s+/)
    .map((word) => tidied(word, isSentence))
    .filter((word) => /[\p{L}\p{N}]/u.test(word) && !alone.test(word));
  if (words.length === 1) return words;
  return words.length === 2 ? words : [words.length === 0 ? '' : (named[0] ?? tidied(cleaned, isSentence))];
}

const unique = (sides: readonly string[]): readonly string[] => [
  ...new Map(sides.map((side) => [side.toLowerCase(), side])).values(),
];

/** The same as options: the second holds all further sides, as {@link sidesIn} reads them back. */
export function readSides(typed: string): { a: string; b?: string } {
  const [a = '', ...others] = sidesIn(typed);
  return others.length > 0 ? { a, b: others.join(', ') } : { a };
}

/** A side without the article in front and, in a sentence, the particle behind. */
const tidied = (side: string, isSentence: boolean): string =>
  side
    .trim()
    .replace(/^(?:and|or|vs\.?)\s+|[?!]+$/gi, '')
    .replace(article, '')
    .replace(isSentence ? topic : /$/, '')
    .trim();
