import type { Both } from '#core/locale.ts';

/** Where a fact is documented. */
export interface Source {
  readonly title: string;
  readonly url: string;
}

/** How hard a question is. */
export type Difficulty = 'easy' | 'medium' | 'hard';

/** One of a question's options. Prose is the knowledge's Markdown subset (see `knowledge/prose.ts`). */
export interface QuestionChoice {
  /** Stable within the question: `a`, `b`, … whatever the order shown. */
  readonly key: string;
  readonly text: Both;
  /** Why it is right or wrong. */
  readonly why: Both;
}

/** A question as the knowledge has it. Exactly one option is right. */
export interface Question {
  readonly id: string;
  /** Raised when the meaning changes, so that old answers can be told apart. */
  readonly revision: number;
  /** A chapter's id. */
  readonly topic: string;
  readonly difficulty: Difficulty;
  readonly prompt: Both;
  /** Shown below the prompt, as code. */
  readonly code?: { readonly value: string; readonly language?: string };
  readonly choices: readonly QuestionChoice[];
  /** The key of the right option. */
  readonly answer: string;
  /** Ids of the knowledge it is about: `concept:cmd`. */
  readonly about: readonly string[];
  readonly sources: readonly Source[];
}

/** A question as it was asked: complete, with its options in the order shown. */
export type AskedQuestion = Question;
