/** What a usage line says about the operands: how many, and what each one is. */
import type { CliCommand } from './flags.ts';
import { countOf } from './unlisted.ts';

/** One place in a usage line. */
export interface Slot {
  /** What stands here, in lower case: `image`, `container`, `command`. */
  readonly role: string;
  readonly optional: boolean;
  /** More of the same may follow. */
  readonly repeats: boolean;
}

// Names that say more than the usage line does, or that it writes in several ways.
const roles: readonly (readonly [pattern: RegExp, role: string])[] = [
  [/^(?:SOURCE_IMAGE|TARGET_IMAGE|IMAGE|NAME)\[:TAG/, 'image'],
  [/^REPOSITORY\[:TAG\]/, 'image'],
  [/^IMAGE:TAG/, 'image'],
  [/^CONTAINER:SRC_PATH|^SERVICE:SRC_PATH/, 'source'],
  [/^DEST_PATH/, 'destination'],
  [/^PATH\|URL\|-$/, 'context'],
  [/^NAME\|ID/, 'object'],
  [/^SERVICE=REPLICAS/, 'scale'],
  [/^ARGS?$/, 'argument'],
  [/^ps OPTIONS$/, 'ps option'],
  [/^file\|/i, 'file'],
  [/^self\|NODE/, 'node'],
  [/^SERVICES$/, 'service'],
  [/^\(worker\|manager\)$/, 'role'],
  [/^-$/, 'file'],
  [/^HOST:PORT$/, 'address'],
  [/^PLUGIN-DATA-DIR$/, 'folder'],
  [/^KEY=VALUE$/, 'setting'],
];

function roleOf(name: string): string {
  const known = roles.find(([pattern]) => pattern.test(name));
  return (
    known?.[1] ??
    name
      .replace(/[[(|:].*$/, '')
      .toLowerCase()
      .replaceAll('_', ' ')
  );
}

/** Splits at blanks that stand in no bracket. */
function pieces(usage: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let piece = '';
  for (const letter of `${usage} `) {
    if ('[('.includes(letter)) depth++;
    if ('])'.includes(letter)) depth--;
    if (letter === ' ' && depth === 0) {
      if (piece) found.push(piece);
      piece = '';
    } else piece += letter;
  }
  return found;
}

function slotsOfPiece(piece: string): Slot[] {
  const optional = piece.startsWith('[') && piece.endsWith(']');
  const inner = optional ? piece.slice(1, -1) : piece;
  const nested = /^(\w+) \[(\w+)\]$/.exec(inner);
  if (optional && nested)
    return [nested[1], nested[2]].map((name) => ({ role: roleOf(name ?? ''), optional, repeats: false }));
  const repeats = inner.endsWith('...') || inner === 'SERVICES' || inner === 'ps OPTIONS';
  return [{ role: roleOf(inner.replace(/\.\.\.$/, '')), optional, repeats }];
}

const known = new WeakMap<CliCommand, readonly Slot[]>();

/** The operands of a command in their order. */
function slotsOf(command: CliCommand): readonly Slot[] {
  const found = known.get(command);
  if (found) return found;
  const usage = command.usage.replace(/\[OPTIONS?\]|^OPTIONS /g, '').replace(/ \| /g, '|');
  const slots = command.subcommands.length > 0 ? [] : pieces(usage).flatMap(slotsOfPiece);
  known.set(command, slots);
  return slots;
}

/** What the operand with this number is; those behind the last place have its role. */
export function roleAt(command: CliCommand, index: number): string {
  const slots = slotsOf(command);
  return (slots[index] ?? slots.at(-1))?.role ?? 'argument';
}

/** How many operands the command accepts: at least, at most. */
export function arityOf(command: CliCommand): readonly [least: number, most: number] {
  const slots = slotsOf(command);
  const least = slots.filter((slot) => !slot.optional).length;
  return (
    countOf[command.id] ?? [
      least,
      slots.some((slot) => slot.repeats) ? Number.POSITIVE_INFINITY : slots.length,
    ]
  );
}
