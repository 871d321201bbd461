import { AppError, Money } from '@yuanqu/domain';
import { type InEachLanguage, type Language } from './language.ts';
import { termFor } from './vocabulary.ts';

/** How a value is written for people; `accepts` is judged by the JSON type in the event's schema. */
export interface TemplateFormat {
  readonly accepts: readonly SchemaKind[];
  readonly write: (value: unknown, language: Language) => string;
}

export type SchemaKind = 'string' | 'number' | 'instant' | 'boolean' | 'strings' | 'other';

const plain: readonly SchemaKind[] = ['string', 'number', 'instant', 'boolean'];

/** The formats by name; `plain` is meant where none is given. */
export const templateFormats: Readonly<Record<string, TemplateFormat>> = {
  plain: { accepts: plain, write: (value) => String(value) },
  percent: {
    accepts: ['number'],
    write: (value) => `${(Number(value) * 100).toFixed(2)}%`,
  },
  area: {
    accepts: ['number'],
    write: (value, language) => `${numbers[language].format(Number(value))} m²`,
  },
  money: {
    accepts: ['string'],
    write: (value, language) => writeMoney(String(value), language),
  },
  number: { accepts: ['number'], write: (value, language) => numbers[language].format(Number(value)) },
  points: { accepts: ['number'], write: (value) => Number(value).toFixed(2) },
  instant: { accepts: ['instant'], write: (value, language) => writeInstant(String(value), language) },
  day: { accepts: ['instant'], write: (value, language) => writeDay(String(value), language) },
  month: { accepts: ['string'], write: (value, language) => writeMonth(String(value), language) },
  term: { accepts: ['string'], write: (value, language) => termFor(String(value), language) },
  list: {
    accepts: ['strings'],
    write: (value, language) => (value as readonly string[]).join(language === 'zh' ? '、' : ', '),
  },
};

const locales: InEachLanguage = { zh: 'zh-CN', en: 'en-GB' };
const timeZone = 'Asia/Shanghai';
const shanghaiMs = 8 * 3_600_000;
const dayMs = 86_400_000;

const inEach = <Made>(make: (locale: string) => Made): InEachLanguage<Made> => ({
  zh: make(locales.zh),
  en: make(locales.en),
});

const numbers = inEach((locale) => new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }));
const instants = inEach(
  (locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone }),
);
const days = inEach((locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone }));
const months = inEach(
  (locale) => new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'long', timeZone }),
);

/** The midnight that ends a day is written as its end: a deadline at 00:00 of the next day would be read as that day. */
function writeInstant(text: string, language: Language): string {
  const ms = Date.parse(text);
  if (Number.isNaN(ms) || (ms + shanghaiMs) % dayMs !== 0) return writeDate(text, text, instants[language]);
  const day = days[language].format(ms - 1);
  return language === 'zh' ? `${day} 24:00` : `${day} at 24:00`;
}
const writeDay = (text: string, language: Language): string => writeDate(text, text, days[language]);
const writeMonth = (text: string, language: Language): string =>
  writeDate(`${text}-15T00:00:00Z`, text, months[language]);

/** Fen, as the wire has them, as yuan. */
function writeMoney(fen: string, language: Language): string {
  const money = Money.parseFen(fen);
  if (money instanceof AppError) return fen;
  return language === 'zh' ? `${money.format()} 元` : `CNY ${money.format()}`;
}

/** A text that is no date after all is shown as it came: a notice is better odd than missing. */
function writeDate(text: string, fallback: string, format: Intl.DateTimeFormat): string {
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? fallback : format.format(date);
}
