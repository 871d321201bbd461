import { AppError, type FieldError } from '@yuanqu/domain';
import { rankOf, type StandingRuleDefinition } from './standing-rule.ts';

/** Grades that months are given from the rule's first month on: those of that month, and those of later scoring rules. */
export interface GradesGiven {
  readonly atFirst: readonly string[];
  readonly later: readonly string[];
}

type Fault = readonly [pointer: string, detail: string];

/**
 * Refuses a rule whose steps do not lead down, that lets nobody be poor, or that takes from operators what is due to them:
 * a step before the clear-out, and an appeal. Error: `assessment.standing-rule-contradicts`.
 */
export function checkStandingRule(
  definition: StandingRuleDefinition,
  given: GradesGiven,
): StandingRuleDefinition | AppError {
  const faults = [
    ...faultsOfSteps(definition),
    ...faultsOfPoor(definition, given),
    ...faultsOfDays(definition),
  ];
  if (faults.length === 0) return definition;
  const errors = faults.map(
    ([pointer, detail]): FieldError => ({
      pointer: `/definition${pointer}`,
      code: 'contradicts',
      detail,
    }),
  );
  return new AppError(
    'assessment.standing-rule-contradicts',
    'invalid',
    '规则自相矛盾，请按所列各项更正。 This rule contradicts itself; correct what is listed.',
    { errors },
  );
}

function faultsOfSteps({ steps }: StandingRuleDefinition): readonly Fault[] {
  const disordered = steps.flatMap(({ poorMonths, to }, index): readonly Fault[] => {
    const before = steps[index - 1];
    if (!before || (poorMonths > before.poorMonths && rankOf(to) > rankOf(before.to))) return [];
    return [
      [
        `/steps/${index}`,
        `步骤须逐级递进 must ask for more poor months than ${before.poorMonths} and lead further than ${before.to}`,
      ],
    ];
  });
  if (steps[0]?.to !== 'clear-out-proposed') return disordered;
  const sudden =
    '清退不得为第一步 a clear-out is not the first step: let a warning, rectification or interview come before';
  return [...disordered, ['/steps/0/to', sudden]];
}

function faultsOfPoor({ poor }: StandingRuleDefinition, { atFirst, later }: GradesGiven): readonly Fault[] {
  const faults: Fault[] = [];
  if (poor.scoreBelow !== undefined && poor.scoreBelow <= 0)
    faults.push([
      '/poor/scoreBelow',
      '没有低于 0 分的园区 no park has less than 0 points: nobody would ever be poor',
    ]);
  const known = new Set([...atFirst, ...later]);
  poor.grades?.forEach((grade, index) => {
    if (!known.has(grade))
      faults.push([
        `/poor/grades/${index}`,
        `考核规则不评该等级 no scoring rule from then on gives grade ${grade}`,
      ]);
  });
  const byGradesAlone = poor.scoreBelow === undefined && poor.lastRanks === undefined;
  if (byGradesAlone && !poor.grades?.some((grade) => atFirst.includes(grade)))
    faults.push([
      '/poor/grades',
      '起始月的考核规则不评等级 the scoring rule of its first month gives none of these grades: add scoreBelow or lastRanks, or let it begin with the rule that gives grades',
    ]);
  return faults;
}

function faultsOfDays({ days: { appeal, decision } }: StandingRuleDefinition): readonly Fault[] {
  if (appeal < 1)
    return [['/days/appeal', '须给申诉期 operators may appeal against each step: one working day at least']];
  if (decision > appeal) return [];
  return [
    [
      '/days/decision',
      `须长于申诉期 must be more than ${appeal}: a clear-out is not decided before the time to appeal is over`,
    ],
  ];
}
