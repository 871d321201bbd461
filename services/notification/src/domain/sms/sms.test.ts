import { AppError } from '@yuanqu/domain';
import { describe, expect, it } from 'vitest';
import { maskAddress } from '../mask-address.ts';
import { maskPhoneNumber, parsePhoneNumber } from './phone-number.ts';
import { partsOfSealed, sealedTarget } from './sealed-target.ts';
import { faultsOfVariables, fillVariables } from './sms-template.ts';

describe('a phone number', () => {
  it.each([
    ['13800000000', '+8613800000000'],
    ['+86 138-0000-0000', '+8613800000000'],
    ['8613800000000', '+8613800000000'],
  ])('%s is %s', (text, number) => {
    expect(parsePhoneNumber(text)).toBe(number);
  });

  it.each(['', '110', '12800000000', '138000000001', '+1 202 555 0100', '13800000000;13900000000'])(
    '%j is refused',
    (text) => {
      expect(parsePhoneNumber(text)).toBeInstanceOf(AppError);
    },
  );

  it('is shown by its ends only, sealed or not', () => {
    expect(maskPhoneNumber('+8613812345678')).toBe('138****5678');
    expect(maskAddress('sms', '+8613812345678')).toBe('138****5678');
    const target = sealedTarget('138****5678', Buffer.from('sealed'));
    expect(maskAddress('sms', target)).toBe('138****5678');
    expect(partsOfSealed(target).sealed.toString()).toBe('sealed');
    expect(maskAddress('sms', '#')).toBe('');
  });
});

describe('the variables of a text message', () => {
  const eventType = 'cn.yuanqu.assessment.park.occupancy-fell-below-target';
  const template = (variables: Record<string, string>, type = eventType) =>
    ({ eventType: type, language: 'zh', templateId: 'SMS_1', variables }) as const;

  it('are filled in as templates are, each within what a provider takes', () => {
    const filled = fillVariables(
      { park: 'parkNames', rate: 'rate | percent', none: 'nothing' },
      { parkNames: '园'.repeat(60), rate: 0.68 },
      'zh',
    );
    expect(filled).toEqual({ park: `${'园'.repeat(34)}…`, rate: '68.00%', none: '—' });
  });

  it.each([
    [template({ rate: 'rate | percent', title: 'title' }), []],
    [template({ title: 'title' }, '*'), []],
    [template({ rate: 'rate' }, '*'), ['/variables/rate template.unknown-variable']],
    [template({ x: 'nothing' }), ['/variables/x template.unknown-variable']],
    [
      template({ why: 'reason' }, 'cn.yuanqu.intake.application.returned'),
      ['/variables/why template.personal-field'],
    ],
  ])('of %j have the faults %j', (given, faults) => {
    expect(faultsOfVariables(given).map(({ pointer, code }) => `${pointer} ${code}`)).toEqual(faults);
  });
});
