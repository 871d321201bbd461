import { AppError, newId } from '@yuanqu/domain';
import type { CaseFile } from '../cases/case-file.ts';
import type { CaseKind } from '../cases/case-kind.ts';
import { lockCase } from '../cases/case-store.ts';
import type { Who } from '../cases/deed.ts';
import { handleCase } from '../cases/handle-case.ts';
import type { CasePorts } from '../cases/run-cases.ts';
import type { Jobs } from '../jobs/jobs.ts';
import {
  type Snapshot,
  type SnapshotCommand,
  snapshotDecider,
  type SnapshotFact,
  unknownSnapshot,
} from './snapshot.ts';
import type { SnapshotSource } from './snapshot-source.ts';

export const snapshotKind: CaseKind<Snapshot, SnapshotCommand, SnapshotFact> = {
  name: 'snapshot',
  decider: snapshotDecider,
  headOf: ({ status }) => ({ status }),
  onDue: () => {
    throw new Error('a snapshot has no deadline');
  },
  publish: () => [],
};

export interface SnapshotPorts extends CasePorts {
  readonly sources: readonly SnapshotSource[];
  readonly jobs: Jobs;
}

export const snapshotJob = 'tell-snapshot';
const perChunk = 500;

/** Begins to tell the named aggregates (all, when none is named) again. Error: `snapshot.unknown-aggregate`. */
export const makeStartSnapshot =
  ({ transaction, clock, sources, jobs }: SnapshotPorts) =>
  (named: readonly string[], who: Who): Promise<CaseFile<Snapshot>> =>
    transaction(async (tx) => {
      const known = sources.map(({ aggregate }) => aggregate);
      const stranger = named.find((aggregate) => !known.includes(aggregate));
      if (stranger !== undefined) throw unknownAggregate(stranger, known);
      const at = clock();
      const id = newId(at.getTime());
      const aggregates = named.length > 0 ? named : known;
      const { file } = await handleCase(
        tx,
        snapshotKind,
        id,
        { kind: 'start', aggregates, by: who.by },
        { ...who, at },
      );
      await jobs.send(snapshotJob, { id }, { tx, singletonKey: id });
      return file;
    });

/** Tells chunk after chunk, each in a transaction of its own, until all is told or the service stops. */
export const makeTellSnapshot =
  (ports: SnapshotPorts) =>
  async (id: string, signal: AbortSignal): Promise<void> => {
    while (!signal.aborted && (await tellChunk(ports, id)));
  };

/** Answers whether there is more. */
const tellChunk = ({ transaction, append, clock, sources }: SnapshotPorts, id: string): Promise<boolean> =>
  transaction(async (tx) => {
    const { state } = (await lockCase<Snapshot>(tx, snapshotKind.name, id)) ?? {};
    if (!state) throw unknownSnapshot;
    const source = sources.find(({ aggregate }) => aggregate === state.left[0]);
    if (!source) return false;
    const deed = { by: 'system', at: clock(), context: { correlationId: id } };
    const place = { after: state.after, limit: perChunk, time: deed.at, context: deed.context };
    const { events, last } = await source.next(tx, place);
    const command = { kind: 'tell', events: events.length, ...(last !== undefined && { last }) } as const;
    const { file } = await handleCase(tx, snapshotKind, id, command, deed);
    await append(tx, events);
    return file.state.status === 'running';
  });

const unknownAggregate = (aggregate: string, known: readonly string[]): AppError =>
  new AppError(
    'snapshot.unknown-aggregate',
    'invalid',
    `本服务没有「${aggregate}」。 This service has no aggregate "${aggregate}"; it has ${known.join(', ')}.`,
  );
