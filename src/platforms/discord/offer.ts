import type { Choice } from '#core/choice.ts';
import { cut, limits } from '#platforms/discord/limits.ts';

/**
 * Choices as Discord takes them: each value once, none empty or too long. A client writes the label of what is picked into
 * the field; where several values are given with commas (`many`), those before it must stand in the label, or going on typing
 * would lose them.
 */
export function offer(
  choices: readonly Choice[],
  many: boolean,
): { readonly name: string; readonly value: string }[] {
  const unique = new Map(choices.map((choice) => [choice.value, choice]));
  return [...unique.values()]
    .filter(({ value }) => value !== '' && value.length <= limits.autocomplete.value)
    .slice(0, limits.autocomplete.choices)
    .map(({ value, label }) => {
      const before = many ? value.slice(0, value.lastIndexOf(',') + 1) : '';
      return { name: cut(`${before}${label || value}`, limits.autocomplete.name), value };
    });
}
