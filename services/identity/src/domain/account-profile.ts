import { AppError, type FieldError, Uscc } from '@yuanqu/domain';
import type { ParkScope } from './park-scope.ts';
import { parkRoles, type PersonRole, rivalRoles, soleRoles } from './roles.ts';

/** Who a person is and how far the person's rights reach. */
export interface AccountProfile {
  readonly name: string;
  readonly language: 'zh' | 'en';
  readonly roles: readonly PersonRole[];
  readonly parks: ParkScope;
  /** Code of the operator that a `park-operator` works for. */
  readonly operator?: string;
  /** Unified social credit code of the firm that an `enterprise` speaks for. */
  readonly enterprise?: string;
}

/** Why this combination of roles and scopes cannot be given out. Error: `account.invalid-rights`, by field. */
export function checkProfile(profile: AccountProfile): AppError | undefined {
  const errors = rules.flatMap((rule) => rule(profile) ?? []);
  if (errors.length === 0) return undefined;
  const first = errors.map(({ pointer, detail }) => `${pointer} ${detail}`).join('; ');
  return new AppError('account.invalid-rights', 'invalid', `These rights do not go together: ${first}.`, {
    errors,
  });
}

type Rule = (profile: AccountProfile) => FieldError | undefined;

const rules: readonly Rule[] = [
  ({ roles }) =>
    new Set(roles).size === roles.length ? undefined : fault('/roles', 'duplicate', 'names a role twice'),
  ({ roles }) => {
    const sole = roles.length > 1 ? soleRoles.find((role) => roles.includes(role)) : undefined;
    return sole && fault('/roles', 'sole-role', `holds ${sole}, which tolerates no other role`);
  },
  ({ roles }) => {
    const rivals = rivalRoles.find((pair) => pair.every((role) => roles.includes(role)));
    return (
      rivals &&
      fault('/roles', 'rival-roles', `unites ${rivals.join(' and ')}, which takes two different people`)
    );
  },
  ({ roles, parks }) => {
    const bound = parkRoles.find((role) => roles.includes(role));
    return bound && (parks === '*' || parks.length === 0)
      ? fault('/parks', 'parks-required', `must list the parks of ${bound}`)
      : undefined;
  },
  ({ roles, parks }) =>
    parks !== '*' &&
    roles.length > 0 &&
    !roles.some((role) => role === 'enterprise' || parkRoles.includes(role))
      ? fault('/parks', 'district-wide', 'must be "*": these roles reach the whole district')
      : undefined,
  needs('park-operator', 'operator'),
  needs('enterprise', 'enterprise'),
  ({ enterprise }) =>
    enterprise !== undefined && !Uscc.is(enterprise)
      ? fault('/enterprise', 'uscc', 'is not a unified social credit code')
      : undefined,
];

/** The role needs the field, and nobody else has it. */
function needs(role: PersonRole, field: 'operator' | 'enterprise'): Rule {
  return (profile) => {
    const hasRole = profile.roles.includes(role);
    const hasField = profile[field] !== undefined;
    if (hasRole === hasField) return undefined;
    return hasRole
      ? fault(`/${field}`, 'required', `is missing: ${role} acts for one`)
      : fault(`/${field}`, 'not-applicable', `is only for ${role}`);
  };
}

const fault = (pointer: string, code: string, detail: string): FieldError => ({ pointer, code, detail });
