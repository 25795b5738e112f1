/** What works and is better done otherwise: dangers, old names, things that end at once. */

import { type Say, sayPlain } from '#core/say.ts';
import type { Hint } from '../faults.ts';
import { placeOf } from '../parse.ts';
import { parseReference } from '../reference.ts';
import { presentName } from '../unlisted.ts';
import type { Range } from '../words.ts';
import { bases, listening } from './images.ts';
import type { Heard } from './sight.ts';

const creates = new Set(['container run', 'container create']);

/** Where the command stands, without what is in front of it. */
const commandPlace = ({ simple, index }: Heard): Range => [
  simple.words[index]?.source[0] ?? 0,
  simple.words.at(-1)?.source[1] ?? 0,
];

function programHints(heard: Heard, say: Say): Hint[] {
  const word = heard.simple.words[heard.index];
  if (!word || heard.program === 'docker') return [];
  if (heard.program === 'docker-compose')
    return [
      {
        code: 'old-compose',
        message: sayPlain(
          say,
          'docker-compose is Compose V1, which is no longer maintained; today it is docker compose',
        ),
        source: word.source,
        fix: 'docker compose',
      },
    ];
  return [
    {
      code: 'docker-missing',
      message: sayPlain(say, 'docker is missing in front'),
      source: word.source,
      fix: `docker ${word.text}`,
    },
  ];
}

function nameHints({ parse, command }: Heard, say: Say): Hint[] {
  return parse.given.flatMap((given) => {
    const now = presentName(command, given.flag.long);
    if (now === undefined) return [];
    const source: Range = [given.source[0], given.source[0] + given.spelling.length];
    return [
      {
        code: 'old-name',
        message: sayPlain(say, '{flag} is the old name of {now}', { flag: given.spelling, now: `--${now}` }),
        source,
        fix: `--${now}`,
      },
    ];
  });
}

const secret =
  /(?:^|_)(?:PASS(?:WORD|WD|PHRASE)?|PWD|SECRET|TOKEN|API_?KEY|ACCESS_KEY|PRIVATE_KEY|CREDENTIALS?)(?:_|$|\d)/i;

function secretHints({ flags, command }: Heard, say: Say): Hint[] {
  if (!creates.has(command.id) && command.id !== 'container exec') return [];
  return flags.known('env').flatMap((given) => {
    const [name = '', value = ''] = given.value.split(/=(.*)/s, 2);
    if (value === '' || !secret.test(name) || /^(?:PWD|OLDPWD)$/.test(name) || /_FILE$/.test(name)) return [];
    return [
      {
        code: 'secret-in-environment',
        message: sayPlain(
          say,
          '{name} can be read by anyone who may run docker inspect, and stays in the history of the shell; --env-file keeps it out of the latter',
          { name },
        ),
        source: placeOf(given),
      },
    ];
  });
}

function dangerHints({ flags, command, parse, operands }: Heard, say: Say): Hint[] {
  const privileged = flags.last('privileged');
  const hints: Hint[] = [];
  // A Docker inside Docker cannot do with less.
  const inner = operands.some(({ role, value }) => role === 'image' && /(?:^|\/)docker:.*dind/.test(value));
  if (privileged && flags.on('privileged') && creates.has(command.id) && !inner)
    hints.push({
      code: 'privileged',
      message: sayPlain(
        say,
        'a privileged container can do to this machine whatever root can; --cap-add gives less',
      ),
      source: privileged.source,
    });
  const [link] = flags.all('link');
  if (link && creates.has(command.id))
    hints.push({
      code: 'legacy-link',
      message: sayPlain(
        say,
        '--link is a legacy feature: on a network of your own, containers find each other by name',
      ),
      source: link.source,
    });
  const sweeping = flags.on('all') || flags.on('volumes');
  const force = flags.last('force');
  if (command.id.endsWith(' prune') && sweeping && force && parse.operands.length === 0)
    hints.push({
      code: 'prune-without-asking',
      message: sayPlain(say, 'this deletes for good, and --force leaves out the question whether it should'),
      source: force.source,
    });
  return hints;
}

const shells = new Set(['sh', 'bash', 'ash', 'zsh', '/bin/sh', '/bin/bash', '/bin/ash', '/bin/zsh']);
/** The program behind the image or container, when it is a shell and nothing else. */
function loneShell({ command, operands }: Heard): { readonly source: Range } | undefined {
  const words = operands.filter(({ role }) => role === 'command' || role === 'argument');
  const [only] = words;
  if (only) return words.length === 1 && shells.has(only.value) ? only : undefined;
  const image = operands[0];
  if (!image || !creates.has(command.id)) return undefined;
  const parsed = parseReference(image.value);
  return 'value' in parsed && bases.has(parsed.value.repository.replace(/^library\//, ''))
    ? image
    : undefined;
}

/** One of the best-known programs that wait for others and have no use for a terminal. */
function isServer({ operands }: Heard): boolean {
  const [image, ...words] = operands;
  const parsed = image ? parseReference(image.value) : undefined;
  if (words.length > 0 || !parsed || 'error' in parsed) return false;
  return listening[parsed.value.repository.replace(/^library\//, '')] !== undefined;
}

function terminalHints(heard: Heard, say: Say): Hint[] {
  const { flags, command, parse } = heard;
  if (!creates.has(command.id) && command.id !== 'container exec') return [];
  const [input, terminal, away] = [flags.on('interactive'), flags.on('tty'), flags.on('detach')];
  const interactive = flags.last('interactive');
  if (away && input && terminal && interactive && command.id === 'container run' && isServer(heard))
    return [
      {
        code: 'detached-terminal',
        message: sayPlain(
          say,
          'with -d nobody sits at the terminal of -it; a server needs neither the input nor the terminal',
        ),
        source: interactive.source,
      },
    ];
  const shell = loneShell(heard);
  if (!shell || input || terminal || flags.last('entrypoint') || parse.faults.length > 0) return [];
  if (command.id === 'container create') return [];
  return [
    {
      code: 'shell-without-terminal',
      message: sayPlain(say, 'a shell without input ends at once; -it gives it a terminal'),
      source: shell.source,
    },
  ];
}

function tagHints({ operands, command, flags }: Heard, say: Say): Hint[] {
  const image = operands.find(({ role }) => role === 'image');
  if (!image || !creates.has(command.id)) return [];
  const parsed = parseReference(image.value);
  if ('error' in parsed || parsed.value.digest !== undefined) return [];
  const stays = /^(?:always|unless-stopped)$/.test(flags.value('restart') ?? '');
  if (parsed.value.tag !== 'latest' && !(parsed.value.tag === undefined && stays)) return [];
  return [
    {
      code: 'latest-tag',
      message: sayPlain(
        say,
        'latest is whatever was pushed last: for what is to stay up, name a version, so that it is the same tomorrow',
      ),
      source: image.source,
    },
  ];
}

/** `docker build -t x`: the folder to build from is missing. */
function contextHints(heard: Heard, say: Say): Hint[] {
  if (heard.command.id !== 'buildx build' || heard.parse.operands.length > 0 || heard.parse.help) return [];
  const end = commandPlace(heard)[1];
  return [
    {
      code: 'missing-context',
      message: sayPlain(say, 'say which folder to build from; a dot is this one'),
      source: [end, end],
      fix: ' .',
    },
  ];
}

/** What could be better. */
export const habitHints = (heard: Heard, say: Say): Hint[] =>
  [programHints, nameHints, secretHints, dangerHints, terminalHints, tagHints, contextHints].flatMap(
    (hints) => hints(heard, say),
  );
