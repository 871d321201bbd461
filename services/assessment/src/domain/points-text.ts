/** Hundredths of a point as people read them: `32.17`. */
export const pointsText = (hundredths: number): string => (hundredths / 100).toFixed(2);
