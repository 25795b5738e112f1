import { answer } from '#commands/answer.ts';
import { ask } from '#commands/ask.ts';
import { cmdExplain } from '#commands/cmd-explain.ts';
import { compare } from '#commands/compare.ts';
import { concept } from '#commands/concept.ts';
import { dailyNow, dailyPause, dailyResume, dailySet, dailyShow, dailyStop } from '#commands/daily.ts';
import { dockerCmd } from '#commands/docker-cmd.ts';
import { help } from '#commands/help.ts';
import { leaderboard } from '#commands/leaderboard.ts';
import { profileForget, profileLanguage, profileShow } from '#commands/profile.ts';
import { quiz } from '#commands/quiz.ts';
import { score } from '#commands/score.ts';
import type { AnyCommand } from '#core/command.ts';

/** Every command, in the order of help and docs: the only place that names them all. */
export const commands: readonly AnyCommand[] = [
  ask,
  compare,
  cmdExplain,
  dockerCmd,
  concept,
  quiz,
  score,
  leaderboard,
  dailyShow,
  dailySet,
  dailyPause,
  dailyResume,
  dailyStop,
  dailyNow,
  profileShow,
  profileLanguage,
  profileForget,
  help,
  answer,
];
