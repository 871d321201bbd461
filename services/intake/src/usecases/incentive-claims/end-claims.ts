import type { NewEvent } from '@yuanqu/events';
import type { Executor } from '@yuanqu/messaging';
import { type Deed, handleCase } from '@yuanqu/service-kit';
import { isOpen, type Tenancy } from '../../domain/tenancies/tenancy.ts';
import type { FindOpenClaims } from './claim-ports.ts';
import { incentiveClaimKind } from './incentive-claim-kind.ts';

/** Cancels the open claims of a tenancy that has ended, in the transaction of its end. */
export type EndClaims = (
  tx: Executor,
  id: string,
  tenancy: Tenancy,
  deed: Deed,
) => Promise<readonly NewEvent[]>;

export const makeEndClaims =
  (findOpenClaims: FindOpenClaims): EndClaims =>
  async (tx, id, tenancy, deed) => {
    if (isOpen(tenancy)) return [];
    const events: NewEvent[] = [];
    for (const claim of await findOpenClaims(tx, tenancy.park, id)) {
      const command = { kind: 'end-with-tenancy', reason: tenancy.ended?.how ?? tenancy.status } as const;
      events.push(...(await handleCase(tx, incentiveClaimKind, claim, command, deed)).events);
    }
    return events;
  };
