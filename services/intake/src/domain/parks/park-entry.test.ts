import { AppError } from '@yuanqu/domain';
import { expect, it } from 'vitest';
import { contradictionIn, type ParkEntry } from './park-entry.ts';

const entry: ParkEntry = {
  code: 'software',
  name: '软件园',
  theme: '软件',
  leadingIndustries: ['65'],
  since: new Date('2026-01-01T00:00:00+08:00'),
  subParks: [
    { code: 'n1', number: 1, name: '1号园' },
    { code: 'n2', number: 2, name: '2号园' },
  ],
  buildings: [{ code: 'A', subPark: 'n1', name: 'A座' }],
};

it('is in order as it stands', () => {
  expect(contradictionIn(entry)).toBeUndefined();
});

it.each<[string, Partial<ParkEntry>, string]>([
  ['an industry that does not exist', { leadingIndustries: ['99'] }, '/leadingIndustries/0'],
  ['no number 1', { subParks: [{ code: 'n2', number: 2, name: '2' }], buildings: [] }, '/subParks'],
  [
    'two of one number',
    { subParks: [...entry.subParks, { code: 'n3', number: 2, name: '3' }] },
    '/subParks/2',
  ],
  ['a building named twice', { buildings: [...entry.buildings, ...entry.buildings] }, '/buildings/1'],
  [
    'a building in no sub-park',
    { buildings: [{ code: 'B', subPark: 'n9', name: 'B' }] },
    '/buildings/0/subPark',
  ],
])('%s is said with its place', (_, change, pointer) => {
  const error = contradictionIn({ ...entry, ...change });
  expect(error).toBeInstanceOf(AppError);
  expect(error).toMatchObject({ code: 'intake.park-contradicts', details: { errors: [{ pointer }] } });
});
