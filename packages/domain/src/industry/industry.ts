import { AppError } from '../app-error.ts';
import type { Brand } from '../brand.ts';
import { excerpt } from '../excerpt.ts';
import { type IndustryDivision, industryDivisions } from './divisions.ts';
import { industryGroups } from './groups.ts';
import { type IndustrySection, industrySections } from './sections.ts';

/** A code of GB/T 4754-2017 of any level, without the section's letter below it: `I`, `65`, `651` or `6513`. */
export type IndustryCode = Brand<string, 'IndustryCode'>;

export type IndustryLevel = 'section' | 'division' | 'group' | 'class';

export const Industry = {
  /**
   * Reads `I`, `65`, `651`, `6513` or `I6513`. Section and division are checked; groups within the divisions 59 and 70;
   * other groups and classes only by shape, unless a full list is imported (`importIndustryList`).
   * Errors: `industry.malformed`, `industry.unknown-section`, `…-division`, `…-group`, `industry.wrong-section`.
   */
  parse(text: string): IndustryCode | AppError {
    if (text.length > maxTextLength) return malformed(text);
    const [, letter = '', digits = ''] = shape.exec(text.normalize('NFKC').toUpperCase()) ?? [];
    if (letter === '' && digits === '') return malformed(text);
    if (letter !== '' && !sectionByCode.has(letter)) return unknown('section', letter, 'sections are A to T');
    return digits === '' ? (letter as IndustryCode) : digitsWithin(letter, digits);
  },

  /** As `parse`, for a code of four digits. Error besides: `industry.not-a-class`. */
  parseClass(text: string): IndustryCode | AppError {
    const code = Industry.parse(text);
    if (code instanceof AppError || Industry.levelOf(code) === 'class') return code;
    return new AppError(
      'industry.not-a-class',
      'invalid',
      `${excerpt(text)} 不是小类，请写四位小类代码，如 6513。 It is a ${Industry.levelOf(code)}; a class of four digits such as "6513" is needed.`,
    );
  },

  levelOf: (code: IndustryCode): IndustryLevel =>
    isSection(code) ? 'section' : (levelByDigits[code.length] ?? 'class'),

  /** The division a code lies in; a section lies in none. */
  divisionOf: (code: IndustryCode): IndustryDivision | undefined =>
    isSection(code) ? undefined : divisionByCode.get(code.slice(0, 2)),

  sectionOf(code: IndustryCode): IndustrySection {
    const section = sectionByCode.get(Industry.divisionOf(code)?.section ?? code);
    if (!section) throw new Error(`${code} was not made by Industry.parse`);
    return section;
  },

  /** The code and those above it, narrowest first: `6513`, `651`, `65`, `I`. */
  ancestry(code: IndustryCode): readonly IndustryCode[] {
    const section = Industry.sectionOf(code).code as IndustryCode;
    if (isSection(code)) return [section];
    const lengths = Array.from({ length: code.length - 1 }, (_, index) => code.length - index);
    return [...lengths.map((length) => code.slice(0, length) as IndustryCode), section];
  },

  /** Whether an industry is the other one or lies within it: `I` and `65` cover `6513`. */
  covers: (outer: IndustryCode, inner: IndustryCode): boolean =>
    isSection(outer) ? Industry.sectionOf(inner).code === outer : inner.startsWith(outer),
};

const maxTextLength = 20;
const shape = /^\s*([A-Z]?)(\d{2,4})?\s*$/;

const levelByDigits: Readonly<Record<number, IndustryLevel>> = { 2: 'division', 3: 'group', 4: 'class' };
const sectionByCode: ReadonlyMap<string, IndustrySection> = new Map(
  industrySections.map((section) => [section.code, section]),
);
const divisionByCode: ReadonlyMap<string, IndustryDivision> = new Map(
  industryDivisions.map((division) => [division.code, division]),
);
const groupCodes: ReadonlySet<string> = new Set(industryGroups.map((group) => group.code));
const divisionsWithGroups: ReadonlySet<string> = new Set(
  industryGroups.map((group) => group.code.slice(0, 2)),
);

const isSection = (code: IndustryCode): boolean => code.length === 1;

function digitsWithin(letter: string, digits: string): IndustryCode | AppError {
  const division = divisionByCode.get(digits.slice(0, 2));
  if (!division) return unknown('division', digits.slice(0, 2), 'divisions are 01 to 97');
  if (letter !== '' && letter !== division.section) {
    return new AppError(
      'industry.wrong-section',
      'invalid',
      `${digits} 属于门类 ${division.section}，不属于 ${letter}，请改正字母。 It lies in section ${division.section}, not in ${letter}.`,
      { expected: division.section },
    );
  }
  const group = digits.slice(0, 3);
  const known = digits.length < 3 || !divisionsWithGroups.has(division.code) || groupCodes.has(group);
  return known
    ? (digits as IndustryCode)
    : unknown('group', group, `division ${division.code} has no such group`);
}

const malformed = (text: string): AppError =>
  new AppError(
    'industry.malformed',
    'invalid',
    `${excerpt(text)} 不是 GB/T 4754-2017 行业代码，请写如 6513、65、I 或 I6513。 It is not a code of GB/T 4754-2017 such as "6513", "65", "I" or "I6513".`,
  );

const unknown = (level: 'section' | 'division' | 'group', code: string, why: string): AppError =>
  new AppError(
    `industry.unknown-${level}`,
    'invalid',
    `没有行业代码 ${code}，请对照 GB/T 4754-2017 核对。 There is no industry ${level} ${code}: ${why}.`,
  );
