import { type Chassis, snapshotsOf } from '@yuanqu/service-kit';
import { enterpriseSnapshots } from '../adapters/snapshots/enterprise-snapshots.ts';
import { operatorSnapshots } from '../adapters/snapshots/operator-snapshots.ts';
import { parkSnapshots } from '../adapters/snapshots/park-snapshots.ts';
import { unitSnapshots } from '../adapters/snapshots/unit-snapshots.ts';

/** The registry, told again from the park down to the unit. */
export const snapshots = (chassis: Pick<Chassis, 'pool' | 'transaction' | 'outbox' | 'clock' | 'jobs'>) =>
  snapshotsOf(chassis, [parkSnapshots, operatorSnapshots, enterpriseSnapshots, unitSnapshots]);
