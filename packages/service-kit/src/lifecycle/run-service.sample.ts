import { Type } from 'typebox';
import { defineService } from './define-service.ts';
import { runService } from './run-service.ts';

/** A process of its own for the test of runService: answers slowly, streams without end, and misbehaves when asked. */
const sample = defineService({
  name: 'sample',
  purpose: 'Shows what the chassis does.',
  settings: Type.Object({ SAMPLE_GREETING: Type.String({ minLength: 2 }) }),
  events: [],
  assemble: ({ stopping, log, settings }) => ({
    routes: [
      (app) => {
        const config = { access: 'public' } as const;
        app.get('/slow', { config }, async () => {
          log.info({}, 'slow began');
          await new Promise((resolve) => setTimeout(resolve, 500));
          return { greeting: settings.SAMPLE_GREETING };
        });
        app.get('/endless', { config: { ...config, streaming: true } }, (_request, reply) => {
          reply.hijack();
          reply.raw.writeHead(200).write('first\n');
          stopping.addEventListener('abort', () => reply.raw.end('last\n'));
        });
        app.get('/never', { config: { ...config, streaming: true } }, (_request, reply) => {
          reply.hijack();
          log.info({}, 'never began');
        });
        app.post('/bug', { config }, () => {
          setImmediate(() => void Promise.reject(new Error('handled nowhere')));
          return {};
        });
      },
    ],
    background: [{ name: 'background', stop: () => log.info({}, 'background stopped') }],
  }),
});

await runService(sample, process.env);
