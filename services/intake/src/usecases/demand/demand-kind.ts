import {
  demandEnded,
  demandOffered,
  demandRemeasured,
  demandUnmet,
  type NewEvent,
  newEvent,
} from '@yuanqu/events';
import type { CaseKind, CaseStep } from '@yuanqu/service-kit';
import {
  type Demand,
  type DemandCommand,
  demandDecider,
  type DemandFact,
} from '../../domain/demand/demand.ts';

/** Demands as they are kept, each under its application's id, and what others hear of them. */
export const demandKind: CaseKind<Demand, DemandCommand, DemandFact> = {
  name: 'demand',
  decider: demandDecider,
  headOf: ({ status, park, applicant }) => ({ status, park, party: applicant.uscc }),
  onDue: () => {
    throw new Error('a demand has no deadline of its own');
  },
  publish: (step) => {
    const event = eventOf(step);
    return event ? [event] : [];
  },
};

function eventOf({ id, revision, fact, state, deed }: CaseStep<Demand, DemandFact>): NewEvent | undefined {
  const envelope = { subject: id, revision, time: deed.at, context: deed.context };
  const { park, applicant, usage, areaM2 } = state;
  const about = {
    park,
    applicant: applicant.name,
    ...(applicant.uscc !== undefined && { uscc: applicant.uscc }),
    usage,
    areaM2,
  };
  switch (fact.kind) {
    case 'unmet':
    case 'remeasured': {
      const { missingM2, largestM2 } = fact;
      const definition = fact.kind === 'unmet' ? demandUnmet : demandRemeasured;
      return newEvent(definition, { ...envelope, data: { ...about, missingM2, largestM2 } });
    }
    case 'offered': {
      const { within, where, units, areaM2: offeredM2 } = fact.place;
      return newEvent(demandOffered, {
        ...envelope,
        data: {
          ...about,
          within,
          where,
          units: [...units],
          offeredM2,
          ...(fact.together && { together: fact.together }),
        },
      });
    }
    case 'met':
    case 'gone':
      return newEvent(demandEnded, { ...envelope, data: { ...about, how: fact.kind } });
    default:
      return undefined;
  }
}
