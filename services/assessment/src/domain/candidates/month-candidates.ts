import type { Sentence } from '@yuanqu/domain';
import { yuanPerMu } from '../evidence/park-evidence.ts';
import { grouped } from '../indicator-units.ts';
import type { LeagueTable } from '../league-table.ts';
import { measures } from '../measures.ts';
import type { ParkInputs } from '../park-inputs.ts';
import { percentOf } from '../ratio.ts';
import type { IndicatorCode } from '../rule-definition.ts';
import { isLow } from './place-output.ts';
import type { CandidateReason } from './rank-candidates.ts';

/** A park that a month's table makes a candidate for renovation. Occupancy in millionths, output in whole yuan per mu. */
export interface MonthCandidate {
  readonly park: string;
  readonly name: string;
  readonly because: readonly CandidateReason[];
  readonly occupancy?: number | undefined;
  /** The park's target occupancy, in ten-thousandths. */
  readonly target: number;
  readonly perMu?: number | undefined;
  readonly districtPerMu?: number | undefined;
  readonly reason: Sentence;
}

/**
 * The parks of a closed month that were below their target occupancy, or had less than half of the district's output per
 * mu. Of what is missing nothing follows. Decided objections count as in the table.
 */
export function monthCandidates(
  { inputs, rule }: Pick<LeagueTable, 'inputs' | 'rule'>,
  targetOf: (park: string) => number,
): readonly MonthCandidate[] {
  const measured = (park: ParkInputs, code: IndicatorCode): number | undefined =>
    park.overrides?.findLast(({ indicator }) => indicator === code)?.measure ??
    measures[code](park, rule.definition);
  const districtPerMu = districtOf(
    inputs.filter((park) => measures['output-per-mu'](park, rule.definition) !== undefined),
  );
  return inputs.flatMap((inputsOf) => {
    const { code: park, name } = inputsOf.park;
    const target = targetOf(park);
    const [occupancy, perMu] = [measured(inputsOf, 'occupancy'), measured(inputsOf, 'output-per-mu')];
    const because: readonly CandidateReason[] = [
      ...(isReported(inputsOf) && occupancy !== undefined && occupancy < target * 100
        ? (['low-occupancy'] as const)
        : []),
      ...(isLow(perMu, districtPerMu) ? (['low-output'] as const) : []),
    ];
    if (because.length === 0) return [];
    const found = { park, name, because, occupancy, target, perMu, districtPerMu };
    return [{ ...found, reason: reasonOf(found) }];
  });
}

/** Of a park that nobody reports on its vacancy says nothing. */
const isReported = ({ freshUnits, letArea, month }: ParkInputs): boolean =>
  freshUnits > 0 || letArea > 0n || month.letAreaMs > 0n;

/** Output over land of all parks where both are known. */
function districtOf(parks: readonly ParkInputs[]): number | undefined {
  const known = parks.flatMap(({ evidence }) => evidence ?? []);
  const landHundredths = known.reduce((sum, land) => sum + land.landHundredths, 0n);
  const fen = known.reduce((sum, { outputFen = 0n }) => sum + outputFen, 0n);
  return yuanPerMu(fen, { landHundredths, buildings: 1, surveyed: 1 });
}

function reasonOf({
  because,
  occupancy = 0,
  target,
  perMu = 0,
  districtPerMu = 0,
}: Omit<MonthCandidate, 'reason'>): Sentence {
  const said = because.map((reason): Sentence => {
    if (reason === 'low-occupancy') {
      const [is, wanted] = [percentOf(occupancy), percentOf(target * 100)];
      return { zh: `入驻率 ${is}，低于目标 ${wanted}`, en: `${is} let, below the target of ${wanted}` };
    }
    const [own, district] = [grouped(perMu), grouped(districtPerMu)];
    return {
      zh: `亩均产出 ${own} 元，不及全区 ${district} 元的一半`,
      en: `output per mu ${own} yuan, under half of the district’s ${district} yuan`,
    };
  });
  return { zh: said.map(({ zh }) => zh).join('；'), en: said.map(({ en }) => en).join('; ') };
}
