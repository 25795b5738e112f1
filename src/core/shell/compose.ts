/** The Compose service that says the same as a `docker run` or `docker create`. */
import { Scalar, stringify } from 'yaml';
import type { DockerCommand, ReadFlag } from './docker.ts';
import { parseBool } from './go.ts';
import { parseReference } from './reference.ts';
import { parseMount, parseVolume } from './values/mounts.ts';
import { isUserDefined, parseNetwork } from './values/networks.ts';

type Yaml = Scalar | string | number | boolean | null | Yaml[] | { [key: string]: Yaml };

/** A `$` that is meant as one is doubled for Compose; the current folder is a dot. */
function written({ value = '', expands }: ReadFlag): string {
  if (!expands) return value.replaceAll('$', '$$$$');
  return value.replace(/^(?:\$\{?PWD\}?|\$\(pwd\)|`pwd`)/, '.');
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
  cgroupns: 'cgroup',
};

const numbers: Readonly<Record<string, string>> = {
  cpus: 'cpus',
  'cpu-shares': 'cpu_shares',
  'cpu-quota': 'cpu_quota',
  'cpu-period': 'cpu_period',
  'pids-limit': 'pids_limit',
  'oom-score-adj': 'oom_score_adj',
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
};

function isOn(flag: ReadFlag): boolean {
  const parsed = parseBool(flag.value ?? 'true');
  return 'value' in parsed && parsed.value;
}

const isMap = (value: Yaml | undefined): value is { [key: string]: Yaml } =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Scalar);

/** Ports stand in quotes: `22:22` is a number in base 60 to older YAML. */
function quoted(text: string): Scalar {
  const scalar = new Scalar(text);
  scalar.type = 'QUOTE_DOUBLE';
  return scalar;
}

/** A service that grows option by option. */
class Service {
  readonly service: Record<string, Yaml> = {};
  readonly volumes: Record<string, Yaml> = {};
  readonly networks: Record<string, Yaml> = {};

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
    else if (list) this.#add(list, name === 'publish' ? quoted(value) : value);
    else if (off) {
      if (isOn(flag)) this.service[off] = true;
    } else this.#special(flag, value);
  }

  #special(flag: ReadFlag, value: string): void {
    const { name } = flag;
    if (name === 'volume') this.#volume(flag, value);
    else if (name === 'mount') this.#mount(value);
    else if (name === 'network' || name === 'net') this.#network(value);
    else if (name === 'network-alias' || name === 'net-alias') this.#alias(value);
    else if (name === 'stop-timeout') this.service['stop_grace_period'] = `${value}s`;
    else if (name === 'gpus')
      this.service['gpus'] = value === 'all' ? 'all' : [{ count: Number(value) || value }];
    else if (name === 'log-driver') this.#under('logging', 'driver', value);
    else if (name === 'log-opt') this.#option(value);
    else if (name === 'ulimit') this.#ulimit(value);
    else if (name === 'volumes-from') this.#add('volumes_from', `container:${value}`);
    else if (name === 'no-healthcheck') this.service['healthcheck'] = { disable: true };
    else if (name.startsWith('health-')) this.#health(name.slice('health-'.length), value);
  }

  #volume(flag: ReadFlag, value: string): void {
    this.#add('volumes', value);
    const parsed = parseVolume(flag.value ?? '');
    if ('error' in parsed || flag.expands) return;
    const { type, source } = parsed.value;
    if (type === 'volume' && source !== undefined) this.volumes[source] = { name: source };
  }

  #mount(value: string): void {
    const parsed = parseMount(value);
    if ('error' in parsed) return;
    const { type, source, target, readonly } = parsed.value;
    this.#add('volumes', {
      type,
      ...(source !== undefined && { source }),
      target,
      ...(readonly && { read_only: true }),
    });
    if (type === 'volume' && source !== undefined) this.volumes[source] = { name: source };
  }

  #network(value: string): void {
    const parsed = parseNetwork(value);
    if ('error' in parsed) return;
    const { target, aliases } = parsed.value;
    if (!isUserDefined(target)) {
      if (target !== 'default') this.service['network_mode'] = target;
      return;
    }
    this.#under('networks', target, aliases.length > 0 ? { aliases: [...aliases] } : null);
    this.networks[target] = { external: true };
  }

  #alias(value: string): void {
    const [network] = Object.keys(this.networks);
    if (network) this.#under('networks', network, { aliases: [value] });
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

/**
 * The whole `compose.yaml`, or `undefined` where the command makes no container. Volumes keep their names, networks are
 * the ones that are there.
 */
export function composeOf(read: DockerCommand): string | undefined {
  if ((read.id !== 'container run' && read.id !== 'container create') || read.image === undefined)
    return undefined;
  if (read.help || read.faults.length > 0) return undefined;
  const made = new Service();
  // The network first: an alias is written under it.
  const rank = (flag: ReadFlag) => (flag.name === 'network' || flag.name === 'net' ? 0 : 1);
  for (const flag of [...read.flags].sort((a, b) => rank(a) - rank(b))) made.take(flag);
  const service = {
    image: plain(read.image),
    ...made.service,
    ...(read.command && { command: read.command.map(plain) }),
  };
  return stringify(
    {
      services: { [serviceName(read)]: service },
      ...filled('volumes', made.volumes),
      ...filled('networks', made.networks),
    },
    { lineWidth: 0, nullStr: '' },
  );
}
