import { AppError } from '@yuanqu/domain';
import type { App, RoutePlugin } from '@yuanqu/service-kit';

/**
 * Logs what handlers refuse: failed logins, one's own rights, another operator's client. The chassis logs its own
 * refusals (`auth.…`). To be mounted before the routes.
 */
export const logDenials: RoutePlugin = (app: App) => {
  app.addHook('onError', (request, _reply, error, done) => {
    if (isDenial(error)) {
      const { subject, roles } = request.caller ?? {};
      const { method, url } = request.routeOptions;
      request.log.warn({ code: error.code, subject, roles, method, route: url, ip: request.ip }, 'denied');
    }
    done();
  });
};

const isDenial = (error: unknown): error is AppError =>
  error instanceof AppError &&
  (error.kind === 'forbidden' || error.kind === 'unauthenticated') &&
  !error.code.startsWith('auth.');
