import type { PrismaPg } from '@prisma/adapter-pg';
import type { Clock } from '@yuanqu/domain';
import type { GroupLag, Outbox } from '@yuanqu/messaging';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { AuditTrail } from '../audit/audit-trail.ts';
import type { CommonSettings } from '../config/common-settings.ts';
import type { Transaction } from '../database/transaction.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { LiveChannel } from '../live/live-channel.ts';

/** What a service's composition root builds on. */
export interface Chassis<Settings = object> {
  readonly name: string;
  readonly settings: Settings & CommonSettings;
  readonly log: Logger;
  readonly clock: Clock;
  /** The service's own database. */
  readonly pool: Pool;
  readonly transaction: Transaction;
  /** For `new PrismaClient({ adapter })` over the shared pool, where rows are few. */
  readonly prismaAdapter: () => PrismaPg;
  /** `append` is a transaction's last statement; `transaction` wakes the relay by itself when something was appended. */
  readonly outbox: Outbox;
  readonly jobs: Jobs;
  readonly metrics: Registry;
  readonly live: LiveChannel;
  /** For lines with old and new values; what isn't recorded by hand gets a line by itself. */
  readonly audit: AuditTrail;
  /** How far each of the service's consumers is behind; none before they have started. */
  readonly lag: () => Promise<readonly GroupLag[]>;
  /** Aborted when the service begins to stop: endless answers and streams end on it. */
  readonly stopping: AbortSignal;
}
