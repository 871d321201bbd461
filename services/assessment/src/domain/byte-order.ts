/**
 * Compares texts by their UTF-8 bytes, as PostgreSQL's collation "C" does: JavaScript's own order differs where
 * characters beyond U+FFFF meet those from U+E000 on.
 */
export function compareBytes(a: string, b: string): -1 | 0 | 1 {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index += 1) {
    const [left, right] = [a.charCodeAt(index), b.charCodeAt(index)];
    if (left !== right) return rank(left) < rank(right) ? -1 : 1;
  }
  return a.length === b.length ? 0 : a.length < b.length ? -1 : 1;
}

/** Surrogates stand for code points above all others, so they go behind U+E000 to U+FFFF. */
const rank = (unit: number): number =>
  unit >= 0xe000 ? unit - 0x800 : unit >= 0xd800 ? unit + 0x2000 : unit;
