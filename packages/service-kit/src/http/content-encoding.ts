import { AppError } from '@yuanqu/domain';
import type { App } from './app.ts';

/** Bodies are taken as they are: a compressed one would otherwise be read as garbage. Throws `request.unsupported-encoding`. */
export function registerContentEncoding(app: App): void {
  app.addHook('onRequest', async ({ headers }) => {
    const encoding = headers['content-encoding'];
    if (encoding === undefined || encoding === '' || encoding.toLowerCase() === 'identity') return;
    throw new AppError('request.unsupported-encoding', 'invalid', 'Content-Encoding is not taken');
  });
}
