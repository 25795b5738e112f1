/** A time of day as people write it. */

// 새벽 and 아침 are before noon; 낮 goes on into the afternoon; 저녁 and 밤 are after it.
const halves = '오전|오후|새벽|아침|낮|저녁|밤|am|pm|a\\.m\\.|p\\.m\\.';
const pattern = new RegExp(
  `^(?:at\\s+)?(${halves})?\\s*(\\d{1,2})\\s*(?:시|:|h|\\.(?=\\d\\d))?\\s*(\\d{2}|\\d{1,2}(?=\\s*분)|반)?\\s*분?\\s*(?:o['’]?clock)?\\s*(${halves})?(?:에|쯤)?$`,
);

/** The hour of 24 that an hour of a half means; `undefined` where there is none such. */
function hourOf(hour: number, half: string): number | undefined {
  if (hour < 1 || hour > 12) return undefined;
  if (half === '낮') return hour < 7 ? hour + 12 : hour;
  // 밤 12시 is midnight, 밤 1시 comes after it.
  if (half === '밤' && (hour === 12 || hour < 5)) return hour % 12;
  const late = /^(?:오후|저녁|밤|p)/.test(half);
  return (hour % 12) + (late ? 12 : 0);
}

const numerals = ['한', '두', '세', '네', '다섯', '여섯', '일곱', '여덟', '아홉', '열', '열한', '열두'];
const spoken = /(열한|열두|한|두|세|네|다섯|여섯|일곱|여덟|아홉|열)(?=\s*시)/;

/** Longer texts are no times. In UTF-16 units. */
const longest = 100;

/** `9`, `09:00`, `9시 30분`, `오후 6시`, `저녁 일곱 시 반`, `6:30 pm` as `HH:MM`. */
export function readTime(typed: string): string | undefined {
  if (typed.length > longest) return undefined;
  const digits = typed.replace(spoken, (word) => String(numerals.indexOf(word) + 1));
  const found = digits.trim().toLowerCase().match(pattern);
  if (!found) return undefined;
  const half = found[1] ?? found[4];
  const minute = found[3] === '반' ? 30 : Number(found[3] ?? 0);
  const hour = half === undefined ? Number(found[2]) : hourOf(Number(found[2]), half);
  if (hour === undefined || hour > 23 || minute > 59) return undefined;
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

/** The times of day of a text that names several: `09:00, 18:00`, `9시와 18시`; none where part of it is no time. */
export function readTimes(typed: string): readonly string[] {
  if (typed.length > longest) return [];
  const parts = typed
    .split(/\s*[,;/&]\s*|\s+(?:and|or)\s+|(?<=[시분반])(?:와|과|하고|랑)\s*|(?<=\d)\s+(?=\d{1,2}[:시])/)
    .filter(Boolean);
  const times = parts.map(readTime);
  return times.every((time) => time !== undefined) ? [...new Set(times)] : [];
}
