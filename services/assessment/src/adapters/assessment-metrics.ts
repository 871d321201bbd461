import { Counter, type Registry } from 'prom-client';
import type { Crossing } from '../domain/park-watch.ts';

/** What is counted of the read model. */
export interface AssessmentMetrics {
  readonly applied: (counts: { observations: number; late: number; months: number }) => void;
  readonly crossed: (crossing: Crossing) => void;
}

export function assessmentMetrics(registry: Registry): AssessmentMetrics {
  const registers = [registry];
  const observations = new Counter({
    name: 'yuanqu_assessment_observations_total',
    help: 'Observations taken into the history',
    registers,
  });
  const late = new Counter({
    name: 'yuanqu_assessment_late_units_total',
    help: 'Units of a slice that were told something older than what was known, so that months were reckoned anew',
    registers,
  });
  const months = new Counter({
    name: 'yuanqu_assessment_unit_months_total',
    help: 'Unit-months reckoned',
    registers,
  });
  const crossings = new Counter({
    name: 'yuanqu_assessment_crossings_total',
    help: 'Lines that parks crossed',
    labelNames: ['crossing'],
    registers,
  });
  return {
    applied: (counts) => {
      observations.inc(counts.observations);
      late.inc(counts.late);
      months.inc(counts.months);
    },
    crossed: (crossing) => crossings.inc({ crossing }),
  };
}
