/** Days of the week as people write them: `mon wed`, `월수금`, `mon-fri`, `월요일부터 금요일까지`, `매일 일요일 빼고`. */

/** Days in the order of the week, by the values of the option that takes them. */
const dayValues = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

type DayValue = (typeof dayValues)[number];

const week: readonly number[] = [0, 1, 2, 3, 4, 5, 6];
const work: readonly number[] = [0, 1, 2, 3, 4];
const free: readonly number[] = [5, 6];

const english = [/^mon(day)?s?$/, /^tue(s|sday)?s?$/, /^wed(s|nesday)?s?$/, /^thu(rs?|rsday)?s?$/];
const englishDays = [...english, /^fri(day)?s?$/, /^sat(urday)?s?$/, /^sun(day)?s?$/];

const sets: readonly (readonly [RegExp, readonly number[]])[] = [
  [/^(?:weekdays?|workdays?|workingdays?|평일|주중)$/, work],
  [/^(?:weekends?|주말)$/, free],
  [/^(?:every|everyday|daily|매일|날마다|맨날)$/, week],
];

/** The letters of 월화수목금토일 alone: `월수금`, and with what makes a day of one: `월요일`, `월욜`. */
const korean = /^(?:([월화수목금토일])(?:요일|욜)|([월화수목금토일]{1,7}))$/;

/** The days that one word names, in the order written. */
function daysOfWord(word: string): readonly number[] | undefined {
  const set = sets.find(([pattern]) => pattern.test(word));
  if (set) return set[1];
  const day = englishDays.findIndex((pattern) => pattern.test(word));
  if (day >= 0) return [day];
  const [, one, several = ''] = korean.exec(word) ?? [];
  const letters = one ?? several;
  return letters === '' ? undefined : [...letters].map((letter) => '월화수목금토일'.indexOf(letter));
}

/** From one day to another, over the end of the week where need be: fri~mon. */
function range(from: number, to: number): readonly number[] {
  const length = ((to - from + 7) % 7) + 1;
  return Array.from({ length }, (_, step) => (from + step) % 7);
}

/** What joins days and says nothing by itself. */
const idle = new Set([
  'and',
  'on',
  'from',
  'each',
  '매주',
  '및',
  '그리고',
  '하고',
  '요일',
  '요일만',
  '마다',
  '에',
  '만',
]);

const particles = /(?<=[일말중욜금])(?:에만|에는|마다|이랑|하고|에|만|은|는|랑|과|와)$/;

/** `~` between two days; `every day` and `except` as one word each. */
const folded = (typed: string): string =>
  typed
    .toLowerCase()
    .replace(/\b(every|each)\s+(?=day\b)/g, 'every')
    .replace(/\b(?:every|each)\s+(?=\S)/g, '')
    .replace(/\b(week|work|working)[\s-]+(?=days?\b|ends?\b)/g, '$1')
    .replace(/\s*(?:\b(?:to|through|thru|until|till)\b|부터|[-–—~〜～∼])\s*/g, ' ~ ')
    .replace(/까지/g, ' ');

function inWords(typed: string): readonly number[] | undefined {
  const found: number[] = [];
  let open = false;
  for (const written of folded(typed)
    .split(/[\s,.·、/&+;]+/)
    .filter(Boolean)) {
    if (written === '~') {
      if (open || found.length === 0) return undefined;
      open = true;
      continue;
    }
    const word = written.replace(particles, '');
    if (idle.has(word)) continue;
    const days = daysOfWord(word);
    const [first] = days ?? [];
    if (days === undefined || first === undefined) return undefined;
    if (open) found.push(...range(found.at(-1) ?? first, first), ...days);
    else found.push(...days);
    open = false;
  }
  return open || found.length === 0 ? undefined : found;
}

/** `every day except sunday`; Korean puts what is left out first, behind the whole or before it. */
function apart(typed: string): { readonly whole: string; readonly without: string } | undefined {
  const english = /^(.+?)[\s,]+(?:except|but|without|excluding)\s+(?:for\s+|on\s+)?(.+)$/i.exec(typed);
  if (english) return { whole: english[1] ?? '', without: english[2] ?? '' };
  const [, before = '', behind = ''] = /^(.+?)[을를]?\s*(?:빼고|제외하고|제외|말고)(.*)$/.exec(typed) ?? [];
  if (before === '') return undefined;
  const [, whole = '', without = before] = /^(매일|평일|날마다|주중)[은는]?\s+(.+)$/.exec(before) ?? [];
  return { whole: `${whole} ${behind}`.trim() || '매일', without };
}

/** Longer texts name no days. In UTF-16 units. */
const longest = 200;

/** The days that a text names, each once, in the order of the week; `undefined` where anything in it is no day. */
export function readDayNames(typed: string): readonly DayValue[] | undefined {
  if (typed.length > longest) return undefined;
  const parts = apart(typed.trim());
  const all = inWords(parts?.whole ?? typed);
  const without = parts ? inWords(parts.without) : [];
  if (!all || !without) return undefined;
  const left = dayValues.filter((_, day) => all.includes(day) && !without.includes(day));
  return left.length > 0 ? left : undefined;
}
