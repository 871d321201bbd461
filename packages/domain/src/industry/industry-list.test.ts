import { describe, expect, it } from 'vitest';
import { AppError } from '../app-error.ts';
import { importIndustryList, type IndustryRegistry } from './industry-list.ts';

const registry = (source: Parameters<typeof importIndustryList>[0]): IndustryRegistry => {
  const result = importIndustryList(source);
  if (result instanceof AppError) throw result;
  return result;
};

const csv = `\uFEFF代码,名称,英文名称
I,信息传输、软件和信息技术服务业,
651,软件开发,Software development
6511,基础软件开发,"Basic software, ""system"""
6513,应用软件开发,Application software

83,教育,Education
`;

describe('importIndustryList', () => {
  it('knows the classes of the list and refuses others', () => {
    const { parse } = registry(csv);
    expect(parse('I6513')).toBe('6513');
    expect(parse('651')).toBe('651');
    expect(parse('6519')).toMatchObject({ code: 'industry.unlisted', kind: 'invalid' });
    expect(parse('9999')).toMatchObject({ code: 'industry.unknown-division' });
  });

  it('takes sections and divisions from the standard, listed or not', () => {
    expect(registry(csv).parse('72')).toBe('72');
    expect(registry(csv).parse('L')).toBe('L');
  });

  it('keeps names as they are, quotes, commas and all', () => {
    const { entries, entryOf } = registry(csv);
    expect(entries.map(({ code }) => code)).toEqual(['I', '651', '6511', '6513', '83']);
    const [, , basic] = entries;
    expect(basic).toEqual({ code: '6511', zh: '基础软件开发', en: 'Basic software, "system"' });
    expect(basic && entryOf(basic.code)).toBe(basic);
    expect(entries[0]).toEqual({ code: 'I', zh: '信息传输、软件和信息技术服务业' });
  });

  it('takes rows as well, with classes alone', () => {
    expect(registry([{ code: '6513', zh: '应用软件开发' }]).parse('6513')).toBe('6513');
  });

  it('reads Windows line ends and columns in any order', () => {
    expect(registry('name,code\r\n应用软件开发,6513\r\n').entries).toEqual([
      { code: '6513', zh: '应用软件开发' },
    ]);
  });

  it('imports nothing of a faulty list, and says what is wrong with each row', () => {
    const result = importIndustryList([
      { code: '651', zh: '软件开发' },
      { code: '6511', zh: '基础软件开发' },
      { code: '6511', zh: '基础软件开发' },
      { code: '9911', zh: '某业' },
      { code: '6513', zh: ' ' },
      { code: '6621', zh: '商业银行服务' },
    ]);
    expect(result).toMatchObject({
      code: 'industry-list.faulty',
      details: {
        errors: [
          { pointer: '/2', code: 'industry-list.duplicate' },
          { pointer: '/3', code: 'industry.unknown-division' },
          { pointer: '/4', code: 'industry-list.no-name' },
          { pointer: '/5', code: 'industry-list.no-group' },
        ],
      },
    });
  });

  it.each([
    ['', 'industry-list.unreadable'],
    ['code,zh\n', 'industry-list.unreadable'],
    ['编号,说明\n6513,应用软件开发', 'industry-list.unreadable'],
    ['code,zh\n6513,"应用软件开发\n', 'csv.stray-quote'],
    ['code,zh\n6511,a\n6513,应用"软件"开发\n', 'csv.stray-quote'],
  ])('refuses %j with %s', (text, code) => {
    expect(importIndustryList(text)).toMatchObject({ code, kind: 'invalid' });
  });

  it('names the line of a stray quote', () => {
    expect(importIndustryList('code,zh\n6511,a\n6513,应用"软件"开发\n')).toMatchObject({
      details: { line: 3 },
    });
  });

  it('lists a hundred errors at most', () => {
    const result = importIndustryList(Array.from({ length: 500 }, () => ({ code: 'x', zh: 'x' })));
    expect(result).toMatchObject({ message: expect.stringContaining('500 rows') });
    expect(result instanceof AppError && result.details.errors?.length).toBe(100);
  });
});
