import type { Language } from '../language.ts';

/** A title as a deputy reads it: for whom they were told. */
export const markBehalf = (title: string, names: readonly string[], language: Language): string => {
  if (names.length === 0) return title;
  return language === 'zh' ? `【代${names.join('、')}】${title}` : `[for ${names.join(', ')}] ${title}`;
};
