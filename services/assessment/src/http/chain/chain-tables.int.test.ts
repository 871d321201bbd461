import { systemClock } from '@yuanqu/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AssessmentUnderTest, startAssessment } from '../../testing/start-assessment.ts';
import { parkTold } from '../../testing/told-events.ts';

const force = { subject: 'force', roles: ['task-force' as const], parks: ['construction'] };

describe('a chain as tables', () => {
  let service: AssessmentUnderTest;
  beforeAll(async () => {
    service = await startAssessment(systemClock, { YUANQU_RATE_LIMIT: '0' });
    await service.tell([parkTold('construction')]);
    await service.settled();
  });
  afterAll(() => service?.stop());

  const send = (part: string, csv: string, revision: number, query = '', more: object = {}) =>
    service.call('POST', `/parks/construction/chain/imports/${part}${query}`, force, csv, {
      'content-type': 'text/csv',
      'if-match': `"${revision}"`,
      ...more,
    });
  const heading = '环节代码,环节名称,英文名称,所属段,顺序,行业代码';
  const segments = `${heading}\r\ndesign,设计,Design,上游,1,7484\r\nworks,施工,Construction,中游,1,47、48\r\n`;

  it('names each line and cell that is wrong, and writes nothing then', async () => {
    const wrong = `${heading}\ndesign,设计,Design,上游,1,7484\nWORKS,,Works,旁边,x,0099\n`;
    const { status, body } = await send('segments', wrong, 0);
    expect(status).toBe(200);
    expect(body).toMatchObject({ rows: 2, written: false, revision: 0 });
    expect(
      body.errors.map(({ line, column, code }: Record<string, unknown>) => [line, column, code]),
    ).toEqual([
      [3, '环节代码', 'chain.unfit-cell'],
      [3, '环节名称', 'chain.empty-cell'],
      [3, '所属段', 'chain.unfit-cell'],
      [3, '顺序', 'chain.unfit-cell'],
    ]);
    const industry = await send('segments', segments.replace('7484', '0099'), 0);
    expect(industry.body.errors).toMatchObject([{ line: 2, code: 'industry.unknown-division' }]);
    const file = await send('segments', wrong, 0, '', { accept: 'text/csv' });
    expect(file.text).toContain('行业代码,错误');
    expect(file.text).toContain('所属段：上游、中游或下游');
    expect(await service.call('GET', '/parks/construction/chain')).toMatchObject({ status: 404 });
  });

  it('is run dry, then written, on the revision that was seen', async () => {
    expect((await send('segments', segments, 0, '?dryRun=true')).body).toMatchObject({
      written: false,
      errors: [],
    });
    expect((await send('segments', segments, 0)).body).toMatchObject({ written: true, revision: 1 });
    expect(await send('segments', segments, 0)).toMatchObject({ status: 412 });
    expect((await send('links', 'from,to\nworks,design\n', 1)).body.errors).toMatchObject([
      { line: 2, code: 'against-the-stream' },
    ]);
    expect((await send('links', '上游环节,下游环节,说明\ndesign,works,图纸\n', 1)).body).toMatchObject({
      written: true,
      revision: 2,
    });
    // A link needs its segments: the rest of the chain is looked at too.
    const without = segments.split('\r\n').slice(0, 2).join('\r\n');
    const rest = await send('segments', without, 2);
    expect(rest.body.errors).toMatchObject([{ code: 'unknown-segment' }]);
    expect(rest.body.errors[0]).not.toHaveProperty('line');
  });

  it('comes back as it was sent', async () => {
    const exported = await service.call('GET', '/parks/construction/chain/segments.csv');
    expect(exported.text).toContain('works,施工,Construction,中游,1,47 48');
    expect((await send('segments', exported.text, 2)).body).toMatchObject({ written: true, errors: [] });
    expect((await service.call('GET', '/parks/construction/chain/links.csv')).text).toContain(
      'design,works,图纸,图纸',
    );
  });

  it('has no more lines than a chain may have, and at least one segment', async () => {
    const many = Array.from({ length: 61 }, (_, index) => `s${index},环节,Segment,上游,1,`).join('\n');
    for (const csv of [heading, `${heading}\n${many}`])
      expect(await send('segments', csv, 3)).toMatchObject({
        status: 400,
        body: { code: 'chain.wrong-size' },
      });
  });

  it.each([
    ['nothing', '', 'chain.bad-file'],
    ['a column that is not known', 'a,b\n1,2\n', 'chain.wrong-columns'],
    ['too few columns', '上游环节\ndesign\n', 'chain.wrong-columns'],
    ['an open quote', 'from,to\n"design,works\n', 'chain.bad-file'],
  ])('is refused with %s', async (_, csv, code) => {
    expect(await send('links', csv, 3)).toMatchObject({ status: 400, body: { code } });
  });
});
