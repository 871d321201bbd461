import { type ConsumerDefinition, defineConsumer, type Executor } from '@yuanqu/messaging';
import { type TenancyEvent, tenancyEvents } from '../usecases/chain/apply-tenancy-events.ts';

/** Contracts, for who leaves a park. */
export const onTenancyEvents = (
  applyTenancyEvents: (tx: Executor, events: readonly TenancyEvent[]) => Promise<void>,
): ConsumerDefinition =>
  defineConsumer({
    group: 'assessment.tenancies.v1',
    events: [...tenancyEvents],
    handle: applyTenancyEvents,
  });
