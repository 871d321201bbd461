import { describe, expect, it } from 'vitest';
import { Uscc, usccCheckCharacter } from './uscc.ts';
import { registrantOf } from './uscc-registrant.ts';

const codeOf = (prefix: string): Uscc => {
  const first17 = `${prefix}350503MA3456789`;
  const code = first17 + usccCheckCharacter(first17);
  if (!Uscc.is(code)) throw new Error(`${code} is not a code`);
  return code;
};

describe('registrantOf', () => {
  it.each([
    ['91', 'enterprise', '企业'],
    ['92', 'sole-trader', '个体工商户'],
    ['93', 'cooperative', '农民专业合作社'],
    ['31', 'law-firm', '律师执业机构'],
    ['32', 'legal-service', '公证处'],
    ['11', 'government-body', '机关'],
    ['12', 'institution', '事业单位'],
    ['51', 'social-organisation', '社会团体'],
    ['52', 'social-organisation', '民办非企业单位'],
    ['53', 'social-organisation', '基金会'],
    ['81', 'trade-union', '基层工会'],
    ['N2', 'rural-collective', '村级集体经济组织'],
  ] as const)('reads %s… as %s', (prefix, kind, zh) => {
    expect(registrantOf(codeOf(prefix))).toMatchObject({ kind, zh });
  });

  it('takes a prefix that the standard leaves open as some other body', () => {
    expect(registrantOf(codeOf('Y1')).kind).toBe('other');
  });
});
