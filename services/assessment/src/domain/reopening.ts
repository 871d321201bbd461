import { AppError } from '@yuanqu/domain';

/** The two roles that open a closed month again together. */
export type ReopeningRole = 'assessor' | 'leading-group-office';

export interface Reopener {
  readonly subject: string;
  readonly role: ReopeningRole;
}

/** The role in which somebody takes part in a reopening, given the role that is still wanted. */
export function reopeningRole(roles: readonly string[], other?: ReopeningRole): ReopeningRole | undefined {
  return (['assessor', 'leading-group-office'] as const).find(
    (role) => role !== other && roles.includes(role),
  );
}

/**
 * Whether this person may confirm that reopening: another person, in the other role.
 * Errors: `assessment.reopening-same-person`, `assessment.reopening-same-role`.
 */
export function confirmReopening(
  requested: Reopener,
  by: { readonly subject: string; readonly roles: readonly string[] },
): Reopener | AppError {
  if (by.subject === requested.subject) {
    return new AppError(
      'assessment.reopening-same-person',
      'forbidden',
      'Who asked for the reopening cannot confirm it: a second person has to.',
    );
  }
  const role = reopeningRole(by.roles, requested.role);
  if (role) return { subject: by.subject, role };
  const wanted = requested.role === 'assessor' ? 'leading-group-office' : 'assessor';
  return new AppError(
    'assessment.reopening-same-role',
    'forbidden',
    `It was asked for by ${requested.role}; somebody with the role ${wanted} has to confirm it.`,
  );
}
