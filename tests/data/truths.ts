import { expect } from 'vitest';
import { parse } from 'yaml';
import { composeProcess } from '#core/dockerfile/compose.ts';
import { podProcess } from '#core/dockerfile/kubernetes.ts';
import { type EffectiveProcess, effectiveProcess } from '#core/dockerfile/process.ts';
import { proseLabel } from '#core/knowledge/prose.ts';
import type { Question } from '#core/quiz/question.ts';
import { type DockerCommand, readDockerCommand } from '#core/shell/docker.ts';
import { parseReference } from '#core/shell/reference.ts';
import { tokenise } from '#core/shell/words.ts';

/** What Docker does in the situations that questions ask about, computed from what each of them shows. */

/** The option that is right. */
export const rightOf = ({ choices, answer }: Question) => {
  const found = choices.find(({ key }) => key === answer);
  if (!found) throw new Error('no right option');
  return found;
};

/** The code that a question shows. */
export const codeOf = ({ id, code }: Question): string => {
  if (!code) throw new Error(`${id} has no code`);
  return code.value;
};

const quoted = ({ prompt }: Question): string => {
  const [, line = ''] = /`(docker [^`]+)`/.exec(prompt.en) ?? [];
  return line;
};

/** The words of the `docker run` that the prompt quotes, with `@` for the image; none where it quotes none. */
function runWords(question: Question): string[] {
  const line = quoted(question);
  if (line === '') return [];
  const { image } = readDockerCommand(line);
  const words = tokenise(line).flatMap(({ kind, text }) => (kind === 'word' ? [text] : []));
  return words.slice(2).map((word) => (word === image ? '@' : word));
}

function started(question: Question, dockerfile = codeOf(question)): EffectiveProcess {
  const process = effectiveProcess({ dockerfile, run: runWords(question), bases: {} });
  if ('error' in process) throw new Error(process.error.message);
  return process;
}

/** What `echo` prints, run by itself or by a shell; as a program, since what a shell does itself has no words to read. */
function printed(question: Question): string {
  const { argv, inner } = started(question, codeOf(question).replace(/\becho\b/, '/bin/echo'));
  const [program, ...words] = inner?.argv ?? argv;
  expect(program).toBe('/bin/echo');
  return words.join(' ');
}

const argv = (question: Question): string => started(question).argv.join(' ');

const commandLine = (question: Question, index = 0): DockerCommand => {
  const lines = question.code ? codeOf(question).split('\n') : [quoted(question)];
  return readDockerCommand(lines[index] ?? '');
};

const first = <T>(list: readonly T[] | undefined): T => {
  const [found] = list ?? [];
  if (found === undefined) throw new Error('nothing there');
  return found;
};

/** What the right option says exactly, without its markup. */
export const exact: Readonly<Record<string, (question: Question) => string>> = {
  'cmd-replaced-by-args': argv,
  'entrypoint-and-args': argv,
  'two-cmds': argv,
  'entrypoint-clears-base-cmd': argv,
  'entrypoint-option-drops-cmd': argv,
  'shell-entrypoint-args': printed,
  'exec-form-variable': printed,
  'arg-in-cmd': printed,
  'shell-cmd-behind-entrypoint': printed,
  'exec-form-and-and': printed,
  'run-env-overrides': printed,
  'arg-before-from': printed,
  'onbuild-not-in-itself': argv,
  'shell-applies-below': (question) =>
    `[${started(question)
      .argv.map((word) => JSON.stringify(word))
      .join(', ')}]`,
  'publish-order': ({ choices }) => {
    const fitting = choices.filter(({ text }) => {
      const { ports, faults } = readDockerCommand(`docker run ${proseLabel(text.en)} nginx`);
      const [port] = ports ?? [];
      return faults.length === 0 && port?.host === '8080' && port.container === '80';
    });
    expect(fitting.length).toBe(1);
    return proseLabel(first(fitting).text.en);
  },
  'which-registry': (question) => {
    const reference = parseReference(quoted(question).replace('docker pull ', ''));
    return 'value' in reference ? `${reference.value.registry}` : reference.error;
  },
  'count-repositories': (question) => {
    const names = codeOf(question)
      .split('\n')
      .map((line) => parseReference(line.replace('docker push ', '')));
    return `${new Set(names.map((name) => ('value' in name ? name.value.repository : name.error))).size}`;
  },
  'compose-entrypoint-drops-cmd': (question) => {
    const [entrypoint, cmd] = [...question.prompt.en.matchAll(/`(?:ENTRYPOINT|CMD) (\[.*?\])`/g)];
    const process = composeProcess(parse(codeOf(question)).services.app, {
      Entrypoint: JSON.parse(entrypoint?.[1] ?? ''),
      Cmd: JSON.parse(cmd?.[1] ?? ''),
    });
    return 'argv' in process ? process.argv.join(' ') : process.error.message;
  },
  'compose-command-no-shell': (question) => {
    const process = composeProcess(parse(codeOf(question)).services.app, { Cmd: ['img'] });
    return JSON.stringify('argv' in process ? process.argv : process.error.message);
  },
  'anchor-and-own-key': (question) =>
    parse(codeOf(question), { merge: true }).services.web.environment.LOG_LEVEL,
  'one-volume-two-containers': (q) => {
    const [written, read] = [0, 1].map((index) => first(commandLine(q, index).mounts));
    expect([written?.type, written?.source]).toEqual([read?.type, read?.source]);
    return `${/echo (\w+) > \/a\/x/.exec(codeOf(q))?.[1]}`;
  },
  'official-image-name': (question) => {
    const reference = parseReference(quoted(question).replace('docker pull ', ''));
    if ('error' in reference) return reference.error;
    const { registry = 'docker.io', repository, tag = 'latest' } = reference.value;
    return `${registry}/${repository.includes('/') ? '' : 'library/'}${repository}:${tag}`;
  },
  'compose-service-address': (question) => {
    const [published] = (services(question)['web']?.['ports'] ?? []) as string[];
    return `http://web:${published?.split(':').at(-1)}`;
  },
  'shell-over-dotenv': (question) => {
    const [, exported] = /^export TAG=(\S+)$/m.exec(codeOf(question)) ?? [];
    return `acme/web:${exported}`;
  },
  'docker-in-vm-address': (question) => {
    const [, address] = /IP ([\d.]+)/.exec(question.prompt.en) ?? [];
    return `http://${address}:${first(commandLine(question).ports).host}`;
  },
  'kubernetes-args-only': (question) => {
    const [entrypoint, cmd] = [...question.prompt.en.matchAll(/`(?:ENTRYPOINT|CMD) (\[.*?\])`/g)];
    const process = podProcess(first(parse(codeOf(question)).containers), {
      Entrypoint: JSON.parse(entrypoint?.[1] ?? ''),
      Cmd: JSON.parse(cmd?.[1] ?? ''),
    });
    return 'argv' in process ? process.argv.join(' ') : process.error.message;
  },
};

const flagsOf = (line: DockerCommand): string[] => line.flags.map(({ name }) => name);

/** The services of the Compose file that a question shows. */
const services = (question: Question): Record<string, Record<string, unknown>> =>
  parse(codeOf(question)).services;

/** A fact computed from the question, and a part of the right option that says it. */
export const telling: Readonly<Record<string, (question: Question) => { says: string; where: unknown }>> = {
  'single-quoted-cmd': (q) => {
    const { error } = started(q).inner ?? {};
    expect(error?.message).toContain('[echo,');
    return { says: `[echo, and it ends with ${error?.code}`, where: error?.code === 127 };
  },
  'entrypoint-option-two-words': (q) => {
    const [program] = started(q, 'FROM alpine').argv;
    return { says: `no program named ${program}`, where: program?.includes(' ') };
  },
  'ubuntu-exits-at-once': (q) => {
    const { argv: words } = started({ ...q, prompt: { ko: '', en: '' } }, `FROM ${commandLine(q).image}`);
    const shell = first(words).replace('/bin/', '');
    return {
      says: `Because ${shell}, with no input`,
      where: commandLine(q).flags.every((f) => f.name === 'detach'),
    };
  },
  'options-after-image': (q) => ({
    says: 'the command to run inside',
    where: commandLine(q).command?.join(' ') === '-p 8080:80' && commandLine(q).ports === undefined,
  }),
  'memory-without-unit': (q) => ({
    says: 'refused: the limit is too low',
    where: commandLine(q).hints.some(({ code }) => code === 'bytes-without-unit'),
  }),
  'rm-with-restart': (q) => ({
    says: 'refused',
    where: commandLine(q).faults[0]?.code === 'conflicting-options',
  }),
  'data-or-dot-data': (q) => {
    const mount = first(commandLine(q).mounts);
    return { says: `A ${mount.type} named ${mount.source}`, where: mount.target === '/data' };
  },
  'rm-flag-and-volumes': (q) => {
    const named = (commandLine(q).mounts ?? []).filter(({ source }) => source !== undefined);
    return { says: `Only ${first(named).source}`, where: named.length === 1 };
  },
  'bind-mount-missing-dir': (q) => ({
    says: '-v makes the directory and --mount fails',
    where: [0, 1].every((index) => first(commandLine(q, index).mounts).type === 'bind'),
  }),
  'publish-loopback': (q) => ({
    says: 'Only programs on this host',
    where: first(commandLine(q).ports).ip === '127.0.0.1',
  }),
  'publish-one-number': (q) => ({
    says: 'A free one that Docker picks',
    where: first(commandLine(q).ports).host === undefined && first(commandLine(q).ports).container === '80',
  }),
  'publish-udp': (q) => ({ says: 'publishes TCP', where: first(commandLine(q).ports).protocol === 'tcp' }),
  'host-like-namespace': (q) => {
    const reference = parseReference(quoted(q).replace('docker pull ', ''));
    const value = 'value' in reference ? reference.value : undefined;
    return { says: `repository ${value?.repository} on Docker Hub`, where: value?.registry === undefined };
  },
  'publish-unexposed-port': (q) => {
    const port = first(readDockerCommand(quoted(q)).ports);
    return {
      says: 'Yes, as -p does not depend',
      where: port.host === '80' && port.container === '8080' && q.prompt.en.includes('EXPOSE 3000'),
    };
  },
  'label-override-filter': (q) => {
    const labels = [0, 1].map((index) => commandLine(q, index).flags.find(({ name }) => name === 'label'));
    expect(labels.map((label) => label?.value)).toEqual([undefined, 'team=api']);
    return { says: `Only ${commandLine(q, 0).name}`, where: codeOf(q).endsWith('--filter label=team=web') };
  },
  'read-only-mount': (q) => ({
    says: 'the mount is read-only',
    where:
      first(commandLine(q).mounts).readonly === true && commandLine(q).command?.join(' ') === 'touch /data/x',
  }),
  'volume-prefill': (q) => {
    const [volume, folder] = [0, 1].map((index) => first(commandLine(q, index).mounts));
    return {
      says: 'index.html in the volume, nothing in the folder',
      where: volume?.type === 'volume' && folder?.type === 'bind' && volume.target === folder.target,
    };
  },
  'bind-hides-node-modules': (q) => {
    const { type, target } = first(commandLine(q).mounts);
    return { says: `hides the image's ${target}`, where: type === 'bind' };
  },
  'data-after-rm': (q) => ({
    says: 'It stays in the volume',
    where: first(commandLine(q).mounts).source === 'pgdata' && commandLine(q, 1).id === 'container rm',
  }),
  'same-host-port': (q) => {
    const hosts = [0, 1].map((index) => first(commandLine(q, index).ports).host);
    return { says: `port ${hosts[0]} is taken`, where: hosts[0] === hosts[1] };
  },
  'docker-socket-mount': (q) => ({
    says: 'In effect gain root on the host',
    where: commandLine(q).hints.some(({ code }) => code === 'docker-socket'),
  }),
  'secret-in-env': (q) => ({
    says: 'docker inspect',
    where: commandLine(q).hints.some(({ code }) => code === 'secret-in-environment'),
  }),
  'pull-without-latest': (q) => {
    const reference = parseReference(codeOf(q).replace('docker pull ', ''));
    return { says: 'Nothing: it fails', where: 'value' in reference && reference.value.tag === undefined };
  },
  'outgoing-without-publish': (q) => ({
    says: 'Yes, going out needs no port to be published',
    where: commandLine(q).ports === undefined && commandLine(q).flags.every(({ name }) => name === 'rm'),
  }),
  'rootless-port-80': (q) => ({
    says: `no right to open port ${first(commandLine(q).ports).host}`,
    where: Number(first(commandLine(q).ports).host) < 1024,
  }),
  'socket-bind-path': (q) => {
    const { type, source = '' } = first(commandLine(q).mounts);
    return { says: `${source} of the host`, where: type === 'bind' };
  },
  'host-shell-expands': (q) => {
    const [set = '', run = ''] = codeOf(q).split('\n');
    const { operands } = readDockerCommand(run);
    const { operands: singly } = readDockerCommand(run.replaceAll('"', "'"));
    return {
      says: set.replace('NAME=', ''),
      where: operands.at(-1)?.expands === true && singly.at(-1)?.expands === undefined,
    };
  },
  'typo-in-volume-name': (q) => {
    const { type, source } = first(commandLine(q).mounts);
    return { says: 'A new, empty database', where: type === 'volume' && source === 'pgdta' };
  },
  'missing-config-file': (q) => {
    const { type, source } = first(commandLine(q).mounts);
    return { says: 'An empty folder', where: type === 'bind' && source === './app.conf' };
  },
  'root-owned-file': (q) => ({
    says: 'root',
    where:
      first(commandLine(q, 1).mounts).type === 'bind' &&
      commandLine(q, 1).flags.every(({ name }) => name !== 'user'),
  }),
  'volume-rm-in-use': (q) => ({
    says: 'the volume is in use',
    where:
      first(commandLine(q, 0).mounts).source === commandLine(q, 2).operands.at(-1)?.value &&
      commandLine(q, 2).id === 'volume rm',
  }),
  'read-only-and-tmpfs': (q) => {
    const { mounts, flags } = commandLine(q);
    const writable = (mounts ?? []).filter(({ readonly }) => !readonly).map(({ target }) => target);
    expect(flags.map(({ name }) => name)).toContain('read-only');
    return { says: '/tmp/a and /data/b', where: writable.sort().join(' ') === '/data /tmp' };
  },
  'fixed-ip-default-bridge': (q) => ({
    says: 'refused on the default bridge',
    where:
      commandLine(q).flags.some(({ name }) => name === 'ip') &&
      commandLine(q).flags.every(({ name }) => name !== 'network'),
  }),
  'ufw-and-publish': (q) => ({
    says: "Yes, as Docker's own rules forward it",
    where: first(commandLine(q, 1).ports).ip === undefined && first(commandLine(q, 1).ports).host === '8080',
  }),
  'uppercase-name': (q) => ({
    says: 'refused: the name is invalid',
    where: 'error' in parseReference(readDockerCommand(quoted(q)).flags[0]?.value ?? ''),
  }),
  'mirror-only-hub': (q) => {
    const fromHub = q.choices.filter(({ text }) => {
      const { id, image = '' } = readDockerCommand(proseLabel(text.en));
      const reference = parseReference(image);
      return id === 'image pull' && 'value' in reference && reference.value.registry === undefined;
    });
    return { says: proseLabel(first(fromHub).text.en), where: fromHub.length === 1 };
  },
  'tz-without-tzdata': (q) => ({
    says: 'UTC',
    where: commandLine(q).flags.every(({ name }) => name === 'rm'),
  }),
  'localhost-of-a-sidecar': (q) => {
    const network = commandLine(q, 1).flags.find(({ name }) => name === 'network');
    return { says: 'The nginx of web', where: network?.value === `container:${commandLine(q, 0).name}` };
  },
  'detached-exit-code': (q) => ({
    says: "The container's ID, and the code is 0",
    where: flagsOf(commandLine(q)).includes('detach') && codeOf(q).includes('exit 3'),
  }),
  'name-taken': (q) => ({
    says: 'the name is already in use',
    where: commandLine(q, 0).name === commandLine(q, 1).name && !flagsOf(commandLine(q, 0)).includes('rm'),
  }),
  'run-twice-containers': (q) => ({
    says: 'Two separate containers',
    where: [0, 1].every(
      (index) => commandLine(q, index).name === undefined && commandLine(q, index).ports === undefined,
    ),
  }),
  'not-a-tty': (q) => ({
    says: 'Leave out -t',
    where: commandLine(q).id === 'container exec' && flagsOf(commandLine(q)).includes('tty'),
  }),
  'host-network-publish': (q) => ({
    says: `${first(commandLine(q).ports).container}`,
    where:
      commandLine(q).hints.some(({ code }) => code === 'ports-without-network') &&
      proseLabel(rightOf(q).text.en) !== first(commandLine(q).ports).host,
  }),
  'default-bridge-names': (q) => ({
    says: 'is not found',
    where: [0, 1].every((index) => !flagsOf(commandLine(q, index)).includes('network')),
  }),
  'db-needs-no-publish': (q) => {
    const [, db, app] = [0, 1, 2].map((index) => commandLine(q, index));
    const network = (line?: DockerCommand) => line?.flags.find(({ name }) => name === 'network')?.value;
    return {
      says: 'Nothing more',
      where: db?.name === 'db' && network(db) !== undefined && network(db) === network(app),
    };
  },
  'overlay-needs-swarm': (q) => ({
    says: 'refused, as Swarm is off',
    where: commandLine(q).flags.find(({ name }) => name === 'driver')?.value === 'overlay',
  }),
  'hello-world-leftovers': (q) => ({
    says: 'The image hello-world alone',
    where: flagsOf(commandLine(q)).join() === 'rm' && commandLine(q).image === 'hello-world',
  }),
  'registry-down': (q) => ({
    says: 'from the image on the server',
    where: !flagsOf(commandLine(q)).includes('pull'),
  }),
  'run-does-not-refresh': (q) => ({
    says: "Last month's image",
    where: !flagsOf(commandLine(q)).includes('pull'),
  }),
  'buildx-result-not-loaded': (q) => ({
    says: "only in the builder's cache",
    where:
      commandLine(q, 0).flags.some(({ name, value }) => name === 'driver' && value === 'docker-container') &&
      flagsOf(commandLine(q, 0)).includes('use') &&
      !flagsOf(commandLine(q, 1)).some((name) => ['load', 'push', 'output'].includes(name)),
  }),
  'unknown-platform': (q) => ({
    says: 'An attestation',
    where: !flagsOf(commandLine(q)).some((name) => ['provenance', 'attest', 'sbom'].includes(name)),
  }),
  'root-without-chown': (q) => ({
    says: 'fails with Operation not permitted',
    where:
      commandLine(q).flags.some(({ name, value }) => name === 'cap-drop' && value === 'ALL') &&
      commandLine(q).command?.[0] === 'chown',
  }),
  'volume-instruction-leftovers': (q) => ({
    says: 'Two',
    where:
      [0, 1].every((index) => flagsOf(commandLine(q, index)).join() === 'name') &&
      !flagsOf(commandLine(q, 2)).includes('volumes'),
  }),
  'rmi-one-of-two-tags': (q) => {
    const [kept, gone] = [commandLine(q, 0).operands.at(-1)?.value, commandLine(q, 1).operands.at(-1)?.value];
    return { says: `left as ${kept}`, where: commandLine(q, 1).id === 'image rm' && kept !== gone };
  },
  'compose-down-keeps-volume': (q) => {
    const [mounted] = (services(q)['db']?.['volumes'] ?? []) as string[];
    return {
      says: 'still there',
      where: Object.keys(parse(codeOf(q)).volumes).includes(`${mounted?.split(':')[0]}`),
    };
  },
  'depends-on-order': (q) => ({
    says: 'does not wait until db is ready',
    where: Array.isArray(services(q)['web']?.['depends_on']),
  }),
  'compose-profile-up': (q) => ({
    says: 'web alone',
    where:
      Object.entries(services(q))
        .flatMap(([name, service]) => (service['profiles'] === undefined ? [name] : []))
        .join() === 'web',
  }),
  'renamed-folder-empty-db': (q) => ({
    says: 'The project has another name',
    where: parse(codeOf(q)).name === undefined,
  }),
  'stack-ignores-build': (q) => ({
    says: `${services(q)['app']?.['image']} from the registry`,
    where: services(q)['app']?.['build'] !== undefined,
  }),
  'environment-beats-env-file': (q) => {
    const { environment, env_file } = services(q)['web'] ?? {};
    return { says: `${(environment as { MODE: string }).MODE}`, where: env_file === 'web.env' };
  },
  'node-shell-form-stop': (q) => {
    const { inner, argv: words } = started({ ...q, prompt: { ko: '', en: '' } });
    return {
      says: 'PID 1, which gets the signal, is sh',
      where: inner?.pid1 === 'shell' && words[0] === '/bin/sh',
    };
  },
  'shell-form-on-scratch': (q) => {
    const { argv: words } = started({ ...q, prompt: { ko: '', en: '' } });
    return { says: `no ${words[0]}`, where: codeOf(q).startsWith('FROM scratch') };
  },
  'volume-keeps-old-files': (q) => {
    const [filled, again] = [0, 1].map((index) => first(commandLine(q, index).mounts));
    const [, tag] = commandLine(q, 0).image?.split(':') ?? [];
    return { says: `${tag}`, where: filled?.type === 'volume' && filled.source === again?.source };
  },
  'backup-lands-where': (q) => {
    const mounts = commandLine(q).mounts ?? [];
    const written = mounts.find(({ target }) => target === '/to');
    return {
      says: `In the folder ${written?.source?.replace('./', '')}`,
      where: written?.type === 'bind' && mounts.some(({ readonly }) => readonly),
    };
  },
  'mount-without-type': (q) => {
    const { type, source, target } = first(commandLine(q).mounts);
    return { says: `A ${type} named ${source}`, where: target === '/data' };
  },
  'host-port-range': (q) => {
    const { faults, ports } = commandLine(q);
    const { host, container } = first(ports);
    return {
      says: 'It opens one of 8001 and 8002',
      where: faults.length === 0 && host === '8000-8002' && container === '80',
    };
  },
  'front-and-back': (q) => {
    const [proxy, db] = ['proxy', 'db'].map((name) => services(q)[name]?.['networks'] as string[]);
    return { says: 'share no network', where: proxy?.every((network) => !db?.includes(network)) };
  },
  'internal-network': (q) => ({
    says: 'Connect to the internet',
    where: flagsOf(commandLine(q, 0)).includes('internal'),
  }),
  'host-name-on-linux': (q) => ({
    says: 'the name is not found',
    where: !flagsOf(commandLine(q)).includes('add-host'),
  }),
  'fixed-name-and-scale': (q) => ({
    says: 'the names collide',
    where: typeof services(q)['web']?.['container_name'] === 'string',
  }),
  'localhost-is-a-registry': (q) => {
    const reference = parseReference(quoted(q).replace('docker pull ', ''));
    const registry = 'value' in reference ? reference.value.registry : undefined;
    return { says: `the registry ${registry}`, where: registry !== undefined };
  },
  'port-or-tag': (q) => {
    const reference = parseReference(/`docker pull ([^`]+)`/.exec(q.prompt.en)?.[1] ?? '');
    const { registry, tag } = 'value' in reference ? reference.value : {};
    return { says: 'The port of the registry', where: registry?.endsWith(':5000') && tag === undefined };
  },
  'tag-and-digest-disagree': () => {
    const reference = parseReference(`acme/api:1.0@sha256:${'ab12'.repeat(16)}`);
    const digest = 'value' in reference ? reference.value.digest : undefined;
    return { says: 'as the digest decides', where: digest?.startsWith('sha256:ab12') };
  },
};
