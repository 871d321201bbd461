const local =
  /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T\s]+(\d{1,2})[:：时](\d{1,2})(?:[:：分](\d{1,2}))?秒?)?$/;

/**
 * A time as tables in China write it (`2026/11/3 8:05`, `2026年11月3日`) as an instant; without an offset it is
 * Asia/Shanghai. Anything else stays as it is, for the server to judge.
 */
export function shanghaiInstant(text: string): string {
  const match = local.exec(text.trim());
  if (!match) return text.trim();
  const [, year, month = '', day = '', hour = '0', minute = '0', second = '0'] = match;
  const two = (part: string) => part.padStart(2, '0');
  return `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}+08:00`;
}
