import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished, vi } from 'vitest';
import { Refused } from '../connection/session.ts';
import { checkAssessment } from './check-assessment.ts';

const document = '{"format":1,"month":"2026-11"}';
const sha256 = createHash('sha256').update(document).digest('hex');
const steps = [
  { step: 'document', ok: true, detail: 'sha-256' },
  { step: 'history', ok: true, detail: '3 units come out of their observations' },
];

/** A platform that answers what it is told to, with the exit code and the words of the command against it. */
async function checked(served: object, bytes = document, status = 200) {
  const server = createServer((request, response) => {
    if (request.url?.includes('/login')) return response.end('{"access_token":"token"}');
    response.statusCode = status;
    return response.end(request.url?.includes('/document') ? bytes : JSON.stringify(served));
  }).listen(0, '127.0.0.1');
  const written: string[] = [];
  const spy = vi.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  onTestFinished(() => {
    spy.mockRestore();
    server.close();
  });
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const code = await checkAssessment({ url, username: 'assessor', password: 'p', month: '2026-11' });
  return { code, said: written.join('') };
}

it('ends well when everything comes out the same', async () => {
  const { code, said } = await checked({ month: '2026-11', version: 2, sha256, ok: true, steps });
  expect(code).toBe(0);
  expect(said).toContain('2026-11 第 2 版 version 2');
  expect(said).toContain('The same byte for byte.');
});

it('ends with 1 and marks the step that differs', async () => {
  const broken = { step: 'result', ok: false, detail: 'other bytes' };
  const { code, said } = await checked({ version: 1, sha256, ok: false, steps: [...steps, broken] });
  expect(code).toBe(1);
  expect(said).toContain('! 得分与名次 result: other bytes');
});

it('ends with 1 when the bytes it gets are not those that were digested, whatever the server says', async () => {
  const { code, said } = await checked({ version: 1, sha256, ok: true, steps }, `${document} `);
  expect(code).toBe(1);
  expect(said).toContain(`应为 kept ${sha256}`);
});

it('is refused where there is no such table', async () => {
  const refusal = { detail: '2026-11 has no frozen table.', code: 'assessment.no-such-table' };
  await expect(checked(refusal, document, 404)).rejects.toThrow(Refused);
});
