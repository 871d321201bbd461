import { openConnection } from '../connection/occupancy-connection.ts';
import { sendLines } from '../connection/send-lines.ts';
import { openSession, Refused, type SessionOptions } from '../connection/session.ts';
import { openInput } from '../input/open-input.ts';
import { makeProgress } from '../output/progress.ts';
import { openRejectsFile } from '../output/rejects-file.ts';

export interface StreamOptions extends SessionOptions {
  readonly file: string;
  readonly format?: 'ndjson' | 'csv';
  readonly encoding?: string;
  readonly park?: string;
  readonly rejects?: string;
}

/** `yuanqu stream`: sends a file or standard input. Resolves to the exit code: 0, or 1 when lines were rejected. */
export async function stream(options: StreamOptions): Promise<number> {
  const input = await openInput(options);
  const session = openSession(options);
  // A wrong secret is said at once; a server that is not there yet is waited for, as one that goes away.
  await session.token().catch((error: unknown) => {
    if (error instanceof Refused) throw error;
  });
  const progress = makeProgress(input.totalBytes);
  progress.note(
    `${options.file === '-' ? '标准输入 standard input' : options.file}: ${input.format}, ${input.encoding}`,
  );
  const rejects = openRejectsFile(
    options.rejects ?? (options.file === '-' ? 'stdin.rejected.csv' : `${options.file}.rejected.csv`),
  );
  try {
    const totals = await sendLines(input.lines, {
      connect: () => openConnection(session),
      onSettled: progress.update,
      onRejected: rejects.write,
      onTrouble: (message, retryInMs) =>
        progress.note(
          `连接中断，${(retryInMs / 1000).toFixed(1)} 秒后续传 Interrupted (${message}); resuming`,
        ),
    });
    progress.finish();
    const { accepted, unchanged, stale, rejected } = totals;
    if (accepted + unchanged + stale + rejected === 0)
      process.stderr.write('输入中没有可发送的行 There were no lines to send in it\n');
    process.stderr.write(
      `已接收 accepted ${accepted}  未变 unchanged ${unchanged}  迟到 stale ${stale}  拒绝 rejected ${rejected}\n`,
    );
    return rejected > 0 ? 1 : 0;
  } finally {
    const written = await rejects.close();
    if (written) process.stderr.write(`被拒绝的行 Rejected lines: ${written}\n`);
  }
}
