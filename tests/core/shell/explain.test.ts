import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { createSay, english, type Words } from '#core/say.ts';
import { readDockerCommand } from '#core/shell/docker.ts';
import { explainDockerCommand } from '#core/shell/explain.ts';
import { applyFix } from '#core/shell/faults.ts';

const folder = new URL('../../../data/words/', import.meta.url);
const words = Object.assign(
  {},
  ...readdirSync(folder)
    .filter((file) => file.startsWith('ko'))
    .map((file) => parse(readFileSync(new URL(file, folder), 'utf8')) as Words),
) as Words;
const korean = createSay('ko', words);

const lines = readFileSync(new URL('./lines.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));

/** The message of the piece `word` of a line. */
const told = (line: string, word: string, say = english): string | undefined =>
  explainDockerCommand(line, say).spans.find((span) => span.word === word)?.message;

describe('explainDockerCommand', () => {
  it('says what every piece is, in both languages', () => {
    for (const line of lines) {
      for (const say of [english, korean]) {
        const { spans, sentence, long } = explainDockerCommand(line, say);
        expect(spans.map(({ word }) => word).join('')).toBe(line);
        for (const span of spans) if (span.kind !== 'blank') expect(span.message, span.word).not.toBe('');
        expect(sentence).not.toBe('');
        expect(long).not.toBe('');
      }
    }
  });

  it.each([
    ['docker run -p 3000:3000 node', '-p', '3000 on your machine → 3000 in the container'],
    ['docker run -p 80 nginx', '-p', 'a free port of your machine, chosen at random → 80 in the container'],
    ['docker run -p 9000-9002:9000-9002 x', '-p', '9000–9002 on your machine → 9000–9002 in the container'],
    ['docker run -p 53:53/udp x', '-p', '53 on your machine → 53/udp in the container'],
    [
      'docker run -p 127.0.0.1:80:80 x',
      '-p',
      '80 on your machine (reachable only from the machine itself) → 80 in the container',
    ],
    ['docker run -v ./a:/b:ro x', '-v', './a on your machine → /b in the container, read-only'],
    ['docker run -v "$PWD":/b x', '-v', '$PWD on your machine → /b in the container'],
    ['docker run -m 512m x', '-m', 'at most 512 MiB of memory; beyond that the engine ends the program'],
    ['docker run --cpus=1.5 x', '--cpus=1.5', 'may use up to 1.5 CPUs'],
    ['docker run -dp80:80 x', '-d', 'in the background: you get the id and your prompt back'],
    ['docker run -dp80:80 x', 'p80:80', '80 on your machine → 80 in the container'],
    ['docker run -e A=1 x', '-e', 'sets the environment variable A to 1'],
    ['docker run -e A x', '-e', 'passes the variable A on from your shell, if it is set there'],
    ['docker run --rm=false x', '--rm=false', 'turned off: removes the container when it ends'],
    ['docker ps -a', '-a', 'shows stopped containers too'],
    ['docker run --nam x y', '--nam', 'docker run knows no --nam here; --name is probably meant'],
    ['sudo docker ps | cat', '|', 'what the left prints becomes the input of what stands on the right'],
  ])('%s: %s', (line, word, message) => {
    expect(told(line, word)).toBe(message);
  });

  it('says it in Korean, with the particles that fit', () => {
    expect(told('docker run -p 3000:80 node', '-p', korean)).toBe(
      '호스트의 3000번 포트 → 컨테이너의 80번 포트',
    );
    expect(explainDockerCommand('docker run -d --name db postgres:17', korean).sentence).toBe(
      'postgres:17 이미지로 db라는 컨테이너를 만들어 백그라운드에서 실행해요.',
    );
    expect(explainDockerCommand('docker run --rm -it ubuntu bash', korean).sentence).toBe(
      'ubuntu 이미지로 컨테이너를 만들어 내 터미널에서 실행해요. 실행하는 명령은 bash예요. 끝나면 지워져요.',
    );
  });

  it('takes the words of the knowledge where it has none of its own', () => {
    const describe = (command: string, flag: string) => `${command} ${flag}!`;
    const { spans } = explainDockerCommand(
      'docker run --cgroup-parent x --oom-kill-disable y',
      english,
      describe,
    );
    expect(spans.map(({ message }) => message)).toContain('container run cgroup-parent!: x');
    expect(spans.map(({ message }) => message)).toContain('container run oom-kill-disable!');
    expect(spans.find(({ word }) => word === 'run')?.message).toBe('container run !');
  });

  it('gives other spellings', () => {
    const { long, newer, safer } = explainDockerCommand('docker ps -aq # all');
    expect({ long, newer, safer }).toEqual({
      long: 'docker ps --all --quiet',
      newer: 'docker container ls -a -q',
      safer: undefined,
    });
    expect(explainDockerCommand('docker container ls').newer).toBeUndefined();
    expect(explainDockerCommand('docker-compose up').safer).toBe('docker compose up');
    expect(explainDockerCommand('docker run Nginx -p 80:80').safer).toBe('docker run -p 80:80 nginx');
    expect(explainDockerCommand('docker run –rm “nginx”').safer).toBe('docker run --rm "nginx"');
  });

  it('gives the same as Compose', () => {
    const { compose } = explainDockerCommand(
      "docker run -d --name web -p 8080:80 -e 'A=$1' -v data:/data -v \"$PWD\":/app --network net --network-alias w -m 1g --restart always --log-opt max-size=1m --health-cmd 'curl x' nginx:1 sh -c 'echo $HOME'",
    );
    expect(parse(compose ?? '')).toEqual({
      services: {
        web: {
          image: 'nginx:1',
          container_name: 'web',
          ports: ['8080:80'],
          environment: ['A=$$1'],
          volumes: ['data:/data', '.:/app'],
          networks: { net: { aliases: ['w'] } },
          mem_limit: '1g',
          restart: 'always',
          logging: { options: { 'max-size': '1m' } },
          healthcheck: { test: 'curl x' },
          command: ['sh', '-c', 'echo $$HOME'],
        },
      },
      volumes: { data: { name: 'data' } },
      networks: { net: { external: true } },
    });
    expect(explainDockerCommand('docker ps').compose).toBeUndefined();
    expect(explainDockerCommand('docker run -p x nginx').compose).toBeUndefined();
  });
});

describe('as Compose', () => {
  const service = (line: string): unknown => {
    const made = parse(explainDockerCommand(line).compose ?? '') as { services: Record<string, object> };
    const [only] = Object.values(made.services);
    return { ...made, services: undefined, ...only };
  };

  it('keeps every field of a mount', () => {
    expect(
      service(
        `docker run --mount 'type=volume,src=v,dst=/v,volume-nocopy,volume-driver=local,volume-opt=type=nfs,"volume-opt=o=addr=1.2.3.4,rw",volume-label=a=b' --mount type=tmpfs,dst=/t,tmpfs-size=10m,tmpfs-mode=1770 --mount type=bind,src=/a,dst=/b,ro,bind-propagation=rslave x`,
      ),
    ).toMatchObject({
      volumes: [
        { type: 'volume', source: 'v', target: '/v', volume: { nocopy: true } },
        { type: 'tmpfs', target: '/t', tmpfs: { size: '10m', mode: 0o1770 } },
        { type: 'bind', source: '/a', target: '/b', read_only: true, bind: { propagation: 'rslave' } },
      ],
    });
    expect(
      parse(
        explainDockerCommand(
          `docker run --mount 'src=v,dst=/v,volume-opt=type=nfs,"volume-opt=o=addr=1.2.3.4,rw",volume-label=a=b' x`,
        ).compose ?? '',
      ),
    ).toMatchObject({
      volumes: {
        v: { name: 'v', driver_opts: { type: 'nfs', o: 'addr=1.2.3.4,rw' }, labels: { a: 'b' } },
      },
    });
  });

  it('writes ports, graphics cards, addresses and rates by their fields', () => {
    expect(
      service(
        `docker run -p target=80,published=8080,protocol=tcp --gpus '"device=0,1"' --network n --ip 10.0.0.5 --network-alias a --network-alias b --device-read-bps /dev/sda:1mb --blkio-weight 300 --storage-opt size=1G x`,
      ),
    ).toMatchObject({
      ports: [{ target: 80, published: '8080', protocol: 'tcp' }],
      gpus: [{ device_ids: ['0', '1'] }],
      networks: { n: { ipv4_address: '10.0.0.5', aliases: ['a', 'b'] } },
      blkio_config: { weight: 300, device_read_bps: [{ path: '/dev/sda', rate: '1mb' }] },
      storage_opt: { size: '1G' },
    });
  });

  it('leaves to Compose what the shell would put in', () => {
    expect(service('docker run $IMAGE sh -c "$CMD" \'a$b\'')).toMatchObject({
      image: '$IMAGE',
      command: ['sh', '-c', '$CMD', 'a$$b'],
    });
  });

  it('names what Compose has no word for, and not what only the client does', () => {
    expect(explainDockerCommand('docker run -d --rm -P x').notInCompose).toEqual(['-P']);
    expect(explainDockerCommand('docker run -d --rm -p 1:1 x').notInCompose).toBeUndefined();
  });
});

describe('values that are not known yet', () => {
  it('are taken apart around what is put in', () => {
    const { ports, mounts } = readDockerCommand(
      `docker run -p \${PORT:-8080}:80 -p 127.0.0.1:$A:$B/udp -v "\${DATA:-./data}":/data:ro -v $PWD:/app x`,
    );
    expect(ports).toEqual([
      { container: '80', host: `\${PORT:-8080}`, protocol: 'tcp' },
      { container: '$B', host: '$A', ip: '127.0.0.1', protocol: 'udp' },
    ]);
    expect(mounts).toMatchObject([
      { source: `\${DATA:-./data}`, target: '/data', readonly: true },
      { type: 'bind', source: '$PWD', target: '/app' },
    ]);
  });

  it('are known where the line itself sets them', () => {
    expect(readDockerCommand('A=1 B=$C docker run -e A -e B x').env).toEqual([
      { name: 'A', value: '1' },
      { name: 'B' },
    ]);
  });
});

describe('in one sentence', () => {
  it.each([
    ['docker ps -l', 'Lists the container made last, stopped or not.'],
    ['docker ps -n 5', 'Lists the 5 containers made last, stopped or not.'],
    ['docker ps -f status=exited', 'Lists the containers with status=exited, stopped ones too.'],
    ['docker ps -f name=web', 'Lists the running containers with name=web.'],
    ['docker exec -d web ls', 'Runs ls in the running container web, in the background.'],
    ['docker volume prune', 'Deletes the volumes without a name no container uses, with everything in them.'],
    ['docker volume prune -a', 'Deletes all volumes no container uses, with everything in them.'],
    ['docker cp web:/x .', 'Copies web:/x to this folder.'],
    ["docker inspect -f '{{.Id}}' web", 'Shows {{.Id}} of what the engine knows of web.'],
    [
      'docker build -t a -t b .',
      'Builds an image called a, b by the instructions in Dockerfile, with the files of this folder.',
    ],
    [
      'docker run postgres -c a=b',
      'Creates a container from the image postgres, starts it and shows what it prints. The program of the image is given -c a=b.',
    ],
    ['docker compose logs -f web', 'Shows what web printed, and goes on showing it, until Ctrl+C.'],
  ])('%s', (line, sentence) => {
    expect(explainDockerCommand(line).sentence).toBe(sentence);
  });
});

describe('faults and hints', () => {
  // A line, what is told of it (a fault in capitals), and what it becomes with that fix.
  it.each([
    ['docker run nginx -p 80:80', 'options-behind-image', 'docker run -p 80:80 nginx'],
    ['docker exec web -it bash', 'options-behind-image', 'docker exec -it web bash'],
    ['docker run -m 512 nginx', 'bytes-without-unit', 'docker run -m 512m nginx'],
    ['docker run --memory=512 nginx', 'bytes-without-unit', 'docker run --memory=512m nginx'],
    ['docker run -name web nginx', 'UNKNOWN-FLAG', 'docker run --name web nginx'],
    ['docker run -env A=1 nginx', 'single-dash', 'docker run --env A=1 nginx'],
    ['docker run -P 8080:80 nginx', 'publish-all-with-port', 'docker run -p 8080:80 nginx'],
    ['docker run -e KEY= value nginx', 'blank-in-value', 'docker run -e KEY=value nginx'],
    ['docker run -p 80:8080 nginx', 'swapped-ports', 'docker run -p 8080:80 nginx'],
    ['docker run -p 80 nginx', 'random-port', 'docker run -p 80:80 nginx'],
    ['docker run --rm true nginx', 'switch-value', 'docker run --rm=true nginx'],
    ['docker run –rm nginx', 'typographic-dash', 'docker run --rm nginx'],
    ['docker run -e “A=b c” nginx', 'smart-quote', 'docker run -e "A=b c" nginx'],
    ['docker run\u00a0nginx', 'strange-blank', 'docker run nginx'],
    ['docker run -ｐ 80:80 nginx', 'full-width', 'docker run -p 80:80 nginx'],
    ['docker run -v a:/b:always nginx', 'invalid-volume-mode', undefined],
    ['docker run -v data:b nginx', 'relative-target', 'docker run -v data:/b nginx'],
    ['docker run -v "~/a":/b nginx', 'tilde-not-expanded', undefined],
    ['docker run --restart=always:3 nginx', 'restart-count', 'docker run --restart=always nginx'],
    ['docker run --restart bogus nginx', 'unknown-restart', undefined],
    ['docker run --net host -p 80:80 nginx', 'ports-without-network', undefined],
    ['docker run --net x nginx', 'old-name', 'docker run --network x nginx'],
    ['docker run -p 80:80 -p 80:81 nginx', 'port-twice', undefined],
    ['docker run --entrypoint "sh -c" nginx', 'entrypoint-words', undefined],
    ['docker run --name a nginx', 'invalid-name', undefined],
    ['docker run -v /var/run/docker.sock:/var/run/docker.sock x', 'docker-socket', undefined],
    ['docker run --privileged x', 'privileged', undefined],
    ['docker run --link db x', 'legacy-link', undefined],
    ['docker run -e DB_PASSWORD=x y', 'secret-in-environment', undefined],
    ['docker run -dit nginx:1.27', 'detached-terminal', undefined],
    ['docker exec web bash', 'shell-without-terminal', undefined],
    ['docker run -d ubuntu', 'shell-without-terminal', undefined],
    ['docker run nginx:latest', 'latest-tag', undefined],
    ['docker run --name ab --name cd x', 'given-twice', undefined],
    ['docker run -v $PWD:/app x', 'unquoted-variable', 'docker run -v "$PWD:/app" x'],
    ['docker run \\ \n nginx', 'blank-behind-backslash', 'docker run \\\n nginx'],
    ['docker run `\n nginx', 'powershell-continuation', 'docker run \\\n nginx'],
    ['docker run ^\n nginx', 'cmd-continuation', 'docker run \\\n nginx'],
    ['docker run <image>', 'PLACEHOLDER', undefined],
    ['docker pull a?b=1&c=2', 'unquoted-ampersand', "docker pull 'a?b=1&c=2'"],
    ['docker-compose up', 'old-compose', 'docker compose up'],
    ['docker rm nginx:1.27', 'image-as-container', 'docker rmi nginx:1.27'],
    ['docker stop nginx:1.27', 'image-as-container', undefined],
    ['docker run ubuntu 24.04', 'tag-apart', 'docker run ubuntu:24.04'],
    ['docker pull nginx latest', 'tag-apart', 'docker pull nginx:latest'],
    ['docker build -t x ./api/Dockerfile', 'file-as-context', 'docker build -t x -f ./api/Dockerfile ./api'],
    ['docker build -t x Dockerfile', 'file-as-context', 'docker build -t x .'],
    ['docker exec web cd /app', 'shell-word', "docker exec web sh -c 'cd /app'"],
    ['docker push app:1', 'push-without-account', undefined],
    ['docker rm -f *', 'star-for-all', 'docker rm -f $(docker ps -aq)'],
    ['0 3 * * * docker exec -it web ls', 'terminal-in-cron', undefined],
    ['cat x | docker run -it app', 'INPUT-NOT-TERMINAL', undefined],
    ['docker exec -it web sh < x', 'input-not-terminal', undefined],
    ['docker exec -it web', 'missing-program', 'docker exec -it web sh'],
    ['docker exec web -- ls', 'end-behind-container', 'docker exec web ls'],
    ['docker run --name = web nginx', 'blank-around-sign', 'docker run --name=web nginx'],
    ['docker run -e KEY = value nginx', 'blank-around-sign', 'docker run -e KEY=value nginx'],
    ['docker run -e KEY =value nginx', 'blank-around-sign', 'docker run -e KEY=value nginx'],
    ['docker run -e KEY:value nginx', 'colon-in-variable', 'docker run -e KEY=value nginx'],
    ['docker ps --format {{.ID}} {{.Names}}', 'loose-template', "docker ps --format '{{.ID}} {{.Names}}'"],
    ['docker images --format "{{.Name}}"', 'unknown-field', undefined],
    ['docker images --format "{{.ID"', 'invalid-template', undefined],
    ['docker run -v C:\\a b:/data nginx', 'eaten-backslash', undefined],
    ['docker run -v C:\\a:/data nginx', 'eaten-backslash', "docker run -v 'C:\\a:/data' nginx"],
    ['docker run -v src/app:/app nginx', 'invalid-volume-name', 'docker run -v ./src/app:/app nginx'],
    ['docker run --mount type=bind,src=data,dst=/x nginx', 'relative-source', undefined],
    ['docker run --mount type=bind,src=~/x,dst=/x nginx', 'tilde-not-expanded', undefined],
    ['docker run nginx -d', 'options-behind-image', 'docker run -d nginx'],
    ['docker run -p 8080: 80 nginx', 'blank-in-value', 'docker run -p 8080:80 nginx'],
    ['docker run -p 8080 :80 nginx', 'blank-in-value', 'docker run -p 8080:80 nginx'],
    ['docker run -v /a: /b nginx', 'blank-in-value', 'docker run -v /a:/b nginx'],
    ['docker run -m 512 MB nginx', 'blank-in-value', 'docker run -m 512m nginx'],
    ['docker run --add-host db 10.0.0.5 x ls', 'blank-in-value', 'docker run --add-host db:10.0.0.5 x ls'],
    [
      'docker run --mount type=bind, src=/a, dst=/b nginx',
      'blank-in-value',
      'docker run --mount type=bind,src=/a,dst=/b nginx',
    ],
    ['docker run --log-opt max-size 10m nginx', 'blank-in-value', 'docker run --log-opt max-size=10m nginx'],
    ['docker run --restart on-failure 3 nginx', 'blank-in-value', 'docker run --restart on-failure:3 nginx'],
    ['docker run --restart Unless_Stopped x', 'unknown-restart', 'docker run --restart unless-stopped x'],
    ['docker run -p 80:80,443:443 nginx', 'INVALID-PORT', 'docker run -p 80:80 -p 443:443 nginx'],
    ['docker run -port 80:80 nginx', 'INVALID-PORT', 'docker run --publish 80:80 nginx'],
    ['docker run https://hub.docker.com/_/nginx', 'INVALID-REFERENCE', 'docker run nginx'],
    ['docker pull https://ghcr.io/a/b:1', 'INVALID-REFERENCE', 'docker pull ghcr.io/a/b:1'],
    ['docker run --entrypoint "sh -c" x ls', 'entrypoint-words', 'docker run --entrypoint sh x -c ls'],
    [
      'docker run --entrypoint \'["sh","-c"]\' --rm x ls',
      'entrypoint-words',
      'docker run --entrypoint sh --rm x -c ls',
    ],
    ['docker run --health-interval 1min x', 'INVALID-DURATION', 'docker run --health-interval 1m x'],
    ['docker run --health-interval=10 x', 'INVALID-DURATION', 'docker run --health-interval=10s x'],
    ['docker run --cpus 1,5 x', 'INVALID-CPUS', 'docker run --cpus 1.5 x'],
    ['docker run --ulimit nofile:unlimited x', 'INVALID-ULIMIT', 'docker run --ulimit nofile=-1 x'],
    ['docker run --gpus "device=0,1" x', 'gpu-count-and-devices', 'docker run --gpus \'"device=0,1"\' x'],
    ['docker run -p 8080;80 nginx', 'semicolon-for-colon', 'docker run -p 8080:80 nginx'],
    ['docker run -d /\n --name web nginx', 'slash-for-backslash', 'docker run -d \\\n --name web nginx'],
    ['docker run --cpuset 0-3 x', 'UNKNOWN-FLAG', 'docker run --cpuset-cpus 0-3 x'],
    ['docker create --detach x', 'UNKNOWN-FLAG', undefined],
    ['docker kill -9 web', 'value-as-option', 'docker kill -s 9 web'],
    ['docker kill -HUP web', 'value-as-option', 'docker kill -s HUP web'],
    ['docker logs -100 web', 'value-as-option', 'docker logs -n 100 web'],
    ['docker stop --all', 'all-of-them', 'docker stop $(docker ps -q)'],
    ['docker rmi -a', 'all-of-them', 'docker rmi $(docker images -q)'],
    ['docker ps web', 'name-to-list', 'docker ps --filter name=web'],
    ['docker run --mount /a:/b x', 'mount-form', 'docker run -v /a:/b x'],
    ['docker run -v type=bind,src=/a,dst=/b x', 'mount-form', 'docker run --mount type=bind,src=/a,dst=/b x'],
    ['docker run -v /a:/b:readonly x', 'invalid-volume-mode', 'docker run -v /a:/b:ro x'],
    ['docker run -v a:/b:readonly,z x', 'invalid-volume-mode', 'docker run -v a:/b:ro,z x'],
    ['docker run -n web nginx', 'UNKNOWN-SHORTHAND', 'docker run --name web nginx'],
    ['docker system prune -y', 'UNKNOWN-SHORTHAND', 'docker system prune --force'],
    ['docker run [OPTIONS] IMAGE [COMMAND] [ARG...]', 'usage-line', undefined],
    ['docker run --name <name> -p <host>:<container> <image>', 'PLACEHOLDER', undefined],
    ['docker build --secret token .', 'INVALID-VALUE', undefined],
    ['docker build -o dest=out,x=y .', 'INVALID-VALUE', undefined],
    ['docker build --build-context app .', 'INVALID-VALUE', undefined],
    ['docker compose cp a b', 'COPY-WITHOUT-CONTAINER', undefined],
    ['docker compose cp web:/a db:/b', 'COPY-BETWEEN-CONTAINERS', undefined],
    ['docker compose up -d -f x.yml', 'option-before-command', 'docker compose -f x.yml up -d'],
    ['docker compose up -f x.yaml', 'option-before-command', undefined],
    ['docker run --port 80:80 nginx', 'UNKNOWN-FLAG', 'docker run --publish 80:80 nginx'],
    ['docker list', 'UNKNOWN-COMMAND', 'docker ps'],
    ['docker up', 'UNKNOWN-COMMAND', 'docker compose up'],
    ['docker compose up -d --watch', 'CONFLICTING-OPTIONS', undefined],
    ['docker compose run -P -p 80:80 web', 'CONFLICTING-OPTIONS', undefined],
    ['docker compose -p Web up', 'INVALID-NAME', undefined],
    ['docker compose down --rmi some', 'UNKNOWN-VALUE', undefined],
    ['docker compose scale web', 'INVALID-VALUE', undefined],
    ['docker build -q --progress plain .', 'CONFLICTING-OPTIONS', undefined],
    ['run -d nginx:1', 'docker-missing', 'docker run -d nginx:1'],
    ['docker build -t x', 'missing-context', 'docker build -t x .'],
    ['docker system prune -af', 'prune-without-asking', undefined],
    ['docker login -u a -p b', 'password-on-command-line', 'docker login -u a --password-stdin'],
    ['docker rn nginx', 'UNKNOWN-COMMAND', 'docker run nginx'],
    ['dokcer run nginx', 'NOT-DOCKER', 'docker run nginx'],
    ['docker run Nginx', 'UPPERCASE-IMAGE', 'docker run nginx'],
    ['docker run --detatch nginx', 'UNKNOWN-FLAG', 'docker run --detach nginx'],
    ["docker run 'nginx", 'UNTERMINATED-QUOTE', undefined],
    ['docker compose exec web', 'MISSING-OPERAND', undefined],
    ['docker compose upp', 'UNKNOWN-COMMAND', 'docker compose up'],
    ['docker compose up -f x.yaml', 'UNKNOWN-SHORTHAND', undefined],
    ['docker buildx build --tag A .', 'UPPERCASE-IMAGE', 'docker buildx build --tag a .'],
  ])('%s → %s', (line, code, fixed) => {
    const { faults, hints } = readDockerCommand(line);
    const all = [...faults.map((fault) => ({ ...fault, code: fault.code.toUpperCase() })), ...hints];
    const found = all.find((one) => one.code === code);
    expect(all.map((one) => one.code)).toContain(code);
    if (fixed !== undefined) expect(found && applyFix(line, found)).toBe(fixed);
  });

  it.each([
    'docker run -d -p 8080:80 --name web nginx:1.27',
    'docker run -d -p 8080:80 --name web nginx',
    'docker run -dit --name py python:3.13',
    'docker run -d --privileged --name dind docker:28-dind',
    'docker run -v ~/data:/data -v ~/data:/data alpine:3 ls',
    'docker run -p 127.0.0.1::80 nginx:1.27',
    'docker run --rm -v data:/data alpine:3 tar c /data | gzip > data.tar.gz',
    'echo hi | docker run -i --rm alpine:3 cat',
    '0 3 * * * root docker exec web backup',
    'docker ps -aq --filter name=x | xargs -r docker rm -f',
    'if ! docker ps; then echo no; fi',
    'PS C:\\> docker run --rm -v C:\\data:/data alpine:3 ls',
    'docker inspect -f {{.State.Status}} web',
    "docker inspect -f '{{range .Mounts}}{{.Name}} {{end}}' web",
    'docker run --rm -e URL=http://a:80/?b=c alpine:3 env',
    'docker push ghcr.io/me/app:1',
    'docker rm -l web/db',
    'docker compose up -d --wait --build',
    'docker compose up --scale web=3 --scale db=2',
    'docker build -o out .',
    'docker build -o type=tar,dest=- --secret id=a,type=env,env=B --build-context a/b=docker-image://alpine .',
    'docker run --env-file .env $DOCKER_OPTS nginx:1.27',
    'docker compose run --rm -it web sh',
    'docker run --rm -it -v "$PWD":/app -w /app node:22 npm test',
    'docker run postgres:16 -c shared_buffers=256MB',
    'docker run redis:7 redis-server --save 60 1',
    'docker exec -it web bash -c "ls -l | wc"',
    'docker ps -a --filter status=exited --format "{{.Names}}"',
    'docker compose -f a.yaml -p x up -d --build web',
    'docker compose exec -T db psql -U me -c "select 1"',
    'docker compose run --rm -e A=1 web npm test -- --watch',
    'docker buildx build --platform linux/amd64,linux/arm64 -t me/x:1 --push .',
    'docker build -t x:1 -f docker/Dockerfile --build-arg A=1 --secret id=a,src=b .',
    'docker build - < Dockerfile',
    'docker logs -f --tail 100 web 2>&1 | grep error',
    'docker rm $(docker ps -aq)',
    'docker run $OPTIONS $IMAGE',
    'docker cp web:/a ./b',
    'docker system df -v',
    'docker top web -ef',
    'docker help run',
    'docker run --help',
    'docker --version',
    'docker image ls nginx --digests',
    'docker network create --driver bridge --subnet 10.1.0.0/16 net',
    'DOCKER_BUILDKIT=1 sudo -E docker build .',
  ])('nothing is wrong with: %s', (line) => {
    const { faults, hints } = readDockerCommand(line);
    expect([...faults, ...hints].map(({ code, message }) => `${code}: ${message}`)).toEqual([]);
  });
});

describe('the current folder in a Compose service', () => {
  it.each([
    ['docker run -v $(pwd):/app node', '- .:/app'],
    ['docker run -v "$PWD/src:/app" node', '- ./src:/app'],
    ['docker run -v $\u007bPWD}:/app node', '- .:/app'],
    ['docker run -v $\u007bpwd}:/app node', '- .:/app'],
    ['docker run -v "%cd%":/app node', '- .:/app'],
    ['docker run -v "%cd%\\src:/app" node', '- ./src:/app'],
    ['docker run --mount type=bind,source="$(pwd)",target=/app node', 'source: .\n'],
    ['docker run --env-file $PWD/.env node', '- ./.env'],
    ['docker run -e DIR=$(pwd) node', '- DIR=$\u007bPWD}'],
  ])('%s', (line, written) => {
    const { compose = '', otherService } = explainDockerCommand(line);
    expect(compose).toContain(written);
    expect(compose).not.toContain('%cd%');
    expect(otherService).toBeUndefined();
  });

  it('is not told of a line whose mending changes the service', () => {
    expect(explainDockerCommand('docker run nginx -p 80:80').otherService).toBe(true);
  });
});
