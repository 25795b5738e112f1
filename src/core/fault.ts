import { type Call, withOptions } from '#core/call.ts';
import type { AnyCommand } from '#core/command.ts';
import { exampleFor } from '#core/example.ts';
import { type Button, button, buttons, list, paragraph, type Reply } from '#core/reply.ts';
import type { Say } from '#core/say.ts';
import { code, type Text, type Textual } from '#core/text.ts';
import type { ValueFault } from '#core/value.ts';

/** A refusal: what was wrong, and what to do. It goes to the asker alone. */
export const refusal = (title: Textual, ...blocks: Reply['blocks']): Reply => ({
  title: typeof title === 'string' ? [title] : title,
  tone: 'fault',
  blocks,
});

/** What a command throws to refuse a call that was well formed. */
export class Refusal extends Error {
  readonly reply: Reply;
  constructor(reply: Reply) {
    super('refused');
    this.reply = reply;
  }
}

/** An unknown command, with those that are spelt nearest. */
export function unknownCommand(say: Say, typed: string, near: readonly string[]): Reply {
  return refusal(
    say('There is no command {typed}', { typed: [code(`/${typed.slice(0, 40)}`)] }),
    paragraph(
      near.length > 0 ? say('Did you mean one of these?') : say('The help lists all that I understand.'),
    ),
    ...buttons(
      ...near.map((name) => button(`/${name}`, { command: name, options: {} })),
      ...(near.includes('help') ? [] : [button(say('Help'), { command: 'help', options: {} })]),
    ),
  );
}

/** Options that could not be read: all of them, each with what it should be, and the nearest values to press. */
export function badValues(say: Say, call: Call, command: AnyCommand, faults: readonly ValueFault[]): Reply {
  const [only] = faults.length === 1 ? faults : [];
  const fixes = only?.suggestions ?? [];
  const missing = faults.filter((fault) => fault.missing).map(({ option }) => option);
  // A form asks for what is missing, unless another value is wrong as well: it would only be refused again.
  const asks = missing.length === faults.length ? missing : [];
  const example = exampleFor(say, command);
  return refusal(
    asks.length > 0 ? say('Something is missing') : say('I could not read that'),
    list(faults.map((fault) => toldFault(say, command, fault))),
    ...(example ? [paragraph(say('For example: {example}', { example: [code(`/${example}`)] }))] : []),
    ...buttons(
      ...fixes.map(({ value, label }) => button(label, withOptions(call, { [only?.option ?? '']: value }))),
      ...(asks.length > 0 ? [button(say('Fill in…'), { ...call, asks }, 'primary')] : []),
      ...(asks.length === 0 && fixes.length === 0 ? mending(say, call, command, faults) : []),
      ...(command.listed === false
        ? []
        : [button(say('Help'), { command: 'help', options: { command: command.name } })]),
    ),
  );
}

/** What is wrong with an option; of one that is missing its name alone says little, so also what it is for. */
function toldFault(say: Say, { options }: AnyCommand, { option, fault, missing }: ValueFault): Text {
  const wrong = say('{option} {fault}', { option: [code(option)], fault });
  const describe = options[option]?.describe;
  return missing && describe !== undefined ? [...wrong, ' — ', ...say(describe)] : wrong;
}

/** A form for what could not be read, the rest as it was; nothing where all that is wrong is an option that is none. */
function mending(
  say: Say,
  call: Call,
  command: AnyCommand,
  faults: readonly ValueFault[],
): readonly Button[] {
  const wrong = faults.map(({ option }) => option);
  const asks = wrong.filter((option) => Object.hasOwn(command.options, option));
  if (asks.length === 0) return [];
  const good = Object.entries(call.options).filter(([option]) => !wrong.includes(option));
  return [
    button(say('Fill in…'), { command: call.command, options: Object.fromEntries(good), asks }, 'primary'),
  ];
}

/** A button or form whose call cannot be read any more. */
export const unreadable = (say: Say, why: 'version' | 'broken' | 'gone'): Reply =>
  refusal(
    say('This button no longer works'),
    paragraph(
      why === 'version'
        ? say('It was posted by another version of me. Please type the command again.')
        : say('I no longer know what it stood for. Please type the command again.'),
    ),
    ...buttons(button(say('Help'), { command: 'help', options: {} })),
  );

/** Only managers may do this. */
export const notManager = (say: Say): Reply =>
  refusal(
    say('Only those who manage this place may do that'),
    paragraph(say('Ask someone with the right to manage the server or workspace.')),
    ...buttons(button(say('Help'), { command: 'help', options: {} })),
  );

/** Something broke on our side; `number` finds it in the log. */
export const broken = (say: Say, number: string, again: Call): Reply =>
  refusal(
    say('Something went wrong on my side'),
    paragraph(
      say('Nothing was lost. Please try again; if it stays, tell your manager the number {number}.', {
        number: [code(number)],
      }),
    ),
    ...buttons(button(say('Try again'), again)),
  );

/** The database is busy: kept apart from other faults, since waiting helps. */
export const busy = (say: Say, again: Call): Reply =>
  refusal(
    say('I am busy right now'),
    paragraph(
      say('My notebook is in use by someone else. Nothing was changed; please try again in a moment.'),
    ),
    ...buttons(button(say('Try again'), again)),
  );
