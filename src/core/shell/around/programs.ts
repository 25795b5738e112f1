/** What stands beside docker on a line, in a few words: no more than one needs to follow the line. */
import { type Say, sayPlain } from '#core/say.ts';
import type { Token } from '../words.ts';

type Words = (say: Say, operands: readonly string[]) => string;

const packs: Words = (say) => sayPlain(say, 'compresses what comes in');
const unpacks: Words = (say) => sayPlain(say, 'unpacks what was compressed');

const some = (operands: readonly string[], pattern: RegExp): boolean =>
  operands.some((operand) => pattern.test(operand));

/** Programs by name; several that do the same share a line. */
const known: readonly (readonly [names: string, words: Words])[] = [
  [
    'gzip pigz bzip2 xz zstd lz4',
    (say, operands) =>
      (some(operands, /^(?:-[a-z0-9]*d[a-z0-9]*|--(?:decompress|uncompress))$/) ? unpacks : packs)(
        say,
        operands,
      ),
  ],
  ['gunzip zcat unpigz bunzip2 bzcat unxz xzcat unzstd zstdcat gzcat', unpacks],
  [
    'tar bsdtar',
    (say, operands) => {
      const way = /^-?[a-z]*?([cxt])/.exec(operands[0] ?? '')?.[1];
      if (way === 'c') return sayPlain(say, 'packs files into an archive');
      return way === 't'
        ? sayPlain(say, 'lists what is in an archive')
        : sayPlain(say, 'unpacks files from an archive');
    },
  ],
  [
    'grep egrep fgrep rg zgrep findstr Select-String sls',
    (say, operands) =>
      some(operands, /^-[a-zA-Z]*q/)
        ? sayPlain(say, 'asks whether the pattern is found, and prints nothing')
        : some(operands, /^-[a-zA-Z]*v/)
          ? sayPlain(say, 'leaves out the lines in which the pattern is found')
          : sayPlain(say, 'lets through only the lines in which the pattern is found'),
  ],
  ['awk gawk mawk', (say) => sayPlain(say, 'picks columns out of each line')],
  ['cut', (say) => sayPlain(say, 'cuts columns out of each line')],
  ['sed', (say) => sayPlain(say, 'changes the text line by line')],
  ['tr', (say) => sayPlain(say, 'replaces or deletes letters')],
  ['sort Sort-Object', (say) => sayPlain(say, 'sorts the lines')],
  ['uniq', (say) => sayPlain(say, 'makes one of equal lines in a row')],
  ['head', (say) => sayPlain(say, 'keeps the first lines')],
  ['tail', (say) => sayPlain(say, 'keeps the last lines')],
  ['wc', (say) => sayPlain(say, 'counts lines, words or letters')],
  ['less more most', (say) => sayPlain(say, 'shows it page by page')],
  ['tee', (say) => sayPlain(say, 'writes what comes in to a file and hands it on')],
  ['jq yq', (say) => sayPlain(say, 'picks values out of JSON or YAML')],
  ['column', (say) => sayPlain(say, 'sets it in columns')],
  ['pv', (say) => sayPlain(say, 'hands on what comes in and shows how far it is')],
  ['cat type Get-Content gc', (say) => sayPlain(say, 'prints what is in a file')],
  ['echo printf Write-Output', (say) => sayPlain(say, 'prints what stands behind it')],
  ['yes', (say) => sayPlain(say, 'answers yes to every question')],
  ['sleep', (say) => sayPlain(say, 'waits this long')],
  ['cd pushd chdir', (say) => sayPlain(say, 'changes to this folder')],
  ['ls dir', (say) => sayPlain(say, 'lists files')],
  ['mkdir', (say) => sayPlain(say, 'makes a folder')],
  ['rm del', (say) => sayPlain(say, 'deletes files on your machine')],
  ['cp scp rsync', (say) => sayPlain(say, 'copies files')],
  ['mv', (say) => sayPlain(say, 'moves or renames files')],
  ['curl wget', (say) => sayPlain(say, 'fetches something from the web')],
  ['ssh', (say) => sayPlain(say, 'runs what follows on another machine')],
  ['nc ncat socat', (say) => sayPlain(say, 'sends it over the network, or receives it')],
  [
    'sh bash zsh ash dash cmd powershell pwsh su',
    (say) => sayPlain(say, 'another shell, which runs what it is given'),
  ],
  ['alias', (say) => sayPlain(say, 'gives the line that follows a short name')],
  ['export set setx', (say) => sayPlain(say, 'sets a variable for all that follows')],
  ['source .', (say) => sayPlain(say, 'reads commands and variables from a file')],
  ['true :', (say) => sayPlain(say, 'does nothing and always succeeds: a failure does not count')],
  ['false', (say) => sayPlain(say, 'does nothing and always fails')],
  ['exit', (say) => sayPlain(say, 'ends the script')],
  ['break', (say) => sayPlain(say, 'leaves the loop')],
  ['continue', (say) => sayPlain(say, 'goes on with the next round of the loop')],
  ['wait', (say) => sayPlain(say, 'waits for what runs in the background')],
  ['test [ [[', (say) => sayPlain(say, 'asks whether a condition holds')],
  [
    'read',
    (say, operands) =>
      sayPlain(say, 'reads one line of what comes in into {name}', {
        name: operands.filter((operand) => !operand.startsWith('-')).join(', '),
      }),
  ],
  ['git', (say) => sayPlain(say, 'fetches or records the code')],
  [
    'npm yarn pnpm mvn mvnw gradle gradlew make go cargo',
    (say) => sayPlain(say, 'builds or starts the program on your machine'),
  ],
  [
    'psql mysql mariadb mongosh redis-cli pg_restore pg_dump mysqldump',
    (say) => sayPlain(say, 'the client of a database, on your machine'),
  ],
  ['systemctl service', (say) => sayPlain(say, 'starts, stops or shows services of the machine')],
  ['xdg-open open start', (say) => sayPlain(say, 'opens it on your machine')],
  ['sha256sum shasum md5sum', (say) => sayPlain(say, 'computes a checksum')],
  ['base64', (say) => sayPlain(say, 'turns it into letters that every channel carries, or back')],
  ['openssl gpg age', (say) => sayPlain(say, 'encrypts it, or the other way round')],
  ['aws gcloud az doctl', (say) => sayPlain(say, 'the client of a cloud')],
  ['pbcopy clip xclip wl-copy', (say) => sayPlain(say, 'puts it on the clipboard')],
  ['diff', (say) => sayPlain(say, 'shows what differs')],
  ['done', (say) => sayPlain(say, 'the loop ends here')],
  ['fi esac', (say) => sayPlain(say, 'the condition ends here')],
  ['}', (say) => sayPlain(say, 'the block ends here')],
  [
    'for foreach FOR',
    (say, operands) =>
      sayPlain(say, 'repeats what follows; {name} is one of these words after the other', {
        name: operands.find((operand) => /^[\w%$]/.test(operand)) ?? '',
      }),
  ],
  ['case', (say) => sayPlain(say, 'chooses by what this word is')],
];

const byName: ReadonlyMap<string, Words> = new Map(
  known.flatMap(([names, words]) => names.split(' ').map((name) => [name, words] as const)),
);

/** What a program that is not docker does; of one that is not known, only that it is another. */
export function programWords(name: string, operands: readonly Token[], say: Say): string {
  const words = byName.get(name);
  return words
    ? words(
        say,
        operands.map(({ text }) => text),
      )
    : sayPlain(say, 'a program of its own, not part of docker');
}
