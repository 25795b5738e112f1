/**
 * Base images: what the caller knows of them, and the common official images, whose start commands are known.
 * Sources: the Dockerfiles of the docker-library images; only what has been the same for years is listed.
 */
import { BuildFault } from '#core/dockerfile/fault.ts';
import { readReference } from '#core/dockerfile/reference.ts';

/** The part of an image's configuration that decides what runs. `null` is the same as nothing. */
export interface BaseImage {
  readonly Entrypoint?: readonly string[] | null;
  readonly Cmd?: readonly string[] | null;
  readonly Shell?: readonly string[] | null;
  readonly OnBuild?: readonly string[] | null;
  /** `NAME=value`. */
  readonly Env?: readonly string[] | null;
  /** What `/bin/sh` is in it, where that is known. */
  readonly Sh?: ShellKind;
}

/** Which program `/bin/sh` is. They differ in who becomes PID 1 and in the words of their errors. */
export type ShellKind = 'dash' | 'busybox' | 'bash' | 'none' | 'unknown';

export interface Base {
  readonly entrypoint: readonly string[];
  readonly cmd: readonly string[];
  readonly shell: readonly string[];
  readonly onBuild: readonly string[];
  readonly env: ReadonlyMap<string, string>;
  /** Whether `env` is all: official images set variables that are not listed here. */
  readonly envIsWhole: boolean;
  readonly sh: ShellKind;
  /** `given` by the caller, `official`, or `unknown`: then neither command is assumed. */
  readonly origin: 'given' | 'official' | 'unknown' | 'scratch';
}

const path = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

type Start = readonly [entrypoint: readonly string[], cmd: readonly string[]];

interface Official {
  readonly start: Start;
  readonly sh: ShellKind;
  /** Tags that start something else. */
  readonly tags?: readonly (readonly [RegExp, Start])[];
  /** Nothing but PATH is set. */
  readonly plain?: true;
}

const script = ['docker-entrypoint.sh'];
const cmd = (...words: string[]): Start => [[], words];
const scripted = (...words: string[]): Start => [script, words];
const bashed: Official = { start: cmd('/bin/bash'), sh: 'bash' };

const official: Readonly<Record<string, Official>> = {
  almalinux: bashed,
  alpine: { start: cmd('/bin/sh'), sh: 'busybox', plain: true },
  amazonlinux: bashed,
  bash: { start: scripted('bash'), sh: 'busybox' },
  'buildpack-deps': { start: cmd('bash'), sh: 'dash' },
  busybox: { start: cmd('sh'), sh: 'busybox', plain: true },
  caddy: {
    start: cmd('caddy', 'run', '--config', '/etc/caddy/Caddyfile', '--adapter', 'caddyfile'),
    sh: 'busybox',
  },
  cassandra: { start: scripted('cassandra', '-f'), sh: 'dash' },
  centos: bashed,
  composer: { start: [['/docker-entrypoint.sh'], ['composer']], sh: 'busybox' },
  couchdb: { start: [['tini', '--', '/docker-entrypoint.sh'], ['/opt/couchdb/bin/couchdb']], sh: 'dash' },
  debian: { start: cmd('bash'), sh: 'dash', plain: true },
  docker: {
    start: [['dockerd-entrypoint.sh'], []],
    sh: 'busybox',
    tags: [[/cli|git/, scripted('sh')]],
  },
  drupal: {
    start: [['docker-php-entrypoint'], ['apache2-foreground']],
    sh: 'dash',
    tags: [[/fpm/, [['docker-php-entrypoint'], ['php-fpm']]]],
  },
  'eclipse-mosquitto': {
    start: [['/docker-entrypoint.sh'], ['/usr/sbin/mosquitto', '-c', '/mosquitto/config/mosquitto.conf']],
    sh: 'busybox',
  },
  'eclipse-temurin': {
    start: [['/__cacert_entrypoint.sh'], ['jshell']],
    sh: 'dash',
    tags: [[/jre/, [['/__cacert_entrypoint.sh'], ['/bin/bash']]]],
  },
  elixir: { start: cmd('iex'), sh: 'dash' },
  elasticsearch: {
    start: [['/bin/tini', '--', '/usr/local/bin/docker-entrypoint.sh'], ['eswrapper']],
    sh: 'unknown',
  },
  erlang: { start: cmd('erl'), sh: 'dash' },
  fedora: bashed,
  gcc: { start: cmd('bash'), sh: 'dash' },
  ghost: { start: scripted('node', 'current/index.js'), sh: 'dash' },
  golang: { start: cmd('bash'), sh: 'dash', tags: [[/alpine/, cmd('/bin/sh')]] },
  gradle: { start: cmd('gradle'), sh: 'dash' },
  haproxy: {
    start: scripted('haproxy', '-f', '/usr/local/etc/haproxy/haproxy.cfg'),
    sh: 'dash',
  },
  'hello-world': { start: cmd('/hello'), sh: 'none' },
  httpd: { start: cmd('httpd-foreground'), sh: 'dash' },
  influxdb: { start: [['/entrypoint.sh'], ['influxd']], sh: 'dash' },
  mariadb: { start: scripted('mariadbd'), sh: 'dash' },
  maven: { start: [['/usr/local/bin/mvn-entrypoint.sh'], ['mvn']], sh: 'dash' },
  memcached: { start: scripted('memcached'), sh: 'dash' },
  mongo: { start: scripted('mongod'), sh: 'dash' },
  mysql: { start: scripted('mysqld'), sh: 'bash' },
  nextcloud: {
    start: [['/entrypoint.sh'], ['apache2-foreground']],
    sh: 'dash',
    tags: [[/fpm/, [['/entrypoint.sh'], ['php-fpm']]]],
  },
  nginx: { start: [['/docker-entrypoint.sh'], ['nginx', '-g', 'daemon off;']], sh: 'dash' },
  node: { start: scripted('node'), sh: 'dash' },
  openjdk: { start: cmd('jshell'), sh: 'unknown', tags: [[/^8|jre/, cmd('bash')]] },
  oraclelinux: bashed,
  php: {
    start: [['docker-php-entrypoint'], ['php', '-a']],
    sh: 'dash',
    tags: [
      [/apache/, [['docker-php-entrypoint'], ['apache2-foreground']]],
      [/fpm/, [['docker-php-entrypoint'], ['php-fpm']]],
    ],
  },
  postgres: { start: scripted('postgres'), sh: 'dash' },
  python: { start: cmd('python3'), sh: 'dash' },
  rabbitmq: { start: scripted('rabbitmq-server'), sh: 'dash' },
  redis: { start: scripted('redis-server'), sh: 'dash' },
  registry: {
    start: [['/entrypoint.sh'], ['/etc/docker/registry/config.yml']],
    sh: 'busybox',
    tags: [[/^3|latest/, [['/entrypoint.sh'], ['/etc/distribution/config.yml']]]],
  },
  rockylinux: bashed,
  ruby: { start: cmd('irb'), sh: 'dash' },
  rust: { start: cmd('bash'), sh: 'dash', tags: [[/alpine/, cmd('/bin/sh')]] },
  solr: { start: scripted('solr-foreground'), sh: 'dash' },
  telegraf: { start: [['/entrypoint.sh'], ['telegraf']], sh: 'dash' },
  tomcat: { start: cmd('catalina.sh', 'run'), sh: 'dash' },
  traefik: { start: [['/entrypoint.sh'], ['traefik']], sh: 'busybox' },
  ubuntu: { start: cmd('/bin/bash'), sh: 'dash', plain: true },
  wordpress: {
    start: scripted('apache2-foreground'),
    sh: 'dash',
    tags: [
      [/cli/, scripted('wp', 'shell')],
      [/fpm/, scripted('php-fpm')],
    ],
  },
  zookeeper: { start: [['/docker-entrypoint.sh'], ['zkServer.sh', 'start-foreground']], sh: 'dash' },
};

const nothing: Base = {
  entrypoint: [],
  cmd: [],
  shell: [],
  onBuild: [],
  env: new Map([['PATH', path]]),
  envIsWhole: false,
  sh: 'unknown',
  origin: 'unknown',
};

/** `FROM scratch`: no files at all, so no shell either. */
export const scratch: Base = { ...nothing, sh: 'none', envIsWhole: true, origin: 'scratch' };

/** Answers what an image starts with. Names match with or without `docker.io/library/`, with or without a tag. */
export function createImages(bases: Readonly<Record<string, BaseImage>>): (image: string) => Base {
  const exact = new Map<string, BaseImage>();
  const anyTag = new Map<string, BaseImage>();
  for (const [image, base] of Object.entries(bases)) {
    const reference = tryReference(image);
    if (!reference) continue;
    if (reference.tag === undefined) anyTag.set(reference.name, base);
    exact.set(`${reference.name}:${reference.tag ?? 'latest'}`, base);
  }
  return (image) => {
    const reference = readReference(image);
    const tag = reference.tag ?? 'latest';
    const given =
      (Object.hasOwn(bases, image) ? bases[image] : undefined) ??
      exact.get(`${reference.name}:${tag}`) ??
      anyTag.get(reference.name);
    const known = Object.hasOwn(official, reference.familiar) ? official[reference.familiar] : undefined;
    if (given) return fromGiven(given, known && shellOf(known, tag));
    return known ? fromOfficial(known, tag) : nothing;
  };
}

function tryReference(image: string) {
  try {
    return readReference(image);
  } catch (error) {
    if (error instanceof BuildFault) return undefined;
    throw error;
  }
}

const fromGiven = (base: BaseImage, sh: ShellKind | undefined): Base => {
  const env = new Map(
    (base.Env ?? []).map((entry): [string, string] => {
      const cut = entry.indexOf('=');
      return cut === -1 ? [entry, ''] : [entry.slice(0, cut), entry.slice(cut + 1)];
    }),
  );
  if (!env.has('PATH')) env.set('PATH', path);
  return {
    entrypoint: base.Entrypoint ?? [],
    cmd: base.Cmd ?? [],
    shell: base.Shell ?? [],
    onBuild: base.OnBuild ?? [],
    env,
    envIsWhole: true,
    sh: base.Sh ?? sh ?? 'unknown',
    origin: 'given',
  };
};

const shellOf = (image: Official, tag: string): ShellKind =>
  image.sh === 'dash' && /alpine/.test(tag) ? 'busybox' : image.sh;

function fromOfficial(image: Official, tag: string): Base {
  const [entrypoint, words] = image.tags?.find(([pattern]) => pattern.test(tag))?.[1] ?? image.start;
  return {
    ...nothing,
    entrypoint,
    cmd: words,
    env: image.plain ? nothing.env : new Map(),
    envIsWhole: image.plain ?? false,
    sh: shellOf(image, tag),
    origin: 'official',
  };
}
