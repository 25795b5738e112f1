import { readdir, readFile } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { load } from 'js-yaml';
import type { DataFile } from '#core/knowledge/file.ts';
import { type Reading, readKnowledge } from '#core/knowledge/library.ts';
import type { Locale } from '#core/locale.ts';
import { createSay, type Say, type Words } from '#core/say.ts';
import type { Learnt } from '#core/search/ranking.ts';

/** The folder of what the bot knows. */
export const dataFolder = fileURLToPath(new URL('../data', import.meta.url));

/** Every YAML file of a folder, or of a part of it, by path: what comes of them does not depend on the disk's order. */
export async function readFiles(folder: string = dataFolder, part = ''): Promise<readonly DataFile[]> {
  const entries = await readdir(join(folder, part), { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  return Promise.all(
    paths.map(async (path) => ({
      path: relative(folder, path).split(sep).join('/'),
      content: await readFile(path, 'utf8'),
    })),
  );
}

/** The translations of a language: `words/ko.yaml`, and `words/ko.<area>.yaml` where it is split. */
export function readWords(files: readonly DataFile[], locale: Locale): Words {
  const mine = files.filter(
    ({ path }) => path === `words/${locale}.yaml` || path.startsWith(`words/${locale}.`),
  );
  return Object.assign({}, ...mine.map(({ content }) => load(content) as Words));
}

/** The bot's own words in each language. */
export type Says = (locale: Locale) => Say;

/** What `files` say. A language is parsed when it is first spoken: most programs speak but one. */
function saysOf(files: readonly DataFile[]): Says {
  const says = new Map<Locale, Say>();
  return (locale) => {
    const known = says.get(locale) ?? createSay(locale, locale === 'en' ? {} : readWords(files, locale));
    says.set(locale, known);
    return known;
  };
}

/** The words alone, for what needs no knowledge. */
export const readSays = async (): Promise<Says> => saysOf(await readFiles(dataFolder, 'words'));

/** A team's own files, told by the folder's name as it was given. Rejects where there is no such folder. */
async function readTeam(folder: string): Promise<readonly DataFile[]> {
  const files = await readFiles(resolve(folder));
  return files.map((file) => ({ ...file, folder: folder.replace(/[/\\]+$/, '') }));
}

/** Where what search has learnt lies below the data folder; `npm run learn` writes it. */
export const learntFile = 'docker/learnt.json';

/** What search has learnt; `undefined` where nothing is there yet. Rejects what is no JSON. */
async function readLearnt(folder: string = dataFolder): Promise<Learnt | undefined> {
  const content = await readFile(join(folder, learntFile), 'utf8').catch(() => undefined);
  return content === undefined ? undefined : (JSON.parse(content) as Learnt);
}

/** Whether `folder` is one and can be read. */
export const isFolder = (folder: string): Promise<boolean> =>
  readdir(folder).then(
    () => true,
    () => false,
  );

/** The data folder, read: what the bot knows, its words, and what is wrong with the files. */
export interface Data extends Reading {
  readonly say: Says;
}

/** Where knowledge lies: the bot's own, and beside it a team's, if there is one. */
export interface Folders {
  readonly own?: string;
  readonly team?: string;
}

/**
 * Reads what the bot knows. Problems are told in `locale`, in the words of `says` where they are read already. Rejects only
 * where a folder cannot be read.
 */
export async function readData(locale: Locale, { own, team }: Folders = {}, says?: Says): Promise<Data> {
  const [files, theirs, learnt] = await Promise.all([
    readFiles(own),
    team === undefined ? [] : readTeam(team),
    readLearnt(own),
  ]);
  const say = says ?? saysOf(files);
  return { ...readKnowledge(files, say(locale), { team: theirs, ...(learnt && { learnt }) }), say };
}
