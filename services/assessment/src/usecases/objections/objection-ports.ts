import type { Month } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import type { IncidentKind } from '../../domain/rule-definition.ts';
import type { ObjectionStatus } from '../../domain/objections/objection.ts';

/** What of a month's objections closing and publishing need to know. */
export interface ObjectionLine {
  readonly id: string;
  readonly park: string;
  readonly about: string | null;
  readonly status: ObjectionStatus;
  /** The version that was current when it was decided; null while it is open. */
  readonly decidedOn: number | null;
}

export type ListObjectionsOfMonth = (db: Executor, month: Month) => Promise<readonly ObjectionLine[]>;

/** An incident that counts. */
export interface IncidentLine {
  readonly id: string;
  readonly kind: IncidentKind;
  readonly recordedBy: string;
}

/** The incidents of a park's month that count. */
export type ListIncidents = (db: Executor, month: Month, park: string) => Promise<readonly IncidentLine[]>;
