import type { Dialect } from '#stores/dialects.ts';

const flag = (name: string, { whole }: Dialect): string =>
  `${name} ${whole} not null check (${name} in (0, 1))`;

const people = (d: Dialect): readonly string[] => [
  `create table team (
    id text primary key,
    platform text not null,
    tenant text not null,
    unique (platform, tenant)
  ) ${d.table}`,
  `create table player (
    id text primary key,
    team text not null references team,
    name text not null,
    folded text not null,
    ${flag('erased', d)},
    since ${d.millis} not null
  ) ${d.table}`,
  'create index player_name on player (team, folded)',
  `create table account (
    id text primary key,
    team text not null references team,
    player text not null references player,
    external text,
    locale text,
    since ${d.millis} not null,
    unique (team, external)
  ) ${d.table}`,
  'create index account_player on account (player)',
];

const timetable = (d: Dialect): readonly string[] => [
  `create table place (
    id text primary key,
    team text not null references team,
    channel text not null,
    broken ${d.millis},
    unique (team, channel)
  ) ${d.table}`,
  `create table programme (
    id text primary key,
    team text not null references team,
    topics text not null,
    "time" text not null,
    zone text not null,
    days text not null,
    locale text not null,
    since ${d.millis} not null,
    unique (team, "time", zone, days, locale, topics)
  ) ${d.table}`,
  `create table subscription (
    place text primary key references place,
    programme text not null references programme,
    state text not null check (state in ('active', 'paused', 'stopped')),
    since ${d.millis} not null
  ) ${d.table}`,
  'create index subscription_programme on subscription (programme, state)',
  `create table event (
    id ${d.serial},
    team text not null references team,
    account text not null references account,
    setting text not null,
    subject text not null,
    before text,
    after text not null,
    at ${d.millis} not null
  ) ${d.table}`,
  'create index event_account on event (account)',
];

const rounds = (d: Dialect): readonly string[] => [
  `create table round (
    id text primary key,
    team text not null references team,
    kind text not null check (kind in ('daily', 'practice')),
    programme text references programme,
    day text,
    account text references account,
    questions text not null,
    asked text not null,
    size ${d.whole} not null,
    opened ${d.millis} not null,
    revealed ${d.millis},
    ${flag('skipped', d)},
    unique (programme, day),
    check ((kind = 'daily') = (programme is not null and day is not null)),
    check ((kind = 'practice') = (account is not null))
  ) ${d.table}`,
  'create index round_unrevealed on round (kind, opened) where revealed is null',
  'create index round_practice on round (account, opened)',
  `create table answer (
    id text primary key,
    team text not null references team,
    account text not null references account,
    round text not null references round,
    question ${d.whole} not null check (question >= 0),
    question_id text not null,
    topic text not null,
    choice text not null,
    ${flag('"right"', d)},
    points ${d.whole} not null,
    ${flag('daily', d)},
    day text not null,
    at ${d.millis} not null
  ) ${d.table}`,
  'create index answer_tally on answer (round, question, choice)',
  'create index answer_question on answer (account, question_id, "right")',
  'create index answer_recent on answer (account, at)',
  // The claim is written first, since it decides; the answer it names follows within the transaction. A deferred foreign
  // key would hold that too, but makes SQLite search all claims at each answer.
  `create table claim (
    round text not null references round,
    question ${d.whole} not null,
    player text not null references player,
    answer text not null,
    primary key (round, question, player)
  ) ${d.ordered}`,
  `create table score (
    team text not null references team,
    unit text not null check (unit in ('day', 'month', 'all')),
    span text not null,
    player text not null references player,
    points ${d.whole} not null,
    answered ${d.whole} not null,
    "right" ${d.whole} not null,
    daily ${d.whole} not null,
    reached ${d.millis},
    primary key (team, unit, span, player)
  ) ${d.ordered}`,
  'create index score_player on score (player, unit, span)',
];

const messages = (d: Dialect): readonly string[] => [
  `create table parked (
    team text not null references team,
    ticket text not null,
    spelling text not null,
    primary key (team, ticket)
  ) ${d.ordered}`,
  `create table post (
    id text primary key,
    round text not null references round,
    place text not null references place,
    kind text not null check (kind in ('ask', 'reveal')),
    state text not null check (state in ('intent', 'waiting', 'posted', 'failed', 'unknown', 'skipped')),
    ${flag('doubt', d)},
    posted text,
    tried ${d.millis} not null,
    tries ${d.whole} not null,
    unique (round, place, kind)
  ) ${d.table}`,
  'create index post_loose on post (state, tried)',
  `create table journal (
    id ${d.serial},
    key text unique,
    channel text not null,
    author text,
    "only" text,
    content text not null,
    at ${d.millis} not null
  ) ${d.table}`,
  'create index journal_channel on journal (channel, id)',
];

/** Teams and people, the daily quiz, answers and scores, posts and the playground's history. */
export const first = {
  name: 'first',
  statements: (dialect: Dialect): readonly string[] =>
    [people, timetable, rounds, messages].flatMap((part) => part(dialect)),
};
