import { AppError, registrantOf, Uscc } from '@yuanqu/domain';
import type { ChosenUnit } from './fit.ts';
import type { Tenant, WithoutApplication } from './tenancy.ts';

const ofTheState: ReadonlySet<string> = new Set(['government-body', 'institution', 'mass-organisation']);

/** Refuses an exception that is none: `codes` are all those of the tenant. Code: `tenancy.no-exception`. */
export function refuseException(
  { ground }: WithoutApplication,
  { uscc }: Tenant,
  units: readonly ChosenUnit[],
  codes: ReadonlySet<string>,
): AppError | undefined {
  if (ground === 'state-body')
    return uscc !== undefined && Uscc.is(uscc) && ofTheState.has(registrantOf(uscc).kind)
      ? undefined
      : noException(
          '该单位的统一社会信用代码不是机关、事业单位或群团的（11、12、13、A1 开头），须先申请入驻。 The tenant has no credit code of a body of the state (beginning with 11, 12, 13 or A1); it applies first.',
        );
  const strange = units.filter(({ seenWith }) => seenWith === undefined || !codes.has(seenWith));
  if (strange.length === 0) return undefined;
  const named = strange.map(({ code }) => code).join(', ');
  return noException(
    `${named} 未观测到由该租户使用，不属于已在园租户补录，须先申请入驻。 The tenant is not seen in ${named}, so it is none that sits there already; it applies first.`,
  );
}

const noException = (message: string): AppError => new AppError('tenancy.no-exception', 'conflict', message);
