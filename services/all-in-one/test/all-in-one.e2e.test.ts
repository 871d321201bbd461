import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Month } from '@yuanqu/domain';
import { eventually } from '@yuanqu/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Installation, startInstallation } from './installation.ts';

let yuanqu: Installation;
beforeAll(async () => {
  yuanqu = await startInstallation();
}, 120_000);
afterAll(() => yuanqu?.stop());

interface Unit {
  readonly unit: string;
  readonly status: string;
  readonly areaM2: number;
  readonly counts: boolean;
}

const json = async <T>(response: Response): Promise<T> => {
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  return (await response.json()) as T;
};

async function unitsOf(park: string): Promise<Unit[]> {
  const operator = await yuanqu.as(`operator-${park}`);
  const units: Unit[] = [];
  for (let cursor: string | undefined = ''; cursor !== undefined; ) {
    const page: { items: Unit[]; nextCursor?: string } = await json(
      await operator(`intake/v1/parks/${park}/units?limit=500${cursor && `&cursor=${cursor}`}`),
    );
    units.push(...page.items);
    cursor = page.nextCursor;
  }
  return units;
}

async function observe(park: string, units: readonly Unit[], status: string, marker: string): Promise<void> {
  const operator = await yuanqu.as(`operator-${park}`);
  for (let from = 0; from < units.length; from += 1_000) {
    const updates = units.slice(from, from + 1_000).map(({ unit }) => ({
      updateId: `${marker}-${unit}`,
      park,
      unit,
      status,
      uscc: status === 'let' ? '91350100M000100Y43' : undefined,
      observedAt: new Date().toISOString(),
    }));
    const answer = await json<{ accepted: number }>(
      await operator('intake/v1/occupancy', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(updates),
      }),
    );
    expect(answer.accepted).toBe(updates.length);
  }
}

test('everything is ready, and the demo holds ten parks, 3,000 units and the software park at 71.82 %', async () => {
  const ready = await fetch(`${yuanqu.running.address}/health/ready`);
  expect(ready.status).toBe(200);
  const leader = await yuanqu.as('district-leader');
  const parks = await json<{
    items: { code: string; occupancy: { rateByArea: number; total: { units: number } } }[];
  }>(await leader('intake/v1/parks'));
  expect(parks.items).toHaveLength(10);
  expect(parks.items.reduce((sum, park) => sum + park.occupancy.total.units, 0)).toBeGreaterThanOrEqual(
    3_000,
  );
  expect(parks.items.find(({ code }) => code === 'software')?.occupancy.rateByArea).toBe(0.7182);
});

interface Description {
  readonly info: { readonly description?: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}
interface Operation {
  readonly responses: Readonly<Record<string, { readonly content?: object }>>;
}

/** Operations that don't say what success looks like: a 2xx with content, or 204. */
const withoutSuccess = ({ paths }: Description): string[] =>
  Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations)
      .filter(([, { responses }]) => !Object.entries(responses).some(isSuccess))
      .map(([method]) => `${method} ${path}`),
  );
const isSuccess = ([status, { content = {} }]: readonly [string, { readonly content?: object }]): boolean =>
  status === '204' || (status.startsWith('2') && Object.keys(content).length > 0);

test.each(['identity', 'intake', 'assessment', 'notification'])(
  'what %s says of itself is OpenAPI 3.1',
  async (service) => {
    const description = await fetch(`${yuanqu.running.address}/api/${service}/v1/openapi.json`);
    const document = await json<Description>(description);
    const validator = new Validator();
    expect(await validator.validate({ ...document })).toEqual({ valid: true });
    expect(validator.version).toBe('3.1');
    expect(document.info.description?.split('\n').length).toBeGreaterThan(5);
    expect(withoutSuccess(document)).toEqual([]);
  },
);

test.each([
  'district-leader',
  'leading-group-office',
  'leading-group-office-2',
  'task-force-software',
  'park-operator-software',
  'enterprise-software',
  'finance-officer',
  'approver-1',
  'approver-2',
  'assessor',
  'auditor',
  'security-officer',
  'administrator',
  'operator-software',
  'operator-ip',
  'operator-construction',
  'operator-ecommerce',
  'operator-hr',
  'operator-decoration',
  'operator-legal',
  'operator-design',
  'operator-smartmaking',
  'operator-digital',
])('%s gets in with the demo password', async (who) => {
  await expect(yuanqu.as(who)).resolves.toBeTypeOf('function');
});

test("an operator's updates reach the live figures, and the officials whom a fall below the target concerns, once", async () => {
  const units = (await unitsOf('legal')).filter(({ counts }) => counts);
  await observe('legal', units, 'let', 'full');
  const assessor = await yuanqu.as('assessor');
  const rate = async () =>
    (await json<{ figure: { rateByArea: number } }>(await assessor('assessment/v1/parks/legal/figures')))
      .figure.rateByArea;
  await eventually(async () => (await rate()) === 1, { withinMs: 20_000 });

  await observe('legal', units, 'vacant', 'empty');
  await eventually(async () => (await rate()) === 0, { withinMs: 20_000 });
  const office = await yuanqu.as('leading-group-office');
  const fell = async () =>
    (
      await json<{ items: { eventType: string; park?: string; parks?: string[] }[] }>(
        await office('notification/v1/inbox?limit=100'),
      )
    ).items.filter(
      ({ eventType, ...message }) =>
        eventType.includes('fell-below-target') && JSON.stringify(message).includes('legal'),
    );
  await eventually(async () => (await fell()).length > 0, { withinMs: 20_000 });
  expect(await fell()).toHaveLength(1);
}, 90_000);

test('the command line says whether a closed month comes out the same when it is reckoned again', async () => {
  const assessor = await yuanqu.as('assessor');
  const month = Month.previous(Month.of(new Date()));
  await json(await assessor(`assessment/v1/league-tables/${month}/close`, { method: 'POST' }));
  const cli = spawn(
    process.execPath,
    ['packages/cli/src/main.ts', 'check', 'assessment', '--month', month, '--url', yuanqu.running.address],
    { cwd: fileURLToPath(new URL('../../../', import.meta.url)), stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const exited = once(cli, 'exit');
  const said = await text(cli.stdout);
  expect(said).toContain('The same byte for byte.');
  expect((await exited)[0]).toBe(0);
}, 60_000);

test('the command line sends a Chinese CSV, writes what was rejected with its line, and says so by its exit code', async () => {
  const [unit] = await unitsOf('hr');
  const file = join(yuanqu.folder, '入驻更新.csv');
  await writeFile(
    file,
    `房源,状态,观测时间\n${unit?.unit},预留,${new Date().toISOString()}\nNO-SUCH-UNIT,空置,2026-11-01 08:00\n`,
  );
  const cli = spawn(
    process.execPath,
    ['packages/cli/src/main.ts', 'stream', file, '--park', 'hr', '--url', yuanqu.running.address],
    {
      cwd: fileURLToPath(new URL('../../../', import.meta.url)),
      stdio: 'ignore',
    },
  );
  const [code] = (await once(cli, 'exit')) as [number];
  expect(code).toBe(1);
  expect(await readFile(`${file}.rejected.csv`, 'utf8')).toMatch(
    /^\uFEFFline,code,reason,"房源","状态","观测时间"\n"3","intake\.unknown-unit",.*,"NO-SUCH-UNIT","空置","2026-11-01 08:00"\n/,
  );
  const operator = await yuanqu.as('operator-hr');
  const { items } = await json<{ items: { status: string }[] }>(
    await operator(`intake/v1/units/hr/${unit?.unit}/history`),
  );
  expect(items[0]?.status).toBe('reserved');
}, 60_000);
