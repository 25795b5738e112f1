/**
 * Shell patterns as the builder's `${NAME#pattern}`, `${NAME%pattern}` and `${NAME/pattern/text}` know them: `*`, `?`
 * and `\` before either; no brackets. Matched by walking the set of reachable states, so that no pattern can make it
 * slow; what would need more than `budget` steps is not matched at all.
 */
type Token = string | typeof anyRun | typeof anyOne;
const anyRun = Symbol('*');
const anyOne = Symbol('?');
const budget = 2_000_000;

function tokens(pattern: string): Token[] {
  const out: Token[] = [];
  for (let i = 0; i < pattern.length; i++) {
    const ch = pattern.charAt(i);
    if (ch === '*') out.push(anyRun);
    else if (ch === '?') out.push(anyOne);
    else if (ch === '\\' && i + 1 < pattern.length) out.push(pattern.charAt(++i));
    else out.push(ch);
  }
  return out;
}

/** Where a match that begins at `from` ends: the first end or the last one; -1 without a match. */
function matchEnd(wanted: readonly Token[], value: string, from: number, longest: boolean): number {
  const last = wanted.length;
  let states = close(new Set([0]), wanted);
  let end = states.has(last) ? from : -1;
  for (let at = from; at < value.length && states.size > 0 && (longest || end === -1); at++) {
    const next = new Set<number>();
    for (const state of states) {
      const token = wanted[state];
      if (token === anyRun) next.add(state);
      else if (token === anyOne || token === value.charAt(at)) next.add(state + 1);
    }
    states = close(next, wanted);
    if (states.has(last)) end = at + 1;
  }
  return end;
}

// A `*` may match nothing, so its successor is reachable with it. A Set visits what is added while it is walked.
function close(states: Set<number>, wanted: readonly Token[]): Set<number> {
  for (const state of states) if (wanted[state] === anyRun) states.add(state + 1);
  return states;
}

const affordable = (pattern: string, value: string, starts: number): boolean =>
  (pattern.length + 1) * (value.length + 1) * starts <= budget;

/** `value` without the shortest (or longest) beginning that matches. */
export function withoutPrefix(pattern: string, value: string, longest: boolean): string {
  if (!affordable(pattern, value, 1)) return value;
  const end = matchEnd(tokens(pattern), value, 0, longest);
  return end === -1 ? value : value.slice(end);
}

/** `value` without the shortest (or longest) end that matches. */
export function withoutSuffix(pattern: string, value: string, longest: boolean): string {
  if (!affordable(pattern, value, 1)) return value;
  const backwards = [...value].reverse().join('');
  const end = matchEnd(tokens(pattern).reverse(), backwards, 0, longest);
  return end === -1 ? value : [...backwards.slice(end)].reverse().join('');
}

/** `value` with the first match (or each one) replaced; an empty match replaces nothing. */
export function withReplaced(pattern: string, value: string, text: string, all: boolean): string {
  if (!affordable(pattern, value, value.length + 1)) return value;
  const wanted = tokens(pattern);
  let out = '';
  for (let at = 0; at < value.length; ) {
    const end = matchEnd(wanted, value, at, true);
    if (end <= at) out += value.charAt(at++);
    else if (all) {
      out += text;
      at = end;
    } else return out + text + value.slice(end);
  }
  return out;
}
