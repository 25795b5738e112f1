import { message } from '#core/say.ts';

/**
 * The menu's names in other languages: each is a message whose translations are in the words, so that `/daily set` is
 * `/데일리퀴즈 설정` for a Korean client. A command that is not here keeps its English name everywhere. Only the last word of a
 * path is taken from its line; the words before it have lines of their own.
 */
export const names: Readonly<Record<string, string>> = {
  compare: message('/compare'),
  'cmd-explain': message('/cmd-explain'),
  'docker-cmd': message('/docker-cmd'),
  concept: message('/concept'),
  quiz: message('/quiz'),
  score: message('/score'),
  leaderboard: message('/leaderboard'),
  daily: message('/daily'),
  'daily show': message('/daily show'),
  'daily set': message('/daily set'),
  'daily pause': message('/daily pause'),
  'daily resume': message('/daily resume'),
  'daily stop': message('/daily stop'),
  'daily now': message('/daily now'),
  profile: message('/profile'),
  'profile show': message('/profile show'),
  'profile language': message('/profile language'),
  'profile forget': message('/profile forget'),
  help: message('/help'),
};
