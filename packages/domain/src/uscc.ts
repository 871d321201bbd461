import { AppError } from './app-error.ts';
import type { Brand } from './brand.ts';
import { excerpt } from './excerpt.ts';

/** A unified social credit code (统一社会信用代码, GB 32100-2015) in canonical form: 18 characters, check character right. */
export type Uscc = Brand<string, 'Uscc'>;

export const Uscc = {
  /**
   * Reads a code as people write it: either case, full width, with spaces or invisible characters in it.
   * Errors: `uscc.wrong-length`, `uscc.wrong-character`, `uscc.bad-check-character`.
   */
  parse(text: string): Uscc | AppError {
    if (isCanonical(text)) return text;
    const code = normalise(text);
    return isCanonical(code) ? code : faultOf(code, text);
  },

  /** Whether the text already is a valid code in canonical form. */
  is: (text: string): text is Uscc => isCanonical(text),
};

/**
 * The 18th character that belongs to the first 17: (31 − Σ value × weight mod 31) mod 31, GB 32100-2015.
 * Throws a RangeError when they are not 17 characters of the alphabet.
 */
export function usccCheckCharacter(first17: string): string {
  const sum = first17.length === 17 ? weightedSum(first17) : undefined;
  if (sum === undefined)
    throw new RangeError(`${excerpt(first17)} is not 17 characters of the USCC alphabet`);
  return alphabet.charAt(checkValue(sum));
}

const length = 18;
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
// 3^(i-1) mod 31 for the characters 1 to 17
const weights = Uint8Array.of(1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28);
const notInAlphabet = 255;
const valueOfCharCode = new Uint8Array(128).fill(notInAlphabet);
for (let value = 0; value < alphabet.length; value++) valueOfCharCode[alphabet.charCodeAt(value)] = value;

// Longer input is not a code with spaces in it, and normalising it would cost as much as its sender likes.
const maxInputLength = 100;

const checkValue = (sum: number): number => (31 - (sum % 31)) % 31;

const valueAt = (code: string, index: number): number =>
  valueOfCharCode[code.charCodeAt(index)] ?? notInAlphabet;

/** Characters 3 to 8 are the division code of the registering authority: digits. */
const maxValueAt = (index: number): number => (index >= 2 && index < 8 ? 9 : 30);

function isCanonical(code: string): code is Uscc {
  if (code.length !== length) return false;
  const sum = weightedSum(code);
  return sum !== undefined && valueAt(code, length - 1) === checkValue(sum);
}

function weightedSum(code: string): number | undefined {
  let sum = 0;
  for (let index = 0; index < weights.length; index++) {
    const value = valueAt(code, index);
    if (value > maxValueAt(index)) return undefined;
    sum += value * (weights[index] ?? 0);
  }
  return sum;
}

/** NFKC turns full width into half width; \p{Cf} are the invisible marks that copying out of documents leaves. */
const normalise = (text: string): string =>
  text.length > maxInputLength
    ? text
    : text
        .normalize('NFKC')
        .replace(/[\s\p{Cf}]/gu, '')
        .toUpperCase();

function faultOf(code: string, text: string): AppError {
  if (code.length !== length) {
    return new AppError(
      'uscc.wrong-length',
      'invalid',
      `${excerpt(text)} 有 ${code.length} 个字符，统一社会信用代码须为 ${length} 个。 It has ${code.length} characters; a unified social credit code has ${length}.`,
      { length: code.length },
    );
  }
  for (let index = 0; index < length; index++) {
    if (valueAt(code, index) > maxValueAt(index)) return wrongCharacter(code, index);
  }
  const expected = usccCheckCharacter(code.slice(0, -1));
  return new AppError(
    'uscc.bad-check-character',
    'invalid',
    `${code} 的校验位是 ${code.slice(-1)}，按前 17 位应为 ${expected}，请与营业执照核对。 It ends in ${code.slice(-1)}, but its first 17 characters call for ${expected}; compare it with the licence.`,
    { expected },
  );
}

function wrongCharacter(code: string, index: number): AppError {
  const [zh, en] =
    maxValueAt(index) === 9
      ? ['数字', 'a digit']
      : ['数字或大写字母（I、O、S、V、Z 除外）', 'a digit or a capital letter other than I, O, S, V and Z'];
  return new AppError(
    'uscc.wrong-character',
    'invalid',
    `${excerpt(code)} 的第 ${index + 1} 位是 ${excerpt(code.charAt(index))}，应为${zh}。 Character ${index + 1} is ${excerpt(code.charAt(index))}, where ${en} belongs.`,
    { position: index + 1 },
  );
}
