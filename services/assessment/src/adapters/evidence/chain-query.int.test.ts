import { usccCheckCharacter } from '@yuanqu/domain';
import { fakeClock } from '@yuanqu/testing';
import type { Pool } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type AssessmentUnderTest, startAssessment } from '../../testing/start-assessment.ts';
import { firmTold, parkTold, seen, unitsTold } from '../../testing/told-events.ts';
import { readChainCoverage } from './chain-query.ts';

const firm = (number: number): string => {
  const first17 = `91350503DEM0${String(number).padStart(5, '0')}`;
  return first17 + usccCheckCharacter(first17);
};
const segment = (code: string, industry: string) => ({
  code,
  name: { zh: code, en: code },
  stage: 'upstream',
  order: 1,
  industries: [industry],
});
const chain = (...segments: readonly object[]) => ({ segments, links: [], assignments: [] });
const cutoffMs = Date.parse('2026-11-01T00:00:00Z');

let service: AssessmentUnderTest;
beforeAll(async () => {
  service = await startAssessment(fakeClock('2026-11-20T00:00:00Z'));
  const parks = ['software', 'ip', 'design', 'silent'];
  const units = Object.fromEntries(parks.map((park) => [park, unitsTold(park, 2)]));
  const letTo = (park: string, at: number, uscc: string, seenAt: string) => {
    const unit = units[park]?.units[at];
    if (!unit) throw new Error(`no unit ${at} of ${park}`);
    return seen(unit, 'let', seenAt, { uscc });
  };
  await service.tell([
    ...parks.map((park) => parkTold(park)),
    ...parks.flatMap((park) => units[park]?.events ?? []),
    firmTold(firm(1), '6513'),
    firmTold(firm(2), '3911'),
    firmTold(firm(3), '7491'),
    letTo('software', 0, firm(1), '2026-10-01T00:00:00.000Z'),
    // After the cutoff: it does not cover anything yet.
    letTo('software', 1, firm(2), '2026-11-02T00:00:00.000Z'),
    letTo('ip', 0, firm(2), '2026-10-01T00:00:00.000Z'),
    letTo('design', 0, firm(3), '2026-10-01T00:00:00.000Z'),
  ]);
  await service.settled();
  const both = chain(segment('software', '65'), segment('hardware', '39'));
  const versions: readonly (readonly [string, number, object, string])[] = [
    ['software', 1, chain(segment('software', '65')), '2026-09-01T00:00:00Z'],
    ['software', 2, both, '2026-10-01T00:00:00Z'],
    ['software', 3, chain(), '2026-11-02T00:00:00Z'],
    ['ip', 1, both, '2026-10-01T00:00:00Z'],
    ['design', 1, chain(), '2026-10-01T00:00:00Z'],
    ['silent', 1, both, '2026-10-01T00:00:00Z'],
  ];
  for (const [park, revision, definition, at] of versions)
    await service.database.pool.query(
      `INSERT INTO chain_version (park, revision, definition, changed_by, changed_at) VALUES ($1, $2, $3, 'x', $4)`,
      [park, revision, definition, at],
    );
});
afterAll(() => service?.stop());

/** The pool, and how many statements it was given. */
function counting(pool: Pool) {
  let statements = 0;
  const query = ((...given: Parameters<Pool['query']>) => {
    statements += 1;
    return pool.query(...given);
  }) as Pool['query'];
  return { db: { query }, statements: () => statements };
}

it('the coverage of all chains as of a month’s end takes two statements, and leaves out what is not known', async () => {
  const { db, statements } = counting(service.database.pool);
  const coverage = await readChainCoverage(db, cutoffMs);
  expect(Object.fromEntries(coverage)).toEqual({
    software: { covered: 1, segments: 2 },
    ip: { covered: 1, segments: 2 },
  });
  expect(statements()).toBe(2);
});
