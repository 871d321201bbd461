import { newId, usccCheckCharacter } from '@yuanqu/domain';
import { Pool as HttpPool } from 'undici';
import type { BenchedIntake } from '../benched-intake.ts';

const tenants = Array.from({ length: 100 }, (_, index) => {
  const first17 = `91350503M${String(index).padStart(8, '0')}`;
  return first17 + usccCheckCharacter(first17);
});

export interface Row {
  readonly updateId: string;
  readonly unit: string;
  readonly status: 'let' | 'vacant';
  readonly uscc?: string;
  readonly observedAt: string;
}

/** Updates of random units, as an operator of a busy park sends them. */
export function randomRows(count: number, units: readonly string[]): Row[] {
  const now = Date.now();
  return Array.from({ length: count }, (_, index) => {
    const unit = units[Math.floor(Math.random() * units.length)] as string;
    const taken = Math.random() < 0.7;
    return {
      updateId: newId(),
      unit,
      status: taken ? 'let' : 'vacant',
      ...(taken && { uscc: tenants[index % tenants.length] as string }),
      observedAt: new Date(now - Math.floor(Math.random() * 1_000)).toISOString(),
    };
  });
}

/** Keeps so many connections busy with the bodies, in their order; returns the latency of each request in milliseconds. */
export async function postAll(
  intake: Pick<BenchedIntake, 'url' | 'authorization'>,
  connections: number,
  contentType: string,
  bodies: readonly string[],
  check: (answer: string) => void,
): Promise<number[]> {
  const http = new HttpPool(intake.url, { connections, pipelining: 1 });
  const latencies: number[] = [];
  let next = 0;
  const worker = async () => {
    for (let index = next++; index < bodies.length; index = next++) {
      const startedAt = performance.now();
      const response = await http.request({
        method: 'POST',
        path: '/api/intake/v1/occupancy',
        headers: { authorization: intake.authorization, 'content-type': contentType },
        body: bodies[index] as string,
      });
      const answer = await response.body.text();
      latencies.push(performance.now() - startedAt);
      if (response.statusCode !== 200)
        throw new Error(`intake answered ${response.statusCode}: ${answer.slice(0, 300)}`);
      check(answer);
    }
  };
  try {
    await Promise.all(Array.from({ length: connections }, worker));
  } finally {
    await http.close();
  }
  return latencies;
}

/** How many observations intake holds: what the client was told must be there. */
export async function observationsIn(intake: BenchedIntake): Promise<number> {
  const { rows } = await intake.pool.query<{ n: string }>('SELECT count(*) AS n FROM observation');
  return Number(rows[0]?.n);
}
