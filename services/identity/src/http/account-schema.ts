import { OperatorCode, UsccText } from '@yuanqu/events';
import { type Static, Type } from 'typebox';
import type { Account } from '../domain/account.ts';
import { isActive } from '../domain/hold.ts';
import { usernamePattern } from '../domain/username.ts';
import { HoldSchema, Name, ParkScopeSchema, RoleSchema } from './fields.ts';

const Language = Type.Union([Type.Literal('zh'), Type.Literal('en')]);
const Roles = Type.Array(RoleSchema, { maxItems: 10 });

/** An account as administrators, the security officer and auditors see it. */
export const AccountAnswer = Type.Object({
  id: Type.String({ format: 'uuid' }),
  username: Type.String(),
  name: Type.String(),
  language: Language,
  roles: Roles,
  parks: ParkScopeSchema,
  operator: Type.Optional(OperatorCode),
  enterprise: Type.Optional(UsccText),
  active: Type.Boolean(),
  holds: Type.Array(HoldSchema),
  demo: Type.Boolean(),
  revision: Type.Integer(),
});

export const NewAccount = Type.Object(
  {
    username: Type.String({
      pattern: usernamePattern,
      description: '2 to 40 small letters, digits, dots, hyphens and underscores, such as office-1',
    }),
    name: Name,
    language: Type.Optional(Language),
    roles: Roles,
    parks: Type.Optional(ParkScopeSchema),
    operator: Type.Optional(OperatorCode),
    enterprise: Type.Optional(UsccText),
  },
  { additionalProperties: false },
);

export const AccountChangesBody = Type.Object(
  {
    name: Type.Optional(Name),
    language: Type.Optional(Language),
    roles: Type.Optional(Roles),
    parks: Type.Optional(ParkScopeSchema),
    operator: Type.Optional(Type.Union([OperatorCode, Type.Null()])),
    enterprise: Type.Optional(Type.Union([UsccText, Type.Null()])),
    revision: Type.Optional(
      Type.Integer({ minimum: 1, description: 'The revision you saw; another one now is answered 409' }),
    ),
  },
  { additionalProperties: false },
);

export const TemporaryPassword = Type.Object({
  temporaryPassword: Type.String({ description: 'Shown this once; for one login, with newPassword' }),
  temporaryUntil: Type.String({ format: 'date-time' }),
});

export const toAccountAnswer = (account: Account): Static<typeof AccountAnswer> => ({
  id: account.id,
  username: account.username,
  name: account.name,
  language: account.language,
  roles: [...account.roles],
  parks: account.parks === '*' ? '*' : [...account.parks],
  ...(account.operator === undefined ? {} : { operator: account.operator }),
  ...(account.enterprise === undefined ? {} : { enterprise: account.enterprise }),
  active: isActive(account),
  holds: account.holds.map((hold) => ({ ...hold })),
  demo: account.demo,
  revision: account.revision,
});
