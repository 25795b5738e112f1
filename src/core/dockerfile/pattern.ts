/**
 * Shell patterns as the builder's `${NAME#pattern}`, `${NAME%pattern}` and `${NAME/pattern/text}` know them: `*`, `?`
 * and `\` before either; no brackets. Matched by walking the set of reachable states, so that no pattern can make it
 * slow; what would need more than `budget` steps is not matched at all.
 */
import { BuildFault } from '#core/dockerfile/fault.ts';

type Token = string | typeof anyRun | typeof anyOne;
const anyRun = Symbol('*');
const anyOne = Symbol('?');
const budget = 2_000_000;

/** Throws a {@link BuildFault} for a `\` before anything but `*`, `?`, `\`, `}` and `/`. */
function tokens(pattern: string): Token[] {
  const out: Token[] = [];
  const characters = [...pattern];
  for (let i = 0; i < characters.length; i++) {
    const ch = characters[i] ?? '';
    if (ch === '*') out.push(anyRun);
    else if (ch === '?') out.push(anyOne);
    else if (ch === '\\') {
      const escaped = characters[++i] ?? '\ufffd';
      if (!'*?\\}/'.includes(escaped)) {
        throw new BuildFault(`invalid pattern (${pattern}) in substitution: invalid escape '\\${escaped}'`);
      }
      out.push(escaped);
    } else out.push(ch);
  }
  return out;
}

/** Where a match that begins at `from` ends: the first end or the last one; -1 without a match. */
function matchEnd(
  wanted: readonly Token[],
  value: readonly string[],
  from: number,
  longest: boolean,
): number {
  const last = wanted.length;
  let states = close(new Set([0]), wanted);
  let end = states.has(last) ? from : -1;
  for (let at = from; at < value.length && states.size > 0 && (longest || end === -1); at++) {
    const next = new Set<number>();
    for (const state of states) {
      const token = wanted[state];
      if (token === anyRun) next.add(state);
      else if (token === anyOne || token === value[at]) next.add(state + 1);
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
  const wanted = tokens(pattern);
  if (!affordable(pattern, value, 1)) return value;
  const characters = [...value];
  const end = matchEnd(wanted, characters, 0, longest);
  return end === -1 ? value : characters.slice(end).join('');
}

/** `value` without the shortest (or longest) end that matches. */
export function withoutSuffix(pattern: string, value: string, longest: boolean): string {
  const wanted = tokens(pattern).reverse();
  if (!affordable(pattern, value, 1)) return value;
  const characters = [...value].reverse();
  const end = matchEnd(wanted, characters, 0, longest);
  return end === -1 ? value : characters.slice(end).reverse().join('');
}

/** `value` with the first match (or each one) replaced, an empty match too, as Go's regular expressions do. */
export function withReplaced(pattern: string, value: string, text: string, all: boolean): string {
  const wanted = tokens(pattern);
  if (!affordable(pattern, value, value.length + 1)) return value;
  const characters = [...value];
  const out: string[] = [];
  let kept = 0;
  for (let at = 0; at <= characters.length; ) {
    const end = matchEnd(wanted, characters, at, true);
    if (end === -1) at++;
    else {
      out.push(...characters.slice(kept, at));
      // No empty match right behind another match.
      if (end > kept || at === 0) out.push(all ? withoutGroups(text) : text);
      kept = end;
      if (!all) break;
      at = Math.max(at + 1, end);
    }
  }
  return out.join('') + characters.slice(kept).join('');
}

// `$1` in a replacement of all matches means a group of the pattern; there is none.
const withoutGroups = (text: string): string =>
  text.replace(/\$(?:\$|\w+|\{\w+\})/g, (found) => (found === '$$' ? '$' : ''));
