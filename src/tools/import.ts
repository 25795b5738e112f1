import { existsSync } from 'node:fs';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { DataFile } from '#core/knowledge/file.ts';
import { readNote } from '#core/notes/markdown.ts';
import type { Note } from '#core/notes/note.ts';
import { type Proposal, propose } from '#core/notes/proposal.ts';
import type { Warning } from '#core/notes/warning.ts';
import { writeDrafts } from '#core/notes/yaml.ts';
import { message, type Say, sayPlain } from '#core/say.ts';
import { begin } from '#src/beginning.ts';
import { misuse, readArguments, readLocale } from '#src/tools/usage.ts';

/**
 * `npm run -s import -- FILE… [--out FOLDER] [--locale ko|en] [--stdout]`: reads a team's Markdown notes, writes drafts of
 * entries as YAML and tells where the notes and Docker differ. Nothing that exists is overwritten. Exit status: 0 written,
 * 1 a file could not be read or would have been overwritten (then nothing is written), 2 misuse.
 */

const usage = {
  line: message('Usage: npm run -s import -- FILE… [--out FOLDER] [--locale ko|en] [--stdout]'),
  options: {
    out: { type: 'string', default: 'drafts' },
    locale: { type: 'string' },
    stdout: { type: 'boolean', default: false },
  },
  words: true,
} as const;

/** Longest note that is read, in bytes. */
const largest = 5_000_000;

/** Why a file could not be read, by the system's name of the fault. */
function reasonOf(error: unknown, say: Say): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  const words: Readonly<Record<string, () => string>> = {
    ENOENT: () => sayPlain(say, 'there is no such file'),
    EISDIR: () => sayPlain(say, 'it is a folder'),
    EACCES: () => sayPlain(say, 'I may not read it'),
    EFBIG: () => sayPlain(say, 'it is larger than 5 MB'),
  };
  return words[code]?.() ?? code;
}

/** Reads the notes; what cannot be read is told, and the others are read all the same. */
async function readNotes(files: readonly string[], say: Say): Promise<readonly Note[]> {
  const notes: Note[] = [];
  for (const [index, file] of files.entries()) {
    if (files.length > 1 && process.stderr.isTTY)
      process.stderr.write(`[${index + 1}/${files.length}] ${file}\n`);
    try {
      if ((await stat(file)).size > largest) throw Object.assign(new Error('too large'), { code: 'EFBIG' });
      notes.push(readNote(file, await readFile(file, 'utf8')));
    } catch (error) {
      const reason = reasonOf(error, say);
      process.stderr.write(`${sayPlain(say, 'I could not read {file}: {reason}', { file, reason })}\n`);
      process.exitCode = 1;
    }
  }
  return notes;
}

const kindOf = {
  belief: message('not so'),
  fault: message('refused'),
  hint: message('take care'),
  unread: message('not read'),
} as const satisfies Record<Warning['kind'], string>;

/** What was found, for a person. */
function summary({ drafts, warnings }: Proposal, say: Say): string {
  const lines: string[] = [''];
  lines.push(sayPlain(say, '{drafts, plural, one {# draft} other {# drafts}}:', { drafts: drafts.length }));
  for (const { path, id, kind, joins, places } of drafts) {
    const [first] = places;
    const state = joins ? sayPlain(say, 'known') : sayPlain(say, 'new');
    lines.push(`  ${path}  ${kind}:${id} (${state})  ${first ? `${first.file}:${first.line}` : ''}`);
  }
  lines.push(
    '',
    sayPlain(say, '{warnings, plural, one {# warning} other {# warnings}}:', { warnings: warnings.length }),
  );
  for (const { kind, id, file, line, quote, truth } of warnings) {
    lines.push(`  ${file}:${line}  ${sayPlain(say, kindOf[kind])} [${id}]`);
    if (quote !== '') lines.push(`    > ${quote}`);
    lines.push(`    ${truth}`);
  }
  return `${lines.join('\n')}\n`;
}

/** Writes all files, or none where one exists. */
async function write(files: readonly DataFile[], out: string, say: Say): Promise<void> {
  const taken = files.map(({ path }) => join(out, path)).filter((path) => existsSync(path));
  if (taken.length > 0) {
    process.stderr.write(
      `\n${sayPlain(say, 'Nothing was written, because these exist already; name another folder with --out:')}\n${taken.map((path) => `  ${path}\n`).join('')}`,
    );
    process.exitCode = 1;
    return;
  }
  for (const { path, content } of files) {
    await mkdir(dirname(join(out, path)), { recursive: true });
    await writeFile(join(out, path), content, { flag: 'wx' });
  }
  process.stderr.write(
    `\n${sayPlain(
      say,
      'Written to {out}. Next: read them, keep what you want, fill in every TODO, try it with {check}, then set {setting}.',
      {
        out,
        check: `npm run check:data -- ${out}`,
        setting: `KNOWLEDGE_PATH=${out}`,
      },
    )}\n`,
  );
}

const { values, positionals } = await readArguments(usage);
if (positionals.length === 0) await misuse(usage, message('Name a Markdown file.'));
const locale = await readLocale(usage, values.locale);
const { config, data } = await begin();
const say = data.say(locale ?? config.locale);
const proposal = propose(await readNotes(positionals, say), data.knowledge, say);
const files = writeDrafts(proposal.drafts, proposal.warnings, say);
process.stderr.write(summary(proposal, say));
if (values.stdout)
  for (const { path, content } of files) process.stdout.write(`# file: ${path}\n${content}\n`);
else if (files.length > 0) await write(files, values.out, say);
