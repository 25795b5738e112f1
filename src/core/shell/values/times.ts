/** Points in time as `--since` and `--until` take them (moby's `time` package). */
import { parseDuration, quote, wholeError } from '../go.ts';

const zoned =
  /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2})(?::(\d{2})(?::(\d{2})(?:\.\d+)?)?)?)?(?:Z|[+-]\d{2}:\d{2})?$/;
const days = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** What part of a date does not exist, in Go's words. */
function outOfRange([, year, month, day, hour, minute, second]: RegExpExecArray): string | undefined {
  const [months, date] = [Number(month), Number(day)];
  if (months < 1 || months > 12) return 'month';
  const leap = Number(year) % 4 === 0 && (Number(year) % 100 !== 0 || Number(year) % 400 === 0);
  const last = months === 2 && !leap ? 28 : (days[months - 1] ?? 31);
  if (Number(hour ?? 0) > 23) return 'hour';
  if (Number(minute ?? 0) > 59) return 'minute';
  if (Number(second ?? 0) > 59) return 'second';
  return date < 1 || date > last ? 'day' : undefined;
}

/** Why this is no point in time: a duration ago (`10m`), a date, or seconds since 1970. */
export function checkTime(text: string): string | undefined {
  if (text === '' || 'value' in parseDuration(text)) return undefined;
  const date = zoned.exec(text);
  if (date) {
    const part = outOfRange(date);
    return part && `parsing time ${quote(text)}: ${part} out of range`;
  }
  if (text.includes('-')) return `parsing time ${quote(text)}`;
  const [seconds = '', part = '0'] = text.split(/\.(.*)/s, 2);
  return wholeError(seconds) || wholeError(part)
    ? `failed to parse value as time or duration: ${quote(text)}`
    : undefined;
}
