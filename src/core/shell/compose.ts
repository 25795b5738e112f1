/** The Compose service that says the same as a `docker run` or `docker create`. */
import { stringify } from 'yaml';
import type { DockerCommand, ReadFlag } from './docker.ts';
import { gpus, isMap, mountDetails, published, type Yaml } from './fields.ts';
import { parseBool, parseCsv } from './go.ts';
import { parseReference } from './reference.ts';
import { parseMount, parseVolume } from './values/mounts.ts';
import { isUserDefined, parseNetwork } from './values/networks.ts';

/** The current folder as bash, PowerShell and the command prompt write it. */
const here = /^(?:\$\{?PWD\}?|\$\{?pwd\}?|\$\((?:pwd|PWD)\)|`pwd`|%cd%)(?=$|[\\/:,])/;

/** A path of the machine: the current folder is a dot, for Compose reads paths from where its file stands. */
const pathText = (path: string): string =>
  here.test(path)
    ? path.replace(here, '.').replace(/^[^:]*/, (source) => source.replaceAll('\\', '/'))
    : path;

/** Options whose value begins with a path of the machine. */
const paths = new Set(['volume', 'env-file', 'label-file']);

/** A `$` that is meant as one is doubled for Compose, which knows variables and nothing else of a shell. */
function written({ name, value = '', expands }: ReadFlag): string {
  if (paths.has(name) && here.test(value)) return pathText(value);
  if (!expands) return value.replaceAll('$', '$$$$');
  return value.replace(/\$\(pwd\)|`pwd`/g, '$${PWD}');
}

const plain = (text: string): string => text.replaceAll('$', '$$$$');

/** Which key of a service an option becomes, and how its value is written there. */
const texts: Readonly<Record<string, string>> = {
  name: 'container_name',
  hostname: 'hostname',
  domainname: 'domainname',
  user: 'user',
  workdir: 'working_dir',
  entrypoint: 'entrypoint',
  restart: 'restart',
  platform: 'platform',
  pull: 'pull_policy',
  memory: 'mem_limit',
  'memory-reservation': 'mem_reservation',
  'memory-swap': 'memswap_limit',
  'shm-size': 'shm_size',
  'cpuset-cpus': 'cpuset',
  'stop-signal': 'stop_signal',
  'mac-address': 'mac_address',
  ipc: 'ipc',
  pid: 'pid',
  userns: 'userns_mode',
  uts: 'uts',
  isolation: 'isolation',
  runtime: 'runtime',
  'cgroup-parent': 'cgroup_parent',
  'label-file': 'label_file',
  'cpu-rt-period': 'cpu_rt_period',
  'cpu-rt-runtime': 'cpu_rt_runtime',
  cgroupns: 'cgroup',
};

const numbers: Readonly<Record<string, string>> = {
  cpus: 'cpus',
  'cpu-shares': 'cpu_shares',
  'cpu-quota': 'cpu_quota',
  'cpu-period': 'cpu_period',
  'pids-limit': 'pids_limit',
  'oom-score-adj': 'oom_score_adj',
  'memory-swappiness': 'mem_swappiness',
  'cpu-count': 'cpu_count',
  'cpu-percent': 'cpu_percent',
};

const lists: Readonly<Record<string, string>> = {
  publish: 'ports',
  expose: 'expose',
  env: 'environment',
  'env-file': 'env_file',
  label: 'labels',
  tmpfs: 'tmpfs',
  'add-host': 'extra_hosts',
  dns: 'dns',
  'dns-search': 'dns_search',
  'dns-option': 'dns_opt',
  'dns-opt': 'dns_opt',
  'cap-add': 'cap_add',
  'cap-drop': 'cap_drop',
  device: 'devices',
  'device-cgroup-rule': 'device_cgroup_rules',
  'group-add': 'group_add',
  'security-opt': 'security_opt',
  sysctl: 'sysctls',
  link: 'external_links',
  annotation: 'annotations',
};

const switches: Readonly<Record<string, string>> = {
  interactive: 'stdin_open',
  tty: 'tty',
  privileged: 'privileged',
  'read-only': 'read_only',
  init: 'init',
  'oom-kill-disable': 'oom_kill_disable',
  'use-api-socket': 'use_api_socket',
};

// What only the client does while the command runs; a service has nothing to say about it.
const ofClient = new Set(
  'detach rm attach sig-proxy detach-keys cidfile quiet disable-content-trust help'.split(' '),
);

/** Addresses that stand under the network of a service. */
const addresses: Readonly<Record<string, string>> = { ip: 'ipv4_address', ip6: 'ipv6_address' };

/** Rates and weights of the machine's devices. */
const rates: Readonly<Record<string, readonly [key: string, unit: string]>> = {
  'blkio-weight-device': ['weight_device', 'weight'],
  'device-read-bps': ['device_read_bps', 'rate'],
  'device-write-bps': ['device_write_bps', 'rate'],
  'device-read-iops': ['device_read_iops', 'rate'],
  'device-write-iops': ['device_write_iops', 'rate'],
};

function isOn(flag: ReadFlag): boolean {
  const parsed = parseBool(flag.value ?? 'true');
  return 'value' in parsed && parsed.value;
}

/** A service that grows option by option. */
class Service {
  readonly service: Record<string, Yaml> = {};
  readonly volumes: Record<string, Yaml> = {};
  readonly networks: Record<string, Yaml> = {};
  #driver: string | undefined;
  /** Options that say something Compose has no word for. */
  readonly left: string[] = [];

  #add(key: string, value: Yaml): void {
    const known = this.service[key];
    this.service[key] = Array.isArray(known) ? [...known, value] : [value];
  }

  #under(key: string, name: string, value: Yaml): void {
    const known = this.service[key];
    const map = isMap(known) ? known : {};
    this.service[key] = { ...map, [name]: value };
  }

  /** Takes one option over. Those of the client alone (`-d`, `--rm`) have no counterpart. */
  take(flag: ReadFlag): void {
    const { name } = flag;
    const value = written(flag);
    const [text, number, list, off] = [texts[name], numbers[name], lists[name], switches[name]];
    if (text) this.service[text] = name === 'entrypoint' ? (value === '' ? [] : [value]) : value;
    else if (number) this.service[number] = Number.isFinite(Number(value)) ? Number(value) : value;
    else if (list) this.#add(list, name === 'publish' ? published(value) : value);
    else if (off) {
      if (isOn(flag)) this.service[off] = true;
    } else this.#special(flag, value);
  }

  #special(flag: ReadFlag, value: string): void {
    const { name } = flag;
    if (name === 'volume') this.#volume(flag, value);
    else if (name === 'mount') this.#mount(flag.expands ? (flag.value ?? '') : value);
    else if (name === 'network' || name === 'net') this.#network(value);
    else if (name === 'network-alias' || name === 'net-alias') this.#onNetwork('aliases', [value]);
    else if (addresses[name]) this.#onNetwork(addresses[name], value);
    else if (name === 'link-local-ip') this.#onNetwork('link_local_ips', [value]);
    else if (name === 'stop-timeout') this.service['stop_grace_period'] = `${value}s`;
    else if (name === 'gpus') this.service['gpus'] = gpus(value);
    else if (name === 'blkio-weight') this.#under('blkio_config', 'weight', Number(value));
    else if (rates[name]) this.#rate(rates[name], value);
    else if (name === 'storage-opt') this.#pair('storage_opt', value);
    else if (name === 'volume-driver') this.#driver = value;
    else if (name === 'log-driver') this.#under('logging', 'driver', value);
    else if (name === 'log-opt') this.#option(value);
    else if (name === 'ulimit') this.#ulimit(value);
    else if (name === 'volumes-from') this.#add('volumes_from', `container:${value}`);
    else if (name === 'no-healthcheck') this.service['healthcheck'] = { disable: true };
    else if (name.startsWith('health-')) this.#health(name.slice('health-'.length), value);
    else if (!ofClient.has(name)) this.left.push(flag.spelling);
  }

  #volume(flag: ReadFlag, value: string): void {
    this.#add('volumes', value);
    const parsed = parseVolume(flag.value ?? '');
    if ('error' in parsed || flag.expands || here.test(flag.value ?? '')) return;
    const { type, source } = parsed.value;
    if (type === 'volume' && source !== undefined)
      this.volumes[source] = { name: source, ...(this.#driver !== undefined && { driver: this.#driver }) };
  }

  #rate([key, unit]: readonly [string, string], value: string): void {
    const cut = value.lastIndexOf(':');
    const rate = value.slice(cut + 1);
    const config = this.service['blkio_config'];
    const known = isMap(config) ? config[key] : undefined;
    const one = { path: value.slice(0, cut), [unit]: /^\d+$/.test(rate) ? Number(rate) : rate };
    this.#under('blkio_config', key, [...(Array.isArray(known) ? known : []), one]);
  }

  #pair(key: string, value: string): void {
    const [name = '', text = ''] = value.split(/=(.*)/s, 2);
    this.#under(key, name, text);
  }

  #mount(value: string): void {
    const parsed = parseMount(value);
    if ('error' in parsed) return;
    const { type, source, target, readonly } = parsed.value;
    const fields = parseCsv(value);
    const { service, volume } = mountDetails('value' in fields ? fields.value : []);
    this.#add('volumes', {
      type,
      ...(source !== undefined && { source: pathText(source) }),
      target,
      ...(readonly && { read_only: true }),
      ...service,
    });
    if (type === 'volume' && source !== undefined) this.volumes[source] = { name: source, ...volume };
  }

  #network(value: string): void {
    const parsed = parseNetwork(value);
    if ('error' in parsed) return;
    const { target, aliases, ip, ip6, mac, linkLocal } = parsed.value;
    if (!isUserDefined(target)) {
      if (target !== 'default') this.service['network_mode'] = target;
      return;
    }
    const details = {
      ...(aliases.length > 0 && { aliases: [...aliases] }),
      ...(ip !== undefined && { ipv4_address: ip }),
      ...(ip6 !== undefined && { ipv6_address: ip6 }),
      ...(mac !== undefined && { mac_address: mac }),
      ...(linkLocal !== undefined && { link_local_ips: [linkLocal] }),
    };
    this.#under('networks', target, Object.keys(details).length > 0 ? details : null);
    this.networks[target] = { external: true };
  }

  /** What is said of the first network; lists grow. */
  #onNetwork(key: string, value: string | string[]): void {
    const [network] = Object.keys(this.networks);
    if (network === undefined) return;
    const all = this.service['networks'];
    const known = isMap(all) ? all[network] : undefined;
    const details = isMap(known) ? known : {};
    const before = details[key];
    const grown = Array.isArray(before) && Array.isArray(value) ? [...before, ...value] : value;
    this.#under('networks', network, { ...details, [key]: grown });
  }

  #option(value: string): void {
    const cut = value.indexOf('=');
    const logging = this.service['logging'];
    const known = isMap(logging) ? logging['options'] : undefined;
    const options = isMap(known) ? known : {};
    this.#under('logging', 'options', { ...options, [value.slice(0, cut)]: value.slice(cut + 1) });
  }

  #ulimit(value: string): void {
    const [name = '', limits = ''] = value.split('=', 2);
    const [soft, hard] = limits.split(':', 2);
    const both = hard === undefined ? Number(soft) : { soft: Number(soft), hard: Number(hard) };
    this.#under('ulimits', name, both);
  }

  #health(name: string, value: string): void {
    const key = name === 'cmd' ? 'test' : name.replaceAll('-', '_');
    this.#under('healthcheck', key, key === 'retries' ? Number(value) : value);
  }
}

/** A name for the service: the container's, or the image's last part. */
function serviceName(read: DockerCommand): string {
  const parsed = parseReference(read.image ?? '');
  const image = 'value' in parsed ? parsed.value.repository.split('/').at(-1) : undefined;
  return (read.name ?? image ?? 'app').replace(/[^\w.-]+/g, '-');
}

const filled = (key: string, map: Record<string, Yaml>) =>
  Object.keys(map).length > 0 ? { [key]: map } : {};

/** What an operand is in a file: a `$` the shell would have seen is one that Compose sees. */
const operandText = ({ value, expands }: DockerCommand['operands'][number]): string =>
  expands ? value : plain(value);

const imageText = (read: DockerCommand): string =>
  read.operands.filter(({ role }) => role === 'image').map(operandText)[0] ?? '';

const commandWords = (read: DockerCommand): string[] =>
  read.operands.filter(({ role }) => role === 'command' || role === 'argument').map(operandText);

/** A service in place of a command. */
export interface ComposeFile {
  readonly text: string;
  /** The options that Compose has no counterpart for, as they were typed. */
  readonly left: readonly string[];
}

/**
 * The whole `compose.yaml`, or `undefined` where the command makes no container. Volumes keep their names, networks are
 * the ones that are there.
 */
export function composeOf(read: DockerCommand): ComposeFile | undefined {
  if ((read.id !== 'container run' && read.id !== 'container create') || read.image === undefined)
    return undefined;
  if (read.help || read.faults.length > 0) return undefined;
  const made = new Service();
  // The network first, for aliases are written under it; the driver of volumes before them.
  const first = new Set(['network', 'net', 'volume-driver']);
  const rank = (flag: ReadFlag) => (first.has(flag.name) ? 0 : 1);
  for (const flag of [...read.flags].sort((a, b) => rank(a) - rank(b))) made.take(flag);
  const service = {
    image: imageText(read),
    ...made.service,
    ...(read.command && { command: commandWords(read) }),
  };
  const text = stringify(
    {
      services: { [serviceName(read)]: service },
      ...filled('volumes', made.volumes),
      ...filled('networks', made.networks),
    },
    { lineWidth: 0, nullStr: '' },
  );
  return { text, left: made.left };
}
