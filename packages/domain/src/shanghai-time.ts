const hourMs = 3_600_000;
const standardOffsetMs = 8 * hourMs;
// The end of the last summer time, 1991-09-15 01:00 local; since then China keeps +08:00 all year.
const fixedSinceMs = Date.UTC(1991, 8, 14, 17);

/** How far Asia/Shanghai is ahead of UTC at an instant (ms). Before 1991-09-15 the time zone database is asked: summer time was +09:00. */
export const shanghaiOffsetMs = (instantMs: number): number =>
  instantMs >= fixedSinceMs ? standardOffsetMs : historicOffsetMs(instantMs);

/** The instant (UTC ms) at which the clocks of Asia/Shanghai show midnight of a day; months count from 1. */
export function shanghaiMidnightMs(year: number, month: number, day = 1): number {
  const wallMs = Date.UTC(year, month - 1, day);
  return wallMs - shanghaiOffsetMs(wallMs - standardOffsetMs);
}

/** Year and month (from 1) that the calendar of Asia/Shanghai shows at an instant. */
export function shanghaiYearMonth(instantMs: number): { readonly year: number; readonly month: number } {
  const wall = new Date(instantMs + shanghaiOffsetMs(instantMs));
  return { year: wall.getUTCFullYear(), month: wall.getUTCMonth() + 1 };
}

// Made when first asked: it takes milliseconds and current data never needs it.
let historic: Intl.DateTimeFormat | undefined;

function historicOffsetMs(instantMs: number): number {
  historic ??= new Intl.DateTimeFormat('en', { timeZone: 'Asia/Shanghai', timeZoneName: 'longOffset' });
  const name = historic.formatToParts(instantMs).find((part) => part.type === 'timeZoneName')?.value ?? '';
  const [, hours = '8', minutes = '0', seconds = '0'] = /^GMT\+(\d\d):(\d\d)(?::(\d\d))?$/.exec(name) ?? [];
  return Number(hours) * hourMs + Number(minutes) * 60_000 + Number(seconds) * 1000;
}
