/** What a whole command would do, in a sentence or two. */
import { type Say, sayPlain } from '#core/say.ts';
import { commandOf, type DockerCommand } from '../docker.ts';
import { parseBool } from '../go.ts';
import { manySentence } from './many.ts';

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

/** Words behind the image that begin with an option are for the program the image starts by itself. */
const isForProgram = (read: DockerCommand): boolean =>
  read.command?.[0]?.startsWith('-') === true && (lastValue(read, 'entrypoint') ?? '') === '';

const createSentence: Sentence = (read, say) => {
  const given = isForProgram(read);
  const command = given ? '' : commandText(read);
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
  const handed = given
    ? sayPlain(say, 'The program of the image is given {command}.', { command: commandText(read) })
    : '';
  return [main, handed, removed].filter(Boolean).join(' ');
};

const execSentence: Sentence = (read, say) =>
  sayPlain(
    say,
    'Runs {command} in the running container {name}{mode, select, background {, in the background} terminal {, at your terminal} other {}}.',
    {
      command: commandText(read),
      name: read.operands[0]?.value ?? '',
      mode: modeOf(read),
    },
  );

/** Which containers are shown: `-l` and `-n` count stopped ones, and so does a filter by state. */
const listSentence: Sentence = (read, say) => {
  const count = isOn(read, 'latest') ? '1' : lastValue(read, 'last');
  const filters = read.flags.flatMap(({ name, value = '' }) => (name === 'filter' ? [value] : []));
  const states = filters.some((filter) => /^status=/.test(filter));
  const only = filters.join(', ');
  if (count !== undefined && /^\d+$/.test(count))
    return sayPlain(
      say,
      'Lists the {count, plural, one {container} other {# containers}} made last, stopped or not.',
      { count: Number(count) },
    );
  if (only !== '' && (states || isOn(read, 'all')))
    return sayPlain(say, 'Lists the containers with {only}, stopped ones too.', { only });
  if (only !== '') return sayPlain(say, 'Lists the running containers with {only}.', { only });
  return isOn(read, 'all')
    ? sayPlain(say, 'Lists all containers, stopped ones too.')
    : sayPlain(say, 'Lists the running containers.');
};

/** `docker inspect -f …` prints what the template asks for and nothing else. */
const inspectSentence: Sentence = (read, say) => {
  const template = lastValue(read, 'format') ?? '';
  return template === '' || template === 'json'
    ? sayPlain(say, 'Shows all the engine knows of {names}.', { names: names(read) })
    : sayPlain(say, 'Shows {template} of what the engine knows of {names}.', {
        template,
        names: names(read),
      });
};

/** A dot is a place at the end of a sentence, too. */
const placeText = (place: string, say: Say): string =>
  place === '.' ? sayPlain(say, 'this folder') : place === '..' ? sayPlain(say, 'the folder above') : place;

const copySentence: Sentence = (read, say) =>
  sayPlain(say, 'Copies {from} to {to}.', {
    from:
      read.operands[0]?.value === '-'
        ? sayPlain(say, 'the archive that comes in')
        : placeText(read.operands[0]?.value ?? '', say),
    to:
      read.operands[1]?.value === '-'
        ? sayPlain(say, 'the output, as a tar archive')
        : placeText(read.operands[1]?.value ?? '', say),
  });

/** Services that are named, or all of them. */
const services = (read: DockerCommand): { readonly some: string; readonly names: string } => ({
  some: read.operands.length > 0 ? 'yes' : 'no',
  names: names(read),
});

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
  const tags = read.flags.flatMap(({ name, value }) =>
    name === 'tag' && value !== undefined ? [value] : [],
  );
  const context = read.operands[0]?.value ?? '';
  if (context === '-')
    return sayPlain(
      say,
      'Builds an image{named, select, yes { called {tag}} other {}} by the Dockerfile or the archive that it reads from the input; there are no other files.',
      { named: tags.length === 0 ? 'no' : 'yes', tag: tags.join(', ') },
    );
  return sayPlain(
    say,
    'Builds an image{named, select, yes { called {tag}} other {}} by the instructions in {file}, with the files of {here, select, yes {this folder} other {{context}}}.',
    {
      named: tags.length === 0 ? 'no' : 'yes',
      tag: tags.join(', '),
      file: lastValue(read, 'file') ?? 'Dockerfile',
      context: placeText(context, say),
      here: context === '.' ? 'yes' : 'no',
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
  'container ls': listSentence,
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
  'container cp': copySentence,
  'compose cp': copySentence,
  'container rename': (read, say) =>
    sayPlain(say, 'Renames the container {from} to {to}.', {
      from: read.operands[0]?.value ?? '',
      to: read.operands[1]?.value ?? '',
    }),
  'container pause': (read, say) => sayPlain(say, 'Pauses all processes in {names}.', { names: names(read) }),
  'container unpause': (read, say) => sayPlain(say, 'Resumes {names}.', { names: names(read) }),
  'container inspect': inspectSentence,
  'image inspect': (read, say) =>
    sayPlain(say, 'Shows all the engine knows of {names}.', { names: names(read) }),
  inspect: inspectSentence,
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
  'volume prune': (read, say) =>
    sayPlain(
      say,
      'Deletes {all, select, yes {all volumes} other {the volumes without a name}} no container uses, with everything in them.',
      { all: isOn(read, 'all') ? 'yes' : 'no' },
    ),
  'network prune': (_, say) => sayPlain(say, 'Deletes all networks no container uses.'),
  'container export': (read, say) =>
    sayPlain(say, 'Packs the files of {names} into an archive.', { names: names(read) }),
  'image import': (read, say) =>
    sayPlain(say, 'Makes an image of one layer from the files in {file}.', {
      file:
        read.operands[0]?.value === '-'
          ? sayPlain(say, 'the archive that comes in')
          : (read.operands[0]?.value ?? ''),
    }),
  'service scale': (read, say) =>
    sayPlain(say, 'Changes how many copies of a service of the swarm run: {names}.', { names: names(read) }),
  'stack deploy': (read, say) =>
    sayPlain(say, 'Creates or updates the stack {names} in the swarm.', { names: names(read) }),
  'context use': (read, say) =>
    sayPlain(say, 'From now on, docker talks to the engine of the context {names}.', { names: names(read) }),
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
  'compose logs': (read, say) =>
    sayPlain(
      say,
      'Shows what {some, select, yes {{names}} other {the services}} printed{follow, select, yes {, and goes on showing it, until Ctrl+C} other {}}.',
      { ...services(read), follow: isOn(read, 'follow') ? 'yes' : 'no' },
    ),
  'compose build': (read, say) =>
    sayPlain(
      say,
      'Builds {some, select, yes {the image of {names}} other {the images of compose.yaml}}.',
      services(read),
    ),
  'compose pull': (read, say) =>
    sayPlain(
      say,
      'Downloads {some, select, yes {the image of {names}} other {the images of compose.yaml}}.',
      services(read),
    ),
  'compose config': (_, say) =>
    sayPlain(say, 'Shows compose.yaml as Compose understands it, with all variables filled in.'),
  'compose stop': (read, say) =>
    sayPlain(
      say,
      'Stops {some, select, yes {{names}} other {the services}} and keeps the containers.',
      services(read),
    ),
  'compose start': (read, say) =>
    sayPlain(
      say,
      'Starts the containers that are already there of {some, select, yes {{names}} other {the services}}.',
      services(read),
    ),
  'compose restart': (read, say) =>
    sayPlain(
      say,
      'Stops {some, select, yes {{names}} other {the services}} and starts the same containers again; changes in compose.yaml do not count.',
      services(read),
    ),
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

/**
 * What the command would do, or why the client refuses it; `purpose` is what the command is for, told of those that have
 * no sentence here.
 */
export function sentenceOf(read: DockerCommand, say: Say, purpose?: string): string {
  if (read.path === '') return sayPlain(say, 'This is not a docker command.');
  const [fault] = read.faults;
  if (fault) return sayPlain(say, 'The client refuses this: {reason}', { reason: fault.message });
  if (read.id === 'docker' && isOn(read, 'version')) return sayPlain(say, 'Shows the version of the client.');
  if (read.help || commandOf(read).subcommands.length > 0)
    return sayPlain(say, 'Shows the help of {command}.', { command: read.path });
  const known = sentences[read.id];
  const many = manySentence(read, say);
  if (many !== undefined) return many;
  if (known) return known(read, say);
  const operands = names(read);
  if (purpose !== undefined)
    return operands === ''
      ? sayPlain(say, '{purpose}.', { purpose })
      : sayPlain(say, '{purpose}: {names}.', { purpose, names: operands });
  return operands === ''
    ? sayPlain(say, 'Runs {command}.', { command: read.path })
    : sayPlain(say, 'Runs {command} for {names}.', { command: read.path, names: operands });
}
