import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseAst } from 'rolldown/parseAst';
import { describe, expect, test } from 'vitest';

/** The rules of the house: who may know whom. Each says why when it fails. */

const root = fileURLToPath(new URL('..', import.meta.url));
const doors: Readonly<Record<string, string>> = {
  '#core/': 'src/core/',
  '#commands/': 'commands/',
  '#platforms/': 'src/platforms/',
  '#stores/': 'src/stores/',
  '#src/': 'src/',
  '#data/': 'data/',
};

/** A file's imports, each as a path below the root or as a package's name. */
interface File {
  readonly path: string;
  readonly source: string;
  readonly imports: readonly string[];
}

function resolve(specifier: string, from: string): string {
  if (specifier.startsWith('.')) return relative(root, join(root, dirname(from), specifier));
  const door = Object.keys(doors).find((prefix) => specifier.startsWith(prefix));
  return door === undefined ? specifier : `${doors[door]}${specifier.slice(door.length)}`;
}

async function readSource(folder: string): Promise<File[]> {
  const entries = await readdir(join(root, folder), { recursive: true });
  const paths = entries.filter((entry) => entry.endsWith('.ts')).map((entry) => join(folder, entry));
  return Promise.all(
    paths.map(async (path) => {
      const source = await readFile(join(root, path), 'utf8');
      const body = parseAst(source, { lang: 'ts' }).body as unknown as {
        type: string;
        source?: { value: string } | null;
      }[];
      const specifiers = body.flatMap((node) => (node.source ? [node.source.value] : []));
      return { path, source, imports: specifiers.map((specifier) => resolve(specifier, path)) };
    }),
  );
}

const files = [...(await readSource('src')), ...(await readSource('commands'))];
const below = (folder: string): File[] => files.filter(({ path }) => path.startsWith(folder));
const isOurs = (name: string): boolean =>
  name.startsWith('src/') || name.startsWith('commands/') || name.startsWith('data/');

/** Imports of files below `folder` that `allowed` refuses, as `file → import`. */
const wrong = (folder: string, allowed: (name: string, file: File) => boolean): string[] =>
  below(folder).flatMap((file) =>
    file.imports.filter((name) => !allowed(name, file)).map((name) => `${file.path} → ${name}`),
  );

/** Pure libraries: they read no clock, no disk and no environment by themselves. */
const pure = new Set([
  'zod',
  'yaml',
  'js-yaml',
  'intl-messageformat',
  'temporal-polyfill',
  'es-hangul',
  'mdast',
  'mdast-util-from-markdown',
  'mdast-util-gfm-table',
  'micromark-extension-gfm-table',
  'mdast-util-gfm-table',
  'micromark-extension-gfm-table',
  'ts-fsrs',
]);

describe('the house', () => {
  test('the core imports only the core and pure libraries, so that it runs anywhere and in any order', () => {
    const facts = ['data/docker/cli.json'];
    const digest = (name: string, { path }: File) => name === 'node:crypto' && path === 'src/core/digest.ts';
    expect(
      wrong(
        'src/core/',
        (name, file) =>
          name.startsWith('src/core/') || pure.has(name) || facts.includes(name) || digest(name, file),
      ),
    ).toEqual([]);
  });

  test('the core reads no clock, no environment and no chance: they are handed in', () => {
    const effects =
      /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bprocess\.(env|argv|cwd|exit|std|hr)|\bTemporal\.Now\b|\bsetTimeout\(|\bfetch\(/;
    expect(
      below('src/core/')
        .filter(({ source }) => effects.test(source.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')))
        .map(({ path }) => path),
    ).toEqual([]);
  });

  test('commands import only the core, so that no command knows a platform or a database', () => {
    expect(
      wrong(
        'commands/',
        (name, { path }) =>
          name.startsWith('src/core/') ||
          name === 'temporal-polyfill' ||
          (path === 'commands/index.ts' && name.startsWith('commands/')),
      ),
    ).toEqual([]);
  });

  test('a platform imports the core, itself and its own libraries, never another platform, a command or a store', () => {
    for (const name of ['discord', 'slack', 'web', 'terminal'])
      expect(
        wrong(
          `src/platforms/${name}/`,
          (other) =>
            !isOurs(other) || other.startsWith('src/core/') || other.startsWith(`src/platforms/${name}/`),
        ),
      ).toEqual([]);
  });

  test('an SDK stays inside its adapter', () => {
    const owners: Readonly<Record<string, string>> = {
      'discord.js': 'src/platforms/discord/',
      '@discordjs/rest': 'src/platforms/discord/',
      'discord-api-types': 'src/platforms/discord/',
      '@slack/': 'src/platforms/slack/',
      kysely: 'src/stores/',
      'better-sqlite3': 'src/stores/',
      'node-cron': 'src/clock.ts',
      '@resvg/': 'src/pictures.ts',
    };
    const strays = files.flatMap(({ path, imports }) =>
      imports.flatMap((name) => {
        const owner = Object.keys(owners).find((sdk) => name.startsWith(sdk));
        return owner !== undefined && !path.startsWith(owners[owner] ?? '') ? [`${path} → ${name}`] : [];
      }),
    );
    expect(strays).toEqual([]);
  });

  test('stores import the core and themselves; only main and tools compose', () => {
    expect(
      wrong(
        'src/stores/',
        (name) => !isOurs(name) || name.startsWith('src/core/') || name.startsWith('src/stores/'),
      ),
    ).toEqual([]);
    expect(files.filter(({ imports }) => imports.includes('src/main.ts')).map(({ path }) => path)).toEqual(
      [],
    );
  });

  test('there is no import circle, of types either', () => {
    const graph = new Map(
      files.map(({ path, imports }) => [path, imports.filter((name) => name.endsWith('.ts'))]),
    );
    const done = new Set<string>();
    const circles: string[] = [];
    const walk = (path: string, trail: readonly string[]): void => {
      if (trail.includes(path)) circles.push([...trail.slice(trail.indexOf(path)), path].join(' → '));
      else if (!done.has(path)) {
        for (const next of graph.get(path) ?? []) walk(next, [...trail, path]);
        done.add(path);
      }
    };
    for (const path of graph.keys()) walk(path, []);
    expect(circles).toEqual([]);
  });

  test('files are nouns of one word, and none is a drawer for everything', () => {
    const drawers = /(^|\/)(utils?|helpers?|types|misc|common|lib)(\.ts|\/)/;
    expect(files.filter(({ path }) => drawers.test(path)).map(({ path }) => path)).toEqual([]);
  });

  test('no file is longer than can be read in one sitting', () => {
    expect(files.filter(({ source }) => source.split('\n').length > 500).map(({ path }) => path)).toEqual([]);
  });
});
