/** A number of things in English: `1 gap`, `2 gaps`. */
export const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;
