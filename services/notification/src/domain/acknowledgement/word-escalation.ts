import type { InEachLanguage, Language } from '../language.ts';
import type { WordedNotice, Wording } from '../notice.ts';
import type { Severity } from '../severity.ts';
import { templateFormats } from '../template-formats.ts';
import { termFor } from '../vocabulary.ts';

/** The type under which an overdue acknowledgement is told; no rule names it: the obligation's own steps do. */
export const escalationType = 'cn.yuanqu.notification.message.escalated';

export interface Escalation {
  /** Of the notice to be made. */
  readonly id: string;
  readonly at: Date;
  readonly eventId: string;
  readonly step: number;
  readonly severity: Severity;
  readonly parks: readonly string[];
  readonly subject: string;
  /** What had to be acknowledged, as people were told, and as group chats may be. */
  readonly title: InEachLanguage;
  readonly robotTitle: InEachLanguage;
  readonly overdue: {
    readonly role: string;
    readonly name: string | undefined;
    readonly dueAt: Date;
    /** They have acknowledged, and it is not done. */
    readonly acknowledged: boolean;
  };
  readonly next: { readonly role: string; readonly dueAt: Date };
}

/** Words what those higher up read. Group chats are not told who is late, only which role. */
export function wordEscalation(escalation: Escalation): WordedNotice {
  const { id, at, eventId, step, severity, parks, subject, overdue, next } = escalation;
  return {
    eventId: id,
    eventType: escalationType,
    // Lateness matters more than what was first said of it, and keeps no more silent at night than that did.
    severity: severity === 'info' ? 'warning' : severity,
    parks,
    subject,
    occurredAt: at,
    data: { eventId, step, overdueRole: overdue.role, toRole: next.role, dueAt: next.dueAt.toISOString() },
    wording: inBoth((language) => words(escalation, language, escalation.title, overdue.name)),
    robot: inBoth((language) => words(escalation, language, escalation.robotTitle, undefined)),
  };
}

const inBoth = (write: (language: Language) => Wording): InEachLanguage<Wording> => ({
  zh: write('zh'),
  en: write('en'),
});

const maxTitle = 200;

function words(
  { overdue, next }: Escalation,
  language: Language,
  title: InEachLanguage,
  name: string | undefined,
): Wording {
  const late = `${termFor(overdue.role, language)}${name === undefined ? '' : ` ${name}`}`;
  const was = instant(overdue.dueAt, language);
  const until = instant(next.dueAt, language);
  if (overdue.acknowledged) return wordsOfUndone(language, title, { late, was, next: next.role, until });
  return language === 'zh'
    ? {
        title: `【督办】逾期未签收：${title.zh}`.slice(0, maxTitle),
        body: `「${title.zh}」应由${late}于${was}前签收，现已逾期。请${termFor(next.role, 'zh')}督办，并于${until}前签收。`,
      }
    : {
        title: `To follow up, not acknowledged in time: ${title.en}`.slice(0, maxTitle),
        body: `"${title.en}" was to be acknowledged by ${late} before ${was}. Please follow it up and acknowledge before ${until}.`,
      };
}

const wordsOfUndone = (
  language: Language,
  title: InEachLanguage,
  { late, was, next, until }: Readonly<Record<'late' | 'was' | 'next' | 'until', string>>,
): Wording =>
  language === 'zh'
    ? {
        title: `【督办】逾期未办结：${title.zh}`.slice(0, maxTitle),
        body: `「${title.zh}」已由${late}签收，应于${was}前办结，至今未办结。请${termFor(next, 'zh')}督办，并于${until}前签收。`,
      }
    : {
        title: `To follow up, not done in time: ${title.en}`.slice(0, maxTitle),
        body: `"${title.en}" was acknowledged by ${late} and was to be done before ${was}. It is not. Please follow it up and acknowledge before ${until}.`,
      };

const instant = (date: Date, language: Language): string =>
  templateFormats['instant']?.write(date.toISOString(), language) ?? date.toISOString();
