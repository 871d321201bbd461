import { type Clock, Day, type Sentence } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import { type CaseFile, readCase } from '@yuanqu/service-kit';
import { unknownApplication } from '../../domain/applications/application-decider.ts';
import type { Application } from '../../domain/applications/application.ts';
import type { Demand } from '../../domain/demand/demand.ts';
import { closeness, findPlace, type Place, withinWords } from '../../domain/demand/find-place.ts';
import { applicationKind } from '../applications/application-kind.ts';
import { judgeAdmission } from '../applications/judge-admission.ts';
import type { ReadPolicyInForce } from '../policies/read-policy-in-force.ts';
import type { ReadFreeSpace } from './demand-ports.ts';

/** Another park that would take an application and has a place for it. */
export interface ParkProposal {
  readonly park: string;
  readonly name: string;
  readonly outcome: 'admissible' | 'to-review';
  readonly place: Place;
  readonly sentence: Sentence;
}

export interface ProposePorts {
  readonly db: Executor;
  readonly clock: Clock;
  readonly readPolicyInForce: ReadPolicyInForce;
  readonly readFreeSpace: ReadFreeSpace;
  readonly listParkNames: (
    db: Executor,
  ) => Promise<readonly { readonly code: string; readonly name: string }[]>;
}

/** Which other parks fit, the best first. */
export type ProposeParks = (demand: CaseFile<Demand>) => Promise<readonly ParkProposal[]>;

/** By policy first, then by how close together the place is, then by how little it has to spare. */
export const makeProposeParks =
  ({ db, clock, readPolicyInForce, readFreeSpace, listParkNames }: ProposePorts): ProposeParks =>
  async ({ state: { park, application: id, usage, areaM2, declined } }) => {
    const application = await readCase<Application>(db, applicationKind.name)(id);
    if (!application) throw unknownApplication;
    const now = clock();
    const proposals: ParkProposal[] = [];
    for (const { code, name } of await listParkNames(db)) {
      if (code === park) continue;
      const content = { ...application.state.content, park: code };
      const { outcome } = await judgeAdmission(readPolicyInForce, db, content, now);
      const free = (await readFreeSpace(db, code)).filter(
        (unit) => unit.usage === usage && !declined.includes(unit.code),
      );
      const { place } = findPlace(free, areaM2);
      if (outcome === 'inadmissible' || !place) continue;
      proposals.push({
        park: code,
        name,
        outcome,
        place,
        sentence: sentenceOf(name, outcome, place, Day.of(now)),
      });
    }
    return proposals.toSorted(
      (one, other) => rankOf(one) - rankOf(other) || one.place.areaM2 - other.place.areaM2,
    );
  };

const rankOf = ({ outcome, place }: ParkProposal): number =>
  (outcome === 'admissible' ? 0 : closeness.length) + closeness.indexOf(place.within);

function sentenceOf(name: string, outcome: ParkProposal['outcome'], place: Place, day: Day): Sentence {
  const { zh, en } = withinWords[place.within];
  return {
    zh: `${name}：${zh}（${place.where}）有 ${place.units.length} 套共 ${place.areaM2} 平方米；按 ${day} 的招商规定${outcome === 'admissible' ? '可入驻' : '须由专班审定'}。`,
    en: `${name}: ${place.units.length} units ${en} (${place.where}), ${place.areaM2} m² together; by its policy of ${day} ${outcome === 'admissible' ? 'they may enter' : 'its task force has to decide'}.`,
  };
}
