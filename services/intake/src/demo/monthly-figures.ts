import { Month, type Uscc } from '@yuanqu/domain';
import type { Enterprise } from '../domain/enterprise.ts';
import type { FiguresReport } from '../domain/figures/figures.ts';
import type { OccupancyUpdate } from '../domain/occupancy-update.ts';
import type { DemoDistrict } from './demo-district.ts';
import { type Random, seededRandom } from './random.ts';

/** A month's reports, in the order in which they come in. */
export interface DemoMonth {
  readonly month: Month;
  readonly reports: readonly FiguresReport[];
  /** Reported a second time: what was final was wrong. */
  readonly corrections: readonly FiguresReport[];
}

// Twelve final months, which size classes go by, and a preliminary one.
const monthsBack = 13;

/**
 * Invents what tenants reported of the last thirteen months that are over: twelfths of their year, up and down by season,
 * chance and a trend of each firm. The last month is preliminary, and in every month some are silent.
 */
export function demoMonths(
  { enterprises, updates }: Pick<DemoDistrict, 'enterprises' | 'updates'>,
  nowMs: number,
  seed = 350_503,
): readonly DemoMonth[] {
  const random = seededRandom(seed + 1);
  const last = Month.previous(Month.of(nowMs));
  const months = Month.between(Month.plus(last, 1 - monthsBack), last);
  const firms = new Map(enterprises.map((enterprise) => [enterprise.uscc, firmOf(enterprise, random)]));
  const tenants = updates.flatMap(({ updates: some }) => tenantsOf(some));
  return months.map((month, index) => {
    const isLast = month === last;
    const reports = tenants
      .filter(({ fromMs, toMs }) => fromMs < Month.endMs(month) && toMs > Month.startMs(month))
      .flatMap(({ uscc, park }) => {
        const firm = firms.get(uscc);
        const isSilent = random.chance(isLast ? 0.12 : 0.015);
        return firm && !isSilent ? [reportOf(firm, park, month, index, isLast, random)] : [];
      });
    const wrong = isLast ? [] : reports.filter(() => random.chance(0.01));
    return { month, reports, corrections: wrong.map(corrected) };
  });
}

interface Firm {
  readonly enterprise: Enterprise;
  /** By how much it grows a month. */
  readonly trend: number;
  /** Output over revenue, and tax over revenue. */
  readonly outputShare: number;
  readonly taxShare: number;
}

const firmOf = (enterprise: Enterprise, random: Random): Firm => ({
  enterprise,
  trend: -0.015 + 0.04 * random.next(),
  outputShare: 0.92 + 0.12 * random.next(),
  taxShare: 0.02 + 0.045 * random.next(),
});

// Spring Festival, and the push before the year's end.
const seasons = [0.94, 0.72, 1.02, 1.01, 1.02, 1.05, 0.98, 0.99, 1.04, 1.02, 1.06, 1.15];

function reportOf(
  { enterprise, trend, outputShare, taxShare }: Firm,
  park: string,
  month: Month,
  index: number,
  isPreliminary: boolean,
  random: Random,
): FiguresReport {
  const { uscc, revenueFen = 0n, staff = 0 } = enterprise;
  const season = seasons[Number(month.slice(5)) - 1] ?? 1;
  const factor = season * (1 + trend) ** (index - monthsBack / 2) * (0.93 + 0.14 * random.next());
  const wan = Math.round((Number(revenueFen / 1_000_000n) / 12) * factor * 100) / 100;
  const fen = (share: number): bigint => BigInt(Math.round(wan * share * 100)) * 10_000n;
  return {
    uscc: uscc as Uscc,
    park,
    month,
    stage: isPreliminary ? 'preliminary' : 'final',
    source: '演示·企业自报',
    outputFen: fen(outputShare),
    revenueFen: fen(1),
    taxFen: fen(taxShare),
    staff: Math.max(1, Math.round(staff * (1 + trend) ** (index - monthsBack))),
    reason: undefined,
  };
}

/** A tenth too much had been reported. */
const corrected = (report: FiguresReport): FiguresReport => ({
  ...report,
  outputFen: report.outputFen && (report.outputFen * 9n) / 10n,
  reason: '演示·产值重复计入，据实调减',
});

interface Tenant {
  readonly uscc: string;
  readonly park: string;
  readonly fromMs: number;
  readonly toMs: number;
}

/** From when to when each enterprise was seen in the park, whichever units it had; updates come oldest first. */
function tenantsOf(updates: readonly OccupancyUpdate[]): readonly Tenant[] {
  const tenants = new Map<string, Tenant>();
  for (const looks of Map.groupBy(updates, ({ unit }) => unit).values())
    looks.forEach(({ park, uscc, observedAtMs }, index) => {
      if (uscc === undefined) return;
      const toMs = looks[index + 1]?.observedAtMs ?? Number.POSITIVE_INFINITY;
      const known = tenants.get(uscc);
      tenants.set(uscc, {
        uscc,
        park,
        fromMs: Math.min(observedAtMs, known?.fromMs ?? observedAtMs),
        toMs: Math.max(toMs, known?.toMs ?? toMs),
      });
    });
  return [...tenants.values()].toSorted((one, other) => (one.uscc < other.uscc ? -1 : 1));
}
