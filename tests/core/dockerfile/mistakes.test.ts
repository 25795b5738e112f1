// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is the spelling of Dockerfiles and shells
/** The classic mistakes of real Dockerfiles and lines, each with its fix; and good ones that look like them. */
import { describe, expect, test } from 'vitest';
import { effectiveProcess } from '#core/dockerfile/process.ts';

// Said of nearly every file: what only advises, and what the other tests hold.
const general = new Set(['JSONArgsRecommended', 'expose-is-not-publish']);

/** `code line: fix` of each hint. */
function told(dockerfile: string, run = ''): string[] {
  const { hints } = effectiveProcess({
    dockerfile,
    run: run === '' ? [] : (run.match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replaceAll('"', '')),
    bases: {},
  });
  return hints
    .filter(({ code }) => !general.has(code))
    .map(({ code, line, fix }) =>
      [code, line, fix && `→ ${fix}`].filter((part) => part !== undefined).join(' '),
    );
}

const entry = 'FROM debian:12\nENTRYPOINT';
const cmd = 'FROM debian:12\nCMD';

describe('a Dockerfile', () => {
  test.each([
    [
      'the shell behind the entry script of an image keeps the signals',
      'FROM node:22\nCMD node server.js',
      'signals-never-arrive 2 → CMD ["node", "server.js"]',
    ],
    [
      'so it does between two commands',
      'FROM node:22\nCMD npm run migrate && npm start',
      'signals-never-arrive 2 → CMD npm run migrate && exec npm start',
    ],
    [
      'a default of a variable is no reason not to exec',
      'FROM python:3.13\nCMD uvicorn main:app --port ${PORT:-8000}',
      'signals-never-arrive 2 → CMD exec uvicorn main:app --port ${PORT:-8000}',
    ],
    [
      'operators in quotes are none',
      `${cmd} bash -c "a && exec b"`,
      'signals-never-arrive 2 → CMD exec bash -c "a && exec b"',
    ],
    [
      'a shell in exec form is mended in exec form',
      `${entry} ["sh", "-c", "java $JAVA_OPTS -jar /a.jar"]`,
      'signals-never-arrive 2 → ENTRYPOINT ["sh", "-c", "exec java $JAVA_OPTS -jar /a.jar"]',
    ],
    ['scratch has no shell', 'FROM scratch\nCOPY app /\nCMD /app', 'no-shell-in-image 3 → CMD ["/app"]'],
    [
      'distroless has none either',
      'FROM gcr.io/distroless/static-debian12\nCOPY --from=b /src/app /usr/local/bin/app\nENTRYPOINT app --x',
      'no-shell-in-image 3 → ENTRYPOINT ["app", "--x"]',
    ],
    [
      'its node is the ENTRYPOINT already',
      'FROM gcr.io/distroless/nodejs22-debian12\nCMD ["node", "/app/server.js"]',
      'cmd-repeats-entrypoint 2 → CMD ["/app/server.js"]',
    ],
    [
      'CMD is no alternative to ENTRYPOINT',
      `${entry} ["python", "app.py"]\nCMD ["python", "app.py", "--debug"]`,
      'cmd-repeats-entrypoint 3 → CMD ["--debug"]',
    ],
    ['nginx forks', 'FROM nginx:1.27\nCMD ["nginx"]', 'ends-at-once 2 → CMD ["nginx", "-g", "daemon off;"]'],
    ['sshd forks', `${cmd} ["/usr/sbin/sshd"]`, 'ends-at-once 2 → CMD ["/usr/sbin/sshd", "-D"]'],
    ['crond forks', 'FROM alpine:3.21\nCMD crond -l 8', 'ends-at-once 2 → CMD ["crond", "-f", "-l", "8"]'],
    [
      'apachectl start forks',
      `${cmd} apachectl start`,
      'ends-at-once 2 → CMD ["apachectl", "-D", "FOREGROUND"]',
    ],
    [
      'pm2 start forks',
      'FROM node:22\nCMD ["pm2", "start", "a.js"]',
      'ends-at-once 2 → CMD ["pm2-runtime", "start", "a.js"]',
    ],
    [
      'gunicorn --daemon forks',
      `${cmd} ["gunicorn", "--daemon", "a:b"]`,
      'ends-at-once 2 → CMD ["gunicorn", "a:b"]',
    ],
    [
      'tail watches nothing',
      `${cmd} service nginx start && tail -f /dev/null`,
      'kept-alive 2 → CMD ["nginx", "-g", "daemon off;"]',
    ],
    [
      'a server in RUN never ends',
      'FROM node:22\nRUN npm ci && npm start',
      'server-in-run 2 → CMD ["npm", "start"]',
    ],
    [
      'a service of RUN is gone',
      'FROM debian:12\nRUN service nginx start\nCMD ["app"]',
      'service-in-run 2 → CMD ["nginx", "-g", "daemon off;"]',
    ],
    [
      'exec form joins nothing',
      `${cmd} ["npm", "run", "a", "&&", "npm", "start"]`,
      'operator-without-shell 2 → CMD ["/bin/sh", "-c", "npm run a && npm start"]',
    ],
    [
      'exec form redirects nothing',
      `${cmd} ["a", ">", "b"]`,
      'operator-without-shell 2 → CMD ["/bin/sh", "-c", "a > b"]',
    ],
    [
      'source is no program',
      `${cmd} ["source", "/env"]`,
      'builtin-without-shell 2 → CMD ["/bin/sh", "-c", "source /env"]',
    ],
    [
      '~ is not filled in',
      `${cmd} ["~/run.sh"]`,
      'pattern-without-shell 2 → CMD ["/bin/sh", "-c", "exec ~/run.sh"]',
    ],
    [
      'nor is a pattern',
      `${cmd} ["java", "-jar", "target/*.jar"]`,
      'pattern-without-shell 2 → CMD ["/bin/sh", "-c", "exec java -jar target/*.jar"]',
    ],
    ['quotes around all of it', `${cmd} "npm start"`, 'quoted-shell-form 2 → CMD ["npm", "start"]'],
    ['brackets left out', `${cmd} "node", "a.js"`, 'quoted-shell-form 2 → CMD ["node", "a.js"]'],
    [
      '$@ without a $0 before it',
      `${entry} ["sh", "-c", "exec app \\"$@\\""]\nCMD ["a"]`,
      'swallowed-arguments 2 → ENTRYPOINT ["sh", "-c", "exec app \\"$@\\"", "--"]',
    ],
    [
      'sh -c takes one word',
      `${entry} ["sh", "-c"]\nCMD ["exec", "app"]`,
      'swallowed-arguments 3 → CMD ["exec app"]',
    ],
    [
      'an ARG before FROM is not seen in RUN',
      'ARG V=1\nFROM debian:12\nRUN echo $V',
      'arg-before-from 3 → ARG V',
    ],
    ['nor in LABEL', 'ARG V=1\nFROM node:22\nLABEL v=$V', 'UndefinedVar 3 → ARG V'],
    [
      'nor is a platform',
      'FROM golang:1.24\nRUN GOARCH=$TARGETARCH go build',
      'arg-before-from 2 → ARG TARGETARCH',
    ],
    [
      'dash has no pipefail',
      'FROM debian:12\nSHELL ["/bin/sh", "-o", "pipefail", "-c"]',
      'sh-without-pipefail 2 → SHELL ["/bin/bash", "-o", "pipefail", "-c"]',
    ],
    [
      'CMD stays in its stage',
      'FROM node:22 AS build\nCMD ["npm", "start"]\nFROM scratch\nCOPY --from=build /a /a',
      'cmd-in-other-stage 2 → CMD ["npm", "start"]',
    ],
    ['nothing at all', 'FROM scratch\nCOPY a /a', 'nothing-to-run → CMD ["…"]'],
  ])('%s', (_, dockerfile, expected) => expect(told(dockerfile)).toContain(expected));

  test('an ARG in exec form lacks both, a shell and a value', () => {
    expect(told('FROM node:22\nARG PORT=1\nCMD ["node", "a.js", "$PORT"]')).toEqual([
      'variable-in-exec-form 3 → CMD ["/bin/sh", "-c", "exec node a.js $PORT"]',
      'arg-in-cmd 3 → ENV PORT=$PORT',
    ]);
  });
});

describe('docker run', () => {
  test.each([
    [
      'ENTRYPOINT stays',
      `${entry} ["app"]`,
      '-it @ bash',
      'shell-behind-entrypoint → docker run -it --entrypoint bash IMAGE',
    ],
    ['a line in quotes', `${cmd} ["a"]`, '@ "ls -l"', 'one-word-argument → docker run IMAGE ls -l'],
    [
      'a line for a shell',
      `${cmd} ["a"]`,
      '@ "ls | wc"',
      "one-word-argument → docker run IMAGE sh -c 'ls | wc'",
    ],
    [
      'quotes in a line for a shell',
      `${cmd} ["a"]`,
      `@ "echo 'a' | wc"`,
      `one-word-argument → docker run IMAGE sh -c 'echo '\\''a'\\'' | wc'`,
    ],
    ['a variable', `${cmd} ["a"]`, '@ echo $A', "variable-without-shell → docker run IMAGE sh -c 'echo $A'"],
    [
      '-it behind the program',
      `${cmd} ["a"]`,
      '@ bash -it',
      'run-args-look-like-flags → docker run -it IMAGE bash',
    ],
    [
      '-it behind the image',
      `${cmd} ["a"]`,
      '@ -it bash',
      'run-args-look-like-flags → docker run -it IMAGE bash',
    ],
    [
      'a port behind the program',
      'FROM node:22',
      '@ node a.js -p 80:80',
      'run-args-look-like-flags → docker run -p 80:80 IMAGE node a.js',
    ],
    [
      'a volume for an entry script',
      'FROM nginx:1.27',
      '@ -v /a:/b',
      'run-args-look-like-flags → docker run -v /a:/b IMAGE',
    ],
  ])('%s', (_, dockerfile, run, expected) => expect(told(dockerfile, run)).toEqual([expected]));

  test('--entrypoint is no JSON', () => {
    const { hints } = effectiveProcess({
      dockerfile: `${cmd} ["a"]`,
      run: ['--entrypoint', '["sh", "-c"]', '@', 'ls'],
      bases: {},
    });
    expect(hints).toContainEqual(
      expect.objectContaining({ code: 'entrypoint-one-word', fix: '--entrypoint sh @ -c ls' }),
    );
  });
});

describe('nothing is said against', () => {
  test.each([
    'FROM node:22-alpine\nCMD node server.js',
    'FROM node:22\nENV X=1\nCMD ["sh", "-c", "exec node a.js --port $X"]',
    'FROM node:22\nENTRYPOINT ["tini", "--"]\nENV X=1\nCMD ["sh", "-c", "exec node $X"]',
    'FROM debian:12\nENTRYPOINT ["/usr/bin/env", "bash", "-c"]\nCMD ["exec app"]',
    'FROM debian:12\nENTRYPOINT ["sh", "-c", "exec app \\"$@\\"", "--"]\nCMD ["a"]',
    'FROM debian:12\nCMD ["find", "/", "-exec", "rm", "{}", ";"]',
    'FROM debian:12\nCMD ["awk", "{ print $NF }"]',
    'FROM alpine:3.21\nENTRYPOINT ["envsubst", "$A $B"]',
    'FROM alpine:3.21\nRUN echo "daemon off;" >> /etc/nginx/nginx.conf\nCMD ["nginx"]',
    'FROM nginx:1.27\nCOPY nginx.conf /etc/nginx/nginx.conf\nCMD ["nginx"]',
    'FROM nginx:1.27\nENTRYPOINT ["nginx", "-g", "daemon off;"]',
    'FROM debian:12\nCMD ["/usr/sbin/sshd", "-De"]',
    'FROM alpine:3.21\nCMD ["crond", "-fl", "8"]',
    'FROM node:22\nRUN npm start & sleep 5 && npm test',
    'FROM python:3.13\nRUN gunicorn --version',
    'FROM debian:12\nRUN service mysql start && mysql -e "x"',
    'ARG NODE_VERSION=22\nFROM node:$NODE_VERSION\nRUN echo $NODE_VERSION',
    'FROM debian:12\nRUN TARGETARCH=$(uname -m) && echo $TARGETARCH',
    'FROM scratch\nCOPY --from=busybox:1 /bin/busybox /bin/sh\nCMD echo hi',
    'FROM scratch\nADD rootfs.tar.xz /\nCMD ["/bin/bash"]',
    'FROM gcr.io/distroless/base-debian12:debug\nENTRYPOINT ["/app"]',
    'FROM mcr.microsoft.com/dotnet/aspnet:8.0\nENTRYPOINT ["dotnet", "a.dll"]',
    'FROM debian:12\nENTRYPOINT ["app"]\nCMD ["app-config"]',
    'FROM debian:12\nENTRYPOINT ["/entrypoint.sh", "app"]\nCMD ["app"]',
    'FROM debian:12\nCMD exec "/opt/my app/run" --x',
    'FROM alpine:3.21\nSHELL ["/bin/ash", "-o", "pipefail", "-c"]\nCMD ["app"]',
    'FROM acme/own:1 AS a\nENTRYPOINT ["x"]\nFROM a',
  ])('%j', (dockerfile) => expect(told(dockerfile)).toEqual([]));

  test.each([
    ['FROM node:22', '-v'],
    ['FROM node:22', '-e 1+1'],
    ['FROM redis:7', 'redis-cli -p 6379'],
    ['FROM mysql:8', 'mysql -p -e select'],
    ['FROM mysql:8', '--user=x'],
    ['FROM ubuntu:24.04', 'ls -d /x'],
    ['FROM ubuntu:24.04', 'app --name x'],
    ['FROM ubuntu:24.04', 'sh -c $X'],
    ['FROM postgres:17', 'bash'],
    ['FROM debian:12\nENTRYPOINT ["/run.sh"]', 'bash'],
    ['FROM debian:12\nCMD app', '--init @'],
    ['FROM acme/own:1\nENTRYPOINT ["x"]', 'a b'],
  ])('%s, %s', (dockerfile, run) =>
    expect(told(dockerfile, run).filter((one) => !one.startsWith('latest-tag'))).toEqual([]),
  );
});
