import type { SendMailOptions } from 'nodemailer';
import { deliveryId } from '../../domain/delivery-id.ts';
import type { InEachLanguage } from '../../domain/language.ts';
import type { ClaimedDelivery } from '../../usecases/deliver.ts';

const footer: InEachLanguage = {
  zh: '本邮件由园区平台自动发送，请勿直接回复。全部通知见平台收件箱。',
  en: 'Sent by the Yuanqu platform; nobody reads replies. All notices are in your inbox there.',
};

/** The mail of a delivery. Its Message-ID is the delivery's id: a repetition is recognised as one. */
export function composeMail(delivery: ClaimedDelivery, to: string, from: string): SendMailOptions {
  const { wording, language, eventId, eventType, severity, occurredAt } = delivery;
  return {
    from,
    to: { name: '', address: to },
    subject: wording.title,
    text: `${wording.body}\n\n-- \n${footer[language]}\n`,
    date: occurredAt,
    messageId: `<${deliveryId(delivery)}@yuanqu>`,
    ...(severity === 'critical' && { priority: 'high' as const }),
    headers: {
      'Auto-Submitted': 'auto-generated',
      'Content-Language': language,
      'X-Yuanqu-Event': eventId,
      'X-Yuanqu-Event-Type': eventType,
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
