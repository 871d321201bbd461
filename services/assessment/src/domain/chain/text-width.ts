/**
 * How wide a text is at most, in units of its font size, whatever sans-serif font draws it: Chinese is square, and of
 * Latin letters the widest of the usual fonts (DejaVu, Verdana) counts.
 */
export const textWidth = (text: string): number =>
  Array.from(text).reduce((sum, character) => sum + widthOf(character), 0);

function widthOf(character: string): number {
  if ((character.codePointAt(0) ?? 0) >= 0x7f) return 1;
  if (" .,:;'|!iljtfrI()[]/-".includes(character)) return 0.46;
  if ('mwMWQ@%&'.includes(character)) return 1;
  return /[A-Z0-9#$<>=+~^_]/.test(character) ? 0.84 : 0.66;
}

/** The text broken into at most so many lines of at most that width; what does not fit ends in an ellipsis. */
export function wrapText(text: string, width: number, maxLines: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of piecesOf(text, width)) {
    if (line !== '' && textWidth(line + piece.trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = piece.trimStart();
    } else line += piece;
  }
  lines.push(line.trimEnd());
  if (lines.length <= maxLines) return lines;
  return [...lines.slice(0, maxLines - 1), shortened(lines.slice(maxLines - 1).join(' '), width)];
}

/** As many of these as fit one line, and how many more there are: `甲、乙 +3`. */
export function firstFew(names: readonly string[], width: number): string {
  for (let shown = names.length; shown > 1; shown -= 1) {
    const line = `${names.slice(0, shown).join('、')}${more(names.length - shown)}`;
    if (textWidth(line) <= width) return line;
  }
  const rest = more(names.length - 1);
  const [first = ''] = wrapText(names[0] ?? '', width - textWidth(rest), 1);
  return `${first}${rest}`;
}

const more = (count: number): string => (count === 0 ? '' : ` +${count}`);

/** Words with the space behind them; Chinese, and words wider than a line, character by character. */
const piecesOf = (text: string, width: number): readonly string[] =>
  (text.match(/[\u0021-\u007e]+ *|[^\u0021-\u007e]/gu) ?? []).flatMap((piece) =>
    textWidth(piece) > width ? Array.from(piece) : piece,
  );

function shortened(text: string, width: number): string {
  const characters = Array.from(text);
  while (characters.length > 0 && textWidth(characters.join('').trimEnd()) + 1 > width) characters.pop();
  return `${characters.join('').trimEnd()}…`;
}
