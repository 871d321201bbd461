import { newId } from '@yuanqu/domain';
import { makeTransaction } from '@yuanqu/service-kit';
import { fakeClock } from '@yuanqu/testing';
import { expect, it } from 'vitest';
import { recomputeMonths } from '../adapters/month-store.ts';
import { readOutcomes } from '../adapters/outcome-query.ts';
import { holdConsumers } from '../adapters/watermark-store.ts';
import { assessmentDatabase } from '../testing/assessment-database.ts';
import { readModel } from '../testing/read-model.ts';
import { observed, registered } from '../testing/recorded-events.ts';
import { makeReconcileMonths } from './reconcile-months.ts';

it('finds a settled month that its observations do not bear out, and reckons it anew', async () => {
  const database = await assessmentDatabase();
  try {
    const clock = fakeClock('2026-11-20T00:00:00Z');
    const transaction = makeTransaction(database.pool);
    const reconcile = makeReconcileMonths({
      transaction,
      holdConsumers,
      readOutcomes,
      recomputeMonths,
      clock,
    });
    const { apply } = readModel(database.pool, clock);
    const [sound, wrong] = [newId(), newId()];
    for (const unit of [sound, wrong])
      await apply([
        registered(unit),
        observed(unit, 'let', '2026-10-10T00:00:00.000Z'),
        observed(unit, 'vacant', '2026-11-10T00:00:00.000Z'),
      ]);
    expect(await reconcile()).toEqual([]);
    await database.pool.query(
      "UPDATE unit_month SET let_ms = let_ms - 1 WHERE unit_id = $1 AND month = '2026-11'",
      [wrong],
    );
    expect(await reconcile()).toEqual([wrong]);
    expect(await reconcile()).toEqual([]);
  } finally {
    await database.drop();
  }
});
