/**
 * What an option does, with its value. Options with the same name do the same in every command, as a rule; where they
 * do not, the command's id stands in front (`compose down volumes`).
 */
import { type Say, sayPlain } from '#core/say.ts';
import {
  bindWords,
  cpuWords,
  entrypointWords,
  envWords,
  gpuWords,
  graceWords,
  intervalWords,
  memoryWords,
  networkWords,
  patienceWords,
  publishWords,
  reservationWords,
  restartWords,
  secondsWords,
  shmWords,
  swapWords,
  type Telling,
  tmpfsWords,
  ulimitWords,
  userWords,
  volumeWords,
} from './values.ts';

const tellings: Readonly<Record<string, Telling>> = {
  'add-host': (value, say) => {
    const cut = value.search(/[=:]/);
    if (cut < 1) return undefined;
    return sayPlain(say, '{name} means the address {ip} in the container', {
      name: value.slice(0, cut),
      ip: value.slice(cut + 1),
    });
  },
  all: (_, say) => sayPlain(say, 'shows all, not only what is shown by default'),
  'container ls all': (_, say) => sayPlain(say, 'shows stopped containers too'),
  'compose ps all': (_, say) => sayPlain(say, 'shows stopped containers too'),
  'container stats all': (_, say) => sayPlain(say, 'shows stopped containers too'),
  'compose ls all': (_, say) => sayPlain(say, 'shows stopped projects too'),
  'volume prune all': (_, say) => sayPlain(say, 'also deletes volumes that have a name'),
  'buildx prune all': (_, say) => sayPlain(say, 'also deletes what builds use by themselves'),
  'system prune all': (_, say) => sayPlain(say, 'also deletes every image no container uses'),
  'image prune all': (_, say) =>
    sayPlain(say, 'deletes every image no container uses, not only those without a name'),
  annotation: (value, say) => sayPlain(say, 'passes the annotation {value} to the runtime', { value }),
  attach: (value, say) =>
    sayPlain(say, 'connects {stream} of the program with your terminal', { stream: value }),
  'blkio-weight': (value, say) =>
    sayPlain(say, 'gets the weight {value} when containers compete for the disk (10 to 1000)', { value }),
  build: (_, say) => sayPlain(say, 'builds the images first'),
  'build-arg': (value, say) => sayPlain(say, 'sets the ARG {value} of the Dockerfile', { value }),
  'cache-from': (value, say) => sayPlain(say, 'reuses cached steps from {value}', { value }),
  'cap-add': (value, say) => sayPlain(say, 'adds the Linux capability {value}', { value }),
  'cap-drop': (value, say) => sayPlain(say, 'drops the Linux capability {value}', { value }),
  cidfile: (value, say) => sayPlain(say, 'writes the id of the container to the file {value}', { value }),
  'cpu-shares': (value, say) =>
    sayPlain(say, 'gets the weight {value} when containers compete for the CPU (the default is 1024)', {
      value,
    }),
  cpus: cpuWords,
  'cpuset-cpus': (value, say) => sayPlain(say, 'runs only on CPU {value}', { value }),
  detach: (_, say) => sayPlain(say, 'in the background: you get the id and your prompt back'),
  'container exec detach': (_, say) => sayPlain(say, 'in the background: you get your prompt back at once'),
  'compose up detach': (_, say) => sayPlain(say, 'in the background: you get your prompt back'),
  'compose run detach': (_, say) => sayPlain(say, 'in the background: you get the name and your prompt back'),
  'compose exec detach': (_, say) => sayPlain(say, 'in the background: you get your prompt back at once'),
  'service create detach': (_, say) => sayPlain(say, 'does not wait until the service runs'),
  'service update detach': (_, say) => sayPlain(say, 'does not wait until the service runs'),
  'service scale detach': (_, say) => sayPlain(say, 'does not wait until the service runs'),
  'stack deploy detach': (_, say) => sayPlain(say, 'does not wait until the services run'),
  'detach-keys': (value, say) => sayPlain(say, 'the keys {value} detach you from the container', { value }),
  device: (value, say) => sayPlain(say, 'lets the container use the device {value}', { value }),
  dns: (value, say) => sayPlain(say, 'asks the name server {value}', { value }),
  'dns-search': (value, say) => sayPlain(say, 'looks up short names in {value}', { value }),
  driver: (value, say) => sayPlain(say, 'uses the driver {value}', { value }),
  entrypoint: entrypointWords,
  env: envWords,
  'env-file': (value, say) => sayPlain(say, 'reads environment variables from the file {value}', { value }),
  expose: (value, say) =>
    sayPlain(say, 'notes that the program listens on {value}; nothing is published by that', { value }),
  file: (value, say) => sayPlain(say, 'reads {value}', { value }),
  filter: (value, say) => sayPlain(say, 'only those with {value}', { value }),
  follow: (_, say) => sayPlain(say, 'stays and shows what is new, until Ctrl+C'),
  force: (_, say) => sayPlain(say, 'forces it, without asking'),
  'container rm force': (_, say) => sayPlain(say, 'also removes a running container, by killing it'),
  format: (value, say) => sayPlain(say, 'prints it as {value}', { value }),
  gpus: gpuWords,
  'group-add': (value, say) => sayPlain(say, 'also makes the user a member of group {value}', { value }),
  'health-cmd': (value, say) => sayPlain(say, 'is healthy as long as {value} succeeds', { value }),
  'health-interval': intervalWords,
  'health-retries': (value, say) =>
    sayPlain(say, 'counts as unhealthy after {value} failures in a row', { value }),
  'health-start-period': graceWords,
  'health-timeout': patienceWords,
  help: (_, say) => sayPlain(say, 'shows the help and does nothing else'),
  host: (value, say) => sayPlain(say, 'talks to the engine at {value}', { value }),
  hostname: (value, say) => sayPlain(say, 'has the host name {value} inside', { value }),
  'service update image': (value, say) => sayPlain(say, 'changes its image to {value}', { value }),
  'network connect alias': (value, say) =>
    sayPlain(say, 'is also found as {value} on this network', { value }),
  'container commit message': (value, say) => sayPlain(say, 'notes with the image: {value}', { value }),
  'stack deploy compose-file': (value, say) => sayPlain(say, 'reads {value}', { value }),
  'image load input': (value, say) => sayPlain(say, 'reads the archive {value}', { value }),
  'container ls last': (value, say) => sayPlain(say, 'only the {value} made last, stopped or not', { value }),
  opt: (value, say) => sayPlain(say, 'hands the setting {value} to the driver', { value }),
  'exit-code-from': (value, say) =>
    sayPlain(say, 'ends with the exit code of {value}, and all stop when one ends', { value }),
  limit: (value, say) => sayPlain(say, '{value} results at most', { value }),
  context: (value, say) => sayPlain(say, 'talks to the engine of the context {value}', { value }),
  'advertise-addr': (value, say) => sayPlain(say, 'other nodes reach it at {value}', { value }),
  availability: (value, say) =>
    value === 'drain'
      ? sayPlain(say, 'gets no tasks, and those it has move away')
      : value === 'pause'
        ? sayPlain(say, 'gets no new tasks, and keeps those it has')
        : sayPlain(say, 'gets tasks'),
  secret: (value, say) => sayPlain(say, 'may use the secret {value}', { value }),
  'buildx build secret': (value, say) =>
    sayPlain(say, 'RUN steps can see the secret {value}; it leaves no trace in the image', { value }),
  'cache-to': (value, say) => sayPlain(say, 'keeps cached steps at {value}', { value }),
  progress: (value, say) => sayPlain(say, 'shows progress in the manner {value}', { value }),
  init: (_, say) =>
    sayPlain(
      say,
      'puts a small init in front as PID 1 that passes signals on and clears away dead processes',
    ),
  interactive: (_, say) => sayPlain(say, 'keeps the input open, so that you can type into the program'),
  ip: (value, say) => sayPlain(say, 'gets the address {value}', { value }),
  ipc: (value, say) =>
    value === 'host'
      ? sayPlain(say, 'shares memory (/dev/shm) with the machine and its processes')
      : sayPlain(say, 'shares memory between processes: {value}', { value }),
  label: (value, say) => sayPlain(say, 'carries the label {value}', { value }),
  link: (value, say) => sayPlain(say, 'reaches another container by name the old way: {value}', { value }),
  load: (_, say) => sayPlain(say, 'puts the built image among the images of this machine'),
  'log-driver': (value, say) => sayPlain(say, 'sends its log to {value}', { value }),
  'log-opt': (value, say) => sayPlain(say, 'logging option {value}', { value }),
  memory: memoryWords,
  'memory-reservation': reservationWords,
  'memory-swap': swapWords,
  mount: bindWords,
  name: (value, say) => sayPlain(say, 'is called {name}', { name: value }),
  network: networkWords,
  'buildx build network': (value, say) => sayPlain(say, 'RUN steps use the network {value}', { value }),
  'network-alias': (value, say) => sayPlain(say, 'is also found as {value} on its network', { value }),
  'no-cache': (_, say) => sayPlain(say, 'builds every step anew'),
  'compose down rmi': (value, say) =>
    value === 'local'
      ? sayPlain(say, 'also deletes the images that were built without a name of their own')
      : sayPlain(say, 'also deletes every image of the services'),
  'no-deps': (_, say) => sayPlain(say, 'without the services it depends on'),
  'no-healthcheck': (_, say) => sayPlain(say, 'leaves out the HEALTHCHECK of the image'),
  'no-stream': (_, say) => sayPlain(say, 'once, not again and again'),
  'no-trunc': (_, say) => sayPlain(say, 'shortens nothing'),
  output: (value, say) => sayPlain(say, 'writes the result to {value}', { value }),
  password: (_, say) => sayPlain(say, 'the password, in plain sight'),
  'password-stdin': (_, say) => sayPlain(say, 'reads the password from the input'),
  pid: (value, say) =>
    value === 'host'
      ? sayPlain(say, 'sees all processes of the machine')
      : sayPlain(say, 'sees the processes of {value}', { value }),
  'pids-limit': (value, say) => sayPlain(say, 'at most {value} processes', { value }),
  platform: (value, say) => sayPlain(say, 'for the platform {value}', { value }),
  privileged: (_, say) => sayPlain(say, 'gets all the rights root has on the machine'),
  profile: (value, say) => sayPlain(say, 'with the services of profile {value}', { value }),
  'project-name': (value, say) => sayPlain(say, 'as project {value}', { value }),
  publish: publishWords,
  'publish-all': (_, say) => sayPlain(say, 'publishes every exposed port at a free port of the machine'),
  pull: (value, say) =>
    value === 'always'
      ? sayPlain(say, 'looks for a newer image first')
      : value === 'never'
        ? sayPlain(say, 'uses only an image that is already here')
        : sayPlain(say, 'fetches the image if it is not here'),
  'buildx build pull': (_, say) => sayPlain(say, 'looks for newer base images first'),
  push: (_, say) => sayPlain(say, 'uploads the built image'),
  quiet: (_, say) => sayPlain(say, 'prints as little as possible, ids only where there are any'),
  'read-only': (_, say) => sayPlain(say, 'the container may write only to its mounts'),
  'remove-orphans': (_, say) =>
    sayPlain(say, 'also removes containers of services that are no longer in the file'),
  restart: restartWords,
  rm: (_, say) => sayPlain(say, 'removes the container when it ends'),
  runtime: (value, say) => sayPlain(say, 'is run by the runtime {value}', { value }),
  scale: (value, say) => sayPlain(say, 'runs this many containers: {value}', { value }),
  'security-opt': (value, say) => sayPlain(say, 'security: {value}', { value }),
  'service-ports': (_, say) => sayPlain(say, 'publishes the ports of the service, which run alone does not'),
  'shm-size': shmWords,
  'sig-proxy': (_, say) => sayPlain(say, 'passes signals on to the program'),
  signal: (value, say) => sayPlain(say, 'sends the signal {value}', { value }),
  since: (value, say) => sayPlain(say, 'only from {value} on', { value }),
  size: (_, say) => sayPlain(say, 'shows sizes too'),
  'stop-signal': (value, say) => sayPlain(say, 'is asked to stop by the signal {value}', { value }),
  'stop-timeout': secondsWords,
  subnet: (value, say) => sayPlain(say, 'uses the address range {value}', { value }),
  sysctl: (value, say) => sayPlain(say, 'sets the kernel parameter {value} in the container only', { value }),
  tag: (value, say) => sayPlain(say, 'names the image {value}', { value }),
  tail: (value, say) => sayPlain(say, 'only the last {value} lines', { value }),
  target: (value, say) => sayPlain(say, 'stops at the stage {value}', { value }),
  timeout: secondsWords,
  timestamps: (_, say) => sayPlain(say, 'with the time in front of every line'),
  tmpfs: tmpfsWords,
  tty: (_, say) => sayPlain(say, 'gives the program a terminal'),
  ulimit: ulimitWords,
  user: userWords,
  username: (value, say) => sayPlain(say, 'as {value}', { value }),
  volume: volumeWords,
  volumes: (_, say) => sayPlain(say, 'includes volumes'),
  'container rm volumes': (_, say) => sayPlain(say, 'also removes its volumes without a name'),
  'compose down volumes': (_, say) =>
    sayPlain(say, 'also removes the volumes of the file: what is in them is gone'),
  'system prune volumes': (_, say) =>
    sayPlain(say, 'also deletes volumes without a name that no container uses'),
  'volumes-from': (value, say) => sayPlain(say, 'has all mounts of container {value}', { value }),
  wait: (_, say) => sayPlain(say, 'waits until everything runs and is healthy'),
  watch: (_, say) => sayPlain(say, 'watches the files and brings changes into the containers'),
  workdir: (value, say) => sayPlain(say, 'starts in the folder {value}', { value }),
};

const older: Readonly<Record<string, string>> = {
  net: 'network',
  'net-alias': 'network-alias',
  time: 'timeout',
};

/** What an option of a command does with this value; `undefined` where nothing is known of it. */
export function flagWords(command: string, flag: string, value: string, say: Say): string | undefined {
  const name = older[flag] ?? flag;
  const telling = tellings[`${command} ${name}`] ?? tellings[name];
  return telling?.(value, say);
}
