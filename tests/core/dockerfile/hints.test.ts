// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is the spelling of Dockerfiles and shells
/** Mistakes are named, and each fix repairs what it is for. */
import { describe, expect, test } from 'vitest';
import type { BaseImage } from '#core/dockerfile/images.ts';
import { effectiveProcess } from '#core/dockerfile/process.ts';

const bases: Record<string, BaseImage> = {
  'none:1': { Sh: 'dash' },
  'cmd:1': { Cmd: ['base', 'cmd'], Sh: 'dash' },
  'entry:1': { Entrypoint: ['entry'] },
};

const hints = (dockerfile: string, ...run: string[]) => effectiveProcess({ dockerfile, run, bases }).hints;
const find = (code: string, dockerfile: string, ...run: string[]) =>
  hints(dockerfile, ...run).find((hint) => hint.code === code);

describe('hints', () => {
  test.each([
    ['JSONArgsRecommended', 2, 'FROM none:1\nCMD node app.js', 'CMD ["node", "app.js"]'],
    ['JSONArgsRecommended', 2, 'FROM none:1\nCMD node app.js && x', undefined],
    ['MultipleInstructionsDisallowed', 2, 'FROM none:1\nCMD ["a"]\nCMD ["b"]', undefined],
    ['MultipleInstructionsDisallowed', 2, 'FROM none:1\nHEALTHCHECK CMD a\nHEALTHCHECK NONE', undefined],
    ['NoEmptyContinuation', 4, 'FROM none:1\nRUN a \\\n\n b', undefined],
    ['StageNameCasing', 1, 'FROM none:1 AS Build', 'build'],
    ['FromAsCasing', 1, 'FROM none:1 as build', 'AS'],
    ['ConsistentInstructionCasing', 2, 'FROM none:1\nRun a\nCMD ["a"]', 'RUN'],
    ['LegacyKeyValueFormat', 2, 'FROM none:1\nENV A b c', 'ENV A="b c"'],
    ['LegacyKeyValueFormat', 2, 'FROM none:1\nLABEL a b', 'LABEL a=b'],
    ['MaintainerDeprecated', 2, 'FROM none:1\nMAINTAINER me', 'LABEL org.opencontainers.image.authors="me"'],
    ['WorkdirRelativePath', 2, 'FROM none:1\nWORKDIR app', 'WORKDIR /app'],
    ['UndefinedVar', 2, 'FROM none:1\nCOPY $NOPE /', undefined],
    ['UndefinedArgInFrom', 1, 'FROM none:1$NOPE', 'ARG NOPE=…'],
    ['SecretsUsedInArgOrEnv', 2, 'FROM none:1\nENV API_TOKEN=x', 'docker run -e API_TOKEN …'],
    [
      'SecretsUsedInArgOrEnv',
      2,
      'FROM none:1\nARG NPM_TOKEN',
      'RUN --mount=type=secret,id=NPM_TOKEN,env=NPM_TOKEN …',
    ],
    ['DuplicateStageName', 2, 'FROM none:1 AS a\nFROM none:1 AS a', 'FROM none:1 AS a-2'],
    ['ReservedStageName', 1, 'FROM none:1 AS scratch', undefined],
    ['RedundantTargetPlatform', 1, 'FROM --platform=$TARGETPLATFORM none:1', 'FROM none:1'],
    ['FromPlatformFlagConstDisallowed', 1, 'FROM --platform=linux/amd64 none:1', 'FROM none:1'],
    ['latest-tag', 1, 'FROM node', undefined],
    ['unknown-base', 1, 'FROM nobody/knows:1', undefined],
    ['invalid-json-shell-form', 2, "FROM none:1\nCMD ['a', 'b']", 'CMD ["a", "b"]'],
    ['invalid-json-shell-form', 2, 'FROM none:1\nCMD ["a",]', 'CMD ["a"]'],
    ['invalid-json-shell-form', 2, 'FROM none:1\nCMD [“a”]', 'CMD ["a"]'],
    ['invalid-json-shell-form', 2, 'FROM none:1\nCMD ["a"] # b', 'CMD ["a"]'],
    ['invalid-json-shell-form', 2, 'FROM none:1\nCMD ["a"', 'CMD ["a"]'],
    ['invalid-json-shell-form', 2, 'FROM none:1\nCMD ["c:\\x"]', 'CMD ["c:\\\\x"]'],
    ['base-cmd-cleared', 2, 'FROM cmd:1\nENTRYPOINT ["e"]', 'CMD ["base", "cmd"]'],
    ['swallowed-arguments', 2, 'FROM none:1\nENTRYPOINT app a\nCMD ["b"]', 'ENTRYPOINT ["app", "a"]'],
    ['signals-never-arrive', 2, 'FROM none:1\nCMD app a', 'CMD ["app", "a"]'],
    ['signals-never-arrive', 3, 'FROM none:1\nENV X=1\nCMD app $X', 'CMD exec app $X'],
    ['arg-in-cmd', 3, 'FROM none:1\nARG V=1\nCMD app $V', 'ENV V=$V'],
    ['variable-in-exec-form', 2, 'FROM none:1\nCMD ["app","$V"]', 'CMD ["/bin/sh", "-c", "exec app $V"]'],
    ['expose-is-not-publish', 2, 'FROM none:1\nEXPOSE 80/tcp\nCMD ["a"]', 'docker run -p 80:80'],
    ['one-word-exec-form', 2, 'FROM none:1\nCMD ["node app.js"]', 'CMD ["node", "app.js"]'],
    ['shell-cmd-under-entrypoint', 3, 'FROM none:1\nENTRYPOINT ["e"]\nCMD a b', 'CMD ["a", "b"]'],
    ['ends-at-once', 2, 'FROM none:1\nCMD service nginx start', 'CMD ["nginx", "-g", "daemon off;"]'],
    ['ends-at-once', 2, 'FROM none:1\nCMD ["/etc/init.d/x", "start"]', undefined],
    ['ends-at-once', 2, 'FROM none:1\nCMD app a &', 'CMD app a'],
    [
      'no-systemd',
      2,
      'FROM none:1\nCMD ["systemctl", "start", "nginx"]',
      'CMD ["nginx", "-g", "daemon off;"]',
    ],
    ['ExposeInvalidFormat', 2, 'FROM none:1\nEXPOSE 8080:80', 'EXPOSE 80'],
    ['ExposeProtoCasing', 2, 'FROM none:1\nEXPOSE 80/TCP', 'EXPOSE 80/tcp'],
    ['InvalidDefaultArgInFrom', 2, 'ARG V\nFROM none:$V', 'ARG V=…'],
    ['empty-program', undefined, 'FROM none:1\nCMD [""]', undefined],
  ])('%s', (code, line, dockerfile, fix) => {
    const found = find(code, dockerfile);
    expect(found?.message).toBeTruthy();
    expect(found?.line).toBe(line);
    expect(found?.fix).toBe(fix);
  });

  test('of docker run', () => {
    expect(find('entrypoint-one-word', 'FROM cmd:1', '--entrypoint', 'sh -c', '@', 'x')?.fix).toBe(
      '--entrypoint sh @ -c x',
    );
    expect(find('entrypoint-option-drops-cmd', 'FROM cmd:1', '--entrypoint', '', '@')?.fix).toBe(
      '--entrypoint "" @ base cmd',
    );
    expect(find('run-args-look-like-flags', 'FROM cmd:1', '@', '-p', '80:80')?.fix).toBe(
      'docker run -p 80:80 IMAGE',
    );
    expect(find('run-args-look-like-flags', 'FROM entry:1', '@', '--name', 'n')).toBeDefined();
    expect(find('run-args-look-like-flags', 'FROM entry:1', '@', '--verbose')).toBeUndefined();
    expect(find('expose-is-not-publish', 'FROM cmd:1\nEXPOSE 80', '-p', '80:80', '@')).toBeUndefined();
    expect(find('swallowed-arguments', 'FROM none:1\nENTRYPOINT app "$@"', 'x')?.fix).toBe(
      'ENTRYPOINT ["/bin/sh", "-c", "app \\"$@\\"", "--"]',
    );
    expect(find('swallowed-arguments', 'FROM none:1\nENTRYPOINT app "$@"')).toBeUndefined();
    expect(find('swallowed-arguments', 'FROM none:1\nENTRYPOINT app $0 $1', 'x')).toBeUndefined();
    expect(find('swallowed-arguments', 'FROM none:1\nENTRYPOINT ["sh", "-c"]\nCMD ["echo", "hi"]')?.fix).toBe(
      'CMD ["echo hi"]',
    );
    expect(
      find('swallowed-arguments', 'FROM none:1\nENTRYPOINT ["sh", "-c"]\nCMD ["echo hi"]'),
    ).toBeUndefined();
  });

  test('a clean file has none', () => {
    const clean =
      'FROM none:1 AS build\nWORKDIR /app\nENV NODE_ENV=production\nUSER node\nENTRYPOINT ["node"]\nCMD ["app.js"]\n';
    expect(hints(clean)).toEqual([]);
  });
});

test.each([
  'FROM debian:12\nENTRYPOINT ["app"]',
  'FROM python:3.13\nENTRYPOINT ["python", "app.py"]',
  'FROM node:22\nENTRYPOINT ["node", "app.js"]',
  'FROM eclipse-temurin:21-jre\nENTRYPOINT ["java", "-jar", "/app.jar"]',
  'FROM alpine:3.21\nENTRYPOINT ["/sbin/tini", "--"]\nCMD ["app"]',
  'FROM debian:12\nENTRYPOINT ["docker-entrypoint.sh"]\nCMD ["mysqld"]',
  'FROM nginx:1.27\nSTOPSIGNAL SIGQUIT\nCMD ["nginx", "-g", "daemon off;"]',
  'FROM golang:1.24 AS build\nRUN go build -o /app\nFROM scratch\nCOPY --from=build /app /app\nENTRYPOINT ["/app"]',
  'ARG GO=1.24\nFROM --platform=$BUILDPLATFORM golang:${GO} AS b\nARG TARGETOS TARGETARCH\nFROM alpine:3.21\nCOPY --from=b / /\nCMD ["app"]',
  'FROM ubuntu:24.04\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN a | b\nCMD ["bash"]',
  'FROM alpine:3.21\nENV PORT=80\nCMD ["sh", "-c", "exec app --port $PORT"]',
  'FROM alpine:3.21\nARG USER=app\nRUN adduser -D $USER\nUSER $USER\nWORKDIR /home/$USER\nCMD ["sh"]',
  'FROM postgres:17\nENV POSTGRES_PASSWORD_FILE=/run/secrets/db\nCOPY init.sql /docker-entrypoint-initdb.d/',
  'FROM debian:12\nCMD ["sh", "-c", "service cron start && exec app"]',
  'FROM python:3.13\nCOPY <<EOF /app.py\nprint("CMD")\nEOF\nENTRYPOINT ["python"]\nCMD ["/app.py"]',
])('nothing is said against %j', (dockerfile) => expect(hints(dockerfile)).toEqual([]));

describe('steps', () => {
  const rules = (dockerfile: string, ...run: string[]) =>
    effectiveProcess({ dockerfile, run, bases }).steps.map(({ rule, line }) =>
      line === undefined ? rule : `${rule}:${line}`,
    );

  test('tell each rule in order', () => {
    expect(rules('FROM cmd:1\nENTRYPOINT ["e"]\nCMD ["c"]', 'x')).toEqual([
      'base-image:1',
      'exec-form:2',
      'entrypoint-clears-base-cmd:2',
      'exec-form:3',
      'args-replace-cmd',
      'args-after-entrypoint',
    ]);
    expect(rules('FROM none:1\nCMD app', '--init', '@')).toEqual([
      'shell-form:2',
      'cmd-alone',
      'shell-starts',
      'init',
    ]);
    expect(rules('FROM cmd:1', '--entrypoint', 'x', '@')).toEqual([
      'base-image:1',
      'entrypoint-option',
      'entrypoint-option-drops-cmd',
    ]);
    expect(rules('FROM cmd:1 AS a\nONBUILD CMD ["c"]\nFROM a\nENTRYPOINT ["e"]')).toEqual([
      'base-image:1',
      'onbuild-later:2',
      'from-stage:3',
      'onbuild-trigger:3',
      'exec-form:3',
      'exec-form:4',
      'entrypoint-keeps-cmd:4',
      'cmd-after-entrypoint',
    ]);
  });
});
