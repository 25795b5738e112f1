import { type Parsed, parseFloating } from '../go.ts';

const powers: Readonly<Record<string, number>> = { k: 1, m: 2, g: 3, t: 4, p: 5 };

/**
 * A number of bytes as `-m`, `--shm-size` and the like read it (docker/go-units `RAMInBytes`): `512m`, `1.5g`, `64KiB`;
 * units are powers of 1024, and without one it is bytes.
 */
export function parseSize(text: string): Parsed<number> {
  let end = text.length;
  while (end > 0 && !'0123456789. '.includes(text[end - 1] ?? '')) end--;
  if (end === 0) return { error: `invalid size: '${text}'` };
  const number = parseFloating(text[end - 1] === ' ' ? text.slice(0, end - 1) : text.slice(0, end));
  if ('error' in number) return number;
  if (number.value < 0) return { error: `invalid size: '${text}'` };
  const suffix = text.slice(end);
  if (suffix === '') return { value: Math.trunc(number.value) };
  if (suffix.length > 3) return { error: `invalid suffix: '${suffix}'` };
  const unit = suffix.toLowerCase();
  if (unit === 'b') return { value: Math.trunc(number.value) };
  const power = powers[unit[0] ?? ''];
  const tail = unit.slice(1);
  if (power === undefined || !['', 'b', 'ib'].includes(tail)) return { error: `invalid suffix: '${unit}'` };
  return { value: Math.trunc(number.value * 1024 ** power) };
}

const names = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];

/** A number of bytes for people: 536870912 → `512 MiB`. */
export function showSize(bytes: number): string {
  let size = bytes;
  let unit = 0;
  while (size >= 1024 && unit < names.length - 1) {
    size /= 1024;
    unit++;
  }
  return `${Math.round(size * 100) / 100} ${names[unit]}`;
}
