import { messagingMigrations } from '@yuanqu/messaging';
import { createLogger, migrate } from '@yuanqu/service-kit';
import { testDatabase, type TestDatabase } from '@yuanqu/testing';

const log = createLogger({ service: 'assessment', level: 'silent' });

/** A database laid out as the running service's. */
export const assessmentDatabase = (): Promise<TestDatabase> =>
  testDatabase({
    prefix: 'assessment',
    template: {
      key: 'assessment',
      migrate: ({ url }) =>
        migrate(
          url,
          [
            { schema: 'messaging', folder: messagingMigrations },
            { schema: 'public', folder: new URL('../../prisma/migrations/', import.meta.url) },
          ],
          log,
        ),
    },
  });
