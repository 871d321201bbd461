import { Month, systemClock } from '@yuanqu/domain';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type AssessmentUnderTest, startAssessment } from '../testing/start-assessment.ts';
import { parkTold } from '../testing/told-events.ts';

let service: AssessmentUnderTest;
beforeAll(async () => {
  service = await startAssessment(systemClock, { YUANQU_DEMO: 'true' });
});
afterAll(() => service?.stop());

it('starts with a chain for each park, which is shown once the park has been told of', async () => {
  expect(await service.call('GET', '/parks/legal/chain')).toMatchObject({ status: 404 });
  await service.tell([parkTold('legal', { name: '中央法务园', leadingIndustries: ['723'] })]);
  await service.settled();
  const { status, body } = await service.call('GET', '/parks/legal/chain');
  expect(status).toBe(200);
  expect(body).toMatchObject({
    revision: 1,
    coverage: { covered: 0, total: 6, observed: false },
    lead: { how: 'none' },
  });
  expect(body.nodes.map(({ name }: { name: { zh: string } }) => name.zh)).toEqual([
    '法治理论研究',
    '智慧法务',
    '律师事务',
    '公共法律服务',
    '司法辅助',
    '涉法事务',
  ]);
});

it('starts with goals of the running quarter, each agreed on by another person than proposed it', async () => {
  const { body } = await service.call('GET', '/goals', { roles: ['auditor'] });
  expect(body.items).toHaveLength(3);
  for (const goal of body.items)
    expect(goal).toMatchObject({ status: 'agreed', proposedBy: 'demo-task-force', agreedBy: 'demo-office' });
});

it('judges the running month by evidence, grades and a preview', async () => {
  const { body } = await service.call('GET', '/scoring-rules', { roles: ['auditor'] });
  const month = Month.of(systemClock());
  const rule = body.items.find(({ effectiveFrom }: { effectiveFrom: string }) => effectiveFrom <= month);
  expect(rule).toMatchObject({ version: `demo-${month}`, definition: { preview: { days: 3 } } });
  expect(rule.definition.indicators).toHaveLength(11);
  expect(rule.definition.grades).toHaveLength(4);
});
