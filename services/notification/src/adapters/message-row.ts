import { namesOf } from './claim-deliveries.ts';
import type { InboxMessage } from '../domain/inbox-message.ts';
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
}

/** Of `message JOIN notice LEFT JOIN official`; who is not known yet as an official reads Chinese. */
export const messageColumns = `number, event_id, event_type, severity, notice.parks, subject, title_zh, body_zh, title_en,
  body_en, coalesce(language, 'zh') AS language, occurred_at, created_at, read_at, acknowledged_at,
  CASE WHEN on_behalf_of IS NOT NULL THEN ${namesOf('on_behalf_of')} END AS behalf`;

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
});
