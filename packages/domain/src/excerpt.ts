const maxLength = 40;

/** What someone sent, quoted and cut to a length that an error message can carry. */
export const excerpt = (text: string): string =>
  JSON.stringify(text.length > maxLength ? `${text.slice(0, maxLength)}…` : text);
