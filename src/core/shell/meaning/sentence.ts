/** What a whole command would do, in a sentence or two. */
import { type Say, sayPlain } from '#core/say.ts';
import { commandOf, type DockerCommand } from '../docker.ts';
import { parseBool } from '../go.ts';

/** Whether a switch is on in the end. */
function isOn(read: DockerCommand, name: string): boolean {
  const flag = read.flags.findLast((one) => one.name === name);
  if (!flag) return false;
  const parsed = parseBool(flag.value ?? 'true');
  return 'value' in parsed && parsed.value;
}

const lastValue = (read: DockerCommand, name: string): string | undefined =>
  read.flags.findLast((one) => one.name === name)?.value;

/** All operands, or those of one role, as one text. */
const names = (read: DockerCommand, role?: string): string =>
  read.operands
    .filter((operand) => role === undefined || operand.role === role)
    .map(({ value }) => value)
    .join(', ');

/** What is run, with `--entrypoint` in front, each word quoted where a shell would need it. */
const commandText = (read: DockerCommand): string =>
  [lastValue(read, 'entrypoint') ?? '', ...(read.command ?? [])]
    .filter((word, index) => index > 0 || word !== '')
    .map((word) => (/^[\w./:=@%+,$*-]+$/.test(word) ? word : `'${word}'`))
    .join(' ');

type Sentence = (read: DockerCommand, say: Say) => string;

function modeOf(read: DockerCommand): string {
  if (read.id === 'container create') return 'create';
  if (isOn(read, 'detach')) return 'background';
  return isOn(read, 'tty') ? 'terminal' : 'other';
}

const createSentence: Sentence = (read, say) => {
  const command = commandText(read);
  const main = sayPlain(
    say,
    'Creates {named, select, yes {a container called {name}} other {a container}} from the image {image}{mode, select, create {, without starting it} background { and starts it in the background} terminal { and starts it at your terminal} other {, starts it and shows what it prints}}{told, select, yes {; it runs {command}} other {}}.',
    {
      named: read.name === undefined ? 'no' : 'yes',
      name: read.name ?? '',
      image: read.image ?? '',
      mode: modeOf(read),
      told: command === '' ? 'no' : 'yes',
      command,
    },
  );
  const removed = isOn(read, 'rm') ? sayPlain(say, 'When it ends, it is removed.') : '';
  return [main, removed].filter(Boolean).join(' ');
};

const execSentence: Sentence = (read, say) =>
  sayPlain(
    say,
    'Runs {command} in the running container {name}{terminal, select, yes {, at your terminal} other {}}.',
    {
      command: commandText(read),
      name: read.operands[0]?.value ?? '',
      terminal: isOn(read, 'tty') ? 'yes' : 'no',
    },
  );

const composeExec: Sentence = (read, say) =>
  sayPlain(say, 'Runs {command} in the running container of the service {name}.', {
    command: commandText(read),
    name: names(read, 'service'),
  });

/** The files of Compose that are named, or the one it looks for. */
const filesOf = (read: DockerCommand): string =>
  read.flags
    .flatMap(({ name, value }) => (name === 'file' && value !== undefined ? [value] : []))
    .join(', ') || 'compose.yaml';

const composeUp: Sentence = (read, say) =>
  sayPlain(
    say,
    'Creates and starts {some, select, yes {the services {names}} other {all services}} of {file}{mode, select, background { in the background} other { and shows what they print, until Ctrl+C}}.',
    {
      some: read.operands.length > 0 ? 'yes' : 'no',
      names: names(read),
      file: filesOf(read),
      mode: isOn(read, 'detach') ? 'background' : 'other',
    },
  );

const buildSentence: Sentence = (read, say) => {
  const tag = lastValue(read, 'tag');
  return sayPlain(
    say,
    'Builds an image{named, select, yes { called {tag}} other {}} by the instructions in {file}, with the files of {here, select, yes {this folder} other {{context}}}.',
    {
      named: tag === undefined ? 'no' : 'yes',
      tag: tag ?? '',
      file: lastValue(read, 'file') ?? 'Dockerfile',
      context: read.operands[0]?.value ?? '',
      here: read.operands[0]?.value === '.' ? 'yes' : 'no',
    },
  );
};

const sentences: Readonly<Record<string, Sentence>> = {
  'container run': createSentence,
  'container create': createSentence,
  'container exec': execSentence,
  'compose exec': composeExec,
  'compose up': composeUp,
  'buildx build': buildSentence,
  'container ls': (read, say) =>
    isOn(read, 'all')
      ? sayPlain(say, 'Lists all containers, stopped ones too.')
      : sayPlain(say, 'Lists the running containers.'),
  'image ls': (_, say) => sayPlain(say, 'Lists the images on this machine.'),
  'container rm': (read, say) =>
    isOn(read, 'force')
      ? sayPlain(say, 'Deletes {names}, even while running.', { names: names(read) })
      : sayPlain(say, 'Deletes {names}; the engine refuses a container that is still running.', {
          names: names(read),
        }),
  'image rm': (read, say) =>
    sayPlain(
      say,
      'Deletes the image {names} from this machine; the engine refuses one that a container uses.',
      {
        names: names(read),
      },
    ),
  'container stop': (read, say) =>
    sayPlain(say, 'Asks {names} to stop, and ends it by force if it does not in time.', {
      names: names(read),
    }),
  'container start': (read, say) =>
    sayPlain(say, 'Starts {names} again with the settings it was created with.', { names: names(read) }),
  'container restart': (read, say) =>
    sayPlain(say, 'Stops {names} and starts it again.', { names: names(read) }),
  'container kill': (read, say) =>
    sayPlain(say, 'Sends {names} the signal {signal}.', {
      names: names(read),
      signal: lastValue(read, 'signal') ?? 'SIGKILL',
    }),
  'container logs': (read, say) =>
    isOn(read, 'follow')
      ? sayPlain(say, 'Shows what {names} has printed and goes on showing it, until Ctrl+C.', {
          names: names(read),
        })
      : sayPlain(say, 'Shows what {names} has printed so far.', { names: names(read) }),
  'container cp': (read, say) =>
    sayPlain(say, 'Copies {from} to {to}.', {
      from: read.operands[0]?.value ?? '',
      to: read.operands[1]?.value ?? '',
    }),
  'container rename': (read, say) =>
    sayPlain(say, 'Renames the container {from} to {to}.', {
      from: read.operands[0]?.value ?? '',
      to: read.operands[1]?.value ?? '',
    }),
  'container pause': (read, say) => sayPlain(say, 'Pauses all processes in {names}.', { names: names(read) }),
  'container unpause': (read, say) => sayPlain(say, 'Resumes {names}.', { names: names(read) }),
  'container inspect': (read, say) =>
    sayPlain(say, 'Shows all the engine knows of {names}.', { names: names(read) }),
  'image inspect': (read, say) =>
    sayPlain(say, 'Shows all the engine knows of {names}.', { names: names(read) }),
  inspect: (read, say) => sayPlain(say, 'Shows all the engine knows of {names}.', { names: names(read) }),
  'container stats': (_, say) => sayPlain(say, 'Shows how much CPU and memory containers use.'),
  'container top': (read, say) =>
    sayPlain(say, 'Lists the processes in {names}.', { names: read.operands[0]?.value ?? '' }),
  'container port': (read, say) =>
    sayPlain(say, 'Shows where the ports of {names} are published.', {
      names: read.operands[0]?.value ?? '',
    }),
  'container attach': (read, say) =>
    sayPlain(say, 'Connects your terminal with the program that runs in {names}.', { names: names(read) }),
  'container commit': (read, say) =>
    sayPlain(say, 'Creates an image of the container {names} as it is now.', {
      names: read.operands[0]?.value ?? '',
    }),
  'container update': (read, say) =>
    sayPlain(say, 'Changes the limits of {names} without starting it anew.', { names: names(read) }),
  'service create': (read, say) =>
    sayPlain(say, 'Creates a service of the swarm from the image {image}.', { image: read.image ?? '' }),
  'buildx prune': (_, say) => sayPlain(say, 'Deletes the build cache that is not in use.'),
  'buildx ls': (_, say) => sayPlain(say, 'Lists the builders.'),
  'container prune': (_, say) => sayPlain(say, 'Deletes all stopped containers.'),
  'image pull': (read, say) => sayPlain(say, 'Downloads the image {names}.', { names: names(read) }),
  'image push': (read, say) =>
    sayPlain(say, 'Uploads the image {names} to its registry.', { names: names(read) }),
  'image tag': (read, say) =>
    sayPlain(say, 'Gives the image {from} another name, {to}.', {
      from: read.operands[0]?.value ?? '',
      to: read.operands[1]?.value ?? '',
    }),
  'image history': (read, say) =>
    sayPlain(say, 'Shows the layers of the image {names}.', { names: names(read) }),
  'image save': (read, say) =>
    sayPlain(say, 'Packs the image {names} into an archive.', { names: names(read) }),
  'image load': (_, say) => sayPlain(say, 'Unpacks images from an archive.'),
  'image prune': (read, say) =>
    isOn(read, 'all')
      ? sayPlain(say, 'Deletes every image no container uses.')
      : sayPlain(say, 'Deletes images without a name.'),
  'system prune': (read, say) =>
    sayPlain(
      say,
      'Deletes stopped containers, unused networks, {all, select, yes {every image no container uses} other {images without a name}} and the build cache.',
      { all: isOn(read, 'all') ? 'yes' : 'no' },
    ),
  'system df': (_, say) => sayPlain(say, 'Shows how much of the disk Docker uses.'),
  'system info': (_, say) => sayPlain(say, 'Shows what engine this is and how it is set up.'),
  'network create': (read, say) => sayPlain(say, 'Creates the network {names}.', { names: names(read) }),
  'network connect': (read, say) =>
    sayPlain(say, 'Connects the container {to} to the network {from}.', {
      from: read.operands[0]?.value ?? '',
      to: read.operands[1]?.value ?? '',
    }),
  'network ls': (_, say) => sayPlain(say, 'Lists the networks.'),
  'network rm': (read, say) => sayPlain(say, 'Deletes the network {names}.', { names: names(read) }),
  'volume create': (read, say) =>
    read.name === undefined
      ? sayPlain(say, 'Creates a volume without a name.')
      : sayPlain(say, 'Creates the volume {name}.', { name: read.name }),
  'volume ls': (_, say) => sayPlain(say, 'Lists the volumes.'),
  'volume rm': (read, say) =>
    sayPlain(say, 'Deletes the volume {names}, with everything in it.', { names: names(read) }),
  'volume prune': (_, say) => sayPlain(say, 'Deletes volumes no container uses, with everything in them.'),
  login: (read, say) =>
    sayPlain(say, 'Logs you in to {server}.', { server: read.operands[0]?.value ?? 'Docker Hub' }),
  logout: (read, say) =>
    sayPlain(say, 'Logs you out of {server}.', { server: read.operands[0]?.value ?? 'Docker Hub' }),
  search: (read, say) => sayPlain(say, 'Looks for {names} on Docker Hub.', { names: names(read) }),
  version: (_, say) => sayPlain(say, 'Shows the versions of the client and the engine.'),
  'compose down': (read, say) =>
    isOn(read, 'volumes')
      ? sayPlain(
          say,
          'Stops and deletes the containers and networks of compose.yaml, and its volumes with everything in them.',
        )
      : sayPlain(say, 'Stops and deletes the containers and networks of compose.yaml; volumes stay.'),
  'compose ps': (_, say) => sayPlain(say, 'Lists the containers of compose.yaml.'),
  'compose logs': (_, say) => sayPlain(say, 'Shows what the services have printed.'),
  'compose build': (_, say) => sayPlain(say, 'Builds the images of compose.yaml.'),
  'compose pull': (_, say) => sayPlain(say, 'Downloads the images of compose.yaml.'),
  'compose config': (_, say) =>
    sayPlain(say, 'Shows compose.yaml as Compose understands it, with all variables filled in.'),
  'compose stop': (_, say) => sayPlain(say, 'Stops the services and keeps their containers.'),
  'compose start': (_, say) => sayPlain(say, 'Starts the containers of the services that are already there.'),
  'compose restart': (_, say) =>
    sayPlain(say, 'Stops the services and starts them again; changes in compose.yaml do not count.'),
  'compose run': (read, say) =>
    sayPlain(
      say,
      'Starts one more container of the service {name}{told, select, yes {, to run {command}} other {}}.',
      {
        name: names(read, 'service'),
        told: read.command ? 'yes' : 'no',
        command: commandText(read),
      },
    ),
};

/** What the command would do, or why the client refuses it. */
export function sentenceOf(read: DockerCommand, say: Say): string {
  if (read.path === '') return sayPlain(say, 'This is not a docker command.');
  const [fault] = read.faults;
  if (fault) return sayPlain(say, 'The client refuses this: {reason}', { reason: fault.message });
  if (read.id === 'docker' && isOn(read, 'version')) return sayPlain(say, 'Shows the version of the client.');
  if (read.help || commandOf(read).subcommands.length > 0)
    return sayPlain(say, 'Shows the help of {command}.', { command: read.path });
  const known = sentences[read.id];
  if (known) return known(read, say);
  const operands = names(read);
  return operands === ''
    ? sayPlain(say, 'Runs {command}.', { command: read.path })
    : sayPlain(say, 'Runs {command} for {names}.', { command: read.path, names: operands });
}
