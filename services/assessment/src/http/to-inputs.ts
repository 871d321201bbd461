import { measureOnWire } from '../domain/indicator-units.ts';
import { m2DaysOf, occupancyOf } from '../domain/month-occupancy.ts';
import type { Override } from '../domain/override.ts';
import type { ParkInputs } from '../domain/park-inputs.ts';
import { millionthsOf, shareOf } from '../domain/ratio.ts';

/** What a park's score rests on, as it goes out. */
export function toInputs(inputs: ParkInputs) {
  const { park, month, previous, letArea, leadingLetArea, units, freshUnits, evidence, overrides } = inputs;
  const occupancy = millionthsOf(occupancyOf(month));
  const before = previous && millionthsOf(occupancyOf(previous));
  return {
    ...(occupancy !== undefined && { occupancy: shareOf(occupancy) }),
    letM2Days: m2DaysOf(month.letAreaMs),
    lettableM2Days: m2DaysOf(month.lettableAreaMs),
    ...(before !== undefined && { previousOccupancy: shareOf(before) }),
    ...(previous?.frozenVersion !== undefined && { previousFrozenVersion: previous.frozenVersion }),
    letM2AtEnd: Number(letArea) / 100,
    leadingLetM2AtEnd: Number(leadingLetArea) / 100,
    leadingIndustries: [...park.leadingIndustries],
    units,
    freshUnits,
    ...(evidence && { evidence: toEvidence(evidence) }),
    ...(overrides && { overrides: overrides.map(toOverride) }),
  };
}

const toEvidence = ({
  outputFen,
  taxFen,
  landHundredths,
  safety,
  integrity,
  ...evidence
}: NonNullable<ParkInputs['evidence']>) => ({
  ...evidence,
  ...(outputFen !== undefined && { outputFen: String(outputFen) }),
  ...(taxFen !== undefined && { taxFen: String(taxFen) }),
  landM2: Number(landHundredths) / 100,
  safety: { events: safety.events, points: safety.points / 100 },
  integrity: { events: integrity.events, points: integrity.points / 100 },
});

const toOverride = ({ indicator, measure, words, objection }: Override) => ({
  indicator,
  measure: measureOnWire(indicator, measure),
  words,
  objection,
});
