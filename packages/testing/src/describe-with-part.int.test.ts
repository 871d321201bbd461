import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isRequired } from './describe-with-part.ts';
import { runFixture } from './run-fixture.ts';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'absent-part-'));
});
afterAll(() => rm(directory, { recursive: true }));

/** The outcome of the tests that need a part which is not there. */
async function outcome(env: Readonly<Record<string, string>>) {
  const reportFile = join(directory, 'report.json');
  await once(runFixture('absent-part', { reportFile, env }), 'exit');
  const report = JSON.parse(await readFile(reportFile, 'utf8'));
  const [test] = report.testResults[0].assertionResults;
  return { tests: report.numTotalTests, status: test.status, messages: test.failureMessages.join('\n') };
}

describe('tests whose part is not there', () => {
  it('are skipped', async () => {
    expect(await outcome({ YUANQU_REQUIRE: 'kafka,redis' })).toMatchObject({ tests: 1, status: 'skipped' });
  });

  it('fail where YUANQU_REQUIRE names the part, and say how to get it', async () => {
    const { tests, status, messages } = await outcome({ YUANQU_REQUIRE: 'kafka, pigeons' });
    expect({ tests, status }).toEqual({ tests: 1, status: 'failed' });
    expect(messages).toContain('a bus on carrier pigeons: no pigeons, because the shop is closed');
    expect(messages).toContain('To get it: come back tomorrow');
  });
});

describe('isRequired', () => {
  it.each([
    ['kafka,redis', true],
    ['redis, kafka', true],
    ['redis', false],
    ['kafkaesque', false],
    ['', false],
  ])('of kafka in %j is %s', (list, expected) => {
    expect(isRequired('kafka', { YUANQU_REQUIRE: list })).toBe(expected);
  });
});
