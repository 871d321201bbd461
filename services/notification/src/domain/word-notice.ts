import { type InEachLanguage, type Language } from './language.ts';
import type { Notice, WordedNotice, Wording } from './notice.ts';
import { noticedEventOf } from './noticed-events.ts';
import { renderTemplate } from './render-template.ts';

/** The templates of one event type. A language without one falls back to the event's own summary. */
export type Templates = Readonly<Partial<Record<Language, Wording>>>;

const maxTitle = 200;
const maxBody = 4_000;

/** Puts a notice into words. `parkName` gives the name of a park by its code. */
export function wordNotice(
  notice: Notice,
  templates: Templates,
  parkName: (code: string) => string,
): WordedNotice {
  const summary = noticedEventOf(notice.eventType)?.definition.summary;
  const write = (language: Language): Wording => {
    const template = templates[language] ?? { title: summary?.[language] ?? notice.eventType, body: '' };
    const data = { ...notice.data, ...extras(notice, language, parkName) };
    return {
      title: renderTemplate(template.title, data, language).slice(0, maxTitle),
      body: renderTemplate(template.body, data, language).slice(0, maxBody),
    };
  };
  const wording: InEachLanguage<Wording> = { zh: write('zh'), en: write('en') };
  return { ...notice, wording };
}

const extras = (
  { parks, severity, occurredAt }: Notice,
  language: Language,
  parkName: (code: string) => string,
) => ({
  parkNames: parks.map(parkName).join(language === 'zh' ? '、' : ', '),
  severity,
  occurredAt: occurredAt.toISOString(),
});
