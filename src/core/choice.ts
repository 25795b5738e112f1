/** A value that may be chosen, with the words a person sees for it. */
export interface Choice {
  readonly value: string;
  readonly label: string;
}
