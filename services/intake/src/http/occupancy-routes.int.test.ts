import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type IntakeUnderTest, startIntake } from '../testing/start-intake.ts';

describe('POST /occupancy', () => {
  let intake: IntakeUnderTest;
  beforeAll(async () => {
    intake = await startIntake();
  });
  afterAll(() => intake?.stop());

  it('takes one', async () => {
    const r = await fetch(intake.url('/occupancy'), {
      method: 'POST',
      headers: { ...(await intake.bearer()), 'content-type': 'application/json' },
      body: JSON.stringify({
        updateId: 'a',
        park: 'software',
        unit: 'A-0001',
        status: 'let',
        uscc: '91350100M000100Y43',
        observedAt: new Date().toISOString(),
      }),
    });
    console.log(r.status, await r.text());
    const r2 = await fetch(intake.url('/occupancy'), {
      method: 'POST',
      headers: { ...(await intake.bearer()), 'content-type': 'application/x-ndjson' },
      body: `${JSON.stringify({
        updateId: 'b',
        park: 'software',
        unit: 'A-0001',
        status: 'vacant',
        observedAt: new Date().toISOString(),
      })}\n{}\nxx\n`,
    });
    console.log(r2.status, await r2.text());
    expect(r.status).toBe(200);
  });
});
