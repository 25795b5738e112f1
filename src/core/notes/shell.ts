import { longestLine } from '#core/notes/guard.ts';
import type { Place } from '#core/notes/note.ts';
import type { Say } from '#core/say.ts';
import { type DockerCommand, readDockerCommand } from '#core/shell/docker.ts';
import { plugins } from '#core/shell/unlisted.ts';

/** A docker line of a note: what it says, and how the client reads it once its placeholders are names. */
export interface Line extends Place {
  /** With names in place of `<이미지 이름>`, `[image name]`, `CONTAINER`. */
  readonly code: string;
  /** Whether there were any. */
  readonly filled: boolean;
  readonly read: DockerCommand;
  /** What the note says it does; empty where it says nothing. */
  readonly says: string;
}

const starts = /^(?:[$#>]\s+)?(?:sudo\s+)?docker(?:-compose)?(?=\s)/;
const names: readonly (readonly [RegExp, string])[] = [
  [/이미지|image/i, 'my-image'],
  [/컨테이너|container/i, 'my-container'],
  [/볼륨|volume/i, 'my-volume'],
  [/네트워크|network/i, 'my-network'],
  [/포트|port/i, '8080'],
  [/태그|tag/i, '1.0'],
  [/경로|path|dir|폴더/i, '/path'],
  [/명령|command|cmd/i, 'sh'],
];
const nameOf = (inner: string): string => names.find(([word]) => word.test(inner))?.[1] ?? 'my-name';

const capitals =
  /(?<=\s)(?:IMAGES?|CONTAINERS?|NAMES?|TAG|IDS?|COMMAND|VOLUMES?|NETWORKS?|(?:IMAGE|CONTAINER|VOLUME|NETWORK)_?(?:NAME|ID))(?=\s|$)/g;

/** Puts names in the place of placeholders, so that the line can be read as one that is typed. */
export const fillPlaceholders = (line: string): string =>
  line
    .replace(/\[(?:OPTIONS?|옵션|ARGS?\.*|ARG\.\.\.)\]\s?/g, '')
    .replace(/<([^<>\n|&;]{1,40})>/g, (_, inner: string) => nameOf(inner))
    .replace(/\[([^[\]"'\n]{1,40})\]/g, (_, inner: string) => nameOf(inner))
    .replace(/(?<![{$])\{([^{}"'\n]{1,40})\}(?!\})/g, (_, inner: string) => nameOf(inner))
    .replace(capitals, (word) => nameOf(word))
    .replace(/\s(?:\.\.\.|…)(?=\s|$)/g, '');

/** Whether a text begins as a docker line does. */
export const isDocker = (text: string): boolean => starts.test(`${text} `);

/** Reads a line of a note; `undefined` where it is none, too long, or one of a plugin that we know no facts of. */
export function readLine(text: string, says: string, place: Place, say: Say): Line | undefined {
  const line = text.trim();
  if (line.length > longestLine || !isDocker(line)) return undefined;
  const typed = line.replace(/^[$#>]\s+/, '');
  const code = fillPlaceholders(typed);
  if (plugins.has(code.replace(/^sudo\s+/, '').split(/\s+/)[1] ?? '')) return undefined;
  return {
    file: place.file,
    line: place.line,
    code,
    filled: code !== typed,
    read: readDockerCommand(code, say),
    says,
  };
}
