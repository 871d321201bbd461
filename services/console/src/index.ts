export { type GatewayOptions, makeGateway, type Upstream } from './gateway.ts';
