import type { CrashPoint } from '@yuanqu/messaging';

/**
 * For the chaos run: YUANQU_CRASH_AT=after-publish-before-cursor:3 kills this process (SIGKILL) the third time it passes
 * that place. Absent in production.
 */
export function crashAt(setting: string | undefined): CrashPoint | undefined {
  if (!setting) return undefined;
  const [place, nth = '1'] = setting.split(':');
  let left = Number(nth);
  return (name) => {
    if (name === place && --left === 0) process.kill(process.pid, 'SIGKILL');
  };
}
