/** Ports of a new container: published twice, at random, or the wrong way round. */
import { type Say, sayPlain } from '#core/say.ts';
import type { Hint } from '../faults.ts';
import { type Given, placeOf, replaceValue } from '../parse.ts';
import { parseReference } from '../reference.ts';
import { type Port, parsePort } from '../values/ports.ts';
import { listening } from './images.ts';
import type { Heard } from './sight.ts';

/** One publish option with what it says. */
interface Published {
  readonly given: Given;
  readonly ports: readonly Port[];
}

function published({ flags }: Heard): Published[] {
  return flags.known('publish').flatMap((given) => {
    const ports = parsePort(given.value);
    return 'error' in ports ? [] : [{ given, ports: ports.value }];
  });
}

/** What is odd about the ports that are published. */
export function portHints(heard: Heard, say: Say): Hint[] {
  const image = heard.operands.find(({ role }) => role === 'image')?.value ?? '';
  const parsed = parseReference(image);
  const own = 'value' in parsed ? listening[parsed.value.repository.replace(/^library\//, '')] : undefined;
  const all = published(heard);
  const taken = new Map<string, number>();
  return all.flatMap(({ given, ports }) => {
    const [port] = ports;
    if (!port || ports.length > 1) return [];
    const key = `${port.ip ?? ''}:${port.host}/${port.protocol}`;
    const times = taken.get(key) ?? 0;
    taken.set(key, times + 1);
    // Once is enough to be told.
    if (port.host !== undefined && !port.host.includes('-') && times > 1) return [];
    if (port.host !== undefined && !port.host.includes('-') && times === 1)
      return [
        {
          code: 'port-twice',
          message: sayPlain(
            say,
            'port {port} of the machine is published twice; the engine allows it only once',
            {
              port: port.host ?? '',
            },
          ),
          source: placeOf(given),
        },
      ];
    if (port.host === undefined && !/^\d+(?:\/\w+)?$/.test(given.value ?? '')) return [];
    if (port.host === undefined)
      return [
        {
          code: 'random-port',
          message: sayPlain(
            say,
            'with one number only, {port} is the port in the container and the machine picks a free one at random',
            { port: port.container },
          ),
          ...(/^\d+$/.test(given.value ?? '')
            ? replaceValue(given, `${given.value}:${given.value}`)
            : { source: placeOf(given) }),
        },
      ];
    const swapped =
      own !== undefined && port.host === own && port.container !== own && port.container !== '0';
    if (!swapped || !/^\d+:\d+$/.test(given.value ?? '')) return [];
    return [
      {
        code: 'swapped-ports',
        message: sayPlain(
          say,
          'the machine is on the left, the container on the right; {image} listens on {own}, which stands on the left here',
          { image, own },
        ),
        ...replaceValue(given, `${port.container}:${port.host}`),
      },
    ];
  });
}
