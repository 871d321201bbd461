import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../app-error.ts';
import { industryDivisions } from './divisions.ts';
import { industryGroups } from './groups.ts';
import { Industry, type IndustryCode } from './industry.ts';
import { industrySections } from './sections.ts';

const industry = (text: string): IndustryCode => {
  const code = Industry.parse(text);
  if (code instanceof AppError) throw code;
  return code;
};

describe('the data of GB/T 4754-2017', () => {
  it('has the sections A to T', () => {
    expect(industrySections.map(({ code }) => code).join('')).toBe('ABCDEFGHIJKLMNOPQRST');
  });

  it('has the divisions 01 to 97 without a gap, each in the section that its number falls into', () => {
    expect(industryDivisions.map(({ code }) => Number(code))).toEqual(
      Array.from({ length: 97 }, (_, index) => index + 1),
    );
    const lastOf = new Map(industryDivisions.map(({ section, code }) => [section, Number(code)]));
    expect([...lastOf]).toEqual([
      ['A', 5],
      ['B', 12],
      ['C', 43],
      ['D', 46],
      ['E', 50],
      ['F', 52],
      ['G', 60],
      ['H', 62],
      ['I', 65],
      ['J', 69],
      ['K', 70],
      ['L', 72],
      ['M', 75],
      ['N', 79],
      ['O', 82],
      ['P', 83],
      ['Q', 85],
      ['R', 90],
      ['S', 96],
      ['T', 97],
    ]);
  });

  it('names every section, division and group in Chinese and in English, no two alike within a level', () => {
    for (const level of [industrySections, industryDivisions, industryGroups]) {
      expect(level.filter(({ zh, en }) => !/^\p{Script=Han}/u.test(zh) || !/^[A-Z]/.test(en))).toEqual([]);
      expect(new Set(level.map(({ zh }) => zh)).size).toBe(level.length);
      expect(new Set(level.map(({ en }) => en)).size).toBe(level.length);
    }
  });
});

describe('Industry.parse', () => {
  it.each([
    ['6513', '6513', 'class', 'I'],
    ['I6513', '6513', 'class', 'I'],
    [' i65 ', '65', 'division', 'I'],
    ['６５１', '651', 'group', 'I'],
    ['0111', '0111', 'class', 'A'],
    ['9700', '9700', 'class', 'T'],
    ['7231', '7231', 'class', 'L'],
    ['C', 'C', 'section', 'C'],
  ])('reads %j as %s, a %s in section %s', (text, code, level, section) => {
    expect(Industry.parse(text)).toBe(code);
    expect(Industry.levelOf(industry(text))).toBe(level);
    expect(Industry.sectionOf(industry(text)).code).toBe(section);
  });

  it.each([
    ['', 'industry.malformed'],
    ['6', 'industry.malformed'],
    ['65130', 'industry.malformed'],
    ['65A3', 'industry.malformed'],
    ['软件', 'industry.malformed'],
    [`65${' '.repeat(30)}13`, 'industry.malformed'],
    ['U', 'industry.unknown-section'],
    ['Z6513', 'industry.unknown-section'],
    ['0000', 'industry.unknown-division'],
    ['9810', 'industry.unknown-division'],
    ['7050', 'industry.unknown-group'],
    ['597', 'industry.unknown-group'],
    ['C6513', 'industry.wrong-section'],
  ])('refuses %j with %s', (text, code) => {
    expect(Industry.parse(text)).toMatchObject({ code, kind: 'invalid' });
  });

  it('never throws, and what it gives it reads again', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[A-Z]?\d{0,5}$/)), (text) => {
        const code = Industry.parse(text);
        expect(code instanceof AppError ? code : Industry.parse(code)).toEqual(code);
      }),
    );
  });
});

describe('Industry.parseClass', () => {
  it('takes four digits only', () => {
    expect(Industry.parseClass('I6513')).toBe('6513');
    expect(Industry.parseClass('65')).toMatchObject({ code: 'industry.not-a-class' });
    expect(Industry.parseClass('I')).toMatchObject({ code: 'industry.not-a-class' });
    expect(Industry.parseClass('9913')).toMatchObject({ code: 'industry.unknown-division' });
  });
});

describe('the hierarchy', () => {
  it('goes from a class up to its section', () => {
    expect(Industry.ancestry(industry('6513'))).toEqual(['6513', '651', '65', 'I']);
    expect(Industry.ancestry(industry('65'))).toEqual(['65', 'I']);
    expect(Industry.ancestry(industry('I'))).toEqual(['I']);
    expect(Industry.divisionOf(industry('6513'))?.zh).toBe('软件和信息技术服务业');
    expect(Industry.divisionOf(industry('I'))).toBeUndefined();
  });

  it('covers what lies within, and nothing beside', () => {
    expect(Industry.covers(industry('I'), industry('6513'))).toBe(true);
    expect(Industry.covers(industry('65'), industry('651'))).toBe(true);
    expect(Industry.covers(industry('651'), industry('6520'))).toBe(false);
    expect(Industry.covers(industry('6513'), industry('65'))).toBe(false);
    expect(Industry.covers(industry('C'), industry('6513'))).toBe(false);
  });

  it('covers exactly along the ancestry', () => {
    const code = fc
      .constantFrom(...industryDivisions)
      .chain(({ code: division }) =>
        fc.stringMatching(/^\d{0,2}$/).map((rest) => Industry.parse(division + rest)),
      )
      .filter((parsed) => !(parsed instanceof AppError))
      .map((parsed) => parsed as IndustryCode);
    fc.assert(
      fc.property(code, code, (outer, inner) => {
        expect(Industry.covers(outer, inner)).toBe(Industry.ancestry(inner).includes(outer));
      }),
    );
  });
});
