/** A sentence for people, Chinese first. */
export interface Sentence {
  readonly zh: string;
  readonly en: string;
}
