/** What the client refuses once all options and operands are read, in the order in which it looks. */
import { sayPlain } from '#core/say.ts';
import type { Fault } from './faults.ts';
import { parseUnsigned } from './go.ts';
import { createFaults } from './late/create.ts';
import { imageFault, type Late } from './late/image.ts';
import { platformFaults } from './late/platform.ts';
import { addressFaults, driverFaults, subnetFaults } from './late/subnet.ts';
import { availabilityFaults, secretFaults, serviceFaults, stackFaults } from './late/swarm.ts';
import { parseReference } from './reference.ts';
import { parseRestart } from './values/limits.ts';
import type { Token } from './words.ts';

function copyFaults({ operands, say }: Late): Fault[] {
  const [from, to] = operands;
  if (!from || !to || from.expands || to.expands) return [];
  const inContainer = (path: string) => /^[^/.][^:]*:/.test(path);
  const [source, target] = [inContainer(from.text), inContainer(to.text)];
  const place = { source: [from.source[0], to.source[1]] as const };
  if (source && target)
    return [
      {
        code: 'copy-between-containers',
        message: sayPlain(
          say,
          'docker cp copies between a container and the machine, not between two containers',
        ),
        detail: 'copying between containers is not supported',
        ...place,
      },
    ];
  if (source || target) return [];
  return [
    {
      code: 'copy-without-container',
      message: sayPlain(say, 'one side of docker cp is in a container and is written name:path'),
      detail: 'must specify at least one container source',
      ...place,
    },
  ];
}

function loginFaults({ flags, say }: Late): Fault[] {
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
  if (!given || type === undefined || type === '' || objects.includes(type)) return [];
  return [
    {
      code: 'unknown-type',
      message: sayPlain(say, '{type} is not a kind of object; they are {known}', {
        type,
        known: objects.join(', '),
      }),
      detail: `unknown type: ${JSON.stringify(type)}: must be one of ${objects.map((name) => `"${name}"`).join(', ')}`,
      source: given.valueSource ?? given.source,
    },
  ];
}

function updateFaults({ flags, command, operands, say }: Late): Fault[] {
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
        source: given.valueSource ?? given.source,
      },
    ];
  if (command.flags.some(({ long }) => flags.last(long))) return [];
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
  if (!name || !first) return [];
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
    const count = parseUnsigned(operand.text.slice(cut + 1));
    if (operand.expands || (cut !== -1 && 'value' in count)) return [];
    const name = operand.text.slice(0, cut);
    return [
      {
        code: 'invalid-scale',
        message: sayPlain(say, '{value} is not written service=number', { value: operand.text }),
        detail:
          cut === -1 || !('error' in count)
            ? `invalid scale specifier '${operand.text}'`
            : `${name}: invalid replicas value ${operand.text.slice(cut + 1)}: ${count.error}`,
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
      source: given.valueSource ?? given.source,
    },
  ];
}

const tagged = (operand: Token | undefined) => (reason: string) =>
  `Error parsing reference: ${JSON.stringify(operand?.text ?? '')} is not a valid repository/tag: ${reason}`;

const byCommand: Readonly<Record<string, (late: Late) => Fault[]>> = {
  'container run': createFaults,
  'container create': createFaults,
  'image pull': pullFaults,
  'image push': (late) => [...platformFaults(late), ...pullFaults(late)],
  'image history': platformFaults,
  'image inspect': platformFaults,
  'image rm': platformFaults,
  'image tag': (late) => {
    const [from, to] = late.operands;
    return [...imageFault(late, from, tagged(from)), ...imageFault(late, to, tagged(to))];
  },
  'container commit': (late) => imageFault(late, late.operands[1]),
  'container cp': copyFaults,
  'container start': startFaults,
  'container update': updateFaults,
  'network connect': driverFaults,
  'network create': (late) => [...subnetFaults(late), ...addressFaults(late)],
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
export const lateFaults = (late: Late): Fault[] => byCommand[late.command.id]?.(late) ?? [];
