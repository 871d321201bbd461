/** A person's name or phone as those see it who don't handle the case: `林**`, `138****5678`. */
export const masked = (text: string): string =>
  /^[+\d][\d -]{6,}$/.test(text)
    ? `${text.slice(0, 3)}****${text.slice(-4)}`
    : text.replaceAll(/(?<!^)./gsu, '*');
