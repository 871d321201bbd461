import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Day, Month } from '@yuanqu/domain';
import { eventually, freePort } from '@yuanqu/testing';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type EmbeddedServer, startEmbeddedPostgres } from '../../../infra/postgres/embedded-postgres.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
let folder: string;
let port: number;
let database: EmbeddedServer;
let running: ChildProcess | undefined;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yuanqu-saga-'));
  await chmod(folder, 0o755);
  port = await freePort();
  // A server of its own outlives the killed process, as in a cluster.
  database = await startEmbeddedPostgres({
    directory: join(folder, 'postgres'),
    settings: { max_connections: '150', timezone: 'UTC' },
  });
  await start();
}, 240_000);
afterAll(async () => {
  await end('SIGTERM');
  await database?.stop();
  await rm(folder, { recursive: true, force: true });
});

const origin = () => `http://127.0.0.1:${port}`;

async function start(): Promise<void> {
  running = spawn(process.execPath, ['services/all-in-one/src/main.ts'], {
    cwd: root,
    env: {
      ...process.env,
      YUANQU_DATA: join(folder, 'data'),
      YUANQU_DATABASE_URL: database.urlOf('yuanqu_{service}'),
      YUANQU_PORT: String(port),
      YUANQU_RATE_LIMIT: '0',
    },
    stdio: 'ignore',
  });
  const isReady = async () => (await fetch(`${origin()}/health/ready`).catch(() => undefined))?.ok === true;
  await eventually(isReady, { withinMs: 120_000, everyMs: 200 });
}

async function end(signal: NodeJS.Signals): Promise<void> {
  if (!running || running.exitCode !== null || running.signalCode !== null) return;
  running.kill(signal);
  await once(running, 'exit');
}

/** Kills the process as it is, and starts it again. */
async function killAndRestart(): Promise<void> {
  await end('SIGKILL');
  await start();
}

interface Answer {
  readonly status: number;
  // oxlint-disable-next-line typescript/no-explicit-any -- answers are looked into by tests only
  readonly body: any;
}

async function as(
  who: string,
  method: string,
  path: string,
  body?: object,
  revision?: number,
): Promise<Answer> {
  const login = await fetch(`${origin()}/api/identity/v1/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: who, password: 'yuanqu-demo' }),
  });
  const { access_token: token } = (await login.json()) as { access_token: string };
  const answer = await fetch(`${origin()}/api/${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body && { 'content-type': 'application/json' }),
      ...(revision !== undefined && { 'if-match': `"${revision}"` }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: await answer.json() };
}

const office = (path: string) => as('leading-group-office', 'GET', path);
const standingOf = async (park: string) =>
  (await office(`assessment/v1/operator-standings?park=${park}`)).body.items?.[0];
const contractsOf = async (park: string) =>
  (await office(`intake/v1/parks/${park}/operator-contracts`)).body.items;
const statesOf = (saga: Answer): readonly string[] =>
  saga.body.steps.map(({ step, state }: Record<string, string>) => `${step} ${state}`);
const soon = { withinMs: 150_000, everyMs: 500 };

/** Every operator is proposed to be cleared out after one month, without an appeal: no rule that people add may say so. */
async function addHarshRule(effectiveFrom: string): Promise<void> {
  const definition = {
    poor: { scoreBelow: 101 },
    steps: [{ poorMonths: 1, to: 'clear-out-proposed' }],
    recovery: { goodMonths: 1, to: 'one-step' },
    days: {
      plan: 10,
      rectification: 30,
      interview: 10,
      appeal: 0,
      appealDecision: 10,
      decision: 15,
      handOver: 5,
    },
  };
  const assessment = new pg.Client({ connectionString: database.urlOf('yuanqu_assessment') });
  await assessment.connect();
  try {
    await assessment.query(
      `INSERT INTO operator_standing_rule (version, effective_from, definition, created_by, created_at)
       VALUES ('e2e.1', $1, $2, 'test', now())`,
      [effectiveFrom, JSON.stringify(definition)],
    );
  } finally {
    await assessment.end();
  }
}

async function decide(park: string): Promise<string> {
  const { id, revision } = await standingOf(park);
  const lastDay = Day.of(new Date());
  const reason = '连续不达标';
  const path = `assessment/v1/operator-standings/${id}/clear-out`;
  const answer = await as('district-leader', 'POST', path, { lastDay, reason }, revision);
  expect(answer).toMatchObject({ status: 200, body: { status: 'clear-out-decided' } });
  return id;
}

/** Has an operator apply to the park's open call, be admitted once that is closed, and sign from an instant on. */
async function comeByCall(park: string, operator: string, from: string): Promise<void> {
  const [{ id }] = (await office(`intake/v1/operator-calls?park=${park}&status=open`)).body.items;
  const path = `intake/v1/operator-calls/${id}`;
  const act = async (who: string, what: string, body: object) => {
    const { revision } = (await office(path)).body;
    const answer = await as(who, 'POST', `${path}/${what}`, body, revision);
    expect(answer.status).toBe(200);
  };
  await act('assessor', 'applications', { operator, words: '方案' });
  await withIntakeDatabase((intake) =>
    intake.query(
      `UPDATE chassis.case_file SET due_at = now(), state = jsonb_set(state, '{closesAt}', $2::jsonb) WHERE id = $1`,
      [id, JSON.stringify(new Date().toISOString())],
    ),
  );
  await eventually(async () => (await office(path)).body.status === 'deciding', soon);
  await act('district-leader', 'admission', { operator, reason: '方案最优' });
  await act('leading-group-office', 'contract', { from });
}

async function withIntakeDatabase(work: (intake: pg.Client) => Promise<unknown>): Promise<void> {
  const intake = new pg.Client({ connectionString: database.urlOf('yuanqu_intake') });
  await intake.connect();
  try {
    await work(intake);
  } finally {
    await intake.end();
  }
}

/** Keeps intake from hearing of decisions while something else is done. */
async function whileIntakeIsDeaf(work: () => Promise<void>): Promise<void> {
  await withIntakeDatabase(async (intake) => {
    await intake.query('BEGIN');
    const { rowCount } = await intake.query(
      `SELECT FROM messaging.consumer_watermark WHERE group_name = 'intake.operator-standing.v1' FOR UPDATE`,
    );
    expect(rowCount).toBeGreaterThan(0);
    try {
      await work();
    } finally {
      await intake.query('ROLLBACK');
    }
  });
}

test('a published month that nobody was judged by yet is judged after kill -9, once', async () => {
  const month = Month.previous(Month.of(new Date()));
  await addHarshRule(month);
  const table = `assessment/v1/league-tables/${month}`;
  await eventually(async () => (await as('assessor', 'POST', `${table}/close`)).status === 200, soon);
  expect((await as('leading-group-office', 'POST', `${table}/publish`)).status).toBe(200);
  await killAndRestart();
  await eventually(async () => (await standingOf('software'))?.status === 'clear-out-proposed', soon);
  await eventually(async () => (await standingOf('legal'))?.status === 'clear-out-proposed', soon);
  expect((await standingOf('software')).months).toMatchObject([{ month, verdict: 'poor' }]);
}, 400_000);

test('a decision survives kill -9: intake ends the contract with the last day and hands over to the next', async () => {
  const id = await decide('software');
  await killAndRestart();
  await eventually(async () => (await standingOf('software')).waitsFor.what === 'leave-park', soon);
  const handover = await office(`intake/v1/operator-handovers/${id}`);
  expect(handover).toMatchObject({
    status: 200,
    body: { status: 'open', outcome: 'ended', park: 'software' },
  });
  const ended = (await contractsOf('software'))[0];
  expect(ended.until).toBe(handover.body.until);
  await killAndRestart();
  expect(await contractsOf('software')).toEqual([ended]);

  const write = (method: string, path: string, body?: object, revision?: number) =>
    as('leading-group-office', method, `intake/v1/${path}`, body, revision);
  await write('PUT', 'operators/next-of-software', { name: '演示接任运营公司' });
  await comeByCall('software', 'next-of-software', ended.until);
  let { revision } = (await office(`intake/v1/operator-handovers/${id}`)).body;
  for (const { code } of handover.body.items) {
    const done = await write('POST', `operator-handovers/${id}/items/${code}`, { words: '已交接' }, revision);
    revision = done.body.revision;
  }
  expect(await write('POST', `operator-handovers/${id}/complete`, undefined, revision)).toMatchObject({
    body: { status: 'done', successor: 'next-of-software' },
  });
  expect(statesOf(await office(`assessment/v1/operator-standings/${id}/saga`))).toEqual([
    'warned passed-over',
    'rectifying passed-over',
    'interview passed-over',
    'clear-out-proposed done',
    'clear-out-decided done',
    // Today is its last day.
    'contract-ended now',
  ]);
  expect(statesOf(await office(`intake/v1/operator-handovers/${id}/saga`))).toEqual(
    expect.arrayContaining(['decided done', 'contract-ended done', 'items-handed-over done', 'done done']),
  );
}, 400_000);

test('a decision that comes late, when another operator has the park, does no harm and is recorded on both sides', async () => {
  const [contract] = await contractsOf('legal');
  const write = (path: string, body: object, method = 'POST', revision?: number) =>
    as('leading-group-office', method, `intake/v1/${path}`, body, revision);
  await write('operators/next-of-legal', { name: '演示接手公司' }, 'PUT');
  let id = '';
  await whileIntakeIsDeaf(async () => {
    id = await decide('legal');
    const until = new Date().toISOString();
    const path = 'parks/legal/operator-contracts';
    const exit = await write(
      `${path}/${contract.id}/exit`,
      { until, reason: '协议退出(演示)' },
      'POST',
      contract.revision,
    );
    expect(exit.status).toBe(200);
    await comeByCall('legal', 'next-of-legal', until);
    await eventually(async () => (await standingOf('legal')).status === 'left', soon);
    expect((await office(`intake/v1/operator-handovers/${id}`)).status).toBe(404);
  });
  const before = await contractsOf('legal');
  await eventually(async () => (await office(`intake/v1/operator-handovers/${id}`)).status === 200, soon);
  expect(await office(`intake/v1/operator-handovers/${id}`)).toMatchObject({
    body: { status: 'too-late', outcome: 'over-already', successor: 'next-of-legal' },
  });
  expect(await contractsOf('legal')).toEqual(before);
  const saga = await office(`assessment/v1/operator-standings/${id}/saga`);
  expect(saga.body.status).toBe('left');
  expect(statesOf(saga).slice(-2)).toEqual(['clear-out-decided done', 'contract-ended done']);
  const { body: calls } = await office('intake/v1/operator-calls?park=legal');
  expect(calls.items).toMatchObject([{ status: 'contracted', cause: 'exit' }]);
}, 400_000);
