export type { DatabaseTemplate } from './database-template.ts';
export { describeWithKafka, describeWithPart, describeWithRedis, isRequired } from './describe-with-part.ts';
export { eventually, type EventuallyOptions } from './eventually.ts';
export { fakeClock, type FakeClock } from './fake-clock.ts';
export { freePort } from './free-port.ts';
export { givenFor, type Given, type Refusal } from './given-when-then.ts';
export type { PartAnswer, RunningPart } from './parts/part.ts';
export { kafkaAddress, redisUrl } from './shared-servers.ts';
export { testDatabase, type TestDatabase, type TestDatabaseOptions } from './test-database.ts';
