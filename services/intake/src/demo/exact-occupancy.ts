import type { UnitState } from './present-state.ts';

const isLettable = ({ unit, now }: UnitState): boolean =>
  unit.counts && now !== 'under-works' && now !== 'withdrawn';

/**
 * The same states with the vacant areas corrected, so that let over lettable area is the rate to four decimals: the
 * published figure has to come out of invented units exactly.
 */
export function withExactOccupancy(states: readonly UnitState[], rate: number): readonly UnitState[] {
  const lettable = states.filter(isLettable);
  const letCents = centsOf(lettable.filter(({ now }) => now === 'let'));
  const missingCents = Math.round(letCents / rate) - centsOf(lettable);
  const vacant = lettable.filter(({ now }) => now !== 'let');
  return states.map((state) => {
    const index = vacant.indexOf(state);
    if (index === -1) return state;
    // Spread evenly; what division leaves over goes to the first.
    const share = Math.trunc(missingCents / vacant.length) + (index === 0 ? missingCents % vacant.length : 0);
    const areaM2 = (Math.round(state.unit.areaM2 * 100) + share) / 100;
    return { ...state, unit: { ...state.unit, areaM2 } };
  });
}

const centsOf = (states: readonly UnitState[]): number =>
  states.reduce((sum, { unit }) => sum + Math.round(unit.areaM2 * 100), 0);
