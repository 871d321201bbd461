import { AppError } from '@yuanqu/domain';
import type { HistoryLine, Obligation } from '../../domain/acknowledgement/obligation.ts';

/** `overdue`: late and not done; `open`: not done; `acknowledged`: taken note of, done or not. */
export const supervisionStates = ['overdue', 'open', 'acknowledged', 'done'] as const;

export interface SupervisionFilter {
  readonly state: (typeof supervisionStates)[number];
  readonly at: Date;
  /** `*`: the whole district; else what concerns one of these. */
  readonly parks: '*' | readonly string[];
  readonly role?: string;
  /** Of matters. */
  readonly kind?: string;
  readonly after?: { readonly overdueSince: Date; readonly eventId: string };
}

/** What is overdue and with whom (督办), the longest overdue first. */
export type ListSupervision = (filter: SupervisionFilter, limit: number) => Promise<readonly Obligation[]>;

export type ReadSupervision = (
  eventId: string,
  parks: '*' | readonly string[],
) => Promise<{ readonly obligation: Obligation; readonly history: readonly HistoryLine[] } | undefined>;

export const unknownObligation = new AppError(
  'notification.unknown-supervision',
  'not-found',
  '没有该督办事项。 There is no such matter within your reach; GET /supervision lists them.',
);
