import { createHash } from 'node:crypto';
import { type Login, logIn } from '../connection/log-in.ts';
import { Refused } from '../connection/session.ts';

export interface CheckAssessmentOptions extends Login {
  readonly month: string;
  /** A frozen version; the newest unless told. */
  readonly version?: number;
}

interface Verification {
  readonly month: string;
  readonly version: number;
  readonly sha256: string;
  readonly ok: boolean;
  readonly steps: readonly { readonly step: string; readonly ok: boolean; readonly detail: string }[];
}

const steps: Readonly<Record<string, string>> = {
  document: '定稿文件',
  units: '房源',
  result: '得分与名次',
  evidence: '企业数据与时限',
  history: '入驻记录',
};

/**
 * `yuanqu check assessment`: has a closed month reckoned again from what was frozen, digests the frozen bytes itself, and
 * compares both. Resolves to the exit code: 0 when everything is the same byte for byte, else 1.
 */
export async function checkAssessment(options: CheckAssessmentOptions): Promise<number> {
  const { month, version } = options;
  const get = reader(options, await logIn(options));
  const query = version === undefined ? '' : `?version=${version}`;
  const verified = (await (await get(`${month}/verify${query}`)).json()) as Verification;
  const bytes = Buffer.from(await (await get(`${month}/document?version=${verified.version}`)).arrayBuffer());
  const digest = createHash('sha256').update(bytes).digest('hex');
  const isSame = digest === verified.sha256;
  process.stdout.write(`${month} 第 ${verified.version} 版 version ${verified.version}\n`);
  for (const { step, ok, detail } of verified.steps)
    process.stdout.write(`${ok ? '  ' : '! '}${steps[step] ?? step} ${step}: ${detail}\n`);
  process.stdout.write(
    `${isSame ? '  ' : '! '}字节 bytes: ${bytes.length}, sha-256 ${digest}${isSame ? '' : `, 应为 kept ${verified.sha256}`}\n`,
  );
  const sound = verified.ok && isSame;
  process.stdout.write(
    sound
      ? '一致 The same byte for byte.\n'
      : '不一致 It does NOT come out the same: see the lines marked !\n',
  );
  return sound ? 0 : 1;
}

const reader =
  ({ url }: Login, token: string) =>
  async (path: string): Promise<Response> => {
    const response = await fetch(new URL(`/api/assessment/v1/league-tables/${path}`, url), {
      headers: { authorization: `Bearer ${token}` },
    });
    if (response.ok) return response;
    const { detail, code } = (await response.json().catch(() => ({}))) as { detail?: string; code?: string };
    const message = `${detail ?? 'no answer'} (${response.status} ${code ?? ''})`;
    throw response.status < 500 ? new Refused(message) : new Error(message);
  };
