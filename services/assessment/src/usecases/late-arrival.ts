import type { LogPlace } from './unit-changes.ts';

/** An event that may speak about months that were closed before it came. */
export interface LateArrival extends LogPlace {
  readonly kind: 'observation' | 'unit' | 'enterprise' | 'park' | 'figures' | 'deadline';
  readonly eventId: string;
  /** The unit or the park it is about, or the enterprise: then every park where it was a tenant. */
  readonly unitId?: string;
  readonly park?: string;
  readonly uscc?: string;
  /** The instant it speaks about: months from this one on may change. */
  readonly at: string;
  readonly arrivedAt: Date;
}
