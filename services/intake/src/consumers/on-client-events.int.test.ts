import { systemClock } from '@yuanqu/domain';
import {
  clientRegistered,
  clientRestored,
  clientRevoked,
  type NewEvent,
  newEvent,
  topicNamed,
} from '@yuanqu/events';
import { createOutbox, type Relaying, startRelaying } from '@yuanqu/messaging';
import { embeddedBus } from '@yuanqu/messaging/embedded';
import { createLogger } from '@yuanqu/service-kit';
import { eventually } from '@yuanqu/testing';
import { Registry } from 'prom-client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type IntakeUnderTest, startIntake } from '../testing/start-intake.ts';
import { anUpdate } from '../testing/updates.ts';

let intake: IntakeUnderTest;
let identity: Relaying;
beforeAll(async () => {
  intake = await startIntake();
  const { pool } = intake.database;
  // Identity's outbox lies in the same database here: what matters is that its events come by the log.
  identity = await startRelaying({
    service: 'identity',
    pool,
    bus: embeddedBus({ sourceOf: () => pool }),
    topics: [topicNamed(clientRevoked.topic)],
    log: createLogger({ service: 'identity', level: 'silent' }),
    metrics: new Registry(),
    clock: systemClock,
  });
});
afterAll(async () => {
  await identity?.stop();
  await intake?.stop();
});

const publish = (event: NewEvent): Promise<void> =>
  createOutbox(() => {}).append(intake.database.pool, [event]);

const statusOfPost = async (): Promise<number> => {
  const answer = await fetch(intake.url('/occupancy'), {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(await intake.bearer()) },
    body: JSON.stringify(anUpdate(intake.park)),
  });
  return answer.status;
};

it('refuses a client that identity says was revoked, until it says that it was restored', async () => {
  const { operator } = intake.park;
  const client = { clientId: operator, operator, parks: [intake.park.code] };
  const about = { subject: operator, time: new Date() };
  await publish(newEvent(clientRegistered, { ...about, revision: 1, data: client }));
  expect(await statusOfPost()).toBe(200);
  const revoked = { ...client, reason: 'the contract has ended' };
  await publish(newEvent(clientRevoked, { ...about, revision: 2, data: revoked }));
  await eventually(async () => (await statusOfPost()) === 403, { withinMs: 20_000 });
  await publish(newEvent(clientRestored, { ...about, revision: 3, data: client }));
  await eventually(async () => (await statusOfPost()) === 200, { withinMs: 20_000 });
});
