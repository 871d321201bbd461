export { kafkaBus } from './kafka-bus.ts';
export type { KafkaBusOptions } from './kafka-bus-options.ts';
