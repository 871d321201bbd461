import { AppError } from '@yuanqu/domain';
import { expect, it } from 'vitest';
import { refuseUnitCode } from './unit-code.ts';

it.each([
  'A-0101',
  '3#101',
  '#101',
  '一栋 101',
  '12/3_a.b',
  '101（东）',
  '(B)2',
  '101+102',
  '101~103',
  '商铺101、102',
])('takes %s as the code of a unit', (code) => {
  expect(refuseUnitCode(code)).toBeUndefined();
});

it.each([
  '=cmd|x',
  '+1',
  '-101',
  '@SUM(1)',
  ' A',
  '*',
  'A|B',
  'A"B',
  'A<b>',
  'A\t1',
  'A\n1',
  "'=1",
  '101；',
  '',
])('refuses %j as the code of a unit', (code) => {
  expect(refuseUnitCode(code)).toBeInstanceOf(AppError);
});
