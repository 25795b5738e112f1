import { limits } from '#platforms/discord/limits.ts';
import { joins, type Piece } from '#platforms/discord/pieces.ts';

/**
 * What each page needs for itself: the container, the title, a rule, the line that counts the pages, and a row with two
 * buttons.
 */
const frame = { components: 7, characters: limits.title + 3 + 80 + 2 * limits.button.label };

const room = {
  components: limits.message.components - frame.components,
  characters: limits.message.characters - frame.characters,
};

interface Size {
  readonly components: number;
  readonly characters: number;
  readonly files: number;
}

/** What a piece adds to a page whose last piece is `before`. */
function sizeOf(piece: Piece, before: Piece | undefined): Size {
  switch (piece.kind) {
    case 'text':
      return {
        components: joins(piece, before) ? 0 : 1,
        characters: piece.content.length + (piece.apart ? 2 : 1),
        files: 0,
      };
    case 'picture':
      return { components: 1, characters: 0, files: 1 };
    case 'rule':
      return { components: 1, characters: 0, files: 0 };
    case 'buttons':
      return {
        components: 1 + piece.buttons.length,
        characters: piece.buttons.reduce((sum, { label }) => sum + label.length, 0),
        files: 0,
      };
  }
}

const total = (pieces: readonly Piece[]): Size =>
  pieces.reduce(
    (sum, piece, index) => {
      const size = sizeOf(piece, pieces[index - 1]);
      return {
        components: sum.components + size.components,
        characters: sum.characters + size.characters,
        files: sum.files + size.files,
      };
    },
    { components: 0, characters: 0, files: 0 },
  );

const fits = (pieces: readonly Piece[]): boolean => {
  const { components, characters, files } = total(pieces);
  return components <= room.components && characters <= room.characters && files <= limits.message.files;
};

/** The pieces on pages that are never too large; a heading goes with what follows it. At least one page. */
export function paginate(pieces: readonly Piece[]): readonly (readonly Piece[])[] {
  const pages: Piece[][] = [];
  let page: Piece[] = [];
  for (const piece of pieces) {
    if (fits([...page, piece])) {
      page.push(piece);
      continue;
    }
    const carried = page.length > 1 ? trailingHeadings(page) : [];
    pages.push(page.slice(0, page.length - carried.length));
    page = [...carried, piece];
  }
  return [...pages, page];
}

function trailingHeadings(page: readonly Piece[]): Piece[] {
  const last = page.at(-1);
  return last?.kind === 'text' && last.keep ? [last] : [];
}
