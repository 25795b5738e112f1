/** `cat x | docker run -it …`: the client wants a terminal for -t, and its input is none. */
import { type Say, sayPlain } from '#core/say.ts';
import type { Fault } from '../faults.ts';
import type { CliCommand } from '../flags.ts';
import type { Flags } from '../given.ts';
import type { Simple } from '../simple.ts';

/** Refuses `-it` where the line itself says that the input comes from somewhere else. */
export function terminalFaults(command: CliCommand, flags: Flags, simple: Simple, say: Say): Fault[] {
  const terminal = flags.last('tty');
  if (command.id !== 'container run' || !simple.input || !terminal) return [];
  if (!flags.on('tty') || !flags.on('interactive') || flags.on('detach') || flags.last('attach')) return [];
  return [
    {
      code: 'input-not-terminal',
      message: sayPlain(say, 'what is piped in is no terminal: -i alone reads it, -t fails'),
      detail: 'the input device is not a TTY',
      source: terminal.source,
    },
  ];
}
