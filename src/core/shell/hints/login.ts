/** How `docker login` is given a password. */
import { type Say, sayPlain } from '#core/say.ts';
import type { Hint } from '../faults.ts';
import { leadsOf, programName } from '../programs.ts';
import { behindName } from './piped.ts';
import type { Heard } from './sight.ts';

/** `docker login -p …`: others see the password, and the history of the shell keeps it. */
function passwordOption({ command, flags, simple }: Heard, say: Say, line: string): Hint[] {
  const given = flags.last('password');
  if (command.id !== 'login' || !given) return [];
  const raw = given.valueSource && line.slice(...given.valueSource);
  if (!given.expands || raw === undefined)
    return [
      {
        code: 'password-on-command-line',
        message: sayPlain(
          say,
          'a password here stays in the history of the shell; --password-stdin reads it from the input',
        ),
        source: given.source,
        fix: '--password-stdin',
      },
    ];
  const first = leadsOf(simple.words).leads.every(({ words: [word] }) => word?.text === 'sudo')
    ? simple.source[0]
    : undefined;
  const isApart = given.valueSource?.[0] !== given.source[0];
  const quoted = /^\$\w+$/.test(raw) ? `"${raw}"` : raw;
  return [
    {
      code: 'password-on-command-line',
      message: sayPlain(
        say,
        'while it runs, others on this machine see a password that stands here; --password-stdin reads it from the input',
      ),
      source: first === undefined ? given.source : [first, given.source[1]],
      ...(first !== undefined &&
        isApart &&
        !simple.input && {
          fix: `echo ${quoted} | ${line.slice(first, given.source[0])}--password-stdin`,
        }),
    },
  ];
}

/** `echo secret | docker login …`, with and without `--password-stdin` */
function pipedPassword(heard: Heard, say: Say): Hint[] {
  const { command, flags, simple } = heard;
  if (command.id !== 'login' || !simple.input || flags.last('password')) return [];
  if (!flags.on('password-stdin'))
    return [
      {
        code: 'login-from-pipe',
        message: sayPlain(
          say,
          'docker login reads a password from a pipe only with --password-stdin; without it: “cannot perform an interactive login from a non TTY device”',
        ),
        source: behindName(heard),
        ...(flags.last('username') && { fix: ' --password-stdin' }),
      },
    ];
  const { from } = simple;
  const echoed = from && /^(?:echo|printf)$/.test(programName(from.words)) ? from.words.slice(1) : [];
  const literal = echoed.find(({ text, expands }) => !expands && !/^-|^%/.test(text));
  if (!literal || echoed.some(({ expands }) => expands)) return [];
  return [
    {
      code: 'password-in-echo',
      message: sayPlain(
        say,
        'what stands behind echo stays in the history of the shell, as with -p; {example} reads it from a file',
        { example: 'docker login … < token.txt' },
      ),
      source: literal.source,
    },
  ];
}

/** Passwords on the line and from a pipe. */
export const loginHints = (heard: Heard, say: Say, line: string): Hint[] => [
  ...passwordOption(heard, say, line),
  ...pipedPassword(heard, say),
];
