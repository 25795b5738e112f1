import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { createSay, english, type Words } from '#core/say.ts';
import { dockerSteps, stepsOf } from '#core/shell/chain.ts';
import { readDockerCommand } from '#core/shell/docker.ts';
import { mendedChain, type Section, sectionsOf } from '#core/shell/sections.ts';
import { growth, square } from '#tests/support/growth.ts';
import { runs } from '#tests/support/patience.ts';

const folder = new URL('../../../data/words/', import.meta.url);
const korean = createSay(
  'ko',
  Object.assign(
    {},
    ...readdirSync(folder)
      .filter((file) => file.startsWith('ko'))
      .map((file) => parse(readFileSync(new URL(file, folder), 'utf8')) as Words),
  ) as Words,
);

const sections = (line: string, say = english): readonly Section[] =>
  sectionsOf(line, stepsOf(line), { say, describe: () => undefined, most: 20 });

/** What is told of each command: the words that have a message, one after the other. */
const words = (line: string) =>
  sections(line).map(({ spans }) =>
    spans.filter(({ message, kind }) => message !== '' && kind !== 'blank').map(({ word }) => word),
  );

/** The message of the first piece `word` of a line, in whichever section. */
const told = (line: string, word: string, say = english): string | undefined =>
  sections(line, say)
    .flatMap(({ spans }) => spans)
    .find((span) => span.word === word)?.message;

const codes = (line: string): readonly string[] =>
  sections(line).flatMap(({ read }) => [...read.faults, ...read.hints].map(({ code }) => code));

describe('the docker commands of a line', () => {
  // In the order in which they run, each as it would be typed alone.
  it.each([
    ['docker ps -aq | xargs docker rm -f', ['docker ps -aq', 'xargs docker rm -f']],
    ['docker build -t a . && docker run a', ['docker build -t a .', 'docker run a']],
    ['docker stop web; docker rm web', ['docker stop web', 'docker rm web']],
    ['docker start a || docker run b', ['docker start a', 'docker run b']],
    ['docker logs a & docker logs b', ['docker logs a', 'docker logs b']],
    ['docker rm $(docker ps -aq)', ['docker ps -aq', 'docker rm $(docker ps -aq)']],
    ['docker rm `docker ps -aq`', ['docker ps -aq', 'docker rm `docker ps -aq`']],
    ['docker rm "$(docker ps -aq | head -1)"', ['docker ps -aq', 'docker rm "$(docker ps -aq | head -1)"']],
    [
      'docker inspect $(docker ps -q --filter ancestor=$(docker images -q a))',
      [
        'docker images -q a',
        'docker ps -q --filter ancestor=$(docker images -q a)',
        'docker inspect $(docker ps -q --filter ancestor=$(docker images -q a))',
      ],
    ],
    ['ID=$(docker run -d a) && docker logs $ID', ['docker run -d a', 'docker logs $ID']],
    ['docker save a | ssh -p 22 me@host docker load', ['docker save a', 'docker load']],
    ["docker save a | ssh host 'gunzip | docker load'", ['docker save a', 'docker load']],
    ["ssh host 'cd a && docker compose pull && docker ps'", ['docker compose pull', 'docker ps']],
    ['sudo bash -c "docker ps; docker info"', ['docker ps', 'docker info']],
    ['A=1 sudo docker ps; time docker info', ['A=1 sudo docker ps', 'docker info']],
    ['for c in $(docker ps -q); do docker stop $c; done', ['docker ps -q', 'docker stop $c']],
    [
      'if docker ps; then docker info; else docker version; fi',
      ['docker ps', 'docker info', 'docker version'],
    ],
    ['diff <(docker exec a env) <(docker exec b env)', ['docker exec a env', 'docker exec b env']],
    ['docker ps -q | ForEach-Object { docker rm $_ }', ['docker ps -q', 'docker rm $_']],
    ["FOR /f %i IN ('docker ps -aq') DO docker rm %i", ['docker ps -aq', 'docker rm %i']],
    ["docker exec web sh -c 'echo $(docker ps)'", ["docker exec web sh -c 'echo $(docker ps)'"]],
    ['echo "docker ps" | docker exec -i a sh', ['docker exec -i a sh']],
    ['docker exec web sh -c "docker ps"', ['docker exec web sh -c "docker ps"']],
    ['echo $((docker + 1)) docker', []],
  ])('%s', (line, expected) => {
    expect(sections(line).map(({ text }) => text)).toEqual(expected);
    expect(dockerSteps(stepsOf(line))).toHaveLength(expected.length);
  });

  it('share the words of the line, and none is told of twice', () => {
    expect(
      words('cat a | gzip | docker exec -i db sh | grep x && sudo docker cp a:/b . > /dev/null'),
    ).toEqual([
      ['cat', 'a', '|', 'gzip', '|', 'docker', 'exec', '-i', 'db', 'sh', '|', 'grep', 'x', '&&'],
      ['sudo', 'docker', 'cp', 'a:/b', '.', '>', '/dev/null'],
    ]);
    expect(words('docker save a | ssh host "gunzip | docker load" &')).toEqual([
      ['docker', 'save', 'a', '|', 'ssh', 'host', 'gunzip', '|'],
      ['docker', 'load', '&'],
    ]);
    expect(words('for c in $(docker ps -q); do docker stop $c; done')).toEqual([
      ['docker', 'ps', '-q'],
      ['for', 'c', 'in', '$(docker ps -q)', 'do', 'docker', 'stop', '$c', 'done'],
    ]);
  });

  it('take time in proportion to their number, as far as they are shown', () => {
    for (const piece of [
      'docker ps|',
      'docker rm $(docker ps -q);',
      'a $(',
      'bash -c "docker ps";',
      '(docker ps)',
    ])
      expect(
        growth((size) => {
          const line = piece.repeat(size / piece.length);
          return sectionsOf(line, stepsOf(line), { say: english, describe: () => undefined, most: 6 });
        }, 20_000),
        piece,
      ).toBeLessThan(square);
  });
});

describe('what joins them', () => {
  it.each([
    ['docker save a | gzip', '|', 'what the left prints becomes the input of what stands on the right'],
    ['docker pull a && docker push a', '&&', 'what follows runs only if this succeeds'],
    ['docker exec a b && ls', '&&', 'what follows runs only if this succeeds, and on your machine'],
    ['docker start a || docker ps', '||', 'what follows runs only if this fails'],
    ['docker stop a; docker rm a', ';', 'what follows runs next, whether this succeeds or not'],
    ['docker logs a & docker ps', '&', 'lets the command run in the background of your shell'],
    [
      'docker ps -q | xargs docker rm',
      'xargs',
      'makes arguments of what comes in and puts them at the end of the command',
    ],
    [
      'docker ps -q | xargs -n 1 docker rm',
      'xargs',
      'runs the command once for each word that comes in, which becomes its last argument',
    ],
    [
      'docker ps -q | xargs -I{} docker rm {}',
      'xargs',
      'runs the command once for each line that comes in, with the line in place of {}',
    ],
    ['docker logs a > b', '>', 'writes what is printed into b; what was in it is gone'],
    ['docker logs a >> b', '>>', 'appends what is printed to b'],
    ['docker logs a 2> b', '2>', 'writes error messages into b; what was in it is gone'],
    ['docker logs a &> /dev/null', '&>', 'throws all that is printed, errors too, away'],
    ['docker logs a > b 2>&1', '2>&', 'error messages go the same way as what is printed'],
    ['docker exec -i a b < c', '<', 'the input comes from c'],
    ['docker exec -i a b <<EOF\nx\nEOF', '<<', 'the lines that follow are the input, up to EOF'],
    ['docker exec -i a b <<< c', '<<<', 'this text is the input'],
    ['watch -n 5 docker ps', 'watch', 'runs it every 5 seconds and shows what it prints, until Ctrl+C'],
    ['ssh -p 22 me@host docker ps', 'ssh', 'runs it on me@host: the docker there, its containers and images'],
    ['timeout 5 docker pull a', 'timeout', 'ends it if it takes longer than 5'],
    [
      'until docker ps; do sleep 1; done',
      'until',
      'repeats what stands between do and done until the command goes well',
    ],
    ['until docker ps; do sleep 1; done', 'sleep', 'waits this long'],
    ['while true; do docker ps; done', 'true', 'always succeeds: it goes on until Ctrl+C'],
    ['docker network create a || true', 'true', 'does nothing and always succeeds: a failure does not count'],
    ['docker cp a:/b - | tar x', '-', 'prints it as a tar archive'],
    ['docker logs a 2>&1 | grep -v x', 'grep', 'leaves out the lines in which the pattern is found'],
    [
      'docker ps -q | while read a; do docker stop $a; done',
      'read',
      'reads one line of what comes in into a',
    ],
    ['docker save a | mycat', 'mycat', 'a program of its own, not part of docker'],
    ['cat a | docker exec -i b c', '-i', 'hands what comes in on to the program'],
    ['docker build -t a . && docker run a', 'a', 'names the image a'],
  ])('%s: %s', (line, word, message) => {
    expect(told(line, word === 'a' && line.startsWith('docker build') ? '-t' : word)).toBe(message);
  });

  it('knows an image that was made just before', () => {
    const image = (line: string) =>
      sections(line)
        .at(-1)
        ?.spans.find(({ word }) => word === 'a')?.message;
    expect(image('docker build -t a . && docker run a')).toBe(
      'the image that was given this name just before',
    );
    expect(image('docker build -t b . && docker run a')).toBe(
      'the image, with the tag latest, from Docker Hub',
    );
  });

  it('says it in Korean', () => {
    expect(told('docker save a | gzip', '|', korean)).toBe('왼쪽의 출력이 오른쪽의 입력이 돼요');
    expect(told('docker logs a >> b.log', '>>', korean)).toBe('출력을 b.log 끝에 덧붙여요');
    expect(sections('docker ps -aq | xargs docker rm -f', korean).at(-1)?.sentence).toBe(
      '넘어온 컨테이너를 실행 중이어도 지워요.',
    );
    expect(sections('docker rmi $(docker images -q)', korean).at(-1)?.sentence).toBe(
      'docker images -q가 출력한 이미지를 지워요. 컨테이너가 쓰는 것은 엔진이 거부해요.',
    );
  });
});

describe('the sentence of a command whose operands come from another', () => {
  it.each([
    ['docker ps -q | xargs docker rm -f', 'Deletes the containers that come in, even while they run.'],
    [
      'docker ps -q | xargs -I% docker stop %',
      'Asks the containers that come in to stop, and ends by force those that do not in time.',
    ],
    [
      'docker volume rm $(docker volume ls -q)',
      'Deletes the volumes that docker volume ls -q prints, with everything in them; the engine refuses those that a container uses.',
    ],
    ["docker ps -q | xargs docker inspect -f '{{.Name}}'", 'Shows {{.Name}} of the things that come in.'],
    ['docker ps -q | xargs docker kill -s HUP', 'Sends the containers that come in the signal HUP.'],
    ['docker ps -q | xargs -n1 docker logs', 'Runs docker logs for the containers that come in.'],
    ['docker start `docker ps -aq`', 'Starts the containers that docker ps -aq prints again.'],
    [
      'docker rm web $(docker ps -aq)',
      'Deletes web, $(docker ps -aq); the engine refuses a container that is still running.',
    ],
  ])('%s', (line, sentence) => expect(sections(line).at(-1)?.sentence).toBe(sentence));
});

describe('what follows from a join', () => {
  // The code of what is found, and the line with it and all else mended.
  it.each([
    ['docker ps -aq | xargs docker rm -f', 'xargs-on-nothing', 'docker ps -aq | xargs -r docker rm -f'],
    [
      'docker images -q | xargs -n1 docker rmi',
      'xargs-on-nothing',
      'docker images -q | xargs -r -n1 docker rmi',
    ],
    ['docker ps -aq | docker rm', 'pipe-without-xargs', 'docker ps -aq | xargs -r docker rm'],
    ['docker ps -a | xargs -r docker rm', 'table-as-arguments', 'docker ps -q -a | xargs -r docker rm'],
    ['docker rmi $(docker images)', 'table-as-arguments', 'docker rmi $(docker images -q)'],
    [
      "docker ps -a | awk '{print $1}' | xargs -r docker rm",
      'table-as-arguments',
      'docker ps -q -a | xargs -r docker rm',
    ],
    [
      "docker images | awk '{print $3}' | xargs -r docker rmi",
      'table-as-arguments',
      'docker images -q | xargs -r docker rmi',
    ],
    ["docker ps | awk '{print $NF}' | xargs -r docker stop", 'table-as-arguments', undefined],
    [
      'docker login -u me -p $TOKEN && docker push me/app:1',
      'password-on-command-line',
      'echo "$TOKEN" | docker login -u me --password-stdin && docker push me/app:1',
    ],
    ['docker login -u me -p hunter2', 'password-on-command-line', 'docker login -u me --password-stdin'],
    ['docker rm $(docker ps -q)', 'running-only', undefined],
    ['docker start $(docker ps -q)', 'running-only', 'docker start $(docker ps -a -q)'],
    ['cat a | docker exec db mysql', 'input-without-interactive', 'cat a | docker exec -i db mysql'],
    ['docker exec db mysql < a', 'input-without-interactive', 'docker exec -i db mysql < a'],
    [
      'cat a | docker run --rm alpine:3 cat',
      'input-without-interactive',
      'cat a | docker run -i --rm alpine:3 cat',
    ],
    [
      "ssh host 'docker exec db mysql' < a",
      'input-without-interactive',
      "ssh host 'docker exec -i db mysql' < a",
    ],
    ['cat a | docker exec -it db mysql', 'input-not-terminal', undefined],
    ['docker compose exec db psql < a', 'input-not-terminal', 'docker compose exec -T db psql < a'],
    [
      'docker ps -q | while read a; do docker exec -i $a ls; done',
      'loop-reads-input',
      'docker ps -q | while read a; do docker exec -i $a ls < /dev/null; done',
    ],
    ['docker ps -q | while read a; do docker exec -it $a ls; done', 'input-not-terminal', undefined],
    ['docker exec -it db pg_dump a > b', 'terminal-output', 'docker exec -i db pg_dump a > b'],
    ['docker exec -t db pg_dump a | gzip > b', 'terminal-output', undefined],
    ['docker logs web | grep x', 'errors-go-past', 'docker logs web 2>&1 | grep x'],
    ['docker logs web > x', 'errors-go-past', 'docker logs web > x 2>&1'],
    ['docker ps 2>&1 > x', 'redirection-order', 'docker ps > x 2>&1'],
    ['docker export a | docker load', 'export-into-load', 'docker export a | docker import -'],
    [
      "docker export a | gzip | ssh host 'docker load'",
      'export-into-load',
      "docker export a | gzip | ssh host 'docker import -'",
    ],
    ['docker save a | docker import - b', 'save-into-import', 'docker save a | docker load'],
    ['docker load', 'archive-at-terminal', undefined],
    ['docker save me/app:1', 'archive-at-terminal', 'docker save -o app.tar me/app:1'],
    ['docker export web', 'archive-at-terminal', 'docker export -o web.tar web'],
    ['cat a | docker login -u me', 'login-from-pipe', 'cat a | docker login --password-stdin -u me'],
    ['echo hunter2 | docker login -u me --password-stdin', 'password-in-echo', undefined],
    ['ssh host docker exec -it web sh', 'terminal-over-ssh', 'ssh -t host docker exec -it web sh'],
    ["ssh host 'docker exec -it web sh'", 'terminal-over-ssh', "ssh -t host 'docker exec -it web sh'"],
    ['watch docker ps | grep web', 'watch-and-pipe', "watch 'docker ps | grep web'"],
    ['docker build . && docker run app', 'unnamed-build', 'docker build -t app . && docker run app'],
    ['docker rm -f (docker ps -aq)', 'bare-brackets', 'docker rm -f $(docker ps -aq)'],
  ])('%s → %s', (line, code, mended) => {
    expect(codes(line)).toContain(code);
    if (mended !== undefined) {
      expect(mendedChain(line, english, 20)).toBe(mended);
      expect(codes(mended)).toEqual([]);
    }
  });

  it.each([
    'docker ps -aq | xargs -r docker rm -f',
    'docker ps -aq | xargs --no-run-if-empty docker rm',
    'docker ps -aq | xargs -I{} docker rm {}',
    'docker ps -a | grep Exited | awk "{print $1}" | xargs -r docker rm',
    "docker ps -a | awk 'NR>1 {print $1}' | xargs -r docker rm",
    'docker ps -a --format "{{.ID}}" | xargs -r docker rm',
    'docker rm $(docker ps -q --filter status=exited)',
    'docker rm -f $(docker ps -q)',
    'docker stop $(docker ps -q)',
    'docker images -q -f dangling=true | xargs -r docker rmi',
    'docker save app | gzip > app.tar.gz',
    'docker save app > app.tar',
    'gunzip -c app.tar.gz | docker load',
    'docker load < app.tar',
    'docker load -i app.tar',
    'docker save app | ssh host docker load',
    "docker save app | bzip2 | ssh host 'bunzip2 | docker load'",
    'docker export web | docker import - app',
    'docker exec db pg_dump -U me app | docker exec -i db2 psql -U me app',
    'cat dump.sql | docker exec -i db mysql',
    'docker exec db ls < /dev/null',
    'docker compose exec -T db psql < a',
    'docker compose exec db pg_dump a > b',
    'cat a | docker compose run --rm db psql',
    'echo $TOKEN | docker login -u me --password-stdin',
    'docker login -u me --password-stdin < token.txt',
    'docker login -u me',
    'docker build -t app . && docker run -p 80:80 app',
    'docker build . && docker run --rm nginx:1.27',
    'docker stop web; docker rm web',
    'docker compose logs | grep ERR',
    'docker logs web 2>&1 | grep x',
    'docker logs web > out.log 2> err.log',
    'docker logs web > /dev/null',
    'docker logs web |& grep x',
    'docker ps 2>&1 > /dev/null | wc -l',
    'docker exec -it web ls | grep x',
    'docker exec -it web sh',
    'ssh -t host docker exec -it web sh',
    'ssh host docker exec web ls',
    "watch 'docker ps | grep web'",
    'for c in $(docker ps -q); do docker exec -i $c ls; done',
    'docker ps -q | while read a; do docker exec $a ls; done',
    "docker ps -q | xargs -I{} sh -c 'docker exec {} ls'",
    'docker ps -q | xargs -I{} docker exec {} ls',
    'PS C:\\> docker rm -f (docker ps -aq)',
    'docker ps -aq | ForEach-Object { docker rm $_ }',
    'diff <(docker exec a env) <(docker exec b env)',
    'ID=$(docker run -d nginx:1.27) && docker logs $ID',
    'A=$(docker save app | sha256sum)',
    'until docker exec db pg_isready; do sleep 1; done',
  ])('nothing is wrong with: %s', (line) => expect(codes(line)).toEqual([]));

  it('concerns a line that is read for its first command, too', () => {
    const { hints } = readDockerCommand('cat a | docker exec db mysql');
    expect(hints.map(({ code }) => code)).toEqual(['input-without-interactive']);
  });
});

describe('any line', () => {
  const pieces = [
    ...['docker ps -aq', 'docker rm -f a', 'docker exec -i a sh', 'docker load', 'docker save a', 'grep x'],
    ...['xargs', 'xargs -I{}', 'ssh host', 'sudo', 'watch', 'A=1', 'for c in', 'while read a', 'until', 'if'],
    ...['do', 'done', 'then', 'fi', '{', '}', '(', ')', '|', '|&', '||', '&&', ';', '&', '\n', '\\\n', '#'],
    ...['$(', '`', '"', "'", '$(docker ps)', '`docker ps`', '"$(docker ps -q)"', "'docker ps'", 'bash -c'],
    ...['"docker ps | cat"', '<', '>', '2>&1', '<(', '> a', '<<EOF', 'EOF', '$c', '{}', '-it', '-'],
  ];
  const line = fc
    .array(fc.tuple(fc.constantFrom(...pieces), fc.constantFrom(' ', ' ', '')), { maxLength: 16 })
    .map((parts) => parts.map(([piece, gap]) => piece + gap).join(''));

  it('is cut into sections that are its own words, none of them told of twice', () => {
    fc.assert(
      fc.property(line, (text) => {
        const found = sections(text);
        expect(found).toHaveLength(dockerSteps(stepsOf(text)).slice(0, 20).length);
        const starts = found.flatMap(({ spans }) =>
          spans.filter(({ kind }) => kind !== 'blank').map(({ source }) => source.join()),
        );
        expect(new Set(starts).size).toBe(starts.length);
        for (const { spans, read } of found) {
          for (const { source, word } of spans) expect(word).toBe(text.slice(...source));
          for (const { source } of [...read.faults, ...read.hints])
            expect(0 <= source[0] && source[0] <= source[1] && source[1] <= text.length).toBe(true);
        }
      }),
      { numRuns: runs(1000, 4) },
    );
  });

  it('is no worse when it is mended', () => {
    fc.assert(
      fc.property(line, (text) => {
        const mended = mendedChain(text, english, 6);
        if (mended === undefined) return;
        const faults = (one: string) =>
          sections(one)
            .slice(0, 6)
            .flatMap(({ read }) => read.faults).length;
        expect(faults(mended)).toBeLessThanOrEqual(faults(text));
      }),
      { numRuns: runs(300, 4) },
    );
  });
});
