import type { AttemptOutcome } from '../../domain/delivery-outcome.ts';
import type { Language } from '../../domain/language.ts';
import type { Severity } from '../../domain/severity.ts';
import { fillVariables, type SmsTemplate } from '../../domain/sms/sms-template.ts';
import type { Wording } from '../../domain/notice.ts';
import { withoutPersonal } from '../../domain/word-for-robots.ts';
import { deliveryId } from '../../domain/delivery-id.ts';
import type { Send } from '../deliver.ts';

/** A text message as a provider takes it. */
export interface SmsMessage {
  /** E.164. */
  readonly to: string;
  readonly templateId: string;
  readonly variables: Readonly<Record<string, string>>;
  /** The delivery's: a repetition carries the same. */
  readonly id: string;
}

/** The provider. Never throws: what went wrong is its outcome. */
export type SendSms = (message: SmsMessage) => Promise<AttemptOutcome>;

/** What a template's variables are filled from. */
export interface SmsSource {
  readonly data: Readonly<Record<string, unknown>>;
  readonly parkNames: readonly string[];
  readonly severity: Severity;
  readonly occurredAt: Date;
  /** As group chats may read it. */
  readonly wording: Wording;
  readonly template: SmsTemplate | undefined;
}

export interface SendSmsPorts {
  readonly sendSms: SendSms;
  /** Throws when the number was sealed with another key. */
  readonly openPhone: (target: string, officialId: string) => string;
  readonly readSource: (eventId: string, eventType: string, language: Language) => Promise<SmsSource>;
}

/** Sends a delivery as a text message: its event's template, or the one for any event, filled in. */
export const makeSendBySms =
  ({ sendSms, openPhone, readSource }: SendSmsPorts): Send =>
  async (delivery) => {
    const { target, officialId, eventId, eventType, language } = delivery;
    if (target === undefined) return { kind: 'no-address', error: 'the person has no phone number' };
    try {
      const to = openPhone(target, officialId);
      const source = await readSource(eventId, eventType, language);
      const { template } = source;
      if (!template) return { kind: 'refused', error: `there is no SMS template in ${language}` };
      const data = {
        ...withoutPersonal(eventType, source.data),
        parkNames: source.parkNames.join(language === 'zh' ? '、' : ', '),
        severity: source.severity,
        occurredAt: source.occurredAt.toISOString(),
        title: source.wording.title,
      };
      return await sendSms({
        to,
        templateId: template.templateId,
        variables: fillVariables(template.variables, data, language),
        id: deliveryId(delivery),
      });
    } catch {
      return { kind: 'failed', error: 'the number or the template could not be read' };
    }
  };
