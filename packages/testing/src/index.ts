export { eventually, type EventuallyOptions } from './eventually.ts';
export { type DatabaseTemplate } from './database-template.ts';
export { testDatabase, type TestDatabase, type TestDatabaseOptions } from './test-database.ts';
