import type { Access } from '../auth/access.ts';
import type { App } from './app.ts';

/** A route and who may call it, for tests that hold every route against the table of roles. */
export interface ListedRoute {
  readonly method: string;
  readonly url: string;
  readonly access: Access;
}

const listKey = Symbol('routes');

/** Remembers every route that is registered from here on. */
export function registerRouteList(app: App): void {
  const routes: ListedRoute[] = [];
  app.addHook('onRoute', ({ method, url, config }) => {
    for (const one of [method].flat()) {
      if (config?.access !== undefined && one !== 'HEAD')
        routes.push({ method: one, url, access: config.access });
    }
  });
  app.decorate(listKey, routes);
}

export const routesOf = (app: App): readonly ListedRoute[] =>
  app.getDecorator<readonly ListedRoute[]>(listKey);
