export { type GatewayOptions, makeGateway } from './gateway.ts';
export type { Upstream } from './upstream.ts';
