import { Type } from 'typebox';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '../auth/roles.ts';
import { sampleService, type SampleService } from '../lifecycle/sample-service.ts';

let sample: SampleService;
let target: string;
let count = 0;

beforeAll(async () => {
  sample = await sampleService(({ transaction }) => ({
    routes: [
      (app) => {
        const params = Type.Object({ id: Type.String() });
        app.get(
          '/people/:id',
          {
            schema: { params, querystring: Type.Object({ reason: Type.String() }) },
            config: {
              audit: 'read',
              access: { resource: 'unmasked', action: 'read', park: () => 'software' },
            },
          },
          () => ({}),
        );
        app.put(
          '/people/:id',
          { schema: { params }, config: { access: { resource: 'units', action: 'write' } } },
          () => transaction((tx) => tx.query('SELECT 1')).then(() => ({})),
        );
      },
    ],
  }));
});
beforeEach(() => {
  count += 1;
  target = `person-${count}`;
});
afterAll(() => sample?.stop());

const call = async (role: Role, method: string, path: string, body?: object, subject: string = role) => {
  const answer = await fetch(`${sample.service.address}/api/sample/v1${path}`, {
    method,
    headers: {
      ...(await sample.issuer.bearer({ subject, roles: [role], parks: '*' })),
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  return { status: answer.status, text: await answer.text() };
};
type Line = Readonly<Record<string, unknown>>;
const read = async (query: string, role: Role = 'auditor') => {
  const { status, text } = await call(role, 'GET', `/audit?${query}`);
  const body = JSON.parse(text) as { items?: Line[]; nextCursor?: string; code?: string };
  return { status, ...body, items: body.items ?? [] };
};
const unmask = (reason: string, subject = 'liu') =>
  call(
    'finance-officer',
    'GET',
    `/people/${target}?reason=${encodeURIComponent(reason)}`,
    undefined,
    subject,
  );

describe('who reads the audit trail', () => {
  it('sees who unmasked whom in which park, when and why', async () => {
    expect((await unmask('核对补贴账户')).status).toBe(200);
    for (const role of ['auditor', 'security-officer'] as const)
      expect(await read(`target=${target}`, role)).toMatchObject({
        status: 200,
        items: [
          {
            actor: { subject: 'liu', kind: 'person', roles: ['finance-officer'] },
            at: expect.stringMatching(/^\d{4}-/) as string,
            action: 'GET /api/sample/v1/people/:id',
            resource: 'unmasked',
            target,
            park: 'software',
            reason: '核对补贴账户',
          },
        ],
      });
  });

  it('is an auditor or a security officer', async () => {
    for (const role of ['administrator', 'district-leader', 'finance-officer', 'park-operator'] as const)
      for (const path of ['/audit', '/audit.csv', '/audit/check', '/audit/1'])
        expect((await call(role, 'GET', path)).status).toBe(403);
  });

  it('finds lines by person, kind of thing, park and time', async () => {
    const subject = `chen-${count}`;
    await unmask('第一次', subject);
    const [first] = (await read(`subject=${subject}`)).items;
    const at = new Date(String(first?.['at']));
    const after = encodeURIComponent(new Date(at.getTime() + 1).toISOString());
    for (const [query, found] of [
      [`from=${encodeURIComponent(at.toISOString())}&until=${after}`, 1],
      [`until=${encodeURIComponent(at.toISOString())}`, 0],
      [`from=${after}`, 0],
      ['resource=unmasked&park=software', 1],
      ['resource=units', 0],
      ['park=other', 0],
      [`action=${encodeURIComponent('GET /api/sample/v1/people/:id')}`, 1],
    ] as const)
      expect([query, (await read(`subject=${subject}&${query}`)).items.length]).toEqual([query, found]);
  });

  it('turns its pages, newest first', async () => {
    for (const reason of ['第一次', '第二次', '第三次']) await unmask(reason);
    const { items, nextCursor } = await read(`target=${target}&limit=2`);
    const next = await read(`target=${target}&limit=2&cursor=${nextCursor}`);
    expect([...items, ...next.items].map(({ reason }) => reason)).toEqual(['第三次', '第二次', '第一次']);
    expect(next.nextCursor).toBeUndefined();
    expect((await read('cursor=bogus')).status).toBe(400);
  });

  it('sees no personal data, and a long line in full only by its number', async () => {
    await call('park-operator', 'PUT', `/people/${target}`, {
      applicant: { contact: { name: '王小明', phone: '13800000000' } },
      words: '长'.repeat(9_000),
    });
    const [line] = (await read(`target=${target}`)).items;
    expect(line).toMatchObject({ cut: true });
    expect(line).not.toHaveProperty('after');
    const { text } = await call('security-officer', 'GET', `/audit/${String(line?.['sequence'])}`);
    expect(text).toContain('长长');
    expect(text).not.toMatch(/王小明|13800000000/);
    expect((await call('auditor', 'GET', '/audit/999999999')).status).toBe(404);
  });

  it('takes it along as a table', async () => {
    await unmask('=cmd()');
    const { text } = await call('auditor', 'GET', `/audit.csv?target=${target}`);
    const lines = text.split('\r\n');
    expect(lines[0]).toMatch(/^\uFEFF?序号,时间,操作人/);
    expect(lines).toHaveLength(3);
    expect(lines[1]).toContain(`unmasked,${target},software,'=cmd(),`);
  });

  it('can have it checked', async () => {
    await unmask('一次');
    const { text } = await call('auditor', 'GET', '/audit/check');
    expect(JSON.parse(text)).toMatchObject({ intact: true, lines: expect.stringMatching(/^\d+$/) as string });
  });
});
