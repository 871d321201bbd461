import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Month, usccCheckCharacter } from '@yuanqu/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type IntakeUnderTest, startIntake } from '../testing/start-intake.ts';

const enterprises = 1_000;
const months = 100;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Megabytes of what is still needed. */
function retainedMb(): number {
  collect();
  return process.memoryUsage().heapUsed / 1024 / 1024;
}

/** Codes that belong to nobody else. */
const codes = Array.from({ length: enterprises }, (_, index) => {
  const first17 = `91350503LRG0${String(index).padStart(5, '0')}`;
  return first17 + usccCheckCharacter(first17);
});

describe('an import of 100,000 lines', () => {
  let intake: IntakeUnderTest;
  beforeAll(async () => {
    intake = await startIntake({ park: { units: enterprises } });
    const { pool } = intake.database;
    await pool.query(
      `INSERT INTO enterprise (id, uscc, name, industry, provisional, created_at, changed_at)
       SELECT id, id, id, '6513', false, now(), now() FROM unnest($1::text[]) AS new (id)`,
      [codes],
    );
    await pool.query(
      `UPDATE unit SET status = 'let', uscc = ($1::text[])[substr(code, 3)::int], observed_at = now(), update_id = code, operator = 'x'`,
      [codes],
    );
  });
  afterAll(() => intake?.stop());

  it('goes in within minutes and few megabytes, and its table with errors comes back whole', async () => {
    const last = Month.previous(Month.of(Date.now()));
    const lines = Month.between(Month.plus(last, 1 - months), last).flatMap((month) =>
      codes.map((uscc, index) => {
        const revenue = index === 7 ? 'x' : `${(index % 90) + 1}.5`;
        return `${uscc},software,${month},终报,企业自报,12,${revenue},0.6,9,\n`;
      }),
    );
    const body = `uscc,park,month,stage,source,outputWan,revenueWan,taxWan,staff,reason\n${lines.join('')}`;
    const send = async (query: string, accept: string) =>
      fetch(intake.url(`/imports/figures${query}`), {
        method: 'POST',
        headers: {
          ...(await intake.bearer({ kind: 'person', subject: 'po', roles: ['park-operator'] })),
          'content-type': 'text/csv',
          accept,
        },
        body,
      });
    const before = retainedMb();
    let peak = before;
    const watch = setInterval(() => (peak = Math.max(peak, retainedMb())), 2_000);
    const startedAt = performance.now();
    const answer = await send('', 'application/json');
    const seconds = (performance.now() - startedAt) / 1_000;
    clearInterval(watch);
    expect(await answer.json()).toMatchObject({
      rows: 100_000,
      created: 99_900,
      rejected: 100,
      errorsLeftOut: 0,
    });
    expect(seconds).toBeLessThan(240);
    // The keys of what is through, and one chunk.
    expect(peak - before).toBeLessThan(40);
    const back = await (await send('?dryRun=true', 'text/csv')).text();
    const told = back.split('\r\n');
    expect(told).toHaveLength(100_002);
    expect(told.filter((line) => line.includes('营业收入(万元)：'))).toHaveLength(100);
  }, 600_000);
});
