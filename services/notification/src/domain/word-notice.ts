import { type InEachLanguage, type Language, languages } from './language.ts';
import type { Notice, WordedNotice, Wording } from './notice.ts';
import { noticedEventOf } from './noticed-events.ts';
import { renderTemplate } from './render-template.ts';
import { wordForRobots } from './word-for-robots.ts';

/** The templates of one event type. A language without one falls back to the event's own summary. */
export type Templates = Readonly<Partial<Record<Language, Wording>>>;

const maxTitle = 200;
const maxBody = 4_000;

/** Puts a notice into words. `parkName` gives the name of a park by its code. */
export function wordNotice(
  notice: Notice,
  templates: Templates,
  parkName: (code: string) => string,
  robotTemplates: Templates = {},
): WordedNotice {
  const summary = noticedEventOf(notice.eventType)?.definition.summary;
  const templateIn = (language: Language): Wording =>
    templates[language] ?? { title: summary?.[language] ?? notice.eventType, body: '' };
  const dataIn = (language: Language) => ({ ...notice.data, ...extras(notice, language, parkName) });
  const write = (language: Language): Wording => {
    const template = templateIn(language);
    const data = dataIn(language);
    return {
      title: renderTemplate(template.title, data, language).slice(0, maxTitle),
      body: renderTemplate(template.body, data, language).slice(0, maxBody),
    };
  };
  const wording: InEachLanguage<Wording> = { zh: write('zh'), en: write('en') };
  const forRobots = (language: Language): Wording =>
    wordForRobots(
      notice.eventType,
      robotTemplates[language] ?? templateIn(language),
      dataIn(language),
      language,
    );
  const robot: InEachLanguage<Wording> = { zh: forRobots('zh'), en: forRobots('en') };
  return { ...notice, wording, robot: isSame(robot, wording) ? undefined : robot };
}

const isSame = (one: InEachLanguage<Wording>, other: InEachLanguage<Wording>): boolean =>
  languages.every(
    (language) =>
      one[language].title === other[language].title && one[language].body === other[language].body,
  );

const extras = (
  { parks, severity, occurredAt }: Notice,
  language: Language,
  parkName: (code: string) => string,
) => ({
  parkNames: parks.map(parkName).join(language === 'zh' ? '、' : ', '),
  severity,
  occurredAt: occurredAt.toISOString(),
});
