import { ParkCode } from '@yuanqu/events';
import { Type } from 'typebox';
import { personRoles } from '../domain/roles.ts';

/** Fields that several routes share. */
export const Name = Type.String({ minLength: 1, maxLength: 100, pattern: '^\\S(.*\\S)?$' });
export const Reason = Type.String({ minLength: 3, maxLength: 500, description: 'For the audit trail' });
export const RoleSchema = Type.Enum([...personRoles]);
export const ParkList = Type.Array(ParkCode, { maxItems: 200, uniqueItems: true });
export const ParkScopeSchema = Type.Union([Type.Literal('*'), ParkList]);
export const YesNo = Type.Union([Type.Literal('true'), Type.Literal('false')]);

export const HoldSchema = Type.Object({
  authority: Type.Union([Type.Literal('operator'), Type.Literal('administrator'), Type.Literal('security')]),
  reason: Type.String(),
  since: Type.String({ format: 'date-time' }),
});

export const fromYesNo = (text: 'true' | 'false' | undefined): boolean | undefined =>
  text === undefined ? undefined : text === 'true';
