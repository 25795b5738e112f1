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

/** What a base image brings. */
export interface Base {
  readonly entrypoint: readonly string[];
  readonly cmd: readonly string[];
  readonly shell: readonly string[];
  readonly onBuild: readonly string[];
  readonly env: ReadonlyMap<string, string>;
  /** Whether `env` is all: official images set variables that are not listed here. */
  readonly envIsWhole: boolean;
  readonly sh: ShellKind;
  /** The ENTRYPOINT is a script that ends with `exec "$@"`. */
  readonly handsOn: boolean;
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

/** Names of variables that official images set besides what is known here: versions, keys, places. */
export const imageNames =
  /(^|_)(VERSION|SHA\d*|HOME|DIR|URL|URLS|RELEASE|KEY|KEYS|PATH|DEPS|ROOT|DATA|MAJOR|PREFIX|LEVEL|DISTRO)$|^(LANG|LANGUAGE|LC_ALL|GO|PHP|APACHE|PG|MYSQL|MARIADB|MONGO|REDIS|NGINX|NODE|YARN|PYTHON|RUBY|GEM|BUNDLE|CARGO|RUSTUP|JAVA|CADDY|XDG|DOCKER|HTTPD|WORDPRESS|RABBITMQ|TOMCAT|CATALINA|MAVEN)/;

const script = ['docker-entrypoint.sh'];
const cmd = (...words: string[]): Start => [[], words];
const scripted = (...words: string[]): Start => [script, words];
const cacerts = ['/__cacert_entrypoint.sh'];
const bashed: Official = { start: cmd('/bin/bash'), sh: 'bash' };

const official: Readonly<Record<string, Official>> = {
  almalinux: bashed,
  alpine: { start: cmd('/bin/sh'), sh: 'busybox', plain: true },
  amazoncorretto: {
    start: cmd('/bin/bash'),
    sh: 'unknown',
    tags: [
      [/alpine/, cmd('/bin/sh')],
      [/debian/, cmd('bash')],
    ],
  },
  amazonlinux: bashed,
  archlinux: { start: cmd('/usr/bin/bash'), sh: 'bash' },
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
    start: [cacerts, ['jshell']],
    sh: 'dash',
    // Their ENTRYPOINT clears the CMD of the system they are built on.
    tags: [[/^8|jre/, [cacerts, []]]],
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
  gradle: { start: [cacerts, ['gradle']], sh: 'dash', tags: [[/corretto|graal/, cmd('gradle')]] },
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
  openjdk: {
    start: cmd('jshell'),
    sh: 'unknown',
    tags: [
      [/^8.*alpine|jre.*alpine/, cmd('/bin/sh')],
      [/^8|jre/, cmd('bash')],
    ],
  },
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
  handsOn: false,
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
    const known = knownImage(reference.familiar);
    if (given) return fromGiven(given, known && fromOfficial(known, tag));
    return known ? fromOfficial(known, tag) : nothing;
  };
}

// Where the official images are mirrored under the same names.
const mirrors = /^(?:public\.ecr\.aws\/docker\/library|mirror\.gcr\.io\/library)\//;

function knownImage(familiar: string): Official | undefined {
  const name = familiar.replace(mirrors, '');
  return Object.hasOwn(official, name) ? official[name] : distroless(familiar);
}

// As the build files of GoogleContainerTools/distroless have it. Its names carry the version, its tags the user and `debug`.
function distroless(familiar: string): Official | undefined {
  const [, name = ''] = /^gcr\.io\/distroless\/([a-z]+)/.exec(familiar) ?? [];
  const busybox = /(^|-)debug/;
  switch (name) {
    case 'static':
    case 'base':
    case 'cc':
      return { start: [[], []], sh: 'none', tags: [[busybox, [['/busybox/sh'], []]]] };
    case 'nodejs':
      return { start: [['/nodejs/bin/node'], []], sh: 'none' };
    case 'java':
      return familiar.includes('java-base')
        ? { start: [[], []], sh: 'none', tags: [[busybox, [['/busybox/sh'], []]]] }
        : { start: [['/usr/bin/java', '-jar'], []], sh: 'none' };
    default:
      return undefined;
  }
}

function tryReference(image: string) {
  try {
    return readReference(image);
  } catch (error) {
    if (error instanceof BuildFault) return undefined;
    throw error;
  }
}

const fromGiven = (base: BaseImage, known: Base | undefined): Base => {
  const env = new Map(
    (base.Env ?? []).map((entry): [string, string] => {
      const cut = entry.indexOf('=');
      return cut === -1 ? [entry, ''] : [entry.slice(0, cut), entry.slice(cut + 1)];
    }),
  );
  if (!env.has('PATH')) env.set('PATH', path);
  const entrypoint = base.Entrypoint ?? [];
  return {
    entrypoint,
    cmd: base.Cmd ?? [],
    shell: base.Shell ?? [],
    onBuild: base.OnBuild ?? [],
    env,
    envIsWhole: true,
    sh: base.Sh ?? known?.sh ?? 'unknown',
    handsOn: known?.handsOn === true && known.entrypoint.join('\n') === entrypoint.join('\n'),
    origin: 'given',
  };
};

function shellOf({ sh }: Official, tag: string): ShellKind {
  if (sh === 'none') return /(^|-)debug/.test(tag) ? 'unknown' : 'none';
  if (sh === 'dash' || sh === 'unknown') {
    if (/alpine/.test(tag)) return 'busybox';
    if (/slim|bookworm|bullseye|buster|trixie|debian/.test(tag)) return 'dash';
  }
  return sh;
}

function fromOfficial(image: Official, tag: string): Base {
  const [entrypoint, words] = image.tags?.find(([pattern]) => pattern.test(tag))?.[1] ?? image.start;
  return {
    ...nothing,
    entrypoint,
    cmd: words,
    env: image.plain ? nothing.env : new Map(),
    envIsWhole: image.plain ?? false,
    sh: shellOf(image, tag),
    handsOn: entrypoint.length === 1 && /entrypoint(\.sh)?$/.test(entrypoint[0] ?? ''),
    origin: 'official',
  };
}
