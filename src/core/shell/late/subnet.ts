/** `docker network create`: gateways, ranges and reserved addresses need a subnet they lie in. */
import { sayPlain } from '#core/say.ts';
import type { Fault } from '../faults.ts';
import { parseCsv } from '../go.ts';
import { type Given, placeOf } from '../parse.ts';
import { contains, parseAddress, parseSubnet } from '../values/subnets.ts';
import type { Late } from './image.ts';

/** One of the values of an option that takes several, also with commas. */
interface Item {
  readonly text: string;
  readonly given: Given;
}

/** Each is held against each, so nobody is made to wait for thousands of them. */
const most = 50;

function items({ flags }: Late, long: string): Item[] {
  const found = flags
    .known(long)
    .slice(0, most)
    .flatMap((given) => {
      const fields = given.value === '' ? { value: [] } : parseCsv(given.value);
      return 'value' in fields ? fields.value.map((text) => ({ text, given })) : [];
    });
  return found.slice(0, most);
}

const example = '10.0.0.0/16';

class Plan {
  readonly #late: Late;
  readonly #subnets: readonly Item[];
  readonly #taken = new Map<string, string>();

  constructor(late: Late) {
    this.#late = late;
    this.#subnets = items(late, 'subnet');
  }

  /** The first thing the client would refuse, in its order. */
  fault(): Fault | undefined {
    const [ranges, gateways] = [items(this.#late, 'ip-range'), items(this.#late, 'gateway')];
    return (
      this.#tooMany(ranges, gateways) ??
      this.#overlap() ??
      this.#first(ranges, (item) => this.#place(item, 'range')) ??
      this.#first(gateways, (item) => this.#place(item, 'gateway')) ??
      this.#reserved()
    );
  }

  #first(list: readonly Item[], look: (item: Item) => Fault | undefined): Fault | undefined {
    for (const item of list) {
      const fault = look(item);
      if (fault) return fault;
    }
    return undefined;
  }

  #invalid(given: Given, text: string, detail: string): Fault {
    return {
      code: 'invalid-network',
      message: sayPlain(this.#late.say, '{value} is not valid here; write it like {example}', {
        value: text,
        example,
      }),
      detail,
      source: placeOf(given),
    };
  }

  #tooMany(ranges: readonly Item[], gateways: readonly Item[]): Fault | undefined {
    const more = [ranges, gateways].find((list) => list.length > this.#subnets.length);
    const first = more?.[this.#subnets.length];
    if (!first) return undefined;
    return {
      code: 'missing-subnet',
      message: sayPlain(this.#late.say, '{option} needs the subnet it lies in: {fix}', {
        option: first.given.spelling,
        fix: '--subnet',
      }),
      detail: 'every ip-range or gateway must have a corresponding subnet',
      source: first.given.source,
    };
  }

  #overlap(): Fault | undefined {
    for (const [index, { text, given }] of this.#subnets.entries())
      for (const other of this.#subnets.slice(0, index)) {
        const bad = [text, other.text].find((one) => parseSubnet(one) === undefined);
        if (bad !== undefined) return this.#invalid(given, bad, `invalid CIDR address: ${bad}`);
        if (!this.#inside(text, other.text) && !this.#inside(other.text, text)) continue;
        return {
          code: 'overlapping-subnets',
          message: sayPlain(this.#late.say, '{first} and {second} have addresses in common', {
            first: other.text,
            second: text,
          }),
          detail: 'multiple overlapping subnet configuration is not supported',
          source: placeOf(given),
        };
      }
    return undefined;
  }

  #inside(text: string, network: string): boolean {
    const subnet = parseSubnet(network);
    return subnet !== undefined && contains(subnet, parseAddress(text.split('/', 1)[0] ?? ''));
  }

  /** A range or a gateway: in one of the subnets, and the only one there. */
  #place({ text, given }: Item, kind: 'range' | 'gateway'): Fault | undefined {
    if (kind === 'range' && parseSubnet(text) === undefined)
      return this.#invalid(given, text, `invalid CIDR address: ${text}`);
    const bad = this.#badSubnet();
    if (bad) return bad;
    const found = this.#subnets.find((subnet) => this.#inside(text, subnet.text));
    if (!found) return this.#outside(given, text, `no matching subnet for ${kind} ${text}`);
    const key = `${kind} ${found.text}`;
    const before = this.#taken.get(key);
    this.#taken.set(key, text);
    if (before === undefined) return undefined;
    const joined = kind === 'range' ? 'on the same' : 'for the same';
    return {
      code: 'subnet-twice',
      message: sayPlain(
        this.#late.say,
        'both {first} and {second} lie in {network}; one is all it can have',
        {
          first: before,
          second: text,
          network: found.text,
        },
      ),
      detail: `cannot configure multiple ${kind}s (${text}, ${before}) ${joined} subnet (${found.text})`,
      source: placeOf(given),
    };
  }

  #badSubnet(): Fault | undefined {
    const bad = this.#subnets.find(({ text }) => parseSubnet(text) === undefined);
    return bad && this.#invalid(bad.given, bad.text, `invalid subnet: invalid CIDR address: ${bad.text}`);
  }

  #outside(given: Given, value: string, detail: string): Fault {
    return {
      code: detail.includes('gateway') ? 'gateway-outside' : 'address-outside',
      message: sayPlain(this.#late.say, '{value} does not lie in the subnet', { value }),
      detail,
      source: placeOf(given),
    };
  }

  /** `--aux-address name=ip` */
  #reserved(): Fault | undefined {
    const named = new Map(
      this.#late.flags.known('aux-address').map((given) => {
        const [name = '', ip = ''] = given.value.split(/=(.*)/s, 2);
        return [name, { given, text: ip }] as const;
      }),
    );
    return this.#first([...named.values()], ({ given, text }) => {
      if (this.#subnets.some((subnet) => this.#inside(text, subnet.text))) return undefined;
      return this.#badSubnet() ?? this.#outside(given, text, `no matching subnet for aux-address ${text}`);
    });
  }
}

/** `docker network create` */
export function subnetFaults(late: Late): Fault[] {
  // What the shell puts in may be any network.
  if (late.flags.all('subnet').some(({ expands }) => expands)) return [];
  const fault = new Plan(late).fault();
  return fault ? [fault] : [];
}

/** `docker network connect --driver-opt name=value` */
export function driverFaults({ flags, say }: Late): Fault[] {
  return flags.known('driver-opt').flatMap((given) =>
    given.value === '' || given.value.split(',').every((field) => /^[^=]*[^=\s][^=]*=/.test(field))
      ? []
      : [
          {
            code: 'invalid-driver-option',
            message: sayPlain(say, '{value} is not valid here; write it like {example}', {
              value: given.value,
              example: 'name=value',
            }),
            detail: 'invalid key/value pair format in driver options',
            source: placeOf(given),
          },
        ],
  );
}
