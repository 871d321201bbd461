import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { App } from './app.ts';
import { ProblemSchema } from './problem.ts';

/** Serves the OpenAPI 3.1 document at `/api/{service}/v1/openapi.json` and a page to try it at `…/docs`. */
export async function registerOpenApi(app: App, service: string): Promise<void> {
  const prefix = `/api/${service}/v1`;
  app.addSchema(ProblemSchema);
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: `Yuanqu ${service}`, version: '1.0.0' },
      components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
    },
    transform: ({ schema, url, route }) => ({
      url,
      schema: {
        ...schema,
        hide: schema?.hide ?? !url.startsWith('/api/'),
        security: route.config?.access === 'public' ? [] : [{ bearer: [] }],
      },
    }),
  });
  app.get(`${prefix}/openapi.json`, { schema: { hide: true }, config: { access: 'public' } }, () =>
    app.swagger(),
  );
  await app.register(swaggerUi, { routePrefix: `${prefix}/docs` });
}
