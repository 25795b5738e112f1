/**
 * The rules that knowledge is held to, by code. Each has a failing fixture of its own name in `tests/data/rules/`.
 * K1xx: a file by itself. K2xx: entries together. K3xx: held against what Docker has.
 */
export const rules = {
  K101: 'The file must be YAML 1.2 with unique keys.',
  K102: 'The file must have the shape that core/knowledge/entry.ts describes.',
  K103: 'Every text must exist in Korean and in English.',
  K104: 'Prose keeps to the Markdown subset: paragraphs, lists, code, bold, emphasis, https links.',
  K105: 'A row has as many cells as the comparison has sides.',
  K106: 'A question has exactly one right option, and no two options alike.',
  K107: 'A file lies in a folder that is known: comparisons, concepts, guides, docker, quizzes.',
  K108: 'A file that holds one entry is named after it.',
  K109: 'A cell is short enough to be read on a phone.',
  K110: 'Nothing is still to be written: a draft has no `TODO` left.',
  K201: 'An id stands for one entry.',
  K202: 'A reference leads to an entry that exists.',
  K203: 'An alias leads to one entry of its kind.',
  K301: 'A command is one that the docker client has.',
  K302: 'A flag is one that its command has.',
  K303: 'A docker line of an example is one that the docker client accepts.',
} as const;

/** A code of {@link rules}. */
export type Rule = keyof typeof rules;
