/** The languages that people read here. */
export type Language = 'zh' | 'en';

/** Which of the two the caller prefers by Accept-Language (RFC 9110 §12.5.4); English when nothing is asked for. */
export function preferredLanguage(header: string | undefined): Language {
  if (header === undefined) return 'en';
  const weighted = header.slice(0, 200).split(',').map(parseRange);
  const best = (language: Language): number =>
    Math.max(0, ...weighted.filter(({ tag }) => tag === language).map(({ weight }) => weight));
  return best('zh') > best('en') ? 'zh' : 'en';
}

function parseRange(range: string): { readonly tag: string; readonly weight: number } {
  const [tag = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
  const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
  return { tag: tag.split('-')[0] ?? '', weight: quality === undefined ? 1 : Number(quality) || 0 };
}
