import { type NewEvent, newEvent, objectionDecided, objectionOverdue, objectionRaised } from '@yuanqu/events';
import type { CaseKind, CaseStep } from '@yuanqu/service-kit';
import {
  dueAtOf,
  type Objection,
  type ObjectionCommand,
  objectionDecider,
  type ObjectionFact,
} from '../../domain/objections/objection.ts';

/** Objections as they are kept, and what others hear of them. */
export const objectionKind: CaseKind<Objection, ObjectionCommand, ObjectionFact> = {
  name: 'objection',
  decider: objectionDecider,
  headOf: (objection) => ({
    status: objection.status,
    park: objection.park,
    dueAt: dueAtOf(objection),
  }),
  onDue: (at) => ({ kind: 'time-passed', at }),
  publish: (step) => [eventOf(step)],
};

function eventOf({ id, revision, fact, state, deed }: CaseStep<Objection, ObjectionFact>): NewEvent {
  const envelope = { subject: id, revision, time: deed.at, context: deed.context };
  const { park, month, version, about, decideDueAt } = state;
  const objection = { park, month, version, ...(about !== undefined && { about }), decideDueAt };
  switch (fact.kind) {
    case 'raised':
      return newEvent(objectionRaised, { ...envelope, data: objection });
    case 'overdue':
      return newEvent(objectionOverdue, { ...envelope, data: objection });
    case 'withdrawn':
      return newEvent(objectionDecided, {
        ...envelope,
        data: { ...objection, how: 'withdrawn', inTime: true },
      });
    case 'upheld':
    case 'dismissed':
      return newEvent(objectionDecided, {
        ...envelope,
        data: { ...objection, how: fact.kind, words: fact.words, inTime: fact.inTime },
      });
  }
}
