import type { Choice } from '#core/choice.ts';
import { cut, limits } from '#platforms/discord/limits.ts';

/**
 * Choices as Discord takes them: each value once, none empty or too long. A client writes the label of what is picked into
 * the field; where several values were `typed` with commas, those before it must stand in the label, or going on typing would
 * lose them.
 */
export function offer(
  choices: readonly Choice[],
  typed: string,
): { readonly name: string; readonly value: string }[] {
  const unique = new Map(choices.map((choice) => [choice.value, choice]));
  return [...unique.values()]
    .filter(({ value }) => value !== '' && value.length <= limits.autocomplete.value)
    .slice(0, limits.autocomplete.choices)
    .map(({ value, label }) => {
      const before = typed.includes(',') ? value.slice(0, value.lastIndexOf(',') + 1) : '';
      const words = label || value;
      // A name may have a comma of its own.
      const whole = words.startsWith(before) ? words : `${before}${words}`;
      return { name: cut(whole, limits.autocomplete.name), value };
    });
}
