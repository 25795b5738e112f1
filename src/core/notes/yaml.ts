import { Document, isMap, isNode, isScalar, isSeq } from 'yaml';
import type { DataFile } from '#core/knowledge/file.ts';
import type { Draft } from '#core/notes/draft.ts';
import type { Place } from '#core/notes/note.ts';
import type { Warning } from '#core/notes/warning.ts';
import { type Say, sayPlain } from '#core/say.ts';

/** Most places that one comment names. */
const mostPlaces = 5;

const placesText = (places: readonly Place[]): string => {
  const all = [...new Set(places.map(({ file, line }) => `${file}:${line}`))];
  return all.slice(0, mostPlaces).join(', ') + (all.length > mostPlaces ? ' …' : '');
};

/** A comment may hold no line break of its own but those between its lines. */
const comment = (lines: readonly string[]): string =>
  lines.map((line) => ` ${line.replace(/[\r\n]+/g, ' ')}`).join('\n');

/** Drafts as files below a team's folder; those of one path share a file. */
export function writeDrafts(
  drafts: readonly Draft[],
  warnings: readonly Warning[],
  say: Say,
): readonly DataFile[] {
  return [...Map.groupBy(drafts, ({ path }) => path)].map(([path, group]) => {
    const listed = path.startsWith('docker/');
    const parts = group.map((draft) => writeDraft(draft, warnings, say, listed));
    return { path, content: parts.join('\n') };
  });
}

function writeDraft(draft: Draft, warnings: readonly Warning[], say: Say, listed: boolean): string {
  const document = new Document(listed ? [draft.entry] : draft.entry, { aliasDuplicateObjects: false });
  const wrong = (places: readonly Place[]): readonly string[] =>
    warnings
      .filter(({ file, line }) => places.some((place) => place.file === file && place.line === line))
      .map(({ file, line, truth }) => `! ${file}:${line} ${truth}`);
  for (const { path, places } of draft.marks)
    annotate(document, listed ? [0, ...path] : path, comment([placesText(places), ...wrong(places)]));
  const head = draft.joins
    ? sayPlain(say, 'The bot knows {id}; this draft begins with what it has and takes its place when kept.', {
        id: draft.id,
      })
    : sayPlain(say, 'New to the bot. Fill in every {todo}, then keep it.', { todo: 'TODO' });
  return `#${comment([head])}\n#${comment([sayPlain(say, 'From {places}', { places: placesText(draft.places) })])}\n${document.toString({ lineWidth: 120 })}`;
}

/** Sets a comment before the value at `path`: before its key in a map, before itself in a list. */
function annotate(document: Document, path: readonly (string | number)[], text: string): void {
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  const last = path.at(-1);
  const pair = isMap(parent)
    ? parent.items.find(({ key }) => isScalar(key) && key.value === last)
    : undefined;
  const node = pair ? pair.key : isSeq(parent) ? parent.items[Number(last)] : undefined;
  if (isNode(node)) node.commentBefore = text;
}
