import { limits } from '#platforms/discord/limits.ts';
import { joins, type Piece } from '#platforms/discord/pieces.ts';

interface Room {
  readonly components: number;
  readonly characters: number;
}

/** What a message needs for itself: the container, the title, and a rule. */
const frame = 3;
/** What one of several needs besides: the line that counts them, and a row with two buttons. */
const turning: Room = { components: 4, characters: 80 + 2 * limits.button.label };

const roomBelow = (title: string, besides: Room): Room => ({
  components: limits.message.components - frame - besides.components,
  characters: limits.message.characters - title.length - besides.characters,
});

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

const fits = (pieces: readonly Piece[], room: Room): boolean => {
  const { components, characters, files } = total(pieces);
  return components <= room.components && characters <= room.characters && files <= limits.message.files;
};

/**
 * The pieces on pages that are never too large below their title; a heading goes with what follows it. At least one page, and
 * only one where everything fits that needs no turning.
 */
export function paginate(pieces: readonly Piece[], title: string): readonly (readonly Piece[])[] {
  if (fits(pieces, roomBelow(title, { components: 0, characters: 0 }))) return [pieces];
  const room = roomBelow(title, turning);
  const pages: Piece[][] = [];
  let page: Piece[] = [];
  for (const piece of pieces) {
    if (fits([...page, piece], room)) {
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
