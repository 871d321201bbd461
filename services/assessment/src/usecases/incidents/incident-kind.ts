import { incidentRecorded, incidentWithdrawn, type NewEvent, newEvent } from '@yuanqu/events';
import type { CaseKind, CaseStep } from '@yuanqu/service-kit';
import { effectText } from '../../domain/incidents/incident-effect.ts';
import {
  type Incident,
  type IncidentCommand,
  incidentDecider,
  type IncidentFact,
} from '../../domain/incidents/incident.ts';

/** Incidents as they are kept, and what others hear of them. */
export const incidentKind: CaseKind<Incident, IncidentCommand, IncidentFact> = {
  name: 'incident',
  decider: incidentDecider,
  headOf: ({ status, park }) => ({ status, park }),
  onDue: () => ({ kind: 'time-passed' }),
  publish: (step) => [eventOf(step)],
};

function eventOf({ id, revision, fact, state, deed }: CaseStep<Incident, IncidentFact>): NewEvent {
  const envelope = { subject: id, revision, time: deed.at, context: deed.context };
  const { park, kind, gravity, day, points } = state;
  const about = { park, incidentKind: kind, gravity, day, points: points / 100 };
  const { zh: effectZh, en: effectEn } = effectText(state);
  return fact.kind === 'recorded'
    ? newEvent(incidentRecorded, { ...envelope, data: { ...about, effectZh, effectEn } })
    : newEvent(incidentWithdrawn, { ...envelope, data: { ...about, reason: fact.reason } });
}
