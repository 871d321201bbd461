/** A text as far as people mean the same by it: without blanks, punctuation and invisible marks, half width, lower case. */
export const plainText = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s\p{P}\p{Cf}]/gu, '');
