import { describe, expect, test } from 'vitest';
import { readDayNames } from '#core/quiz/daynames.ts';
import { readSettings } from '#core/quiz/settings.ts';

describe('days', () => {
  const work = ['mon', 'tue', 'wed', 'thu', 'fri'];
  const week = [...work, 'sat', 'sun'];
  test.each([
    ['mon wed', ['mon', 'wed']],
    ['월요일 수요일', ['mon', 'wed']],
    ['월, 수, 금', ['mon', 'wed', 'fri']],
    ['월수금', ['mon', 'wed', 'fri']],
    ['월·수·금', ['mon', 'wed', 'fri']],
    ['화요일이랑 목요일에', ['tue', 'thu']],
    ['수욜과 금욜', ['wed', 'fri']],
    ['weekdays', work],
    ['every weekday', work],
    ['평일', work],
    ['평일에만', work],
    ['mon-fri', work],
    ['Mon – Fri', work],
    ['monday to friday', work],
    ['from Monday through Friday', work],
    ['월~금', work],
    ['월요일부터 금요일까지', work],
    ['월-수, 토', ['mon', 'tue', 'wed', 'sat']],
    ['fri~mon', ['mon', 'fri', 'sat', 'sun']],
    ['주말', ['sat', 'sun']],
    ['Weekends', ['sat', 'sun']],
    ['매일', week],
    ['every day', week],
    ['daily', week],
    ['매일 일요일 빼고', week.slice(0, 6)],
    ['주말 빼고', work],
    ['every day except sunday', week.slice(0, 6)],
    ['Tues and Thurs', ['tue', 'thu']],
    ['Tuesdays, Thursdays', ['tue', 'thu']],
  ])('%s', (typed, days) => {
    expect(readDayNames(typed)).toEqual(days);
  });

  test.each(['', 'funday', 'mon funday', '월물', '~', 'mon-', '-fri', 'mon - - fri', '매일 빼고 매일'])(
    'not %j',
    (typed) => {
      expect(readDayNames(typed)).toBeUndefined();
    },
  );
});

describe('settings in any order', () => {
  test.each([
    ['09:00 월요일 수요일', { time: '09:00', days: '월요일 수요일' }],
    ['09:00 mon wed', { time: '09:00', days: 'mon wed' }],
    [
      'mon-fri 9am Asia/Seoul dockerfile',
      { time: '9am', days: 'mon-fri', zone: 'Asia/Seoul', topics: 'dockerfile' },
    ],
    ['월 - 금 오후 6시 반 네트워크', { time: '오후 6시 반', days: '월 - 금', topics: '네트워크' }],
    [
      '매일 아침 9시에 볼륨과 데이터 퀴즈 올려줘',
      { time: '아침 9시에', days: '매일', topics: '볼륨과 데이터' },
    ],
    [
      'every weekday at 09:00 about dockerfile, storage',
      { time: 'at 09:00', days: 'every weekday', topics: 'dockerfile, storage' },
    ],
    ['New York 09:00', { time: '09:00', zone: 'New York' }],
    ['09:00 EST', { time: '09:00', zone: 'EST' }],
    ['09:00 Asia/Seul', { time: '09:00', zone: 'Asia/Seul' }],
    ['09:00 서울 한국어로', { time: '09:00', zone: '서울', language: 'ko' }],
    ['#general 09:00', { time: '09:00', channel: '#general' }],
    ['09:00 18:00', { time: '09:00, 18:00' }],
    ['25:00 mon', { time: '25:00', days: 'mon' }],
    ['funday', { time: 'funday' }],
    ['09:00 funday', { time: '09:00', topics: 'funday' }],
  ])('%s', (typed, written) => {
    expect(readSettings(typed)).toEqual(written);
  });
});
