/** The text, or as much of it as fits with the ending into so many bytes of UTF-8; no character is cut in two. */
export function cutToBytes(text: string, maxBytes: number, ending = '…'): string {
  if (byteLength(text) <= maxBytes) return text;
  const room = maxBytes - byteLength(ending);
  let used = 0;
  let kept = '';
  // What people see as one character may be several code points: a family, a flag, an accent.
  for (const { segment } of characters.segment(text)) {
    used += byteLength(segment);
    if (used > room) break;
    kept += segment;
  }
  return kept.trimEnd() + ending;
}

const characters = new Intl.Segmenter('zh', { granularity: 'grapheme' });
const encoder = new TextEncoder();
const byteLength = (text: string): number => encoder.encode(text).length;
