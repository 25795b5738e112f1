/** What the client refuses once all options and operands are read, in the order in which it looks. */

import { sayPlain } from '#core/say.ts';
import type { Fault } from './faults.ts';
import { parseUnsigned, quote } from './go.ts';
import { blankFaults } from './late/blank.ts';
import { buildFaults } from './late/build.ts';
import { composeFaults } from './late/compose.ts';
import { contextFaults } from './late/context.ts';
import { copyFaults } from './late/copy.ts';
import { createFaults } from './late/create.ts';
import { imageFault, type Late } from './late/image.ts';
import {
  commitFaults,
  importFaults,
  manifestFaults,
  pluginFaults,
  pushedFaults,
  tagFaults,
  trustFaults,
} from './late/names.ts';
import { platformFaults } from './late/platform.ts';
import {
  prettyFaults,
  systemPruneFaults,
  timeFaults,
  volumePruneFaults,
  waitFaults,
} from './late/several.ts';
import { driverFaults, subnetFaults } from './late/subnet.ts';
import { availabilityFaults, secretFaults, serviceFaults, stackFaults } from './late/swarm.ts';
import { templateFaults } from './late/template.ts';
import { placeOf } from './parse.ts';
import { parseReference } from './reference.ts';
import { parseRestart } from './values/limits.ts';

function loginFaults({ flags, say }: Late): Fault[] {
  const empty = ['username', 'password'].find((long) => flags.value(long) === '');
  const blank = empty && flags.last(empty);
  if (blank)
    return [
      {
        code: 'empty-value',
        message: sayPlain(say, '{option} is given, and what stands behind it is empty', {
          option: blank.spelling,
        }),
        detail: `${empty} is empty`,
        source: blank.source,
      },
    ];
  const piped = flags.last('password-stdin');
  if (!piped || !flags.on('password-stdin')) return [];
  if (flags.last('password'))
    return [
      {
        code: 'conflicting-options',
        message: sayPlain(say, 'the password comes either from --password or from the input'),
        detail: 'conflicting options: cannot specify both --password and --password-stdin',
        source: piped.source,
      },
    ];
  if (flags.last('username')) return [];
  return [
    {
      code: 'missing-username',
      message: sayPlain(say, 'with --password-stdin the user name must be given by --username'),
      detail: 'the --password-stdin option requires --username to be set',
      source: piped.source,
    },
  ];
}

function pullFaults(late: Late): Fault[] {
  const [image] = late.operands;
  const refused = imageFault(late, image);
  if (refused.length > 0 || !image || image.expands || !late.flags.on('all-tags')) return refused;
  const parsed = parseReference(image.text);
  if ('error' in parsed || (parsed.value.tag === undefined && parsed.value.digest === undefined)) return [];
  return [
    {
      code: 'tag-with-all-tags',
      message: sayPlain(late.say, 'with --all-tags the image is named without a tag'),
      detail: "tag can't be used with --all-tags/-a",
      source: image.source,
    },
  ];
}

function startFaults({ flags, operands, say }: Late): Fault[] {
  const [, second] = operands;
  if (!second || !(flags.on('attach') || flags.on('interactive'))) return [];
  return [
    {
      code: 'attach-several',
      message: sayPlain(say, 'one can attach to one container at a time'),
      detail: 'you cannot start and attach multiple containers at once',
      source: second.source,
    },
  ];
}

const objects = 'config container image network node plugin secret service task volume'.split(' ');

function inspectFaults({ flags, say }: Late): Fault[] {
  const type = flags.value('type');
  const given = flags.last('type');
  if (!given || type === undefined || objects.includes(type)) return [];
  return [
    {
      code: 'unknown-type',
      message: sayPlain(say, '{type} is not a kind of object; they are {known}', {
        type,
        known: objects.join(', '),
      }),
      detail: `${type === '' ? 'type is empty' : `unknown type: ${JSON.stringify(type)}`}: must be one of ${objects.map((name) => `"${name}"`).join(', ')}`,
      source: placeOf(given),
    },
  ];
}

function updateFaults({ flags, operands, say }: Late): Fault[] {
  const given = flags.known('restart').at(-1);
  const policy = given && parseRestart(given.value);
  if (policy && 'error' in policy)
    return [
      {
        code: 'invalid-restart',
        message: sayPlain(say, '{value} is not a valid restart policy; write it like {example}', {
          value: given.value,
          example: 'on-failure:3',
        }),
        detail: policy.error,
        source: placeOf(given),
      },
    ];
  if (flags.some()) return [];
  const [first] = operands;
  return [
    {
      code: 'nothing-to-update',
      message: sayPlain(say, 'nothing to update: add an option that says what to change'),
      detail: 'you must provide one or more flags when using this command',
      source: first?.source ?? [0, 0],
    },
  ];
}

function volumeFaults({ flags, operands, say }: Late): Fault[] {
  const name = flags.last('name');
  const [first] = operands;
  if (!name || name.value === '' || !first) return [];
  return [
    {
      code: 'conflicting-options',
      message: sayPlain(say, 'the name of the volume is given twice'),
      detail: 'conflicting options: cannot specify a volume-name through both --name and as a positional arg',
      source: first.source,
    },
  ];
}

function scaleFaults({ operands, say }: Late): Fault[] {
  return operands.flatMap((operand) => {
    const cut = operand.text.indexOf('=');
    const number = operand.text.slice(cut + 1);
    const plain = /^\d+$/.test(number);
    const count = plain ? parseUnsigned(number.replace(/^0+(?=\d)/, '')) : undefined;
    if (operand.expands || (cut > 0 && count && 'value' in count)) return [];
    const name = operand.text.slice(0, cut);
    const reason = count && 'error' in count ? 'value out of range' : 'invalid syntax';
    return [
      {
        code: 'invalid-scale',
        message: sayPlain(say, '{value} is not written service=number', { value: operand.text }),
        detail:
          cut < 1 || number === ''
            ? `invalid scale specifier '${operand.text}'`
            : `${name}: invalid replicas value ${number}: strconv.ParseUint: parsing ${quote(number)}: ${reason}`,
        source: operand.source,
      },
    ];
  });
}

function roleFaults({ operands: [role], say }: Late): Fault[] {
  if (!role || role.expands || role.text === 'worker' || role.text === 'manager') return [];
  return [
    {
      code: 'unknown-role',
      message: sayPlain(say, 'a node of a swarm is a worker or a manager, not {role}', { role: role.text }),
      detail: `unknown role ${role.text}`,
      source: role.source,
    },
  ];
}

function timeoutFaults({ flags, say }: Late): Fault[] {
  const given = flags.known('timeout').at(-1);
  if (!given?.value.startsWith('-')) return [];
  return [
    {
      code: 'negative-value',
      message: sayPlain(say, '{option} cannot be negative', { option: '--timeout' }),
      detail: `negative timeout ${given.value} is invalid`,
      source: placeOf(given),
    },
  ];
}

const byCommand: Readonly<Record<string, (late: Late) => Fault[]>> = {
  'buildx build': buildFaults,
  'container run': createFaults,
  'container create': createFaults,
  'image pull': pullFaults,
  'image push': (late) => [...platformFaults(late), ...pullFaults(late), ...pushedFaults(late)],
  'image import': importFaults,
  'image load': (late) => platformFaults(late, 'invalid platform: '),
  'image save': (late) => platformFaults(late, 'invalid platform: '),
  'image history': platformFaults,
  'image inspect': platformFaults,
  'image rm': platformFaults,
  'image tag': tagFaults,
  'container commit': commitFaults,
  'container cp': copyFaults,
  'container start': startFaults,
  'container update': updateFaults,
  'network connect': driverFaults,
  'network create': subnetFaults,
  'container stop': waitFaults,
  'container restart': waitFaults,
  'context create': contextFaults,
  'context export': contextFaults,
  'context import': contextFaults,
  'context rm': contextFaults,
  'context update': contextFaults,
  'context use': contextFaults,
  'manifest annotate': manifestFaults,
  'manifest create': manifestFaults,
  'manifest inspect': manifestFaults,
  'manifest push': manifestFaults,
  'manifest rm': manifestFaults,
  'plugin create': pluginFaults,
  'plugin install': pluginFaults,
  'plugin push': pluginFaults,
  'service inspect': prettyFaults,
  'system events': timeFaults,
  'system prune': systemPruneFaults,
  'volume prune': volumePruneFaults,
  'plugin enable': timeoutFaults,
  'secret create': secretFaults,
  'service create': serviceFaults,
  'stack config': stackFaults,
  'stack deploy': stackFaults,
  'swarm init': availabilityFaults,
  'swarm join': availabilityFaults,
  'service scale': scaleFaults,
  'swarm join-token': roleFaults,
  'volume create': volumeFaults,
  inspect: inspectFaults,
  login: loginFaults,
};

/** Everything the client would refuse after reading the line, for the commands that look. */
export function lateFaults(late: Late): Fault[] {
  const { id } = late.command;
  if (id.startsWith('compose')) return composeFaults(late);
  const own = (id.startsWith('trust ') ? trustFaults : byCommand[id])?.(late) ?? [];
  // What kind of thing to look for comes even before how to show it.
  const kinds = own.filter(({ code }) => code === 'unknown-type');
  return [
    ...kinds,
    ...templateFaults(late),
    ...blankFaults(late),
    ...own.filter((fault) => !kinds.includes(fault)),
  ];
}
