import { isUtf8 } from 'node:buffer';

/** How much of an input its encoding and format are recognised from. */
export const sniffBytes = 64 * 1024;

// Text in GB18030 hardly ever forms valid characters of UTF-8; of broken UTF-8 most still are.
const mostlyValid = 10;

/**
 * What a byte order mark says; else UTF-8 when the bytes are UTF-8 or nearly (a character cut off at the end, a spoilt line),
 * else GB18030, what Excel in China writes.
 */
export function detectEncoding(head: Buffer): 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be' {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  if (isUtf8(head)) return 'utf-8';
  const text = head.toString('utf8');
  const invalid = text.split('\uFFFD').length - 1;
  const valid = (text.match(/[^\0-\x7F\uFFFD]/gu) ?? []).length;
  // One or two may be the character that is cut off.
  return valid >= (invalid - 2) * mostlyValid && valid > 0 ? 'utf-8' : 'gb18030';
}
