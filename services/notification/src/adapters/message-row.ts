import { namesOf } from './claim-deliveries.ts';
import type { Asked, InboxMessage } from '../domain/inbox-message.ts';
import type { Language } from '../domain/language.ts';
import type { Severity } from '../domain/severity.ts';

/** A message with its notice and the language of its owner, as the database gives it. */
export interface MessageRow {
  readonly number: string;
  readonly event_id: string;
  readonly event_type: string;
  readonly severity: Severity;
  readonly parks: readonly string[];
  readonly subject: string;
  readonly title_zh: string;
  readonly body_zh: string;
  readonly title_en: string;
  readonly body_en: string;
  readonly language: Language;
  readonly occurred_at: Date;
  readonly created_at: Date;
  readonly read_at: Date | null;
  readonly acknowledged_at: Date | null;
  readonly behalf: readonly string[] | null;
  readonly asked: AskedRow | null;
}

/** Of an obligation, as JSON gives it. */
interface AskedRow {
  readonly role: string;
  readonly owner: { readonly id: string; readonly name: string } | null;
  readonly due_at: string;
  readonly acknowledged_at: string | null;
  readonly done_at: string | null;
  readonly is_matter: boolean;
}

/** What the event asks of whoever was told of it, the same for all of them; `event` is the one that its steps go back to. */
export const askedOf = (event: string): string => `(
  SELECT jsonb_build_object('role', obligation.role, 'due_at', obligation.due_at, 'acknowledged_at', obligation.acknowledged_at,
           'done_at', obligation.done_at, 'is_matter', matter_kind IS NOT NULL,
           'owner', CASE WHEN owner.id IS NOT NULL THEN jsonb_build_object('id', owner.id, 'name', owner.name) END)
  FROM obligation LEFT JOIN official AS owner ON owner.id = obligation.owner_id
  WHERE obligation.acknowledge AND obligation.event_id = ${event})`;

export const originEvent = 'coalesce(notice.origin_event_id, notice.event_id)';

/** Of `message JOIN notice LEFT JOIN official`, but for `asked`; who is not known yet as an official reads Chinese. */
export const ownColumns = `number, event_id, event_type, severity, notice.parks, subject, title_zh, body_zh, title_en,
  body_en, coalesce(language, 'zh') AS language, occurred_at, created_at, read_at, acknowledged_at,
  CASE WHEN on_behalf_of IS NOT NULL THEN ${namesOf('on_behalf_of')} END AS behalf`;

export const messageColumns = `${ownColumns}, ${askedOf(originEvent)} AS asked`;

export const toMessage = (row: MessageRow): InboxMessage => ({
  number: BigInt(row.number),
  eventId: row.event_id,
  eventType: row.event_type,
  severity: row.severity,
  parks: row.parks,
  subject: row.subject,
  wording: {
    zh: { title: row.title_zh, body: row.body_zh },
    en: { title: row.title_en, body: row.body_en },
  },
  language: row.language,
  occurredAt: row.occurred_at,
  receivedAt: row.created_at,
  readAt: row.read_at,
  acknowledgedAt: row.acknowledged_at,
  onBehalfOf: row.behalf ?? [],
  asked: row.asked === null ? null : toAsked(row.asked),
});

const toAsked = ({ role, owner, due_at, acknowledged_at, done_at, is_matter }: AskedRow): Asked => ({
  role,
  owner,
  dueAt: new Date(due_at),
  acknowledgedAt: acknowledged_at === null ? null : new Date(acknowledged_at),
  doneAt: done_at === null ? null : new Date(done_at),
  isMatter: is_matter,
});
