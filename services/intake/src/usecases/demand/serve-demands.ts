import type { Clock } from '@yuanqu/domain';
import type { NewEvent } from '@yuanqu/events';
import type { Executor, Outbox } from '@yuanqu/messaging';
import {
  type CaseFile,
  everyCase,
  handleCase,
  listCases,
  readCase,
  type Transaction,
} from '@yuanqu/service-kit';
import type { Application } from '../../domain/applications/application.ts';
import type { Demand, DemandCommand } from '../../domain/demand/demand.ts';
import { matchDemands } from '../../domain/demand/match-demands.ts';
import { applicationKind } from '../applications/application-kind.ts';
import { demandKind } from './demand-kind.ts';
import type {
  FindNewDemands,
  FindSettledDemands,
  ListParksWithDemands,
  LockDemands,
  ReadFreeSpace,
  ReadHeldForApplications,
  ReadHeldGroups,
} from './demand-ports.ts';

export interface ServeDemandsPorts {
  readonly pool: Executor;
  readonly transaction: Transaction;
  readonly append: Outbox['append'];
  readonly clock: Clock;
  readonly findNewDemands: FindNewDemands;
  readonly findSettledDemands: FindSettledDemands;
  readonly listParksWithDemands: ListParksWithDemands;
  readonly lockDemands: LockDemands;
  readonly readFreeSpace: ReadFreeSpace;
  readonly readHeldForApplications: ReadHeldForApplications;
  readonly readHeldGroups: ReadHeldGroups;
}

/**
 * Opens a demand for every approved application, ends those whose application is over, and offers each park's free units to
 * those who wait, in their turn, a group that holds together. Each park in a transaction of its own, one at a time: it can be cut off, and run by two.
 */
export const makeServeDemands =
  (ports: ServeDemandsPorts) =>
  async (signal?: AbortSignal): Promise<void> => {
    for (const park of await ports.listParksWithDemands(ports.pool)) {
      if (signal?.aborted) return;
      await servePark(ports, park);
    }
  };

const servePark = (ports: ServeDemandsPorts, park: string): Promise<void> =>
  ports.transaction(async (tx) => {
    await ports.lockDemands(tx, park);
    const deed = { by: 'system', at: ports.clock(), context: {} };
    const events: NewEvent[] = [];
    const give: Give = async (id, command) => {
      const handled = await handleCase(tx, demandKind, id, command, deed);
      events.push(...handled.events);
      return handled.file;
    };
    for (const id of await ports.findNewDemands(tx, park)) await open(tx, id, give);
    for (const { id, applicationStatus } of await ports.findSettledDemands(tx, park))
      await give(id, endOf(applicationStatus));
    await offerFreeSpace(ports, tx, park, give);
    await ports.append(tx, events);
  });

type Give = (id: string, command: DemandCommand) => Promise<CaseFile<Demand>>;

const endOf = (applicationStatus: string): DemandCommand =>
  applicationStatus === 'contracted' ? { kind: 'meet' } : { kind: 'give-up', reason: applicationStatus };

async function open(tx: Executor, id: string, give: Give): Promise<void> {
  const application = await readCase<Application>(tx, applicationKind.name)(id);
  if (!application) return;
  const { park, applicant, wanted } = application.state.content;
  await give(id, {
    kind: 'open',
    park,
    application: id,
    applicant: { name: applicant.name, ...(applicant.uscc !== undefined && { uscc: applicant.uscc }) },
    ...wanted,
    queuedAt: application.changedAt.toISOString(),
  });
}

async function offerFreeSpace(
  { readFreeSpace, readHeldForApplications, readHeldGroups }: ServeDemandsPorts,
  tx: Executor,
  park: string,
  give: Give,
): Promise<void> {
  const free = await readFreeSpace(tx, park);
  const held = await readHeldForApplications(tx, park);
  const freeCodes = new Set(free.map(({ code }) => code));
  const offered = new Set<string>();
  const waiting: CaseFile<Demand>[] = [];
  for (const file of await openDemands(tx, park)) {
    const units = file.state.offer?.units ?? [];
    const stands =
      file.status === 'offered' && units.every((code) => freeCodes.has(code) || held.get(code) === file.id);
    if (stands) for (const code of units) offered.add(code);
    else waiting.push(file.status === 'offered' ? await give(file.id, { kind: 'lose-offer' }) : file);
  }
  const groups = await readHeldGroups(tx, park);
  const matches = matchDemands(
    waiting.map(({ id, state }) => ({ id, demand: state, group: groups.get(id) })),
    free.filter(({ code }) => !offered.has(code)),
  );
  for (const { id, search, together } of matches) {
    const { place, missingM2, largestM2 } = search;
    const offer = place && ({ kind: 'offer', place, ...(together && { together }) } as const);
    await give(id, offer ?? { kind: 'measure', missingM2, largestM2 });
  }
}

const openDemands = (tx: Executor, park: string): Promise<readonly CaseFile<Demand>[]> =>
  Array.fromAsync(
    everyCase(listCases<Demand>(tx, demandKind.name), {
      parks: '*',
      park,
      statuses: ['waiting', 'offered'],
    }),
  );
