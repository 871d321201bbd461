import type { InEachLanguage, Language } from '../language.ts';
import type { Wording } from '../notice.ts';
import { cutToBytes } from './cut-to-bytes.ts';

/** What both products take of a text message, in bytes of UTF-8. */
export const maxRobotBytes = 2_048;

/** One notice as a chat reads it; what does not fit is in the inbox, under the event's id. */
export const robotText = ({ title, body }: Wording, language: Language, eventId: string): string =>
  cutToBytes(
    body === '' ? title : `${title}\n${body}`,
    maxRobotBytes,
    `…\n${seeInbox[language]} ${eventId.slice(-8)}`,
  );

/** Many that waited, in one message: a line for each, in the order in which they came. */
export function robotSummary(wordings: readonly Wording[], language: Language): string {
  const lines = wordings.map(({ title }, at) => `${at + 1}. ${title}`);
  return cutToBytes(
    [heading[language](wordings.length), ...lines].join('\n'),
    maxRobotBytes,
    `…\n${seeInbox[language]}`,
  );
}

const seeInbox: InEachLanguage = { zh: '全文见平台收件箱', en: 'In full in the inbox of the platform' };

const heading: InEachLanguage<(n: number) => string> = {
  zh: (n) => `【汇总】${n}条通知`,
  en: (n) => `Summary: ${n} notices`,
};
