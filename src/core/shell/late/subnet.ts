import { sayPlain } from '#core/say.ts';
import type { Fault } from '../faults.ts';
import { ipVersion } from '../go.ts';
import type { Late } from './image.ts';

const bitsOf = (ip: string): number => ip.split('.').reduce((bits, part) => bits * 256 + Number(part), 0);

/** Whether an IPv4 address lies in a network such as `10.0.0.0/8`; `undefined` for anything else. */
function isInside(ip: string, network: string): boolean | undefined {
  const [base = '', length = ''] = network.split('/');
  if (ipVersion(ip) !== 4 || ipVersion(base) !== 4 || !/^\d{1,2}$/.test(length)) return undefined;
  const size = 2 ** (32 - Number(length));
  return Math.floor(bitsOf(ip) / size) === Math.floor(bitsOf(base) / size);
}

/** `docker network create`: gateways and ranges need a subnet they lie in. Only IPv4 is looked at closely. */
export function subnetFaults({ flags, say }: Late): Fault[] {
  const subnets = flags.all('subnet');
  const placed = [...flags.known('ip-range'), ...flags.known('gateway')];
  const [first] = placed;
  if (!first) return [];
  if (subnets.length === 0)
    return [
      {
        code: 'missing-subnet',
        message: sayPlain(say, '{option} needs the subnet it lies in: {fix}', {
          option: first.spelling,
          fix: '--subnet',
        }),
        detail: 'every ip-range or gateway must have a corresponding subnet',
        source: first.source,
      },
    ];
  return flags.known('gateway').flatMap((gateway) => {
    const inside = subnets.map(({ value = '' }) => isInside(gateway.value, value));
    if (inside.some((answer) => answer !== false)) return [];
    return [
      {
        code: 'gateway-outside',
        message: sayPlain(say, '{value} does not lie in the subnet', { value: gateway.value }),
        detail: `no matching subnet for gateway ${gateway.value}`,
        source: gateway.valueSource ?? gateway.source,
      },
    ];
  });
}

/** `--aux-address name=ip` needs a subnet that the address lies in. */
export function addressFaults({ flags, say }: Late): Fault[] {
  const subnets = flags.all('subnet').map(({ value = '' }) => value);
  return flags.known('aux-address').flatMap((given) => {
    const ip = given.value.includes('=') ? given.value.slice(given.value.indexOf('=') + 1) : '';
    if (subnets.some((subnet) => isInside(ip, subnet) !== false)) return [];
    return [
      {
        code: 'address-outside',
        message: sayPlain(say, '{value} does not lie in the subnet', { value: given.value }),
        detail: `no matching subnet for aux-address ${ip}`,
        source: given.valueSource ?? given.source,
      },
    ];
  });
}

/** `docker network connect --driver-opt name=value` */
export function driverFaults({ flags, say }: Late): Fault[] {
  return flags.known('driver-opt').flatMap((given) =>
    given.value.split(',').every((field) => field.includes('='))
      ? []
      : [
          {
            code: 'invalid-driver-option',
            message: sayPlain(say, '{value} is not valid here; write it like {example}', {
              value: given.value,
              example: 'name=value',
            }),
            detail: 'invalid key/value pair format in driver options',
            source: given.valueSource ?? given.source,
          },
        ],
  );
}
