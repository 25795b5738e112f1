// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is the spelling of Dockerfiles and shells
/** Corners of the builder's reading, each as the sources of BuildKit 0.25 have it: what comes out, or the fault and its line. */
import { describe, expect, test } from 'vitest';
import { effectiveProcess } from '#core/dockerfile/process.ts';

const bases = { none: {}, cmd: { Cmd: ['base', 'cmd'] } };

function build(dockerfile: string, target?: string) {
  const result = effectiveProcess({
    dockerfile,
    run: ['@', 'x'],
    bases,
    ...(target !== undefined && { target }),
  });
  return 'error' in result ? result.error : result.image;
}

describe('builds', () => {
  test.each([
    ['a directive without a value is none', '# escape=\nFROM none\nCMD a \\\n b', '/bin/sh -c a  b'],
    ['no-break spaces end a directive', '# escape\u00a0=`\nFROM none\nCMD a \\\n b', '/bin/sh -c a  b'],
    ['#! is a comment', '#!/usr/bin/env x\n# escape=`\nFROM none\nCMD a \\\n b', '/bin/sh -c a  b'],
    ['a first line of a backslash', '\\\nFROM none\nCMD a', '/bin/sh -c a'],
    ['a continuation at the end', 'FROM none\nCMD a \\', '/bin/sh -c a'],
    ['blanks behind the backslash', 'FROM none\nCMD a\\ \t\n  b', '/bin/sh -c a  b'],
    ['a no-break space behind it', 'FROM none\nCMD a\\\u00a0', '/bin/sh -c a\\'],
    ['an escaped line end is none', 'FROM none\nCMD a \\\\\nUSER x', '/bin/sh -c a \\\\'],
    ['comments that end in a backslash', 'FROM none\n# c \\\nCMD a', '/bin/sh -c a'],
    ['comments inside are no ends', 'FROM none\nCMD a \\\n  # c \\\n# d\n  b', '/bin/sh -c a   b'],
    ['stage names are found in any case', 'FROM cmd AS One\nFROM one', 'base cmd'],
    ['TARGETSTAGE is the last name', 'FROM none AS a\nFROM ${TARGETSTAGE#x} AS cmd', 'base cmd'],
    ['an empty match is replaced', 'ARG E=\nFROM ${E/*/cmd}', 'base cmd'],
    ['each place is an empty match', 'ARG V=m\nFROM c${V///}d', 'base cmd'],
    ['an escaped slash in a pattern', 'ARG V=c/md\nFROM ${V/\\//}', 'base cmd'],
    ['shortest and longest ends', 'ARG V=cmd.x.y\nFROM ${V%%.*}', 'base cmd'],
    ['a heredoc in an unclosed quote is none', 'FROM none\nRUN echo "<<EOF\nCMD ["a"]', 'a'],
    ['a heredoc behind an escape is none', 'FROM none\nRUN echo \\<<EOF\nCMD ["a"]', 'a'],
    ['a word before it is no heredoc', 'FROM none\nRUN a<<EOF\nCMD ["a"]', 'a'],
    ['a quoted name with a blank', 'FROM none\nRUN <<"E F"\nCMD no\nE F\nCMD ["a"]', 'a'],
    ['a variable for a name stays', 'FROM none\nRUN <<$A\nCMD no\n$A\nCMD ["a"]', 'a'],
    ['two documents on a line', 'FROM none\nRUN <<A <<B\nB\nA\nCMD no\nB\nCMD ["a"]', 'a'],
    ['a document in a trigger', 'FROM none AS a\nONBUILD RUN <<E\nCMD no\nE\nFROM a\nCMD ["a"]', 'a'],
    ['no-break space behind an array', 'FROM none\nCMD ["a"]\u00a0', 'a'],
    ['flags end at --', 'FROM none\nCMD -- ["a"]', 'a'],
    ['-- alone leaves nothing', 'FROM none\nCMD --', '/bin/sh -c '],
    [
      'mounts of every kind',
      'FROM none\nARG T=/x\nRUN --mount=type=cache,id=$T,target=$T,sharing=locked --mount=type=secret,id=a,env=A,required --mount=type=tmpfs,size=1g,dst=/y --mount=type=ssh a\nCMD ["a"]',
      'a',
    ],
    [
      'a mount without a source counts as a stage',
      'FROM none\nRUN --mount=type=cache,target=/x a\nCOPY --from=1 / /\nCMD ["a"]',
      'a',
    ],
    ['ports are a range', 'FROM none\nEXPOSE 80-90/UDP\nCMD ["a"]', 'a'],
    [
      'a number too big for a stage is a name',
      'FROM none\nCOPY --from=99999999999999999999 / /\nCMD ["a"]',
      'a',
    ],
  ])('%s', (_, dockerfile, cmd) => {
    const image = build(dockerfile);
    expect('Cmd' in image && (image.Cmd ?? []).join(' ')).toBe(cmd);
  });
});

describe('refuses', () => {
  test.each([
    ['# escape= \nFROM none', 1, "invalid escape token ' ' does not match ` or \\"],
    ['# escape=\\\\\nFROM none', 1, "invalid escape token '\\\\' does not match ` or \\"],
    ['FROM none\nENV A=${B:#x}', 2, 'unsupported modifier (:#) in substitution'],
    ['FROM none\nENV A=${B/\\x/y}', 2, "invalid pattern (\\x) in substitution: invalid escape '\\x'"],
    ['FROM none\nUSER ${B:?who}', 2, 'failed to process "${B:?who}": B: who'],
    ['FROM none\nCOPY <<"F /a', 2, 'unexpected end of statement while looking for matching double-quote'],
    ['FROM none\nEXPOSE z a', 2, 'invalid containerPort: a'],
    ['FROM none\nEXPOSE 80 ${', 2, "syntax error: missing '}'"],
    ['FROM none\nEXPOSE 80/Foo', 2, 'invalid proto: Foo'],
    ['FROM none\nEXPOSE 90-80', 2, 'invalid containerPort: 90-80'],
    [
      'FROM none AS a\nCOPY --from=a / /\nUSER x\nCOPY --from=0 / /',
      4,
      'circular dependency detected on stage: a',
    ],
    ['FROM none\nSHELL ["c:\\x", "-c"]', 2, 'includes a file path without an escaped back-slash'],
    ['FROM scratch\nRUN a b', 2, 'process "/bin/sh -c a b" did not complete successfully'],
    ['FROM --platform=$BULIDPLATFORM none', 1, '$BULIDPLATFORM (did you mean BUILDPLATFORM?)'],
    [
      'ARG MY_ARCH=arm64\nFROM --platform=linux/${MYARCH} none',
      2,
      'invalid argument (did you mean MY_ARCH?)',
    ],
    ['# check=foo\nFROM none\nFOO', undefined, 'failed to parse check options: invalid check option "foo"'],
    ['# check=error=maybe\nFROM none', undefined, 'failed to parse check option "error=maybe"'],
    [
      '#!x\n# check=error=true\nFROM none:1\nCMD a',
      undefined,
      'lint violation found for rules: JSONArgsRecommended',
    ],
    ['FROM none\nONBUILD CMD ["a", 1]', 2, 'arrays must be comprised of strings only'],
    [
      'FROM none\nRUN --mount=type=chache,target=/x a',
      2,
      'unsupported mount type "chache" (did you mean cache?)',
    ],
    ['FROM none\nRUN --mount=target a', 2, "invalid field 'target' must be a key=value pair"],
    [
      'FROM none\nRUN --mount=type=cache,traget=/x a',
      2,
      "unexpected key 'traget' in 'traget=/x' (did you mean target?)",
    ],
    ['FROM none\nRUN --mount=size=1g,target=/x a', 2, "unexpected key 'size' for mount type 'bind'"],
    ['FROM none\nRUN --mount=type=cache,sharing=all,target=/x a', 2, 'unsupported sharing value "all"'],
    ['FROM none\nRUN --mount=type=cache,uid=me,target=/x a', 2, 'invalid value me for uid'],
    ['FROM none\nRUN --mount=target=/x,mode=755 a', 2, 'mode not allowed for "bind" type mounts'],
    ['FROM none\nRUN --mount=type=secret a', 2, 'invalid secret mount. one of source, target required'],
    ['FROM none\nRUN --mount=type=secret,id=a,from=b a', 2, 'secret mount should not have a from'],
    ['FROM none\nRUN --mount=from=$A,target=/x a', 2, "'from' doesn't support variable expansion"],
    [
      'FROM none AS a\nRUN --mount=from=b,target=/x y\nFROM none AS b\nFROM a',
      2,
      'cannot mount from stage "b" to "/x", stage needs to be defined before current command',
    ],
    ['FROM none\n\nFROM\n', 3, 'FROM requires either one or three arguments'],
    ['FROM none AS a\nFROM a b c', 2, 'FROM requires either one or three arguments'],
    ['FROM none\nCMD ["a"\n, "b"]', 3, 'unknown instruction: ,'],
    ['FROM none\nHEALTHCHECK CMD\u00a0x', 2, 'in HEALTHCHECK (try CMD)'],
    [`FROM none\nCMD ${'a'.repeat(65_536)}`, 1, 'dockerfile line greater than max allowed size of 65535'],
    ['# only\n\n# comments', undefined, 'file with no instructions'],
    ['', undefined, 'the Dockerfile cannot be empty'],
    ['ARG A=1', undefined, 'dockerfile contains no stages to build'],
  ])('%j', (dockerfile, line, message) => {
    const fault = build(dockerfile);
    expect(fault).toMatchObject({ at: 'build', message: expect.stringContaining(message) });
    expect('line' in fault ? fault.line : undefined).toBe(line);
  });

  test('two blanks before # hide the settings, not the escape', () => {
    expect(build('  # check=error=true\nFROM none\nCMD a')).toEqual({
      Entrypoint: null,
      Cmd: ['/bin/sh', '-c', 'a'],
    });
    expect(build('  # escape=`\nFROM none\nCMD a `\n b')).toMatchObject({ Cmd: ['/bin/sh', '-c', 'a  b'] });
  });
});

describe('the engine makes no container', () => {
  test.each([
    ['-w rel', "the working directory 'rel' is invalid, it needs to be an absolute path"],
    ['--stop-signal FOO', 'invalid signal: FOO'],
    ['--restart sometimes', "invalid restart policy: unknown policy 'sometimes'"],
    ['--restart always:3', 'maximum retry count can only be used with'],
    ['-m 4m', 'Minimum memory limit allowed is 6MB'],
    ['-m 512', 'Minimum memory limit allowed is 6MB'],
    ['--name a/b', 'Invalid container name (a/b)'],
    ['-v data:x', "invalid volume specification: 'data:x'"],
    ['-v /:/', "destination can't be '/'"],
    ['-v /a:/b:rx', 'invalid mode: rx'],
    ['-v a,b:/c', 'create a,b: "a,b" includes invalid characters for a local volume name'],
    ['-v /a:/c -v /b:/c', 'Duplicate mount point: /c'],
    ['-m 1g --memory-swap 512m', 'Minimum memoryswap limit should be larger than memory limit'],
    ['--memory-swap 512m', 'You should always set the Memory limit when using Memoryswap limit'],
    ['--oom-score-adj 5000', 'Invalid value 5000, range for oom score adj is [-1000, 1000]'],
  ])('%s', (options, message) => {
    const { error } = run(options);
    expect(error).toMatchObject({ at: 'create', message: expect.stringContaining(message) });
  });

  test.each([
    '-w /x',
    '-w',
    '--restart on-failure:3',
    '--restart=',
    '-m 6m',
    '--name /ab',
    '-v data:/x',
    '--stop-signal 9',
  ])('%s is taken', (options) =>
    expect(run(options === '-w' ? '--workdir=' : options).error).toBeUndefined(),
  );
});

function run(options: string) {
  const result = effectiveProcess({ dockerfile: 'FROM cmd', run: [...options.split(' '), '@'], bases });
  return { error: 'error' in result ? result.error : undefined };
}

/** What `docker build --check` names, with the line; other hints are not its. */
describe('warns as the builder does', () => {
  const ours = new Set(['latest-tag', 'unknown-base', 'expose-is-not-publish', 'signals-never-arrive']);

  test.each<[string, ...string[]]>([
    ['FROM none:1 AS Big\nFROM none:1 as b', 'StageNameCasing 1', 'FromAsCasing 2'],
    ['from none:1 AS a', 'FromAsCasing 1'],
    ['From none:1 as a', 'ConsistentInstructionCasing 1'],
    ['FROM none:1\nuser a\nUSER b', 'ConsistentInstructionCasing 2'],
    ['FROM none:1\nuser a\nuser b\nuser c', 'ConsistentInstructionCasing 1'],
    ['FROM none:1\nuser a', 'ConsistentInstructionCasing 2'],
    ['from none:1\nuser a'],
    ['FROM none:1\nUSER \\\n\n a', 'NoEmptyContinuation 4'],
    ['FROM none:1 AS a\nFROM none:1 AS A', 'StageNameCasing 2', 'DuplicateStageName 2'],
    ['FROM none:1 AS scratch\nFROM none:1 AS context', 'ReservedStageName 1', 'ReservedStageName 2'],
    ['FROM none:1\nCMD a', 'JSONArgsRecommended 2'],
    ['FROM none:1\nSHELL ["/s"]\nCMD a\nENTRYPOINT b'],
    ['FROM none:1 AS a\nSHELL ["/s"]\nFROM a\nCMD b'],
    ['FROM none:1\nMAINTAINER a', 'MaintainerDeprecated 2'],
    ['FROM none:$V', 'UndefinedArgInFrom 1', 'InvalidDefaultArgInFrom 1'],
    ['ARG V\nFROM none:$V', 'InvalidDefaultArgInFrom 2'],
    ['ARG V\nFROM none:1$V'],
    ['FROM ${V:-none:1}', 'UndefinedArgInFrom 1'],
    ['ARG V\nFROM ${V:-none:1}'],
    ['FROM --platform=$TARGETPLATFORM none:1', 'RedundantTargetPlatform 1'],
    ['FROM --platform=$BUILDPLATFORM none:1'],
    ['FROM --platform=linux/amd64 none:1', 'FromPlatformFlagConstDisallowed 1'],
    ['FROM --platform=linux/amd64 none:1 AS for_amd64'],
    ['FROM none:1\nWORKDIR a', 'WorkdirRelativePath 2'],
    ['FROM none:1 AS a\nWORKDIR /a\nFROM a\nWORKDIR b'],
    ['FROM none:1\nARG A\nUSER u$A'],
    ['FROM none:1\nUSER u$A\nARG A=1', 'UndefinedVar 2'],
    ['FROM none:1\nENV A=${B:-c}', 'UndefinedVar 2'],
    ['FROM none:1\nENV PATH=/x:$PATH'],
    ['FROM none:1\nCMD ["a"]\nCMD ["b"]', 'MultipleInstructionsDisallowed 2'],
    ['FROM none:1\nHEALTHCHECK CMD a\nHEALTHCHECK NONE', 'MultipleInstructionsDisallowed 2'],
    ['FROM none:1 AS a\nCMD ["a"]\nFROM a\nCMD ["b"]'],
    ['FROM none:1\nENV A b\nLABEL c d', 'LegacyKeyValueFormat 2', 'LegacyKeyValueFormat 3'],
    ['FROM none:1\nARG API_TOKEN\nENV password=x', 'SecretsUsedInArgOrEnv 2', 'SecretsUsedInArgOrEnv 3'],
    ['FROM none:1\nENV PUBLIC_KEY=a MONKEY=b TOKENS=c PASSWORD_FILE=d'],
    ['FROM none:1\nEXPOSE 80:80', 'ExposeInvalidFormat 2'],
    ['FROM none:1\nEXPOSE 80/TCP', 'ExposeProtoCasing 2'],
    ['FROM none:1 AS a\nENV A b\nFROM none:1'],
  ])('%j', (dockerfile, ...warnings) => {
    const { hints } = effectiveProcess({ dockerfile, run: ['x'], bases: { 'none:1': {} } });
    expect(hints.filter(({ code }) => !ours.has(code)).map(({ code, line }) => `${code} ${line}`)).toEqual(
      warnings,
    );
  });

  test('names that are meant', () => {
    const { hints } = effectiveProcess({
      dockerfile: 'FROM none:1\nENV PATH=$PAHT:/x',
      run: ['x'],
      bases: { 'none:1': {} },
    });
    expect(hints).toContainEqual(expect.objectContaining({ code: 'UndefinedVar', fix: '$PATH' }));
  });
});
