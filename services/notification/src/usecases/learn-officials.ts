import type { accountChanged, accountRegistered, accountSnapshotted, RecordedEvent } from '@yuanqu/events';
import type { Executor } from '@yuanqu/messaging';
import type {
  CancelDeliveries,
  CatchUp,
  GiveAddresses,
  Nudge,
  ObservePlan,
  OfficialFacts,
  SaveOfficials,
} from './ports.ts';

export interface LearnOfficialsPorts {
  readonly saveOfficials: SaveOfficials;
  readonly giveAddresses: GiveAddresses;
  readonly cancelDeliveries: CancelDeliveries;
  /** What they owned gets another owner of the same role, or goes higher up at once. */
  readonly reassignObligations: (tx: Executor, officialIds: readonly string[]) => Promise<void>;
  readonly catchUp: CatchUp;
  readonly nudge: Nudge;
  readonly observe: ObservePlan;
}

type AccountEvent = RecordedEvent<
  typeof accountRegistered | typeof accountChanged | typeof accountSnapshotted
>;

// Clocks of two services differ, and an account made together with its park is told of what happens to it at once.
const toleranceMs = 5 * 60_000;

/**
 * Takes over who works here. No order is promised between accounts and what happens, so somebody who becomes known
 * only after an event is told of it still, if the account is not younger than it.
 */
export const makeLearnOfficials =
  (ports: LearnOfficialsPorts) =>
  async (tx: Executor, events: readonly AccountEvent[]): Promise<void> => {
    const saved = await ports.saveOfficials(tx, events.map(toFacts));
    if (saved.length === 0) return;
    const invented = saved.filter(({ demo }) => demo);
    if (invented.length > 0) await ports.giveAddresses(tx, invented.map(demoAddress));
    const leavers = saved.filter(({ active }) => !active).map(({ id }) => id);
    if (leavers.length > 0) {
      await ports.cancelDeliveries(tx, leavers);
      await ports.reassignObligations(tx, leavers);
    }
    const startedAt = performance.now();
    const planned = await ports.catchUp(
      tx,
      saved.map(({ id, since }) => ({ id, since: new Date(since.getTime() - toleranceMs) })),
    );
    ports.observe(planned, performance.now() - startedAt);
    ports.nudge(tx);
  };

const toFacts = ({ subject, revision, time, data }: AccountEvent): OfficialFacts => ({
  id: subject,
  revision,
  since: time,
  username: data.username,
  name: data.name,
  roles: data.roles,
  parks: data.parks,
  language: data.language,
  active: data.active,
  enterprise: data.enterprise,
  demo: data.demo === true,
});

const demoAddress = ({ id, username }: OfficialFacts) => ({
  officialId: id,
  email: `${username}@demo.invalid`,
});
