import { eventually } from '@yuanqu/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendTo, type Send } from '../testing/send-to.ts';
import { type IntakeUnderTest, startIntake } from '../testing/start-intake.ts';
import { anUpdate, someUscc } from '../testing/updates.ts';

const unitCount = 1_200;

describe('present state, told again', () => {
  let intake: IntakeUnderTest;
  let administrator: Send;
  let operator: Send;
  beforeAll(async () => {
    intake = await startIntake({ park: { units: unitCount }, env: { YUANQU_RATE_LIMIT: '0' } });
    administrator = sendTo(intake, {
      subject: 'admin',
      kind: 'person',
      roles: ['administrator'],
      parks: '*',
    });
    operator = sendTo(intake);
  });
  afterAll(() => intake?.stop());

  const snapshot = async (aggregates: readonly string[]) => {
    const started = await administrator('POST', '/ops/snapshots', { aggregates });
    expect(started).toMatchObject({ status: 202, body: { status: 'running', left: aggregates } });
    return (started.body as { id: string }).id;
  };
  const done = async (id: string) => {
    await eventually(
      async () =>
        ((await administrator('GET', `/ops/snapshots/${id}`)).body as { status: string }).status === 'done',
      { withinMs: 20_000 },
    );
    return administrator('GET', `/ops/snapshots/${id}`);
  };
  /** A unit's events in the order of the log. */
  const logOf = async () => {
    const { rows } = await intake.database.pool.query<{ key: string; type: string; body: string }>(
      `SELECT key, type, body FROM messaging.outbox WHERE topic = 'yuanqu.intake.unit' ORDER BY partition, sequence`,
    );
    return rows.map(({ key, type, body }) => ({
      key,
      type,
      event: JSON.parse(body) as { revision: number; data: Record<string, unknown> },
    }));
  };

  it('stands in the log between the change before it and the one after, while a stream goes on', async () => {
    let streaming = true;
    const stream = async () => {
      for (let index = 0; streaming; index++) {
        const updates = Array.from({ length: 40 }, (_, line) =>
          anUpdate(intake.park, {
            unit: intake.park.units[(index * 40 + line) % unitCount] ?? '',
            status: 'let',
            uscc: someUscc,
            observedAt: new Date(Date.now() - 1_000 + index).toISOString(),
          }),
        );
        expect(await operator('POST', '/occupancy', updates)).toMatchObject({ status: 200 });
      }
    };
    const streams = Promise.all([stream(), stream()]);
    const told = await done(await snapshot(['unit']));
    streaming = false;
    await streams;
    expect(told).toMatchObject({ body: { status: 'done', left: [], told: { unit: unitCount } } });

    const log = await logOf();
    const last = new Map<string, number>();
    const misplaced = log.filter(({ key, type, event: { revision } }) => {
      const before = last.get(key) ?? 1;
      last.set(key, revision);
      return type.endsWith('snapshotted.v1') ? revision !== before : revision < before;
    });
    expect(misplaced).toEqual([]);
    expect(log.filter(({ type }) => type.endsWith('snapshotted.v1'))).toHaveLength(unitCount);
    const { rows } = await intake.database.pool.query<{ id: string; revision: number }>(
      'SELECT id, revision FROM unit',
    );
    expect(rows.filter(({ id, revision }) => revision > 1 && last.get(id) !== revision)).toEqual([]);
  });

  it('keeps each chunk as a step, from which a run that was cut off goes on', async () => {
    const id = await snapshot(['operator', 'enterprise', 'park']);
    await done(id);
    const { rows } = await intake.database.pool.query<{
      revision: number;
      what: string;
      last: string | null;
    }>(
      `SELECT revision, fact ->> 'kind' AS what, fact ->> 'last' AS last FROM chassis.case_step
       WHERE kind = 'snapshot' AND id = $1 ORDER BY revision`,
      [id],
    );
    expect(rows.map(({ what }) => what)).toEqual(['started', ...Array.from({ length: 6 }, () => 'told')]);
    expect((await administrator('GET', `/ops/snapshots/${id}`)).body).toMatchObject({
      told: { park: 1, operator: 1, enterprise: 1 },
    });
  });

  it('is refused to others, and for what the service does not own', async () => {
    expect(await operator('POST', '/ops/snapshots', { aggregates: [] })).toMatchObject({ status: 403 });
    expect(await administrator('POST', '/ops/snapshots', { aggregates: ['loan'] })).toMatchObject({
      status: 400,
      body: { code: 'snapshot.unknown-aggregate' },
    });
  });
});
