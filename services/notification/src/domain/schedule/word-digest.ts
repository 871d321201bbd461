import type { InEachLanguage, Language } from '../language.ts';
import type { WordedNotice, Wording } from '../notice.ts';
import { severities, type Severity } from '../severity.ts';
import { templateFormats } from '../template-formats.ts';

/** The type under which a digest goes out. */
export const digestType = 'cn.yuanqu.notification.digest';

/** One of those that were gathered. */
export interface Gathered {
  readonly title: InEachLanguage;
  readonly severity: Severity;
  readonly occurredAt: Date;
}

const mostLines = 200;

/** What was gathered, as one message in the order in which it happened. */
export function wordDigest(
  id: string,
  recipientId: string,
  gathered: readonly Gathered[],
  at: Date,
): WordedNotice {
  const severity = severities.findLast((one) => gathered.some((item) => item.severity === one)) ?? 'info';
  return {
    eventId: id,
    eventType: digestType,
    severity,
    parks: [],
    subject: recipientId,
    occurredAt: at,
    data: { messages: gathered.length },
    wording: { zh: words(gathered, at, 'zh'), en: words(gathered, at, 'en') },
  };
}

function words(gathered: readonly Gathered[], at: Date, language: Language): Wording {
  const lines = gathered
    .slice(0, mostLines)
    .map(
      ({ title, occurredAt }, n) =>
        `${n + 1}. ${title[language]}${inBrackets(instant(occurredAt, language), language)}`,
    );
  const left = gathered.length - lines.length;
  const more =
    left > 0 ? [language === 'zh' ? `…另有${left}条，见平台收件箱` : `… and ${left} more in your inbox`] : [];
  return {
    title:
      language === 'zh'
        ? `通知汇总：${gathered.length}条（${instant(at, 'zh')}）`
        : `Digest: ${gathered.length} notices (${instant(at, 'en')})`,
    body: [...lines, ...more].join('\n'),
  };
}

const instant = (date: Date, language: Language): string =>
  templateFormats['instant']?.write(date.toISOString(), language) ?? date.toISOString();

const inBrackets = (text: string, language: Language): string =>
  language === 'zh' ? `（${text}）` : ` (${text})`;
