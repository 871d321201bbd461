import { type Login, logIn } from '../connection/log-in.ts';

const services = ['identity', 'intake', 'assessment', 'notification'] as const;

/**
 * `yuanqu check`: whether every service is ready, how far each consumer is behind and what is parked. Resolves to the exit
 * code: 0 when nothing is parked, held or not ready; else 1.
 */
export async function check(login: Login): Promise<number> {
  const ready = await fetch(new URL('/health/ready', login.url));
  process.stdout.write(`${ready.ok ? '就绪 ready' : '未就绪 not ready'}  ${await ready.text()}\n`);
  const token = await logIn(login);
  let sound = ready.ok;
  for (const service of services) {
    const { items } = await lagOf(service, login.url, token);
    for (const { group, lag, parked, healthy, held } of items) {
      const fine = healthy && parked === 0 && held.length === 0;
      sound &&= fine;
      const reasons = [...new Set(held.map(({ reason }) => reason))].join(', ');
      process.stdout.write(
        `${fine ? '  ' : '! '}${group.padEnd(34)} 滞后 lag ${lag}  搁置 parked ${parked}${reasons && `  停 held: ${reasons}`}\n`,
      );
    }
  }
  return sound ? 0 : 1;
}

interface Lag {
  readonly items: readonly {
    readonly group: string;
    readonly lag: number;
    readonly parked: number;
    readonly healthy: boolean;
    readonly held: readonly { readonly reason: string }[];
  }[];
}

async function lagOf(service: string, url: string, token: string): Promise<Lag> {
  const response = await fetch(new URL(`/api/${service}/v1/ops/lag`, url), {
    headers: { authorization: `Bearer ${token}` },
  });
  if (response.ok) return (await response.json()) as Lag;
  throw new Error(`${service} answered ${response.status}: ${(await response.text()).slice(0, 300)}`);
}
