import { expect, it } from 'vitest';
import { toCsv } from './csv.ts';

it.each([
  ['=1+1', "'=1+1"],
  ['+49', "'+49"],
  ['-2', "'-2"],
  ['@sum', "'@sum"],
  ['\tx', "'\tx"],
  ['a,b', '"a,b"'],
  ['say "hi"', '"say ""hi"""'],
  ['=a,"b"', `"'=a,""b"""`],
  ['泉州软件园', '泉州软件园'],
])('writes the text %j so that no spreadsheet runs it', (text, cell) => {
  expect(toCsv([[text]])).toBe(`\uFEFF${cell}\r\n`);
});

it('leaves numbers numbers, negative ones too, and gaps empty', () => {
  expect(toCsv([[-1.5, undefined, 0]])).toBe('\uFEFF-1.5,,0\r\n');
});
