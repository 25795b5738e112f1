import type { Invocation } from '#core/call.ts';
import type { Choice } from '#core/choice.ts';
import type { AnyCommand } from '#core/command.ts';
import type { Knowledge } from '#core/knowledge/knowledge.ts';
import type { Locale } from '#core/locale.ts';
import type { Completing } from '#core/option.ts';
import { type Say, sayPlain } from '#core/say.ts';
import type { Stores } from '#core/store.ts';
import { readTime } from '#core/time.ts';
import { suggestZones } from '#core/zone.ts';

/** Longest value and label that every platform takes in a completion, in UTF-16 units. */
const choiceLimit = 100;

/** What choices are drawn from. */
export interface Sources {
  readonly commands: readonly AnyCommand[];
  readonly knowledge: Knowledge;
  readonly stores: Pick<Stores, 'locale' | 'team' | 'of'>;
  say(locale: Locale): Say;
}

/**
 * What could stand in the option `name`, by what is typed so far, best first, at most `limit`. Rejects where the database does;
 * values and labels are at most 100 UTF-16 units.
 */
export async function complete(
  desk: Sources,
  invocation: Invocation,
  name: string,
  limit: number,
): Promise<readonly Choice[]> {
  const option = desk.commands.find((command) => command.name === invocation.command)?.options[name];
  const typed = (invocation.options[name] ?? '').slice(0, choiceLimit);
  if (!option) return [];
  const say = desk.say((await desk.stores.locale(invocation.account)) ?? invocation.reader);
  const choices = await choicesFor(desk, option, { typed, limit }, invocation, say);
  return choices
    .filter(({ value }) => value.length <= choiceLimit)
    .slice(0, limit)
    .map(({ value, label }) => ({
      value,
      label: label.length > choiceLimit ? `${label.slice(0, choiceLimit - 1)}…` : label,
    }));
}

async function choicesFor(
  desk: Sources,
  option: AnyCommand['options'][string],
  { typed, limit }: Pick<Completing, 'typed' | 'limit'>,
  invocation: Invocation,
  say: Say,
): Promise<readonly Choice[]> {
  switch (option.kind) {
    case 'text':
      return (
        option.complete?.({
          typed,
          limit,
          options: invocation.options,
          say,
          knowledge: desk.knowledge,
          menu: menuWords(desk),
        }) ?? []
      );
    case 'choice':
    case 'choices':
      return completeChoices(option, typed, say);
    case 'flag':
      return [
        { value: 'true', label: sayPlain(say, 'yes') },
        { value: 'false', label: sayPlain(say, 'no') },
      ];
    case 'time':
      return completeTime(typed);
    case 'zone':
      return suggestZones(typed, limit);
    case 'player': {
      const { platform, tenant } = invocation.account;
      const team = await desk.stores.team(platform, tenant);
      const players = await desk.stores.of(team).players.suggest(typed, limit);
      return players.map(({ name }) => ({ value: name, label: name }));
    }
    default:
      return [];
  }
}

const usualTimes = ['08:00', '09:00', '10:00', '12:00', '18:00', '20:00', '21:00'];

/** The time that is meant, however it is written (`9`, `오후 6시`), then usual ones that begin like it. */
function completeTime(typed: string): readonly Choice[] {
  const usual = usualTimes.filter((time) => time.startsWith(typed.trim()));
  const meant = readTime(typed);
  return [...new Set(meant === undefined ? usual : [meant, ...usual])].map((time) => ({
    value: time,
    label: time,
  }));
}

const menuWords = ({ commands }: Sources): readonly string[] => [
  ...new Set(commands.filter(({ listed }) => listed !== false).map(({ name }) => name.split(' ')[0] ?? name)),
];

/** Several choices are typed with commas; only the last one is being completed. */
function completeChoices(
  option: Extract<AnyCommand['options'][string], { choices: unknown }>,
  typed: string,
  say: Say,
): readonly Choice[] {
  const many = option.kind === 'choices';
  const done = many ? typed.slice(0, typed.lastIndexOf(',') + 1) : '';
  const last = typed.slice(done.length).trim().toLowerCase();
  const taken = new Set(done.split(',').map((part) => part.trim()));
  return option.choices
    .map(({ value, label, also = [] }) => ({ value, label: sayPlain(say, label), also }))
    .filter(
      ({ value, label, also }) =>
        !taken.has(value) &&
        (value.includes(last) ||
          label.toLowerCase().includes(last) ||
          also.some((name) => name.startsWith(last.replace(/\s/g, '')))),
    )
    .map(({ value, label }) => ({ value: `${done}${value}`, label }));
}
