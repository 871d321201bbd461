import { mulberry32, newId, usccCheckCharacter } from '@yuanqu/domain';

export type Status = 'vacant' | 'reserved' | 'let' | 'under-works' | 'withdrawn';

export interface SimulatedUnit {
  readonly code: string;
  status: Status;
  uscc?: string;
}

export interface SimulatedUpdate {
  readonly updateId: string;
  readonly park: string;
  readonly unit: string;
  readonly status: Status;
  readonly uscc?: string;
  readonly observedAt: string;
}

// What an operator sees next, by chance: most rounds find things as they were, tenants come by way of a reservation.
const next: Readonly<Record<Status, readonly (readonly [Status, number])[]>> = {
  vacant: [
    ['vacant', 0.6],
    ['reserved', 0.34],
    ['under-works', 0.06],
  ],
  reserved: [
    ['let', 0.6],
    ['reserved', 0.25],
    ['vacant', 0.15],
  ],
  let: [
    ['let', 0.9],
    ['vacant', 0.1],
  ],
  'under-works': [
    ['under-works', 0.6],
    ['vacant', 0.4],
  ],
  withdrawn: [
    ['withdrawn', 0.9],
    ['vacant', 0.1],
  ],
};

/** An operator who walks through the park and reports what is there. The same seed walks the same way. */
export function makeOperator(
  park: string,
  units: readonly SimulatedUnit[],
  seed: number,
): { next: (now: Date) => SimulatedUpdate } {
  const whole = mulberry32(seed);
  const random = (): number => whole() / 2 ** 32;
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const tenants = Array.from({ length: 200 }, (_, index) => demoUscc(seed * 1_000 + index));
  return {
    next: (now) => {
      const unit = pick(units);
      const status = draw(next[unit.status], random());
      if (status === 'let') unit.uscc = unit.status === 'let' && unit.uscc ? unit.uscc : pick(tenants);
      else delete unit.uscc;
      unit.status = status;
      return {
        updateId: newId(),
        park,
        unit: unit.code,
        status,
        ...(unit.uscc && { uscc: unit.uscc }),
        observedAt: now.toISOString(),
      };
    },
  };
}

function draw(chances: readonly (readonly [Status, number])[], at: number): Status {
  let sum = 0;
  for (const [status, chance] of chances) {
    sum += chance;
    if (at < sum) return status;
  }
  return chances[0]?.[0] ?? 'vacant';
}

/** A valid code that is nobody's: division 350503, an organisation number out of a serial. */
function demoUscc(serial: number): string {
  const first17 = `91350503M${String(serial % 100_000_000).padStart(8, '0')}`;
  return first17 + usccCheckCharacter(first17);
}
