import { Day, Month, mulberry32 } from '@yuanqu/domain';
import type { Person } from './people.ts';
import type { Stage } from './stage.ts';

interface Seen {
  readonly unit: string;
  status: string;
  uscc?: string | undefined;
}

/** How many units a park wins or loses on a day, by month; the last figure goes on. */
const drifts: Readonly<Record<string, readonly number[]>> = {
  hr: [-4, -3, -3],
  software: [-5, -3, 8],
};
const elsewhere = [1];
const confirmedADay = 12;

/**
 * What the ten operators see on a day: most of it as it was, some units won or lost. A park that is let to the last unit
 * wins no more. The same days give the same reports.
 */
export function operatorsSee(parks: readonly string[], first: Day): (stage: Stage) => Promise<void> {
  const estates = new Map<string, Seen[]>();
  const whole = mulberry32(20_210_909);
  const random = (below: number): number => whole() % below;
  return async (stage) => {
    for (const park of parks) {
      const operator = await stage.as(`operator-${park}`);
      const units = estates.get(park) ?? (await unitsOf(operator, park));
      estates.set(park, units);
      const months = Month.between(Month.of(Day.startMs(first)), Month.of(Day.startMs(stage.today()))).length;
      const drift = drifts[park] ?? elsewhere;
      const changed = change(units, drift[Math.min(months, drift.length) - 1] ?? 0, random);
      const confirmed = Array.from({ length: confirmedADay }, () => units[random(units.length)]);
      const seen = new Set([...changed, ...confirmed.filter((unit) => unit !== undefined)]);
      await operator.send(
        'POST',
        'intake/v1/occupancy',
        [...seen].map(({ unit, status, uscc }) => ({
          updateId: `${stage.today()}/${unit}`,
          park,
          unit,
          status,
          uscc,
          observedAt: new Date(Day.startMs(stage.today()) + 8 * 3_600_000).toISOString(),
        })),
      );
    }
  };
}

function change(units: readonly Seen[], drift: number, random: (below: number) => number): readonly Seen[] {
  const [from, to] = drift < 0 ? ['let', 'vacant'] : ['vacant', 'let'];
  const tenants = units.flatMap(({ uscc }) => uscc ?? []);
  const candidates = units.filter(({ status }) => status === from);
  const chosen = candidates.slice(random(candidates.length || 1)).slice(0, Math.abs(drift));
  for (const unit of chosen) {
    unit.status = to;
    delete unit.uscc;
    const tenant = tenants[random(tenants.length || 1)];
    if (to === 'let' && tenant !== undefined) unit.uscc = tenant;
  }
  return chosen;
}

async function unitsOf(operator: Person, park: string): Promise<Seen[]> {
  const units: Seen[] = [];
  for (let cursor = ''; ; ) {
    const { body } = await operator.get(
      `intake/v1/parks/${park}/units?limit=500${cursor && `&cursor=${cursor}`}`,
    );
    const { items, nextCursor } = body as { items: readonly Seen[]; nextCursor?: string };
    units.push(
      ...items
        .filter(({ status }) => ['let', 'vacant', 'reserved'].includes(status))
        .map(({ unit, status, uscc }) => ({ unit, status, uscc })),
    );
    if (!nextCursor) return units;
    cursor = encodeURIComponent(nextCursor);
  }
}
