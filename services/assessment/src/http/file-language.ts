import { type Language, preferredLanguage } from '@yuanqu/service-kit';
import { Type } from 'typebox';

/** For files that people open: the language may be part of the address, as a link that is passed on has no headers. */
export const LanguageQuery = {
  lang: Type.Optional(
    Type.Enum(['zh', 'en'], { description: 'Unless told, by Accept-Language; Chinese when that names none' }),
  ),
};

/** The language of a file. A district's files are Chinese unless somebody asks for English. */
export function fileLanguage(lang: Language | undefined, acceptLanguage: string | undefined): Language {
  if (lang !== undefined) return lang;
  const isAnyWelcome = acceptLanguage === undefined || acceptLanguage.trim() === '*';
  return isAnyWelcome ? 'zh' : preferredLanguage(acceptLanguage);
}
