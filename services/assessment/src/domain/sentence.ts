/** A sentence for people, Chinese first. */
export interface Sentence {
  readonly zh: string;
  readonly en: string;
}

/** Hundredths of a point as people read them: `32.17`. */
export const pointsText = (hundredths: number): string => (hundredths / 100).toFixed(2);
