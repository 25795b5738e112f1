// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is the spelling of Dockerfiles and shells
/** The rules of CMD and ENTRYPOINT, one worked case each: what is built, what runs, what is refused. */
import { describe, expect, test } from 'vitest';
import type { BaseImage } from '#core/dockerfile/images.ts';
import { effectiveProcess } from '#core/dockerfile/process.ts';

const bases: Record<string, BaseImage> = {
  none: {},
  cmd: { Cmd: ['base', 'cmd'] },
  both: { Entrypoint: ['entry', '-e'], Cmd: ['base', 'cmd'] },
  entry: { Entrypoint: ['entry', '-e'] },
  shell: { Shell: ['/bin/bash', '-eo', 'pipefail', '-c'] },
  'onb-cmd': { Cmd: ['base', 'cmd'], OnBuild: ['CMD ["onb"]'] },
  'onb-entry': { Cmd: ['base', 'cmd'], OnBuild: ['ENTRYPOINT ["onb"]'] },
  'onb-bad': { OnBuild: ['FOO x'] },
  'onb-from': { OnBuild: ['FROM x'] },
};

const answer = (dockerfile: string, run: readonly string[] = [], target?: string) =>
  effectiveProcess({ dockerfile, run, bases, ...(target !== undefined && { target }) });

/** What the image got: `ENTRYPOINT | CMD`. */
function built(dockerfile: string, target?: string): string {
  const result = answer(dockerfile, ['x'], target);
  if ('error' in result) return `${result.error.at}: ${result.error.message}`;
  return `${JSON.stringify(result.image.Entrypoint)} | ${JSON.stringify(result.image.Cmd)}`;
}

const sh = (text: string) => JSON.stringify(['/bin/sh', '-c', text]);

describe('the form of a command', () => {
  test.each([
    ['CMD ["a","b"]', '["a","b"]'],
    ['CMD [ "a" , "b" ]  ', '["a","b"]'],
    ['CMD\t["a"]', '["a"]'],
    ['CMD []', 'null'],
    ['CMD [""]', '[""]'],
    ['CMD ["\\u00e9", "\\ud800"]', '["é","\ufffd"]'],
    ['CMD ["a",]', sh('["a",]')],
    ["CMD ['a']", sh("['a']")],
    ['CMD [“a”]', sh('[“a”]')],
    ['CMD ["a"] # no comment', sh('["a"] # no comment')],
    ['CMD ["a"', sh('["a"')],
    ['CMD ["c:\\x"]', sh('["c:\\x"]')],
    ['CMD [1e999]', sh('[1e999]')],
    ['CMD "a"', sh('"a"')],
    ['CMD', sh('')],
    ['CMD   a   b   ', sh('a   b')],
    ['CMD -x a', sh('-x a')],
    ['CMD -- a', sh('a')],
    ['CMD a # b', sh('a # b')],
    ['CMD $X ${Y}', sh('$X ${Y}')],
    ['CMD a \\\n  b', sh('a   b')],
    ['CMD a \\  \n# gone\n\n  b', sh('a   b')],
    ['CMD a\\\\', sh('a\\\\')],
    ['CMD ["a", \\\n "b"]', '["a","b"]'],
    ['CMD \\\n["a"]', '["a"]'],
  ])('%j', (instruction, expected) => {
    expect(built(`FROM none\n${instruction}\n`)).toBe(`null | ${expected}`);
    expect(built(`FROM none\r\n${instruction.replaceAll('\n', '\r\n')}\r\n`)).toBe(`null | ${expected}`);
  });

  test('SHELL changes later shell forms only, and stages that begin from this one', () => {
    expect(built('FROM none\nCMD a\nSHELL ["b"]')).toBe(`null | ${sh('a')}`);
    expect(built('FROM none\nSHELL ["b","-c"]\nCMD a')).toBe('null | ["b","-c","a"]');
    expect(built('FROM shell\nCMD a')).toBe('null | ["/bin/bash","-eo","pipefail","-c","a"]');
    expect(built('FROM none AS s\nSHELL ["b"]\nFROM s\nCMD a')).toBe('null | ["b","a"]');
    expect(built('FROM none AS s\nSHELL ["b"]\nFROM none\nCMD a')).toBe(`null | ${sh('a')}`);
  });

  test('Windows has a shell of its own', () => {
    expect(built('FROM --platform=windows/amd64 none\nCMD a')).toBe('null | ["cmd","/S","/C","a"]');
  });
});

describe('which one counts', () => {
  test.each([
    ['FROM both', '["entry","-e"] | ["base","cmd"]'],
    ['FROM both\nENTRYPOINT ["e"]', '["e"] | null'],
    ['FROM both\nENTRYPOINT []', 'null | null'],
    ['FROM both\nENTRYPOINT [""]', '[""] | null'],
    ['FROM both\nCMD ["c"]', '["entry","-e"] | ["c"]'],
    ['FROM both\nCMD []', '["entry","-e"] | null'],
    ['FROM both\nCMD ["c"]\nENTRYPOINT ["e"]', '["e"] | ["c"]'],
    ['FROM both\nENTRYPOINT ["e"]\nCMD ["c"]', '["e"] | ["c"]'],
    ['FROM both\nCMD ["c"]\nENTRYPOINT ["e"]\nENTRYPOINT ["f"]', '["f"] | ["c"]'],
    ['FROM none\nCMD ["a"]\nCMD ["b"]', 'null | ["b"]'],
    ['FROM cmd AS a\nFROM a\nENTRYPOINT ["e"]', '["e"] | null'],
    ['FROM none AS a\nCMD ["c"]\nFROM a\nENTRYPOINT ["e"]', '["e"] | null'],
    ['FROM none AS a\nCMD ["c"]\nFROM none', 'null | null'],
    ['FROM onb-cmd', 'null | ["onb"]'],
    ['FROM onb-cmd\nENTRYPOINT ["e"]', '["e"] | ["onb"]'],
    ['FROM onb-entry', '["onb"] | null'],
    ['FROM onb-entry\nCMD ["c"]', '["onb"] | ["c"]'],
    ['FROM onb-cmd AS a\nFROM a\nENTRYPOINT ["e"]', '["e"] | null'],
    ['FROM none\nONBUILD CMD ["c"]', 'null | null'],
    ['FROM cmd AS a\nONBUILD CMD ["c"]\nFROM a AS b\nENTRYPOINT ["e"]', '["e"] | ["c"]'],
    ['FROM cmd AS a\nONBUILD CMD ["c"]\nFROM a AS b\nFROM b\nENTRYPOINT ["e"]', '["e"] | null'],
    ['from none\ncmd ["a"]\nEntryPoint ["e"]', '["e"] | ["a"]'],
    ['\ufeffFROM none\nCMD ["a"]', 'null | ["a"]'],
  ])('%j', (dockerfile, expected) => expect(built(dockerfile)).toBe(expected));

  test('a target is a name in any case, never a number', () => {
    const stages = 'FROM none AS One\nCMD ["1"]\nFROM none AS two\nCMD ["2"]\nFROM none\nCMD ["3"]';
    expect(built(stages)).toBe('null | ["3"]');
    expect(built(stages, 'ONE')).toBe('null | ["1"]');
    expect(built(stages, '')).toBe('null | ["3"]');
    expect(built(stages, '1')).toBe('build: target stage "1" could not be found');
    expect(built(stages, 'tvo')).toBe('build: target stage "tvo" could not be found (did you mean two?)');
    expect(built(stages, 'four')).toBe('build: target stage "four" could not be found');
  });

  test('FROM takes ARGs with defaults', () => {
    expect(built('ARG V=cmd\nFROM ${V}')).toBe('null | ["base","cmd"]');
    expect(built('ARG V\nFROM ${V:-cmd}')).toBe('null | ["base","cmd"]');
    expect(built('ARG V=x\nFROM ${V:+cmd}')).toBe('null | ["base","cmd"]');
    expect(built('ARG A=cm\nARG B=${A}d\nFROM $B')).toBe('null | ["base","cmd"]');
    expect(built('ARG V=cmd-slim\nFROM ${V%-*}')).toBe('null | ["base","cmd"]');
    expect(built('ARG V=x/cmd\nFROM ${V#*/}')).toBe('null | ["base","cmd"]');
    expect(built('ARG V=cXd\nFROM ${V/X/m}')).toBe('null | ["base","cmd"]');
    expect(built('FROM $NOPE')).toBe('build: base name ($NOPE) should not be blank');
  });

  test('names of images match with or without tag and registry', () => {
    const run = (image: string, known: string) =>
      effectiveProcess({ dockerfile: `FROM ${image}`, run: [], bases: { [known]: { Cmd: ['x'] } } });
    for (const [image, known] of [
      ['a', 'a'],
      ['a:1', 'a'],
      ['a', 'a:latest'],
      ['docker.io/library/a', 'a'],
      ['a', 'docker.io/library/a:latest'],
      ['r.io/b:2', 'r.io/b'],
    ] as const) {
      expect(run(image, known)).toMatchObject({ argv: ['x'] });
    }
    expect(run('a:1', 'a:2')).toMatchObject({ error: { at: 'create' } });
  });
});

describe('docker run', () => {
  const run = (dockerfile: string, ...words: string[]) => {
    const result = answer(dockerfile, words);
    return 'error' in result ? `${result.error.at}: ${result.error.message}` : result.argv.join(' ');
  };

  test.each([
    [['x', 'y'], 'entry -e x y'],
    [[], 'entry -e base cmd'],
    [['@'], 'entry -e base cmd'],
    [['--entrypoint', 'a b', '@'], 'a b'],
    [['--entrypoint=a', '@', 'x'], 'a x'],
    [['--entrypoint', 'a', '--entrypoint', 'b', '@'], 'b'],
    [['--entrypoint', '', '@', 'x'], 'x'],
    [['--entrypoint=', '@'], 'create: no command specified'],
    [['-itp', '80:80', '--rm', '-eA=1', '-e', 'B=2', '--name', 'web', '@', '--', '-p'], 'entry -e -- -p'],
    [['--', '@', 'x'], 'entry -e x'],
    [['--nope', '@'], 'create: unknown flag: --nope'],
    [['-zz', '@'], "create: unknown shorthand flag: 'z' in -zz"],
    [['--name', '@'], 'create: flag needs an argument: --name'],
    [['--rm', 'true', '@'], "create: Unable to find image 'true:latest' locally"],
    [['--rm=false', '@', 'x'], 'entry -e x'],
  ])('%j', (words, expected) => expect(run('FROM both', ...words)).toBe(expected));

  test('an image whose ENTRYPOINT is one empty word has none', () => {
    expect(run('FROM none\nENTRYPOINT [""]\nCMD ["a"]')).toBe('a');
    expect(run('FROM none\nENTRYPOINT ["",""]\nCMD ["a"]')).toBe('  a');
  });

  test('nothing at all is refused', () => expect(run('FROM scratch')).toBe('create: no command specified'));
});

describe('what does not build', () => {
  const parse = (line: number, message: string) => `dockerfile parse error on line ${line}: ${message}`;
  test.each([
    ['', 'the Dockerfile cannot be empty'],
    ['# only\n\n', 'file with no instructions'],
    ['ARG A', 'dockerfile contains no stages to build'],
    ['CMD a', 'no build stage in current context'],
    ['FROM', parse(1, 'FROM requires either one or three arguments')],
    ['FROM a b', parse(1, 'FROM requires either one or three arguments')],
    [
      'FROM a AS 1',
      parse(1, 'invalid name for build stage: "1", name can\'t start with a number or contain symbols'),
    ],
    [
      'FROM A',
      'failed to parse stage name "A": invalid reference format: repository name (library/A) must be lowercase',
    ],
    ['FROM a:b:c', 'failed to parse stage name "a:b:c": invalid reference format'],
    ['FROM --platform= none', 'empty platform value from expression '],
    ['FROM --from=x none', parse(1, 'unknown flag: --from')],
    ['FROM none\nRUNN x', parse(2, 'unknown instruction: RUNN (did you mean RUN?)')],
    ['FROM none\ncpoy x', parse(2, 'unknown instruction: cpoy (did you mean copy?)')],
    ['FROM none\nCMD["a"]', parse(2, 'unknown instruction: CMD["a"]')],
    ['FROM none\nCMD --foo', parse(2, 'unknown flag: --foo')],
    ['FROM none\nCMD ["a",\n"b"]', parse(3, 'unknown instruction: "b"]')],
    ['FROM none\nCMD [1]', 'when using JSON array syntax, arrays must be comprised of strings only'],
    ['FROM none\nFOO\nCMD [null]', 'when using JSON array syntax, arrays must be comprised of strings only'],
    ['FROM none\nCMD <<EOF\nx\nEOF', parse(3, 'unknown instruction: x')],
    ['FROM none\nRUN <<EOF\nx', 'unterminated heredoc'],
    ['FROM none\nSHELL', parse(2, 'SHELL requires at least one argument')],
    ['FROM none\nSHELL []', parse(2, 'SHELL requires at least one argument')],
    ['FROM none\nSHELL a -c', parse(2, 'SHELL requires the arguments to be in JSON form')],
    ['FROM none\nENV', parse(2, 'ENV requires at least one argument')],
    ['FROM none\nENV a', 'ENV must have two arguments'],
    ['FROM none\nENV a=b c', 'Syntax error - can\'t find = in "c". Must be of the form: name=value'],
    [
      'FROM none\nENV a="b',
      'failed to process "\\"b": unexpected end of statement while looking for matching double-quote',
    ],
    ['FROM none\nENV a=${b', 'failed to process "${b": unsupported modifier (\ufffd) in substitution'],
    ['FROM none\nENV a=${b:?gone}', 'failed to process "${b:?gone}": b: gone'],
    ['FROM none\nENV a=${}', 'failed to process "${}": syntax error: bad substitution'],
    ['FROM none\nARG', parse(2, 'ARG requires at least one argument')],
    ['FROM none\nARG =x', parse(2, 'ARG names can not be blank')],
    [
      'FROM none\nCOPY a',
      parse(
        2,
        'COPY requires at least two arguments, but only one was provided. Destination could not be determined',
      ),
    ],
    ['FROM none\nCOPY --form=x a b', parse(2, 'unknown flag: --form (did you mean --from?)')],
    ['FROM none\nCOPY --from=9 a b', 'invalid stage index 9'],
    ['FROM none\nCOPY --from=0 a b', 'circular dependency detected on stage: stage-0'],
    ['FROM none\nCOPY --link --link a b', parse(2, 'duplicate flag specified: --link')],
    ['FROM none\nCOPY --link=x a b', parse(2, 'expecting boolean value for flag --link, not: x')],
    ['FROM none\nCOPY --from a b', parse(2, 'missing a value on flag: --from')],
    ['FROM none\nCOPY https://x/y z', "source can't be a URL for COPY"],
    [
      'FROM none AS a\nCOPY --from=b x y\nFROM none AS b\nCOPY --from=a x y',
      'circular dependency detected on stage: a',
    ],
    [
      'FROM none AS a\nFROM none AS b\nCOPY --from=c x y\nFROM none AS c\nFROM b',
      'cannot copy from stage "c", it needs to be defined before current stage "b"',
    ],
    ['FROM none\nEXPOSE', parse(2, 'EXPOSE requires at least one argument')],
    ['FROM none\nEXPOSE x', 'invalid containerPort: x'],
    ['FROM none\nEXPOSE 80/x', 'invalid proto: x'],
    ['FROM none\nSTOPSIGNAL SIGNO', 'invalid signal: SIGNO'],
    ['FROM none\nVOLUME [""]', parse(2, 'VOLUME specified can not be an empty string')],
    ['FROM none\nUSER', parse(2, 'USER requires exactly one argument')],
    ['FROM none\nHEALTHCHECK', parse(2, 'HEALTHCHECK requires at least one argument')],
    ['FROM none\nHEALTHCHECK CMD', parse(2, 'Missing command after HEALTHCHECK CMD')],
    ['FROM none\nHEALTHCHECK NONE x', parse(2, 'HEALTHCHECK NONE takes no arguments')],
    ['FROM none\nHEALTHCHECK RUN x', parse(2, 'Unknown type "RUN" in HEALTHCHECK (try CMD)')],
    ['FROM none\nHEALTHCHECK --interval=1 CMD x', parse(2, 'time: missing unit in duration "1"')],
    ['FROM none\nHEALTHCHECK --retries=-1 CMD x', parse(2, '--retries cannot be negative (-1)')],
    ['FROM none\nONBUILD', parse(2, 'ONBUILD requires at least one argument')],
    ['FROM none\nONBUILD ONBUILD CMD x', parse(2, "Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed")],
    ['FROM none\nONBUILD FROM x', parse(2, "FROM isn't allowed as an ONBUILD trigger")],
    ['FROM onb-bad', 'unknown instruction: FOO (did you mean FROM?)'],
    ['FROM onb-from', '*instructions.Stage is not a command type'],
    ['# escape=x\nFROM none', "invalid escape token 'x' does not match ` or \\"],
    ['# escape=`\n# escape=`\nFROM none', 'only one escape parser directive can be used'],
    ['# check=error=true\nFROM none\nCMD a', 'lint violation found for rules: JSONArgsRecommended'],
    ['# check=nope=1\nFROM none', 'failed to parse check options: invalid check option "nope"'],
    [`FROM none\nRUN ${'a'.repeat(65_536)}`, 'dockerfile line greater than max allowed size of 65535'],
  ])('%j', (dockerfile, message) => {
    expect(answer(dockerfile)).toMatchObject({ error: { at: 'build', message } });
  });

  test('the line is told', () => {
    expect(answer('FROM none\n\nFOO')).toMatchObject({ error: { line: 3 } });
    expect(answer('FROM none\nRUN a \\\n b\nENV x')).toMatchObject({ error: { line: 4 } });
  });

  test('without files nothing runs, until some are copied in', () => {
    expect(answer('FROM scratch\nRUN true')).toMatchObject({ error: { at: 'build', line: 2 } });
    expect(built('FROM scratch\nCOPY --from=none / /\nRUN true\nCMD ["a"]')).toBe('null | ["a"]');
  });

  test('stages that the target does not need are not built', () => {
    expect(built('FROM none AS a\nEXPOSE x\nFROM none\nCMD ["b"]')).toBe('null | ["b"]');
    expect(built('# check=error=true;skip=JSONArgsRecommended\nFROM none\nCMD a')).toBe(`null | ${sh('a')}`);
  });
});

describe('heredocs', () => {
  test.each([
    'RUN <<EOF\nCMD ["no"]\nEOF',
    'RUN <<-EOF\n\tCMD ["no"]\n\tEOF',
    'RUN <<"E F"\nCMD ["no"]\nE F',
    'RUN cat <<\'A\' <<B\nCMD ["no"]\nA\nCMD ["no"]\nB',
    'COPY <<a <<b /x/\nCMD ["no"]\na\nCMD ["no"]\nb',
    'ADD 3<<EOF /x\nCMD ["no"]\nEOF',
    'ONBUILD RUN <<EOF\nCMD ["no"]\nEOF',
    'RUN echo "a <<EOF"\nRUN true',
    'RUN echo <<<EOF\nRUN true',
    'RUN ["echo", "<<EOF"]',
  ])('%j', (instruction) => expect(built(`FROM none\nCMD ["a"]\n${instruction}\n`)).toBe('null | ["a"]'));
});
