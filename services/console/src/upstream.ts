import type { IncomingMessage, ServerResponse } from 'node:http';

/** A service behind the gateway: on its way up, in this process, or at an address. */
export type Upstream =
  | { readonly kind: 'starting' }
  | {
      readonly kind: 'in-process';
      readonly handle: (request: IncomingMessage, response: ServerResponse) => void;
      readonly ready: ReadyCheck;
      /** In Prometheus' format; a remote service has them at its own root. */
      readonly metrics: () => Promise<string>;
    }
  | { readonly kind: 'remote'; readonly url: string };

/** Resolves when the service can do its work, rejects with what is missing. */
export type ReadyCheck = () => Promise<void>;

/** By the service's name, as it stands in `/api/{service}/v1`. A service that is starting may be replaced later. */
export type Upstreams = Readonly<Record<string, Upstream>>;
