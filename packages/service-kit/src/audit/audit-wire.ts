import { type Static, Type } from 'typebox';
import { redact } from '../log/redact.ts';
import type { AuditEntry } from './audit-entry.ts';
import type { AuditLine } from './read-audit.ts';

/** A line of the trail as it goes out. */
export const AuditItem = Type.Object({
  sequence: Type.String({ description: 'Its place in the chain' }),
  at: Type.String({ format: 'date-time' }),
  actor: Type.Object({
    subject: Type.String(),
    name: Type.Optional(Type.String()),
    kind: Type.Enum(['person', 'client', 'system']),
    roles: Type.Optional(Type.Array(Type.String())),
  }),
  action: Type.String(),
  resource: Type.String(),
  target: Type.Optional(Type.String()),
  park: Type.Optional(Type.String()),
  reason: Type.Optional(Type.String()),
  requestId: Type.Optional(Type.String()),
  ip: Type.Optional(Type.String()),
  before: Type.Optional(Type.Unknown({ description: 'Personal data is masked' })),
  after: Type.Optional(Type.Unknown({ description: 'Personal data is masked' })),
  cut: Type.Optional(
    Type.Boolean({ description: 'Too long for a list: before and after are at /audit/{sequence}' }),
  ),
});

export function auditOnWire({ sequence, entry, cut }: AuditLine): Static<typeof AuditItem> {
  const { at, actor, action, resource, target, park, requestId, ip, before, after } = entry;
  const reason = reasonOf(entry);
  return {
    sequence,
    at,
    actor: { ...actor, ...(actor.roles && { roles: [...actor.roles] }) } as Static<typeof AuditItem>['actor'],
    action,
    resource,
    ...(target !== undefined && target !== '' && { target }),
    ...(park !== undefined && { park }),
    ...(reason !== undefined && { reason }),
    ...(requestId !== undefined && { requestId }),
    ...(ip !== undefined && { ip }),
    ...(before !== undefined && { before: masked(before) }),
    ...(after !== undefined && { after: masked(after) }),
    ...(cut && { cut }),
  };
}

/** The reason that was given: by the use case, else in the query or the body of the call. */
function reasonOf({ reason, after }: AuditEntry): string | undefined {
  const { query, body } = (after ?? {}) as Readonly<Record<string, { readonly reason?: unknown } | null>>;
  return [reason, query?.reason, body?.reason].find((one): one is string => typeof one === 'string');
}

/** Who reads the trail learns who did what, not people's telephone numbers. */
const masked = (value: unknown): unknown => withoutContacts(redact(value));

function withoutContacts(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(withoutContacts);
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [
      name,
      /^contacts?$/i.test(name) && typeof field === 'object' ? '[redacted]' : withoutContacts(field),
    ]),
  );
}
