import { type Say, sayPlain } from '#core/say.ts';
import type { Fault } from '../faults.ts';
import type { Flags } from '../given.ts';
import { type Given, placeOf } from '../parse.ts';
import { isMac } from '../values/hosts.ts';
import { isUserDefined, type Network, parseNetwork } from '../values/networks.ts';

/** How `--network` (more than one is allowed) goes together with itself and with the older options. */
export function networkFaults(flags: Flags, say: Say): Fault[] {
  const given = flags.known('network');
  const seen = new Set<string>();
  let own = false;
  let engine = false;
  for (const [index, flag] of given.entries()) {
    const parsed = parseNetwork(flag.value);
    if ('error' in parsed) return [];
    const { target, aliases, mac } = parsed.value;
    if (isUserDefined(target)) own = true;
    else engine = true;
    const alias = flags.all('network-alias')[0];
    if (index === 0 && alias && aliases.length > 0)
      return [
        conflict(
          say,
          alias,
          'conflicting options: cannot specify both --network-alias and per-network alias',
          'aliases',
        ),
      ];
    const twice = index === 0 ? addressFault(flags, parsed.value, say) : undefined;
    if (twice) return [twice];
    if (mac !== undefined && !isMac(mac))
      return [
        {
          code: 'invalid-mac',
          message: sayPlain(say, '{value} is not a valid hardware address', { value: mac }),
          detail: `${mac} is not a valid mac address`,
          source: placeOf(flag),
        },
      ];
    const fault = targetFault(say, flag, target, index === 0 ? alias : undefined, aliases);
    if (fault) return [fault];
    if (seen.has(target))
      return [
        {
          code: 'network-twice',
          message: sayPlain(say, 'the network {name} is given twice', { name: target }),
          detail: `network ${JSON.stringify(target)} is specified multiple times`,
          source: placeOf(flag),
        },
      ];
    seen.add(target);
  }
  const last = given.at(-1);
  if (!own || !engine || !last) return given.length === 0 ? defaultFaults(flags, say) : [];
  return [
    conflict(
      say,
      last,
      'conflicting options: cannot attach both user-defined and non-user-defined network-modes',
      'modes',
    ),
  ];
}

/** An address that is given both by `--network` and by an option of its own. */
function addressFault(flags: Flags, network: Network, say: Say): Fault | undefined {
  const both = [
    ['ip', network.ip, '--ip and per-network IPv4 address'],
    ['ip6', network.ip6, '--ip6 and per-network IPv6 address'],
    ['mac-address', network.mac, '--mac-address and per-network MAC address'],
    ['link-local-ip', network.linkLocal, '--link-local-ip and per-network link-local IP addresses'],
  ] as const;
  for (const [name, given, words] of both) {
    const option = flags.last(name);
    if (given !== undefined && option)
      return {
        code: 'conflicting-options',
        message: sayPlain(say, 'the address is given both by --network and by {option}', {
          option: option.spelling,
        }),
        detail: `conflicting options: cannot specify both ${words}`,
        source: option.source,
      };
  }
  return undefined;
}

/** Without `--network` the container is on the default bridge, which has no aliases. */
function defaultFaults(flags: Flags, say: Say): Fault[] {
  const alias = flags.all('network-alias')[0];
  return alias && !flags.last('network') ? [aliasFault(say, alias)] : [];
}

function targetFault(
  say: Say,
  flag: Given,
  target: string,
  alias: Given | undefined,
  aliases: readonly string[],
): Fault | undefined {
  if (target.trim() === '')
    return {
      code: 'empty-network',
      message: sayPlain(say, '--network needs the name of a network'),
      detail: 'no name set for network',
      source: placeOf(flag),
    };
  if (isUserDefined(target)) return undefined;
  return alias || aliases.length > 0 ? aliasFault(say, alias ?? flag) : undefined;
}

const aliasFault = (say: Say, alias: Given): Fault => ({
  code: 'alias-without-network',
  message: sayPlain(say, 'only a network of your own knows aliases; make one with {command}', {
    command: 'docker network create',
  }),
  detail: 'network-scoped aliases are only supported for user-defined networks',
  source: alias.source,
});

const conflict = (say: Say, flag: Given, detail: string, what: 'aliases' | 'modes'): Fault => ({
  code: 'conflicting-options',
  message:
    what === 'aliases'
      ? sayPlain(say, 'the alias is given both by --network and by --network-alias')
      : sayPlain(
          say,
          'a container is either on networks of your own or on one of the built-in ones (bridge, host, none)',
        ),
  detail,
  source: flag.source,
});
