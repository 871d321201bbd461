import { createHash } from 'node:crypto';
import type { App, RoutePlugin } from '@yuanqu/service-kit';
import { Type } from 'typebox';
import type { ListSigningKeys } from '../usecases/lists.ts';

/** The public keys that tokens are verified by, RFC 7517 §5; to be read again every few minutes. */
export const jwksRoute =
  (listSigningKeys: ListSigningKeys, maxAgeS: number): RoutePlugin =>
  (app: App) => {
    const schema = {
      tags: ['login'],
      summary: 'The public keys of the tokens',
      response: {
        200: Type.Object({ keys: Type.Array(Type.Record(Type.String(), Type.Unknown())) }),
        304: Type.Null({ description: 'Unchanged' }),
      },
    };
    app.get('/.well-known/jwks.json', { schema, config: { access: 'public' } }, async (request, reply) => {
      const keys = (await listSigningKeys()).map(({ publicJwk }) => publicJwk);
      const etag = `"${createHash('sha256').update(JSON.stringify(keys)).digest('base64url')}"`;
      void reply.header('cache-control', `public, max-age=${maxAgeS}`).header('etag', etag);
      if (request.headers['if-none-match'] === etag) return reply.code(304).send(null);
      return { keys };
    });
  };
