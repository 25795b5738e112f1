import { crowd } from '#tests/support/screen/crowd.ts';
import type { Shown, Stage } from '#tests/support/screen/stage.ts';

/** What is done on a stage of its own team, and what is seen on the way. */
export type Sample = (stage: Stage) => Promise<readonly Shown[]>;

/** One line typed, in each language. */
const line =
  (ko: string, en = ko): Sample =>
  async (stage) => [await stage.type(stage.locale === 'ko' ? ko : en)];

/** The same, then buttons pressed one after another; all that was seen. */
const pressed =
  (first: Sample, ...numbers: readonly number[]): Sample =>
  async (stage) => {
    const seen = [...(await first(stage))];
    for (const number of numbers) {
      const last = seen.at(-1);
      if (last) seen.push(await last.press(number));
    }
    return seen;
  };

const dockerfile = [
  'FROM node:22 AS build',
  'WORKDIR /app',
  'COPY . .',
  'RUN npm ci && npm run build',
  '',
  'FROM node:22-slim',
  'COPY --from=build /app/dist /app',
  'EXPOSE 3000',
  'ENTRYPOINT ["node", "/app/server.js"]',
  'CMD ["--port", "3000"]',
].join('\n');

const compose = [
  'services:',
  '  web:',
  '    image: nginx',
  '    ports: ["8080:80"]',
  '  app:',
  '    image: node:22',
  '    command: npm run build && npm start',
].join('\n');

const kubernetes = [
  'apiVersion: v1',
  'kind: Pod',
  'metadata: {name: web}',
  'spec:',
  '  containers:',
  '    - name: app',
  '      image: node:22',
  '      command: ["node"]',
  '      args: ["server.js", "--port", "3000"]',
].join('\n');

const powershell = ['docker run -it --rm `', '  -v $PWD:/app `', '  -w /app `', '  node:22 npm test'].join(
  '\n',
);

/** The form of `/cmd-explain`, filled in. */
const pasted =
  (dockerfile: string, args?: string): Sample =>
  async (stage) => {
    const form = await stage.type('/cmd-explain');
    return [await form.fill({ dockerfile, ...(args === undefined ? {} : { args }) })];
  };

const longRun =
  '/cmd-explain docker run -d --name web --restart unless-stopped -p 8080:80 -p 127.0.0.1:8443:443 -v web-data:/usr/share/nginx/html:ro -v /etc/ssl/certs:/certs:ro -e TZ=Asia/Seoul --env-file .env --memory 512m --cpus 1.5 --network front --health-cmd "curl -f http://localhost || exit 1" nginx:1.27-alpine nginx -g "daemon off;"';

/** A day of the quiz: `answers` others answer between the post and its reveal. */
const daily: Sample = async (stage) => {
  await stage.type('/daily set time:09:00 days:every');
  stage.now = stage.now.add({ minutes: 31 });
  const [asked] = await stage.beat();
  if (!asked) throw new Error('nothing was posted');
  const mine = await asked.press(0);
  stage.now = stage.now.add({ hours: 24 });
  const [revealed, next] = await stage.beat();
  if (!revealed || !next) throw new Error('nothing was revealed');
  return [asked, mine, revealed];
};

/** One of the first options is the right one sooner or later; what was answered wrong may be asked again as it was. */
const untilRight: Sample = async (stage) => {
  for (let time = 0; time < 30; time += 1) {
    const answer = await (await stage.type('/quiz')).press(time % 3);
    if (/Right!|정답이에요!/.test(answer.html)) return [answer];
  }
  throw new Error('no option was ever right');
};

const quiz =
  (...presses: readonly number[]): Sample =>
  async (stage) => {
    const seen = [await stage.type('/quiz dockerfile')];
    for (const number of presses) {
      const last = seen.at(-1);
      if (last) seen.push(await last.press(number));
    }
    return seen;
  };

const board =
  (others: number, ...also: readonly string[]): Sample =>
  async (stage) => {
    await crowd(stage, others);
    const question = await stage.type('/quiz');
    await question.press(0);
    const lines = ['/leaderboard', ...also];
    const seen: Shown[] = [];
    for (const each of lines) seen.push(await stage.type(each));
    return seen;
  };

/** Everything the bot can be asked for that looks like something of its own; each starts with an empty team. */
export const samples: Readonly<Record<string, Sample>> = {
  help: pressed(line('/help'), 0),
  'help-command': line('/help cmd-explain'),
  'help-unknown': line('/help compere'),
  ask: line('/ask 재시작 정책', '/ask restart policies'),
  'ask-nothing': line('/ask 오늘 점심 뭐 먹지', '/ask xqzvw vrrrt'),
  'explain-pipe': line('/cmd-explain docker ps -aq | xargs docker rm -f'),
  'compare-vm': line('/compare 도커와 가상머신', '/compare docker vs vm'),
  'compare-cmd': line('/compare CMD ENTRYPOINT'),
  'compare-one-side': line('/compare 볼륨', '/compare volume'),
  'compare-aspect': line('/compare a:docker b:vm aspect:kernel'),
  'compare-unwritten': line('/compare 레이어와 네트워크', '/compare layer vs network'),
  'compare-missing': line('/compare 쿠바네티스와 떡볶이', '/compare kubernets vs pizza'),
  'explain-run': line('/cmd-explain docker run -d -p 3000:80 --name web nginx'),
  'explain-run-long': line(longRun),
  'explain-compose-line': line('/cmd-explain docker compose -f prod.yml up -d --build --scale web=3 web'),
  'explain-powershell': pasted(powershell),
  'explain-fault': line('/cmd-explain docker run -pd 80:8O --nmae web Nginx'),
  'explain-hint': line('/cmd-explain docker run nginx -p 80:80'),
  'explain-rm': line('/cmd-explain docker rm -f $(docker ps -aq)'),
  'explain-old': line('/cmd-explain docker images -a'),
  'explain-several': pasted('docker build -t web .\ndocker run -d -p 80:80 web\ndocker ps -a'),
  'explain-foreign': line('/cmd-explain ls -la'),
  'explain-nothing': async (stage) => {
    const form = await stage.type('/cmd-explain');
    return [form, await form.fill({})];
  },
  'explain-dockerfile': pasted(dockerfile, '--port 8080'),
  'explain-what-if': async (stage) => {
    const [first] = await pasted(dockerfile)(stage);
    if (!first) throw new Error('nothing was said');
    const form = await first.press(0);
    return [form, await first.press(2), await first.press(3)];
  },
  'explain-mend': async (stage) => {
    const [first] = await pasted('FROM node:22\nCOPPY . .\nCMD ["node", "server.js"]')(stage);
    if (!first) throw new Error('nothing was said');
    const form = await first.press(0);
    return [
      first,
      form,
      await form.fill({ dockerfile: 'FROM node:22\nCOPY . .\nCMD ["node", "server.js"]' }),
    ];
  },
  'explain-matrix': line('/cmd-explain entrypoint:\'["nginx"]\' cmd:\'["-g", "daemon off;"]\' alone:yes'),
  'explain-quick': line('/cmd-explain image:alpine entrypoint:"app serve" args:"--debug"'),
  'explain-mistakes': pasted(
    "FROM ubuntu\nARG MODE=prod\nEXPOSE 80\nENTRYPOINT ['app', 'serve']\nCMD run $MODE\nCMD echo two",
  ),
  'explain-error': pasted('FROM node:22\nCOPPY . .\nCMD ["node"'),
  'explain-compose': pasted(compose),
  'explain-kubernetes': pasted(kubernetes),
  'docker-cmd': line('/docker-cmd 컨테이너 삭제', '/docker-cmd delete a container'),
  'docker-cmd-flags': pressed(line('/docker-cmd docker run'), 0),
  'docker-cmd-rare': line('/docker-cmd buildx imagetools create'),
  'docker-cmd-ambiguous': line('/docker-cmd 로그', '/docker-cmd show'),
  'docker-cmd-missing': line('/docker-cmd 떡볶이 주문', '/docker-cmd order a pizza'),
  'concept-map': line('/concept'),
  concept: line('/concept 레이어', '/concept layer'),
  'concept-guide': line('/concept 이미지 공유', '/concept share an image'),
  'concept-missing': line('/concept 떡볶이', '/concept pizza'),
  quiz: quiz(0, 0),
  'quiz-right': untilRight,
  'quiz-level': pressed(line('/quiz topic:network level:hard'), 0),
  'quiz-level-none': line('/quiz topic:볼륨 level:hard', '/quiz topic:volume level:hard'),
  'quiz-topic': line('/quiz 떡볶이', '/quiz pizza'),
  daily,
  'daily-show': pressed(line('/daily show'), 1),
  'daily-set': async (stage) => {
    const set = await stage.type('/daily set time:18:30 days:mon,wed,fri topics:dockerfile,storage');
    const form = await set.press(1);
    const paused = await set.press(0);
    return [set, form, paused, await paused.press(-1)];
  },
  'daily-wrong': line('/daily set time:25:00'),
  'daily-zone': line('/daily set time:09:00 zone:Asia/Soul'),
  score: async (stage) => {
    const empty = await stage.type('/score');
    for (const topic of ['dockerfile', 'basics', 'storage', 'images']) {
      const question = await stage.type(`/quiz ${topic}`);
      await question.press(1);
    }
    return [empty, await stage.type('/score')];
  },
  'leaderboard-empty': line('/leaderboard'),
  'leaderboard-1': board(0),
  'leaderboard-10': board(9, '/leaderboard month'),
  'leaderboard-40': board(40),
  'leaderboard-past': board(9, '/leaderboard last-week', '/leaderboard last-month'),
  'daily-now': async (stage) => {
    await stage.type('/daily set time:09:00 days:every');
    return [await stage.type('/daily now')];
  },
  profile: pressed(line('/profile show'), 3, 0),
  'profile-language': line('/profile language en', '/profile language ko'),
  hostile: line('/docker-cmd **bold** @everyone <!channel> `code` ||x|| # h\u202egnp.exe'),
};
