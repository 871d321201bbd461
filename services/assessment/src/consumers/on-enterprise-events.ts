import { type ConsumerDefinition, defineConsumer, type Executor } from '@yuanqu/messaging';
import { type EnterpriseEvent, enterpriseEvents } from '../usecases/apply-enterprise-events.ts';

/** Enterprises, for the industries of tenants. */
export const onEnterpriseEvents = (
  applyEnterpriseEvents: (tx: Executor, events: readonly EnterpriseEvent[]) => Promise<void>,
): ConsumerDefinition =>
  defineConsumer({
    group: 'assessment.enterprises.v1',
    events: [...enterpriseEvents],
    handle: applyEnterpriseEvents,
  });
