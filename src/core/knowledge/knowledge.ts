import type {
  Belief,
  Chapter,
  Comparison,
  Concept,
  DockerCommand,
  Flags,
  Guide,
} from '#core/knowledge/entry.ts';
import type { Shelf } from '#core/knowledge/shelf.ts';
import type { Question } from '#core/quiz/question.ts';

/** All that the bot knows, read and checked. Immutable. */
export interface Knowledge {
  /** In the order of the study path. */
  readonly chapters: readonly Chapter[];
  readonly concepts: Shelf<Concept>;
  readonly comparisons: Shelf<Comparison>;
  readonly guides: Shelf<Guide>;
  readonly commands: Shelf<DockerCommand>;
  /** What flags mean, by long name. */
  readonly flags: Flags;
  /** What notes often get wrong. */
  readonly beliefs: readonly Belief[];
  readonly questions: readonly Question[];
}
