import { AppError, Uscc } from '@yuanqu/domain';
import type { Enterprise } from '../domain/enterprise.ts';
import type { OccupancyStatus } from '../domain/occupancy-status.ts';
import type { OccupancyUpdate } from '../domain/occupancy-update.ts';
import type { ParkPlan } from './park-plans.ts';
import type { UnitState } from './present-state.ts';
import type { Random } from './random.ts';
import type { TenantMaker } from './tenants.ts';
import { looksOf } from './unit-history.ts';

export interface ParkUpdates {
  readonly enterprises: readonly Enterprise[];
  /** Oldest first. */
  readonly updates: readonly OccupancyUpdate[];
}

/** Changes are spread over the last half year; before that nothing is known to have moved. */
const changesMs = 183 * 86_400_000;

/** A park's tenants and what its operator reported of its units. */
export function updatesOf(
  states: readonly UnitState[],
  plan: ParkPlan,
  { startMs, nowMs }: { readonly startMs: number; readonly nowMs: number },
  tenants: TenantMaker,
  random: Random,
): ParkUpdates {
  const letNow = states.filter(({ now }) => now === 'let').length;
  const present = Array.from({ length: plan.tenants ?? Math.round(letNow * 0.7) }, () => tenants.make(plan));
  const former = Array.from({ length: Math.round(letNow * 0.12) }, () => tenants.make(plan));
  const waiting = [...present];
  const takers: Takers = {
    // Every present tenant rents something; some rent more.
    present: (status) => ((status === 'let' ? waiting.pop() : undefined) ?? random.pick(present)).uscc,
    former: () => random.pick(former).uscc,
  };
  const times = { startMs, nowMs, changesFromMs: nowMs - changesMs, lookedWithinDays: plan.lookedWithinDays };
  const updates = states.flatMap((state) => {
    const looks = looksOf(state, times, random);
    const usccs = takersOf(
      looks.map(({ status }) => status),
      takers,
    );
    return looks.map(
      ({ status, observedAtMs }, index): Seen => ({
        unit: state.unit.code,
        status,
        observedAtMs,
        uscc: usccs[index],
      }),
    );
  });
  updates.push(seenUnregistered(updates, tenants));
  return {
    enterprises: [...present, ...former],
    updates: updates
      .sort((one, other) => one.observedAtMs - other.observedAtMs)
      .map(({ unit, status, uscc, observedAtMs }, index) => ({
        updateId: `demo-${plan.code}-${String(index + 1).padStart(5, '0')}`,
        park: plan.code,
        unit,
        status,
        uscc: readUscc(uscc),
        observedAtMs,
      })),
  };
}

interface Takers {
  readonly present: (status: OccupancyStatus) => string;
  readonly former: () => string;
}

/** Who is in the unit at each look: one taker from a reservation until the unit is given up, the last one a present tenant. */
function takersOf(statuses: readonly OccupancyStatus[], takers: Takers): readonly (string | undefined)[] {
  let isPresent = true;
  let taker: string | undefined;
  return statuses
    .toReversed()
    .map((status) => {
      if (status === 'let' || status === 'reserved')
        taker ??= isPresent ? takers.present(status) : takers.former();
      else taker = undefined;
      isPresent &&= taker !== undefined;
      return taker;
    })
    .toReversed();
}

interface Seen {
  readonly unit: string;
  readonly status: OccupancyStatus;
  readonly uscc: string | undefined;
  readonly observedAtMs: number;
}

/**
 * The unit let last is let to somebody whom nobody has registered: the task that follows has something to show. Its
 * tenant so far has other units too and stays.
 */
function seenUnregistered(seen: readonly Seen[], tenants: TenantMaker): Seen {
  const lets = seen.filter(({ status }) => status === 'let');
  const unitsOf = Map.groupBy(lets, ({ uscc }) => uscc);
  const newest = lets
    .filter(({ uscc }) => new Set(unitsOf.get(uscc)?.map(({ unit }) => unit)).size > 2)
    .reduce((one, other) => (other.observedAtMs > one.observedAtMs ? other : one));
  return { ...newest, uscc: tenants.unknownUscc(), observedAtMs: newest.observedAtMs + 60_000 };
}

function readUscc(text: string | undefined): Uscc | undefined {
  if (text === undefined) return undefined;
  const uscc = Uscc.parse(text);
  if (uscc instanceof AppError) throw uscc;
  return uscc;
}
