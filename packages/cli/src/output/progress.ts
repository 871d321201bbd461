import type { Totals } from '../connection/commit-line.ts';

export interface Progress {
  readonly update: (settled: {
    readonly lines: number;
    readonly bytesRead: number;
    readonly totals: Totals;
  }) => void;
  readonly note: (message: string) => void;
  readonly finish: () => void;
}

const everyMs = 100;
const barWidth = 24;

/** A bar with rate and time left on a terminal; a line every ten seconds elsewhere. */
export function makeProgress(
  totalBytes: number | undefined,
  out: NodeJS.WriteStream = process.stderr,
): Progress {
  const startedAt = performance.now();
  let lastShown = 0;
  let latest = {
    lines: 0,
    bytesRead: 0,
    totals: { accepted: 0, unchanged: 0, stale: 0, rejected: 0 } as Totals,
  };
  const interval = out.isTTY ? everyMs : 10_000;
  const show = () => {
    lastShown = performance.now();
    const line = render(latest, totalBytes, (lastShown - startedAt) / 1000);
    out.write(out.isTTY ? `\r\x1b[K${line}` : `${line}\n`);
  };
  return {
    update: (settled) => {
      latest = settled;
      if (performance.now() - lastShown >= interval) show();
    },
    note: (message) => out.write(out.isTTY ? `\r\x1b[K${message}\n` : `${message}\n`),
    finish: () => {
      // What follows the last update, line ends and blank lines, has been read too.
      latest = { ...latest, bytesRead: totalBytes ?? latest.bytesRead };
      show();
      if (out.isTTY) out.write('\n');
    },
  };
}

/** One line: bar, share, lines, rate, time left, rejected. */
export function render(
  { lines, bytesRead, totals }: { lines: number; bytesRead: number; totals: Totals },
  totalBytes: number | undefined,
  seconds: number,
): string {
  const rate = seconds > 0 ? lines / seconds : 0;
  const share = totalBytes ? Math.min(1, bytesRead / totalBytes) : undefined;
  const bar =
    share === undefined
      ? ''
      : `[${'█'.repeat(Math.round(share * barWidth)).padEnd(barWidth, '·')}] ${(share * 100).toFixed(1).padStart(5)} %  `;
  const left = share && share < 1 ? `  剩余 left ${duration((seconds / share) * (1 - share))}` : '';
  const rejected = totals.rejected > 0 ? `  拒绝 rejected ${totals.rejected}` : '';
  return `${bar}${lines.toLocaleString('en')} 条 lines  ${Math.round(rate).toLocaleString('en')}/s${left}${rejected}`;
}

function duration(seconds: number): string {
  if (seconds < 60) return `${Math.ceil(seconds)} s`;
  return `${Math.floor(seconds / 60)} min ${String(Math.round(seconds % 60)).padStart(2, '0')} s`;
}
