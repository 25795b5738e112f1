/** A blank that tears a value apart: `-p 8080: 80`, `-m 512 MB`, `--add-host db 10.0.0.5`, `type=bind, src=/a`. */
import { type Say, sayPlain } from '#core/say.ts';
import type { Hint } from '../faults.ts';
import { ipVersion } from '../go.ts';
import type { Given } from '../parse.ts';
import type { Token } from '../words.ts';
import type { Heard } from './sight.ts';

/** The value in one piece, with the words behind it that belong to it; `undefined` where it is whole. */
type Join = (value: string, next: readonly string[]) => { readonly text: string; readonly words: number };
const whole = { text: '', words: 0 };

/** `8080:` `80`, `8080` `:80`, `/a:` `/b` */
const atColon =
  (part: RegExp): Join =>
  (value, [next = '']) => {
    const open = /^[^:]+(?::[^:]+)?:$/.test(value) && part.test(next);
    const begins = value !== '' && /^:[^:]/.test(next) && part.test(next.slice(1).split(':', 1)[0] ?? '');
    return open || begins ? { text: `${value}${next}`, words: 1 } : whole;
  };

/** `type=bind,` `src=/a,` `dst=/b` */
const atComma: Join = (value, next) => {
  let [text, words] = [value, 0];
  while (text.endsWith(',') && /^[\w-]+(?:=|$)/.test(next[words] ?? '')) text += next[words++];
  return words === 0 ? whole : { text, words };
};

/** `512` `MB` */
const atUnit: Join = (value, [next = '']) => {
  const unit = /^([kmgt])(?:i?b)?$/i.exec(next)?.[1];
  return unit && /^\d+(?:\.\d+)?$/.test(value) ? { text: `${value}${unit.toLowerCase()}`, words: 1 } : whole;
};

/** `db` `10.0.0.5` */
const atAddress: Join = (value, [next = '']) =>
  /^[\w.-]+:?$/.test(value) && (ipVersion(next) || next === 'host-gateway')
    ? { text: `${value.replace(/:$/, '')}:${next}`, words: 1 }
    : whole;

/** `max-size` `10m` */
const atSetting: Join = (value, [next = '', image]) =>
  /^[a-z][a-z-]*=?$/.test(value) &&
  /^(?:\d[\w.]*|true|false|(?:non-)?blocking)$/.test(next) &&
  image !== undefined
    ? { text: `${value.replace(/=$/, '')}=${next}`, words: 1 }
    : whole;

/** `on-failure` `3` */
const atCount: Join = (value, [next = '', image]) =>
  /^on-failure:?$/.test(value) && /^:?\d+$/.test(next) && image !== undefined
    ? { text: `on-failure:${next.replace(':', '')}`, words: 1 }
    : whole;

const joins: Readonly<Record<string, Join>> = {
  publish: atColon(/^\d+(?:-\d+)?(?:\/\w+)?$/),
  volume: atColon(/^[/.~$]/),
  mount: atComma,
  memory: atUnit,
  'memory-swap': atUnit,
  'memory-reservation': atUnit,
  'shm-size': atUnit,
  'add-host': atAddress,
  'log-opt': atSetting,
  restart: atCount,
};

function gapHint(given: Given, words: readonly Token[], ends: ReadonlyMap<number, number>, say: Say): Hint[] {
  const join = joins[given.flag.long];
  const { value, valueSource, source, spelling } = given;
  if (!join || value === undefined || !valueSource || given.expands) return [];
  const at = ends.get(valueSource[1]);
  if (at === undefined || (words[at + 1]?.text ?? '-').startsWith('-')) return [];
  const next = words.slice(at + 1, at + 8);
  if (next[0]?.expands) return [];
  const { text, words: count } = join(
    value,
    next.map((word) => word.text),
  );
  const last = next[count - 1];
  if (!last) return [];
  return [
    {
      code: 'blank-in-value',
      message: sayPlain(say, 'the blank cuts the value in two; in one piece it is {value}', { value: text }),
      source: [source[0], last.source[1]],
      fix: `${spelling} ${text}`,
    },
  ];
}

/** Blanks inside values. */
export function gapHints({ command, parse, simple }: Heard, say: Say): Hint[] {
  if (!/^container (?:run|create|update)$/.test(command.id)) return [];
  const given = parse.given.filter(({ flag }) => joins[flag.long]);
  if (given.length === 0) return [];
  const ends = new Map(simple.words.map(({ source }, index) => [source[1], index]));
  return given.flatMap((one) => gapHint(one, simple.words, ends, say));
}
