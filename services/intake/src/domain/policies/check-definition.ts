import { AppError, type FieldError, Industry } from '@yuanqu/domain';
import type { AdmissionRule, Incentive, PolicyDefinition } from './policy-definition.ts';

/** Refuses what could not be applied as meant. Error: `policy.contradicts`, with each place. */
export function checkDefinition(definition: PolicyDefinition): PolicyDefinition | AppError {
  const { admission, incentives } = definition;
  const errors = [
    ...admission.flatMap((rule, index) => faultsOf(rule, `/definition/admission/${index}`)),
    ...incentives.flatMap((incentive, index) => amountFaults(incentive, `/definition/incentives/${index}`)),
    ...twice(
      admission.map(({ id }) => id),
      '/definition/admission',
    ),
    ...twice(
      incentives.map(({ code }) => code),
      '/definition/incentives',
    ),
  ];
  return errors.length === 0
    ? definition
    : new AppError(
        'policy.contradicts',
        'invalid',
        '招商规定有矛盾，请按所列位置修改。 The policy cannot be applied as it stands; mend the places that are named.',
        { errors },
      );
}

function faultsOf(rule: AdmissionRule, pointer: string): readonly FieldError[] {
  if (!('industries' in rule)) return [];
  return rule.industries.flatMap((text, index) => {
    const code = Industry.parse(text);
    return code instanceof AppError
      ? [{ pointer: `${pointer}/industries/${index}`, code: code.code, detail: code.message }]
      : [];
  });
}

function amountFaults(incentive: Incentive, pointer: string): readonly FieldError[] {
  const { kind, rentSharePercent, amountFen, amountFenPerM2, capFen, proofs = [] } = incentive;
  const fault = (code: string, detail: string): FieldError => ({ pointer, code, detail });
  const amounts = [amountFen, amountFenPerM2].filter((fen) => fen !== undefined);
  return [
    ...(kind === 'rent-relief' && rentSharePercent === undefined
      ? [fault('no-share', 'a relief of rent needs rentSharePercent')]
      : []),
    ...(kind === 'subsidy' && amounts.length !== 1
      ? [fault('no-amount', 'a subsidy needs amountFen or amountFenPerM2, and not both')]
      : []),
    ...(amounts.concat(capFen ?? []).some((fen) => BigInt(fen) <= 0n)
      ? [fault('not-positive', 'amounts must be more than nothing')]
      : []),
    ...twice(
      proofs.map(({ code }) => code),
      `${pointer}/proofs`,
    ),
  ];
}

const twice = (ids: readonly string[], pointer: string): readonly FieldError[] =>
  ids.flatMap((id, index) =>
    ids.indexOf(id) < index
      ? [{ pointer: `${pointer}/${index}`, code: 'twice', detail: `"${id}" is there twice` }]
      : [],
  );
