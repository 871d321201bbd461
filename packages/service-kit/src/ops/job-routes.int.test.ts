import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../auth/roles.ts';
import { parkedCases } from '../cases/parked-cases.ts';
import { sampleService, type SampleService } from '../lifecycle/sample-service.ts';

let sample: SampleService;
let broken = true;
const stuck = ['01a20abf-bca7-7000-9d2d-d1be71788f01', '01a20abf-bca7-7000-9d2d-d1be71788f02'];

beforeAll(async () => {
  sample = await sampleService(({ pool }) => ({
    jobs: [
      {
        name: 'close-day',
        cron: '30 2 * * *',
        run: () => (broken ? Promise.reject(new Error('no such day')) : Promise.resolve()),
        parked: parkedCases(pool, { name: 'errand' }),
      },
      { name: 'forget', cron: '0 3 * * *', run: () => Promise.resolve() },
    ],
  }));
  await sample.database.pool.query(
    `INSERT INTO chassis.case_file (kind, id, status, park, due_at, revision, state, opened_at, changed_at, stuck_because)
     SELECT kind, id::uuid, 'open', 'software', '2026-11-01', 1, '{}', now(), now(), because
     FROM (VALUES ('errand', $1, 'a bug'), ('errand', $2, 'a bug'), ('other', '01a20abf-bca7-7000-9d2d-d1be71788f03', 'not of it'))
       AS stuck (kind, id, because)`,
    stuck,
  );
});
afterAll(() => sample?.stop());

const call = async (method: string, path: string, role: Role = 'administrator') => {
  const answer = await fetch(`${sample.service.address}/api/sample/v1/ops/jobs${path}`, {
    method,
    headers: await sample.issuer.bearer({ subject: 'li', roles: [role], parks: '*' }),
  });
  const text = await answer.text();
  const body = text === '' ? {} : (JSON.parse(text) as { items?: unknown[] } & Record<string, unknown>);
  return { status: answer.status, body };
};
const run = (name: string) =>
  sample.service.jobs.find((job) => job.name === name)?.run(new AbortController().signal);

describe('jobs', () => {
  it('are seen with their last run, how it ended, the next, and what they left lying', async () => {
    await expect(run('close-day')).rejects.toThrow('no such day');
    const { body } = await call('GET', '');
    expect(body.items).toEqual([
      {
        name: 'close-day',
        cron: '30 2 * * *',
        nextAt: expect.stringMatching(/T18:30:00\.\d+Z$/) as string,
        startedAt: expect.any(String) as string,
        endedAt: expect.any(String) as string,
        outcome: 'failed',
        durationMs: expect.any(Number) as number,
        error: 'no such day',
        parked: 2,
      },
      { name: 'forget', cron: '0 3 * * *', nextAt: expect.any(String) as string, parked: 0 },
    ]);
    broken = false;
    await run('close-day');
    const [after] = (await call('GET', '')).body.items ?? [];
    expect(after).toMatchObject({ outcome: 'done', succeededAt: expect.any(String) as string });
    expect(after).not.toHaveProperty('error');
  });

  it('are measured', async () => {
    await run('forget');
    const text = await (await fetch(`${sample.service.address}/metrics`)).text();
    expect(text).toMatch(/yuanqu_job_runs_total\{job="forget",outcome="done",service="sample"\} 1/);
    expect(text).toMatch(/yuanqu_job_parked_rows\{job="close-day",service="sample"\} 2/);
    expect(text).toMatch(/yuanqu_job_duration_seconds_count\{service="sample",job="forget"\} 1/);
    expect(text).toMatch(/yuanqu_job_last_success_timestamp_seconds\{job="forget",service="sample"\} \d/);
  });

  it('name the rows they parked, page by page, and try one again that is freed', async () => {
    const first = await call('GET', '/close-day/parked?limit=1');
    expect(first.body.items).toEqual([
      {
        id: stuck[0],
        what: 'errand',
        park: 'software',
        because: 'a bug',
        dueAt: expect.stringMatching(/^2026-/) as string,
      },
    ]);
    const next = await call('GET', `/close-day/parked?limit=1&cursor=${String(first.body['nextCursor'])}`);
    expect(next.body.items).toMatchObject([{ id: stuck[1] }]);
    expect(next.body).not.toHaveProperty('nextCursor');
    expect((await call('POST', `/close-day/parked/${stuck[0]}/free`)).status).toBe(204);
    expect((await call('POST', `/close-day/parked/${stuck[0]}/free`)).body).toMatchObject({
      code: 'job.not-parked',
    });
    expect((await call('GET', '/close-day/parked')).body.items).toHaveLength(1);
    expect((await call('GET', '/forget/parked')).body.items).toEqual([]);
    expect((await call('GET', '/unknown/parked')).body).toMatchObject({ status: 404, code: 'job.unknown' });
  });

  it('are for those who keep the platform running', async () => {
    expect((await call('GET', '/close-day/parked', 'auditor')).status).toBe(200);
    expect((await call('GET', '/close-day/parked', 'park-operator')).status).toBe(403);
    expect((await call('GET', '', 'security-officer')).status).toBe(403);
    expect((await call('POST', `/close-day/parked/${stuck[1]}/free`, 'auditor')).status).toBe(403);
  });
});
