import { formatInstant, type Sentence } from '@yuanqu/domain';
import { occupancySentence } from '../domain/indicator-sentences.ts';
import { type AreaTime, m2DaysOf, occupancyOf } from '../domain/month-occupancy.ts';
import { statuses } from '../domain/occupancy-status.ts';
import type { UnitOutcome } from '../domain/park-inputs.ts';
import { millionthsOf, percentOf, shareOf } from '../domain/ratio.ts';
import type { UnitIntervals } from '../usecases/open-park-month.ts';
import type { FrozenFigure, StoredObservation } from '../usecases/reading-ports.ts';
import type { ParkMonth } from '../usecases/read-park-month.ts';

/** A park's month as it goes out, with where it opens down to. */
export function toParkMonth({ park, month, running, cutoffMs, units, areaTime, frozen }: ParkMonth) {
  const base = `/api/assessment/v1/parks/${encodeURIComponent(park.code)}/occupancy`;
  return {
    park: park.code,
    name: park.name,
    month,
    running,
    upTo: formatInstant(cutoffMs),
    units,
    ...toAreaTime(areaTime),
    letM2Days: m2DaysOf(areaTime.letAreaMs),
    lettableM2Days: m2DaysOf(areaTime.lettableAreaMs),
    explanation: occupancySentence(areaTime),
    ...(frozen && {
      frozen: {
        version: frozen.version,
        closedAt: frozen.closedAt.toISOString(),
        ...toAreaTime(frozen.areaTime),
        lateArrivals: frozen.lateArrivals,
        explanation: frozenSentence(frozen, areaTime),
      },
    }),
    links: {
      units: `${base}/units?month=${month}`,
      observations: `${base}/observations?month=${month}`,
      csv: `${base}/csv?month=${month}`,
      ...(frozen && {
        corrections: `/api/assessment/v1/league-tables/${month}/corrections?park=${park.code}`,
      }),
    },
  };
}

const frozenSentence = ({ version, areaTime, lateArrivals }: FrozenFigure, now: AreaTime): Sentence => {
  const [then, since] = [areaTime, now].map((some) => millionthsOf(occupancyOf(some)));
  const [held, reckoned] = [then, since].map((rate) => (rate === undefined ? '—' : percentOf(rate)));
  return {
    zh: `本月已评定，第 ${version} 版定为 ${held}；其后到达 ${lateArrivals} 条更新，计入后为 ${reckoned}。`,
    en: `The month is closed: version ${version} holds ${held}; ${lateArrivals} updates came after, with them it would be ${reckoned}.`,
  };
};

export const toUnitMonth = (park: string, month: string) => (unit: UnitOutcome) => ({
  unitId: unit.unitId,
  unit: unit.code,
  building: unit.building,
  areaM2: Number(unit.areaHundredths) / 100,
  since: formatInstant(unit.sinceMs),
  ...(unit.retiredAtMs !== undefined && { retiredAt: formatInstant(unit.retiredAtMs) }),
  letMs: Number(unit.letMs),
  lettableMs: Number(unit.lettableMs),
  ...toAreaTime({
    letAreaMs: unit.areaHundredths * unit.letMs,
    lettableAreaMs: unit.areaHundredths * unit.lettableMs,
  }),
  ...(unit.last && { status: unit.last.status }),
  links: {
    intervals: `/api/assessment/v1/parks/${encodeURIComponent(park)}/units/${encodeURIComponent(unit.code)}/intervals?month=${month}`,
  },
});

export const toObservation = ({ observedAtMs, arrivedAt, ...observation }: StoredObservation) => ({
  ...observation,
  observedAt: formatInstant(observedAtMs),
  arrivedAt: arrivedAt.toISOString(),
});

export const toUnitIntervals = ({ unitId, code, areaHundredths, counts, intervals }: UnitIntervals) => ({
  unitId,
  unit: code,
  areaM2: Number(areaHundredths) / 100,
  counts,
  intervals: intervals.map(({ fromMs, toMs, status, observation }) => ({
    from: formatInstant(fromMs),
    to: formatInstant(toMs),
    ms: toMs - fromMs,
    status,
    ...statuses[status],
    ...(observation && { observation: toObservation(observation) }),
  })),
});

function toAreaTime(areaTime: AreaTime) {
  const rate = millionthsOf(occupancyOf(areaTime));
  return {
    letAreaMs: String(areaTime.letAreaMs),
    lettableAreaMs: String(areaTime.lettableAreaMs),
    ...(rate !== undefined && { rate: shareOf(rate) }),
  };
}
