export { type KafkaBusOptions, kafkaBus } from './kafka-bus.ts';
