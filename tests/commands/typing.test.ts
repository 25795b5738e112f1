import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { plainReply, type Reply } from '#core/reply.ts';
import { plain } from '#core/text.ts';
import { buttonsOf, openRig, type Rig } from '#tests/support/rig.ts';

// What people type who have not read the manual, in both languages.

let rig: Rig;
beforeAll(async () => {
  rig = await openRig();
});
afterAll(() => rig.close());

const labels = (reply: Reply): string[] => buttonsOf(reply).map(({ label }) => plain(label));
const about = (reply: Reply): string => reply.about?.[0] ?? '';

describe('/compare with more than two sides', () => {
  test.each([
    ['docker vs vm vs podman', 'comparison:docker-vs-vm', 'podman', 'Docker and Podman'],
    ['docker, podman, and kubernetes', 'comparison:docker-vs-podman', 'kubernetes', 'Docker and Kubernetes'],
    ['a:docker b:vm, podman', 'comparison:docker-vs-vm', 'podman', 'Docker and Podman'],
    ['도커랑 가상머신이랑 포드맨 비교해줘', 'comparison:docker-vs-vm', '포드맨', 'Docker and Podman'],
    ['컴포즈 스웜 쿠버네티스', 'comparison:compose-vs-swarm', '쿠버네티스', 'Docker Swarm and Kubernetes'],
  ])('%s: says what it leaves out, and offers the other pairs', async (typed, id, left, other) => {
    const reply = await rig.ask(`compare ${typed}`);
    expect(about(reply)).toBe(id);
    expect(plainReply(reply)).toContain(`so this leaves out ${left}.`);
    expect(labels(reply)).toContain(other);
    expect((await rig.press(reply, other)).about?.[0]).not.toBe(id);
  });

  test('says it in Korean, too', async () => {
    const reply = await rig.ask('compare 도커 vs vm vs 포드맨', { locale: 'ko' });
    expect(plainReply(reply)).toContain('한 번에 두 가지씩 비교해요. 포드맨은 이번 비교에서 빠졌어요.');
  });

  test.each([
    'bridge vs host vs none',
    'RUN/CMD/ENTRYPOINT',
    'cmd entrypoint run',
    'CMD와 ENTRYPOINT와 RUN의 차이가 뭐야?',
  ])('%s: one comparison has all of them', async (typed) => {
    const reply = await rig.ask(`compare ${typed}`);
    expect(about(reply)).toMatch(/^comparison:(bridge-vs-host-vs-none|run-vs-cmd)$/);
    expect(plainReply(reply)).not.toContain('leaves out');
  });

  test.each(['image, container, volume', '이미지 컨테이너 볼륨'])(
    '%s: not the commands whose names begin with them',
    async (typed) => {
      const reply = await rig.ask(`compare ${typed}`);
      expect(about(reply)).toBe('comparison:image-vs-container');
      expect(labels(reply).join()).not.toContain('prune');
    },
  );

  test('what is nothing of Docker is told as that', async () => {
    const reply = await rig.ask('compare docker vs banana vs vm');
    expect(about(reply)).toBe('comparison:docker-vs-vm');
    expect(plainReply(reply)).toContain('nothing to compare banana with');
  });
});

describe('/compare', () => {
  test.each([
    ['.env env_file', 'comparison:compose-environment-vs-env-file'],
    ['env_file vs .env', 'comparison:compose-environment-vs-env-file'],
    ['env vs env-file', 'comparison:env-vs-env-file'],
    ['volume bind mount', 'comparison:volume-vs-bind-mount'],
    ['bind mount volume', 'comparison:volume-vs-bind-mount'],
    ['a:docker vs vm', 'comparison:docker-vs-vm'],
    ['a:bind mount b:volume', 'comparison:volume-vs-bind-mount'],
    ['a: docker b: vm', 'comparison:docker-vs-vm'],
    ['docker\nvm', 'comparison:docker-vs-vm'],
    ['restart policies', 'comparison:restart-policies'],
    ['재시작 정책 종류', 'comparison:restart-policies'],
    ['네트워크 종류', 'comparison:bridge-vs-host-vs-none'],
    ['log drivers', 'comparison:json-file-vs-local'],
    ['도커 가상머신 뭐가 더 빨라?', 'comparison:docker-vs-vm'],
    [
      'what is the difference between a volume and a bind mount and when should I use each?',
      'comparison:volume-vs-bind-mount',
    ],
  ])('%s → %s', async (typed, id) => {
    expect(about(await rig.ask(`compare ${typed}`))).toBe(id);
  });

  test('things that only begin the names of sides are set side by side themselves', async () => {
    const reply = await rig.ask('compare container volume');
    expect(reply.about).toEqual(['concept:container', 'concept:volume']);
    expect(about(await rig.ask('compare cont vol'))).toMatch(/^comparison:/);
  });

  test('build: docker buildx build is among what it is compared with', async () => {
    const reply = await rig.ask('compare build');
    expect(labels(reply)).toContain('docker buildx build');
    expect(about(await rig.press(reply, 'docker buildx build'))).toBe('comparison:build-vs-buildx-build');
  });

  test('named volume is one thing', async () => {
    const reply = await rig.ask('compare named volume');
    expect([about(reply), plain(reply.title)].join(' ')).toMatch(/named.volume/i);
  });

  test.each(['vs', ', ,', 'the difference'])(
    '%s names nothing: what is missing is asked for',
    async (typed) => {
      const reply = await rig.ask(`compare ${typed}`);
      expect(reply.tone).toBe('fault');
      expect(buttonsOf(reply).some(({ call }) => call.asks?.includes('a'))).toBe(true);
      expect(plainReply(reply)).toContain('a is missing — One side: docker, CMD, volume …');
    },
  );
});

describe('/cmd-explain of a program that is like docker', () => {
  test.each([
    ['podman run -d -p 80:80 nginx', 'docker run -d -p 80:80 nginx'],
    ['sudo nerdctl run -d nginx', 'sudo docker run -d nginx'],
    ['podman-compose up -d', 'docker compose up -d'],
    ['podman ps -aq | xargs -r podman rm', 'docker ps -aq | xargs -r docker rm'],
  ])('%s → %s', async (line, instead) => {
    const reply = await rig.ask(`cmd-explain ${line}`);
    expect(reply.tone).toBeUndefined();
    expect(plainReply(reply)).toContain('another program than docker');
    expect(buttonsOf(reply)[0]?.call.options['line']).toBe(instead);
    expect((await rig.press(reply, 'Explain the docker line')).tone).toBeUndefined();
  });

  test('what docker does not have is not offered', async () => {
    const reply = await rig.ask('cmd-explain podman pod create', { locale: 'ko' });
    expect(plainReply(reply)).toContain('docker에는 이 명령이 없어요');
    expect(labels(reply)).not.toContain('docker 명령으로 설명 보기');
  });

  test('docker-compose is read as docker compose, and told to be the old spelling', async () => {
    const reply = await rig.ask('cmd-explain docker-compose up -d');
    expect(about(reply)).toBe('command:compose up');
    expect(plainReply(reply)).toContain('docker compose up -d');
    expect(plainReply(reply)).toContain('V1');
  });
});

test.each([
  'what does docker ps -a do?',
  'explain this: docker ps -a',
  '이거 설명해줘 docker ps -a',
  'docker ps -a 이게 뭐야?',
  '도커 ps -a',
])('/cmd-explain %s', async (line) => {
  const reply = await rig.ask(`cmd-explain ${line}`);
  expect(about(reply)).toBe('command:container ls');
  expect(reply.blocks).toContainEqual({ type: 'code', value: 'docker ps -a', language: 'sh' });
});

describe('/cmd-explain of a line with several docker commands', () => {
  const codeOf = (reply: Reply) =>
    reply.blocks.flatMap((block) => (block.type === 'code' ? [block.value] : []));
  const headings = (reply: Reply) =>
    reply.blocks.flatMap((block) => (block.type === 'heading' ? [plain(block.text)] : []));

  test('explains each, mends the line, and leads to each alone', async () => {
    const line = 'docker ps -aq | xargs docker rm -f';
    const reply = await rig.ask(`cmd-explain ${line}`);
    expect(plain(reply.title)).toBe('2 docker commands in one line');
    expect(reply.about).toEqual(['command:container ls', 'command:container rm']);
    expect(headings(reply)).toEqual(['1. docker ps', '2. docker rm', 'The fixed line']);
    expect(codeOf(reply)).toEqual([line, 'docker ps -aq | xargs -r docker rm -f']);
    expect(plain((await rig.press(reply, '1. at length')).title)).toBe('docker ps');
    const second = await rig.press(reply, '2. at length');
    expect(plain(second.title)).toBe('docker rm');
    expect(second.tone).toBeUndefined();
    expect(plainReply(await rig.press(reply, 'Explain the fixed line'))).not.toContain('⚠️');
  });

  test.each([
    [
      'docker rm $(docker ps -aq)',
      ['1. docker ps', '2. docker rm'],
      ['1. at length', 'About docker rm', 'Another line…'],
    ],
    [
      'for c in $(docker ps -q); do docker stop $c; done',
      ['1. docker ps', '2. docker stop'],
      ['1. at length', '2. at length', 'Another line…'],
    ],
    [
      'docker build -t app . && docker run app',
      ['1. docker build', '2. docker run'],
      ['1. at length', '2. at length', 'Another line…'],
    ],
  ])('%s', async (line, heads, pressed) => {
    const reply = await rig.ask(`cmd-explain ${line}`);
    expect(headings(reply)).toEqual(heads);
    expect(labels(reply)).toEqual(pressed);
  });

  test('of many, each is told in short', async () => {
    const stop =
      'docker stop $(docker ps -q) && docker rm $(docker ps -aq) && docker rmi $(docker images -q)';
    const reply = await rig.ask(`cmd-explain ${stop}`, { locale: 'ko' });
    expect(headings(reply)).toHaveLength(6);
    expect(plainReply(reply)).toContain('docker images -q가 출력한 이미지를 지워요');
    expect(plainReply(reply)).not.toContain('ID만 출력해요');
    const more = await rig.ask(`cmd-explain ${stop}; docker volume rm $(docker volume ls -q)`);
    expect(headings(more)).toHaveLength(6);
    expect(plainReply(more)).toContain('2 more are left out');
  });

  test('of several lines, each line is one', async () => {
    const reply = await rig.ask('cmd-explain docker ps -aq | xargs -r docker rm\ndocker info');
    expect(headings(reply)).toEqual(['1. docker ps · docker rm', '2. docker info']);
    expect(plainReply(await rig.press(reply, '1. at length'))).toContain('2 docker commands in one line');
  });

  test('needs no name of the command in front', async () => {
    for (const line of [
      'cat a.sql | docker exec -i db mysql --host=x',
      'for c in $(docker ps -q); do docker stop $c; done',
      'watch docker ps',
      'ID=$(docker run -d nginx) && docker logs $ID',
    ]) {
      const reply = await rig.ask(line);
      expect(codeOf(reply)[0]).toBe(line);
      expect(reply.tone).toBeUndefined();
    }
    const talk = 'if the docker daemon is down';
    expect(codeOf(await rig.ask(talk))).not.toContain(talk);
  });
});

test('/cmd-explain of a question leads to the search', async () => {
  const reply = await rig.ask('cmd-explain how do I delete a container');
  expect(about(await rig.press(reply, 'Find a docker command'))).toBe('command:container rm');
});

describe('options by other names', () => {
  test.each([
    ['cmd-explain 명령:docker ps', 'command:container ls'],
    ['cmd-explain line: docker ps', 'command:container ls'],
    ['docker-cmd 작업:컨테이너 삭제', 'command:container rm'],
    ['concept 개념:볼륨', 'concept:volume'],
    ['compare a:docker b:vm 관점:커널', 'comparison:docker-vs-vm'],
  ])('/%s', async (line, id) => {
    expect(about(await rig.ask(line))).toBe(id);
  });

  test('JSON arrays with blanks need no quotes around them', async () => {
    const reply = await rig.ask('cmd-explain entrypoint:["nginx"] cmd:["-g", "daemon off;"]');
    expect(plainReply(reply)).toContain('CMD ["-g", "daemon off;"]');
  });

  test('a pasted file keeps what looks like an option', async () => {
    const reply = await rig.ask('cmd-explain FROM alpine\nENV FILE=x image:y\nCMD ["ls"]');
    expect(plainReply(reply)).toContain('ENV FILE=x image:y');
  });
});

describe('/daily set', () => {
  const place = (channel: string) => ({ tenant: 'typing-team', channel });
  const settings = (reply: Reply): string => plainReply(reply);

  test.each([
    ['09:00 월요일 수요일', ['09:00', 'Mon, Wed']],
    ['09:00 mon wed', ['09:00', 'Mon, Wed']],
    ['월~금 오후 6시 네트워크', ['18:00', 'weekdays', 'Networks and ports']],
    ['mon-fri 9am New York compose', ['09:00 (America/New_York)', 'weekdays', 'Docker Compose']],
    [
      'time: 9:30 pm days: mon, wed fri topics: volumes and data',
      ['21:30', 'Mon, Wed, Fri', 'Volumes and data'],
    ],
    [
      '시간:오전 9시 요일:평일 시간대:서울 주제:네트워크, 볼륨',
      ['09:00 (Asia/Seoul)', 'weekdays', 'Networks and ports'],
    ],
    ['tiem:09:00 day:mon zoen:seoul', ['09:00 (Asia/Seoul)', 'Mon']],
    ['매일 아침 9시에 도커파일 퀴즈 올려줘', ['09:00', 'every day', 'Dockerfile']],
    ['every day except sunday 9', ['09:00', 'Mon, Tue, Wed, Thu, Fri, Sat']],
  ])('%s', async (typed, told) => {
    const reply = await rig.ask(`daily set ${typed}`, place(typed));
    expect(reply.tone, settings(reply)).toBeUndefined();
    for (const each of told) expect(settings(reply)).toContain(each);
  });

  test('every fault is told at once, in the reader’s words', async () => {
    const reply = await rig.ask('daily set topics:astronomy', place('faults'));
    expect(plainReply(reply)).toContain('time is missing');
    expect(plainReply(reply)).toContain('has no chapter called astronomy');
    const korean = await rig.ask('daily set 25:00 요일:물요일 시간대:화성 주제:천문학', {
      ...place('faults'),
      locale: 'ko',
    });
    for (const part of ['시각이어야', '평일, 매일, 월요일', '시간대여야', '천문학이라는 단원은 없어요'])
      expect(plainReply(korean)).toContain(part);
  });

  test('a wrong chapter among good ones is put right, the others stay', async () => {
    const reply = await rig.ask('daily set 09:00 topics:dockerfile, astronomy', place('one wrong'));
    const call = buttonsOf(reply)[0]?.call;
    expect(call?.options['topics']).toMatch(/^dockerfile, /);
  });

  test.each([
    ['EST', 'America/New_York'],
    ['PST', 'America/Los_Angeles'],
    ['미국', 'America/New_York'],
    ['UTC+9', 'Asia/Seoul'],
  ])('%s offers %s', async (zone, best) => {
    const reply = await rig.ask(`daily set 09:00 ${zone}`, place(zone));
    expect(labels(reply)[0]).toBe(best);
    expect(settings(await rig.press(reply, best, place(zone)))).toContain(`(${best})`);
  });
});

describe('completion of topics, sides and choices', () => {
  const completed = async (typed: string, command = 'quiz', option = 'topic') =>
    (
      await rig.bot.complete(
        {
          command,
          options: { [option]: typed },
          account: { platform: 'web', tenant: 'team', id: 'Mina' },
          name: 'Mina',
          place: { platform: 'web', tenant: 'team', channel: 'general' },
          reader: 'ko',
          room: 'ko',
          at: rig.now,
          manager: async () => true,
        },
        option,
        25,
      )
    ).map(({ value }) => value);

  test.each([
    ['컴포즈', 'compose'],
    ['컴포ㅈ', 'compose'],
    ['ㅋㅍㅈ', 'compose'],
    ['도커파일', 'dockerfile'],
    ['ㄷㅋㅍㅇ', 'dockerfile'],
    ['네트워크', 'network'],
    ['네트워크를', 'network'],
    ['볼륨', 'storage'],
    ['볼륨은', 'storage'],
    ['볼', 'storage'],
    ['보안', 'production'],
    ['netwrk', 'network'],
    ['volum', 'storage'],
  ])('%s → %s', async (typed, chapter) => {
    expect((await completed(typed))[0]).toBe(chapter);
    expect((await completed(typed, 'daily set', 'topics'))[0]).toBe(chapter);
  });

  test.each([
    ['어려운 네트워ㅋ', '어려운 network'],
    ['hard volum', 'hard storage'],
    ['hard', 'hard basics'],
  ])('%s → %s, which is read as it stands', async (typed, value) => {
    const [best = ''] = await completed(typed);
    expect(best).toBe(value);
    expect((await rig.make({ command: 'quiz', options: { topic: best } })).tone).toBeUndefined();
  });

  test.each([
    ['저번 주', 'leaderboard', 'period', ['last-week']],
    ['이달', 'leaderboard', 'period', ['month']],
    ['last we', 'leaderboard', 'period', ['last-week']],
    ['쉬운', 'quiz', 'level', ['easy']],
    ['쉬', 'quiz', 'level', ['easy']],
  ])('%s, by another name of a choice', async (typed, command, option, values) => {
    expect(await completed(typed, command, option)).toEqual(values);
  });

  test.each([
    ['', 'docker run', '도커'],
    ['볼', '볼륨'],
    ['컨테이너', '컨테이너'],
    ['cm', 'CMD'],
    ['con', 'containerd'],
  ])('a side of a comparison: %s → %s', async (typed, ...sides) => {
    expect((await completed(typed, 'compare', 'a')).slice(0, sides.length)).toEqual(sides);
  });

  test('before anything is typed, the commands that everybody needs come first', async () => {
    const first = (await completed('', 'docker-cmd', 'task')).slice(0, 10);
    for (const id of ['container run', 'container ls', 'container exec', 'container logs'])
      expect(first).toContain(id);
  });

  test('goes on behind a comma, without what was taken', async () => {
    expect((await completed('네트워크,컴', 'daily set', 'topics'))[0]).toBe('네트워크,compose');
    expect(await completed('네트워크,', 'daily set', 'topics')).not.toContain('네트워크,network');
  });
});

describe('a command by another name, or by none', () => {
  const who = { tenant: 'nameless-team' };
  test.each([
    ['docker run -d nginx', 'docker run'],
    ['/docker ps', 'docker ps'],
    ['$ sudo docker ps -a', 'docker ps'],
    ['/explain docker ps', 'docker ps'],
    ['/비교 도커 가상머신', 'Docker containers and virtual machines'],
    ['/compare: docker vs vm', 'Docker containers and virtual machines'],
    ['/퀴즈 네트워크', 'A practice question'],
    ['/개념 볼륨', 'Volume'],
    ['/랭킹 전체', 'Leaderboard of all time'],
    ['/leaderboard 이번 달로', 'Leaderboard of this month'],
    ['/leaderboard last week', 'Leaderboard of last week'],
    ['/leaderboard this month', 'Leaderboard of this month'],
    ['/leaderboard for the last month', 'Leaderboard of last month'],
    ['/순위 지난주', 'Leaderboard of last week'],
    ['/순위 저번 주', 'Leaderboard of last week'],
    ['/순위표 지난달 순위 보여줘', 'Leaderboard of last month'],
    ['/leaderboard period:저번달', 'Leaderboard of last month'],
    ['/score me', 'Your score'],
    ['/score 내 점수', 'Your score'],
    ['/gorae compare docker vm', 'Docker containers and virtual machines'],
    ['/help 비교', '/compare'],
    ['/고래', 'Gorae, your study companion for Docker'],
    ['/도움말', 'Gorae, your study companion for Docker'],
    ['/help compare please', '/compare'],
    ['/concept 3장', '3. Containers'],
    ['/concept all', 'The map of Docker'],
    ['/quiz 3', 'A practice question'],
    ['/quiz topic:', 'A practice question'],
    ['/profile delete me', 'Shall I forget you?'],
  ])('%s → %s', async (line, title) => {
    const reply = await rig.ask(line, who);
    expect(reply.tone, plainReply(reply)).toBeUndefined();
    expect(plain(reply.title)).toBe(title);
  });

  test.each(['give me a question about volumes', '볼륨 문제 내줘', '볼륨 관련 문제', 'volume quiz'])(
    '/quiz %s asks about volumes',
    async (typed) => {
      expect((await rig.ask(`quiz ${typed}`, who)).about).toContain('concept:volume');
    },
  );

  test.each([
    ['hard', 'Hard', ''],
    ['/quiz 어려운 볼륨', 'Hard', 'volume'],
    ['dockerfile hard', 'Hard', 'dockerfile'],
    ['level:hard topic:volume', 'Hard', 'volume'],
    ['topic:volume level:hard', 'Hard', 'volume'],
    ['topic:volume hard', 'Hard', 'volume'],
    ['level:hard volume', 'Hard', 'volume'],
    ['level:hard easy volume', 'Hard', 'volume'],
    ['난이도:상 주제:볼륨', 'Hard', 'volume'],
    ['--level easy volume', 'Easy', 'volume'],
    ['볼륨에서 어려운 거', 'Hard', 'storage'],
    ['쉬운 거 하나 내줘', 'Easy', ''],
    ['give me a hard question about volumes', 'Hard', 'volume'],
    ['give me something easy', 'Easy', ''],
    ['dockerfile on hard', 'Hard', 'dockerfile'],
    ['보통 compose', 'Medium', 'compose'],
    // The concepts of these names have no such question, but the chapters have.
    ['고난도 도커파일', 'Hard', 'dockerfile'],
    ['초보자용 네트워크', 'Easy', 'network'],
  ])('/quiz %s: %s, %s', async (typed, level, topic) => {
    const reply = await rig.ask(typed.startsWith('/') ? typed : `quiz ${typed}`, who);
    expect(reply.tone, plainReply(reply)).toBeUndefined();
    expect(plainReply(reply)).toContain(`${level} · `);
    expect(buttonsOf(reply)[0]?.call.options).toMatchObject({
      level: level.toLowerCase(),
      topic: topic || 'all',
    });
  });

  test('/daily with settings sets, /daily pasue asks back, what is neither is helped', async () => {
    expect(plain((await rig.ask('daily 09:00 mon-fri', who)).title)).toBe('The daily quiz is set');
    expect(plain((await rig.ask('데일리 설정 매일 9시', who)).title)).toBe('The daily quiz was changed');
    expect(labels(await rig.ask('daily pasue', who))).toContain('/daily pause');
    expect(plain((await rig.ask('daily frob', who)).title)).toBe('/daily');
    expect(plain((await rig.ask('daily off please', who)).title)).toBe('The daily quiz is stopped');
  });

  test('/profile ko chooses the language', async () => {
    const reply = await rig.ask('profile ko', who);
    expect(plain(reply.title)).toMatch(/[가-힣]/);
    expect(plain((await rig.ask('profile english please', who)).title)).not.toMatch(/[가-힣]/);
  });

  test('/help with a question leads to the search', async () => {
    const reply = await rig.ask('help how do I delete a container', who);
    expect(about(await rig.press(reply, 'Find a docker command', who))).toBe('command:container rm');
  });
});

describe('/concept', () => {
  test.each(['volume and network', '볼륨이랑 네트워크', 'volume, network'])(
    '%s: both, each a press away',
    async (typed) => {
      const reply = await rig.ask(`concept ${typed}`);
      expect(reply.about).toEqual(['concept:volume', 'concept:network-driver']);
      expect(about(await rig.press(reply, 'Volume'))).toBe('concept:volume');
      expect((await rig.press(reply, 'Compare them')).tone).toBeUndefined();
    },
  );

  test.each(['vol', 'volumee'])('%s is a volume before it is VOLUME', async (typed) => {
    expect(about(await rig.ask(`concept ${typed}`))).toBe('concept:volume');
  });
});
