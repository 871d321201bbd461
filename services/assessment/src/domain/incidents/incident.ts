import { AppError, type Decider } from '@yuanqu/domain';
import type { IncidentKind } from '../rule-definition.ts';
import type { IncidentEffect } from './incident-effect.ts';

export const gravities = ['minor', 'serious', 'grave'] as const;
export type Gravity = (typeof gravities)[number];

export const incidentStatuses = ['recorded', 'withdrawn'] as const;
export type IncidentStatus = (typeof incidentStatuses)[number];

/** Something that happened in a park and costs it points of the month of its day (安全生产、廉洁诚信). */
export interface Incident {
  readonly status: IncidentStatus;
  readonly park: string;
  /** Day in Shanghai, `2027-01-12`. */
  readonly day: string;
  readonly kind: IncidentKind;
  readonly gravity: Gravity;
  readonly words: string;
  /** Hundredths of a point; the rule says how many all of a kind may take off. */
  readonly points: number;
  /** Absent for what was recorded before effects were kept. */
  readonly effect?: IncidentEffect;
  readonly recordedBy: string;
  readonly withdrawal?: { readonly reason: string; readonly by: string };
}

export type IncidentEntry = Pick<Incident, 'park' | 'day' | 'gravity' | 'words' | 'points'> & {
  readonly incidentKind: IncidentKind;
};
type Entered = IncidentEntry & Pick<Incident, 'effect'>;

export type IncidentCommand =
  | ({ readonly kind: 'record'; readonly by: string } & Entered)
  | { readonly kind: 'withdraw'; readonly reason: string; readonly by: string }
  | { readonly kind: 'time-passed' };

export type IncidentFact =
  | ({ readonly kind: 'recorded'; readonly by: string } & Entered)
  | { readonly kind: 'withdrawn'; readonly reason: string; readonly by: string };

/** Codes: `incident.unknown`, `incident.not-now`. */
export const incidentDecider: Decider<Incident | undefined, IncidentCommand, IncidentFact> = {
  initial: undefined,
  decide: (incident, command) => {
    switch (command.kind) {
      case 'record':
        return incident ? alreadyWithdrawn : [{ ...command, kind: 'recorded' }];
      case 'withdraw':
        if (!incident) return unknownIncident;
        return incident.status === 'withdrawn' ? alreadyWithdrawn : [{ ...command, kind: 'withdrawn' }];
      case 'time-passed':
        return [];
    }
  },
  evolve: (incident, fact) => {
    if (fact.kind === 'recorded') {
      const { kind: _, incidentKind: kind, by: recordedBy, ...entry } = fact;
      return { status: 'recorded', kind, recordedBy, ...entry };
    }
    const { reason, by } = fact;
    return incident && { ...incident, status: 'withdrawn', withdrawal: { reason, by } };
  },
};

export const unknownIncident = new AppError(
  'incident.unknown',
  'not-found',
  '没有该扣分事件。 There is no such incident in your reach; GET /incidents lists them.',
);

const alreadyWithdrawn = new AppError(
  'incident.not-now',
  'conflict',
  '该事件已撤销，不能执行该操作。 The incident is withdrawn; nothing can be done to it any more. Record another one.',
);
