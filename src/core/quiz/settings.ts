import { readDayNames } from '#core/quiz/daynames.ts';
import { readTime } from '#core/time.ts';
import { isZoneLike } from '#core/zone.ts';

/** What a line of settings was found to say, as it is written; each is read and checked as an option of its own. */
export interface Written {
  time?: string;
  days?: string;
  zone?: string;
  topics?: string;
  channel?: string;
  language?: string;
}

type Setting = keyof Written;

/** A date or a time in words is rarely longer: `월요일 부터 금요일 까지`, `every day except sunday`. */
const longest = 7;

const language = /^(?:ko|en|korean|english|한국어|한글|영어)(?:로)?$/i;

/** What a sentence around the settings says, and what joins them. */
const idle =
  /^(?:at|on|in|to|for|and|the|with|about|please|quiz(?:zes)?|post|set|send|daily|time|times|days?|zone|topics?|퀴즈(?:를|로)?|문제(?:를|로)?|주제(?:는|로|를)?|요일(?:은|에)?|시간(?:은|대는?)?|설정(?:해\s*줘|해)?|올려(?:\s*줘|\s*주세요)?|보내(?:줘|주세요)?|해줘|해주세요|부탁해요?|바꿔(?:줘|주세요)?|줘|주세요|로|으로|에|에서|관련|대한|관한|대해)$/i;

/** Longer than any settings are; its reader says that it is too long. In UTF-16 units. */
const longestText = 500;

/** What a few words in a row are, if they are no topic. */
function settingOf(words: string): Setting | undefined {
  if (readTime(words) !== undefined) return 'time';
  if (readDayNames(words)) return 'days';
  if (isZoneLike(words)) return 'zone';
  if (language.test(words)) return 'language';
  return undefined;
}

const languageOf = (word: string): string => (/^(?:ko|한)/i.test(word) ? 'ko' : 'en');

/** A word that is no time at all but was meant as one: `25:00`, `9:99`. */
const timely = /^\d{1,2}[:시]\d*/;

/**
 * Reads settings in any order, `월 수 09:00 네트워크` as well as `09:00 mon-fri Asia/Seoul dockerfile`: each stretch of words
 * goes where it is understood, the rest are topics. Nothing that is written is left out but what only joins.
 */
export function readSettings(typed: string): Written {
  if (typed.length > longestText) return { topics: typed };
  const words = typed.split(/\s+/).filter(Boolean);
  const written: Written = {};
  const add = (setting: Setting, value: string): void => {
    const before = written[setting];
    written[setting] = before === undefined ? value : `${before}${setting === 'topics' ? ' ' : ', '}${value}`;
  };
  for (let at = 0; at < words.length; ) {
    const { setting, count } = longestAt(words, at);
    const value = words.slice(at, at + count).join(' ');
    at += count;
    if (setting === 'language') add(setting, languageOf(value));
    else if (setting !== undefined) add(setting, value.replace(/,$/, ''));
    else if (/^#./.test(value)) add('channel', value);
    else if (timely.test(value)) add('time', value);
    else if (!idle.test(value)) add('topics', value);
  }
  return misplaced(written);
}

/** The longest stretch from `at` on that is one setting; one word where none is. */
function longestAt(words: readonly string[], at: number): { setting: Setting | undefined; count: number } {
  for (let count = Math.min(longest, words.length - at); count > 0; count -= 1) {
    const setting = settingOf(
      words
        .slice(at, at + count)
        .join(' ')
        .replace(/,$/, ''),
    );
    if (setting !== undefined) return { setting, count };
  }
  return { setting: undefined, count: 1 };
}

/** One word alone that is nothing known stands where the time should. */
function misplaced({ topics, ...others }: Written): Written {
  if (topics === undefined) return others;
  const alone = Object.keys(others).length === 0 && !/\s/.test(topics);
  return alone ? { time: topics } : { ...others, topics };
}
