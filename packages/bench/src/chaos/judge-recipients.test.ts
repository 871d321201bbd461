import { expect, it } from 'vitest';
import { expectedOf } from './judge-recipients.ts';

const crossing = {
  id: 'e',
  type: 'cn.yuanqu.assessment.park.nearly-full.v1',
  park: 'software',
  shortfall: 0,
};
const people = [
  { id: 'own', roles: ['task-force'], allParks: false, parks: ['software'] },
  { id: 'other', roles: ['task-force'], allParks: false, parks: ['design'] },
  { id: 'leader', roles: ['district-leader'], allParks: true, parks: [] },
];
const eventType = 'cn.yuanqu.assessment.park.nearly-full';
const rule = (role: string, park: string | null = null) => ({
  eventType,
  role,
  park,
  channels: ['in-app', 'email'],
  minSeverity: 'info',
});

it('expects whom a rule names in the parks of their scope, on the channels they have', () => {
  const addresses = [
    { person: 'own', channel: 'email', minSeverity: 'warning' },
    { person: 'own', channel: 'webhook', minSeverity: 'info' },
    { person: 'leader', channel: 'email', minSeverity: 'critical' },
    { person: 'other', channel: 'email', minSeverity: 'info' },
  ];
  expect(expectedOf(crossing, people, [rule('task-force'), rule('district-leader')], addresses)).toEqual([
    'e own in-app',
    'e own email',
    'e leader in-app',
  ]);
});

it('expects each once though several rules name them, and nobody by a rule for another park or event', () => {
  const rules = [
    rule('task-force'),
    rule('task-force', 'software'),
    rule('district-leader', 'design'),
    { ...rule('district-leader'), eventType: 'cn.yuanqu.assessment.park.occupancy-recovered' },
  ];
  expect(expectedOf(crossing, people, rules, [])).toEqual(['e own in-app']);
});

it('calls ten points below the target critical, and lets rules wait for that', () => {
  const fell = { ...crossing, type: 'cn.yuanqu.assessment.park.occupancy-fell-below-target.v1' };
  const eventType = 'cn.yuanqu.assessment.park.occupancy-fell-below-target';
  const rules = [{ ...rule('district-leader'), eventType, minSeverity: 'critical' }];
  expect(expectedOf({ ...fell, shortfall: 0.09 }, people, rules, [])).toEqual([]);
  expect(expectedOf({ ...fell, shortfall: 0.1 }, people, rules, [])).toEqual(['e leader in-app']);
});
