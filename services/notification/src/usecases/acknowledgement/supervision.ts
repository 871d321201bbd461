import { AppError } from '@yuanqu/domain';
import type { HistoryLine, Obligation } from '../../domain/acknowledgement/obligation.ts';

/** `overdue`: the first owner's date has passed; `open`: nobody has acknowledged yet. */
export const supervisionStates = ['overdue', 'open', 'acknowledged'] as const;

export interface SupervisionFilter {
  readonly state: (typeof supervisionStates)[number];
  readonly at: Date;
  /** `*`: the whole district; else what concerns one of these. */
  readonly parks: '*' | readonly string[];
  readonly role?: string;
  readonly after?: { readonly firstDueAt: Date; readonly eventId: string };
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
