import { type Clock, Day, type Sentence } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import { type CaseFile, everyCase, listCases, readCase } from '@yuanqu/service-kit';
import { unknownApplication } from '../../domain/applications/application-decider.ts';
import type { AdmissionRecord, Application } from '../../domain/applications/application.ts';
import type { Demand } from '../../domain/demand/demand.ts';
import { closeness, findPlace, type Place, withinWords } from '../../domain/demand/find-place.ts';
import { applicationKind } from '../applications/application-kind.ts';
import { judgeAdmission } from '../applications/judge-admission.ts';
import type { ReadPolicyInForce } from '../policies/read-policy-in-force.ts';
import { demandKind } from './demand-kind.ts';
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

/** Another park that does not fit, and why: what its policy says against it, and what it lacks in space. */
export interface ParkThatDoesNotFit {
  readonly park: string;
  readonly name: string;
  /** What is missing to a place, in m²; 0 where only the policy is against it. */
  readonly missingM2: number;
  readonly reasons: readonly Sentence[];
}

export interface OtherParks {
  /** The best first. */
  readonly fitting: readonly ParkProposal[];
  /** The one that lacks least first. */
  readonly others: readonly ParkThatDoesNotFit[];
}

/** Which other parks fit, and why the others do not. */
export type ProposeParks = (demand: CaseFile<Demand>) => Promise<OtherParks>;

/** By policy first, then by how close together the place is, then by how little it has to spare. */
export const makeProposeParks =
  ({ db, clock, readPolicyInForce, readFreeSpace, listParkNames }: ProposePorts): ProposeParks =>
  async ({ state: { park, application: id, usage, areaM2 } }) => {
    const application = await readCase<Application>(db, applicationKind.name)(id);
    if (!application) throw unknownApplication;
    const now = clock();
    const fitting: ParkProposal[] = [];
    const others: ParkThatDoesNotFit[] = [];
    for (const { code, name } of await listParkNames(db)) {
      if (code === park) continue;
      const content = { ...application.state.content, park: code };
      const admission = await judgeAdmission(readPolicyInForce, db, content, now);
      const { outcome } = admission;
      const offered = await unitsOnOffer(db, code);
      const free = (await readFreeSpace(db, code)).filter(
        (unit) => unit.usage === usage && !offered.has(unit.code),
      );
      const { place, largestM2, missingM2 } = findPlace(free, areaM2);
      if (outcome === 'inadmissible' || !place) {
        const lacking = place ? [] : [lackOf(name, largestM2, missingM2)];
        others.push({ park: code, name, missingM2, reasons: [...againstIt(admission), ...lacking] });
        continue;
      }
      const sentence = sentenceOf(name, outcome, place, Day.of(now));
      fitting.push({ park: code, name, outcome, place, sentence });
    }
    return {
      fitting: fitting.toSorted(
        (one, other) => rankOf(one) - rankOf(other) || one.place.areaM2 - other.place.areaM2,
      ),
      others: others.toSorted((one, other) => one.missingM2 - other.missingM2),
    };
  };

/** What is on offer to others there is held for them. */
async function unitsOnOffer(db: Executor, park: string): Promise<ReadonlySet<string>> {
  const list = listCases<Demand>(db, demandKind.name);
  const offers = await Array.fromAsync(everyCase(list, { parks: '*', park, statuses: ['offered'] }));
  return new Set(offers.flatMap(({ state }) => state.offer?.units ?? []));
}

const againstIt = ({ outcome, rules }: AdmissionRecord): readonly Sentence[] =>
  outcome === 'inadmissible'
    ? rules.flatMap(({ rule, result, sentence }) =>
        rule.consequence === 'required' && result === 'failed' ? [sentence] : [],
      )
    : [];

const lackOf = (name: string, largestM2: number, missingM2: number): Sentence => ({
  zh: `${name}：同一子园内最多可提供 ${largestM2} 平方米，还差 ${missingM2} 平方米。`,
  en: `${name}: at most ${largestM2} m² are free in one sub-park, ${missingM2} m² too little.`,
});

const rankOf = ({ outcome, place }: ParkProposal): number =>
  (outcome === 'admissible' ? 0 : closeness.length) + closeness.indexOf(place.within);

function sentenceOf(name: string, outcome: ParkProposal['outcome'], place: Place, day: Day): Sentence {
  const { zh, en } = withinWords[place.within];
  return {
    zh: `${name}：${zh}（${place.where}）有 ${place.units.length} 套共 ${place.areaM2} 平方米；按 ${day} 的招商规定${outcome === 'admissible' ? '可入驻' : '须由专班审定'}。`,
    en: `${name}: ${place.units.length} units ${en} (${place.where}), ${place.areaM2} m² together; by its policy of ${day} ${outcome === 'admissible' ? 'they may enter' : 'its task force has to decide'}.`,
  };
}
