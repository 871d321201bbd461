import { AppError, type FieldError } from '@yuanqu/domain';

/** What a park is held against, in ten-thousandths (7000 is 70 %). */
export interface Targets {
  readonly occupancy: number;
  /** How far occupancy must come back over a line before it counts as back. */
  readonly hysteresis: number;
  readonly nearlyFull: number;
}

/** Refuses targets that contradict each other. Error: `assessment.targets-contradict`. */
export function checkTargets({ occupancy, hysteresis, nearlyFull }: Targets): Targets | AppError {
  const errors: FieldError[] = [];
  if (occupancy + hysteresis > nearlyFull - hysteresis) {
    errors.push({
      pointer: '/nearlyFull',
      code: 'contradicts',
      detail: 'must lie above the target by at least twice the hysteresis',
    });
  }
  if (occupancy + hysteresis > 10_000) {
    errors.push({
      pointer: '/hysteresis',
      code: 'contradicts',
      detail: 'target and hysteresis together are more than 100 %, the park could never recover',
    });
  }
  if (errors.length === 0) return { occupancy, hysteresis, nearlyFull };
  return new AppError(
    'assessment.targets-contradict',
    'invalid',
    'These targets contradict each other: lower the target or the hysteresis, or raise the line of nearly full.',
    { errors },
  );
}
