import { Type } from 'typebox';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ifMatchHeader, ifMatchOnceThereHeader } from './expected-revision.ts';
import { pageQuery } from './page.ts';
import { sampleApp, type SampleApp } from './sample-app.ts';

let sample: SampleApp;
beforeAll(async () => {
  sample = await sampleApp((app) => {
    const config = { access: 'public' } as const;
    const querystring = Type.Object({ ...pageQuery, reason: Type.String() });
    app.get('/api/sample/v1/things', { schema: { querystring }, config }, ({ query }) => query);
    app.put('/api/sample/v1/things', { schema: { headers: Type.Object(ifMatchHeader) }, config }, () => ({}));
    const headers = Type.Object(ifMatchOnceThereHeader);
    app.post('/api/sample/v1/things', { schema: { headers }, config }, () => ({}));
  });
});
afterAll(() => sample?.app.close());

it('says which parameters a call needs: none that has a default, and If-Match where an edit is refused without', async () => {
  const { body } = await sample.send('/api/sample/v1/openapi.json');
  type Parameter = { readonly name: string; readonly required?: boolean };
  const { paths } = body as { paths: Record<string, Record<string, { parameters: Parameter[] }>> };
  const needed = (method: string) =>
    paths['/api/sample/v1/things']?.[method]?.parameters
      .filter(({ required }) => required)
      .map(({ name }) => name);
  expect([needed('get'), needed('put'), needed('post')]).toEqual([['reason'], ['if-match'], []]);
  expect(await sample.send('/api/sample/v1/things?reason=x')).toMatchObject({ body: { limit: 100 } });
});
