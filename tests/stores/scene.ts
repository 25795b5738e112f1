import { Temporal } from 'temporal-polyfill';
import type { AccountRef, PlaceRef } from '#core/call.ts';
import type { AskedQuestion } from '#core/quiz/question.ts';
import type { AnswerGiven, Member, Programme, Round, Stores, Team, TeamStores } from '#core/store.ts';

/** Noon in Seoul on a Thursday. */
export const noon = Temporal.Instant.from('2026-01-01T03:00:00Z');

export const later = (seconds: number): Temporal.Instant => noon.add({ seconds });

/** A question complete enough to be asked. */
export const question = (id: string, topic = 'basics'): AskedQuestion => {
  const words = (what: string) => ({ ko: `${what} 한국어 ${id}`, en: `${what} ${id}` });
  return {
    id,
    revision: 2,
    topic,
    difficulty: 'medium',
    prompt: words('prompt'),
    code: { value: 'docker run <image> {{.Names}}' },
    choices: ['a', 'b', 'c'].map((key) => ({ key, text: words(`text ${key}`), why: words(`why ${key}`) })),
    answer: 'b',
    about: ['concept:cmd'],
    sources: [{ title: 'Docs', url: 'https://docs.docker.com/' }],
  };
};

/** Ids that count up: `1x`, `2x`, … */
export function counting(mark = 'x'): () => string {
  let last = 0;
  return () => {
    last += 1;
    return `${last}${mark}`;
  };
}

export const guild: Omit<AccountRef, 'id'> = { platform: 'discord', tenant: 'guild' };
export const otherGuild: Omit<AccountRef, 'id'> = { platform: 'discord', tenant: 'other' };

export const channel = (name: string, team: Omit<PlaceRef, 'channel'> = guild): PlaceRef => ({
  platform: team.platform,
  tenant: team.tenant,
  channel: name,
});

/** A team with a daily quiz and its first round. */
export interface Scene {
  readonly team: Team;
  readonly of: TeamStores;
  readonly manager: Member;
  readonly place: PlaceRef;
  readonly programme: Programme;
  readonly round: Round;
  /** A player of the team, made where missing. */
  player(name: string): Promise<Member>;
}

export const nine = {
  topics: [],
  time: '09:00',
  zone: 'Asia/Seoul',
  days: [1, 2, 3, 4, 5],
  locale: 'ko',
} as const;

export async function scene(stores: Stores, tenant: Omit<AccountRef, 'id'> = guild): Promise<Scene> {
  const { team, member: manager } = await stores.member({ ...tenant, id: 'manager' }, 'Manager', noon);
  const of = stores.of(team);
  const place = channel('general', tenant);
  const programme = await of.programmes.set({ ...nine, place }, manager.account, noon);
  const round = await open(stores, { team, programme }, '2026-01-01', ['cmd', 'volume']);
  const player = async (name: string) => (await stores.member({ ...tenant, id: name }, name, noon)).member;
  return { team, of, manager, place, programme, round, player };
}

/** Opens the round of a day. */
export const open = (
  stores: Stores,
  { team, programme }: Pick<Scene, 'team' | 'programme'>,
  day: string,
  questions: readonly string[],
  opened = noon,
): Promise<Round> =>
  stores.agenda.open({
    team: team.id,
    kind: 'daily',
    programme: programme.id,
    day,
    questions: questions.map((id) => question(id)),
    opened,
  });

/** An answer to the first question of a round, right and worth ten points. */
export const given = (round: Round, more: Partial<AnswerGiven> = {}): AnswerGiven => ({
  round: round.id,
  question: 0,
  choice: 'b',
  right: true,
  points: 10,
  day: round.day ?? '2026-01-01',
  at: noon,
  ...more,
});
