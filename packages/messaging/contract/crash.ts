import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { eventually } from '@yuanqu/testing';
import { expect, test } from 'vitest';
import type { CrashPointName } from '../src/index.ts';
import { type Account, account, onceInOrder } from './account.ts';
import type { InWorld } from './in-world.ts';
import type { BusSettings } from './connect-bus.ts';
import type { CrashingProcess } from './crashing-process.ts';
import { run } from './thing.ts';
import type { World } from './world.ts';

type Victim = readonly [role: CrashingProcess['role'], at: CrashPointName];

const consumers: readonly Victim[] = [
  ['reader', 'between-effect-and-commit'],
  ['reader', 'after-consumer-commit'],
];
const relays: readonly Victim[] = [
  ['producer', 'after-commit-before-publish'],
  ['producer', 'after-publish-before-cursor'],
];
// with the embedded bus committing is publishing: there is nothing between them to be killed in
const victims = { embedded: consumers, kafka: [...relays, ...consumers] };

/** A real SIGKILL of the process at each named point: nothing lost, nothing twice, nothing out of order. */
export function crashContract(inWorld: InWorld, { kind }: BusSettings): void {
  test.each(victims[kind])('a %s killed at %s loses nothing and repeats no effect', (role, at) =>
    inWorld(async (world) => {
      const { events, effects } = await killInMidstream(world, role, at);
      expect(effects).toEqual(onceInOrder(events));
    }),
  );
}

async function killInMidstream(
  world: World,
  ...[role, at]: Victim
): Promise<{ events: number; effects: Account }> {
  if (role === 'producer') await world.startReader();
  const producer = await world.startProducer();
  // of this process only the outbox is used, so that the relay at work is the child's
  if (role === 'producer') await producer.stop();
  let events = 0;
  const publishSome = async () => {
    await producer.publish(run(world.thing, events + 1, 20));
    events += 20;
  };
  let dead = false;
  const dying = startProcess(world, { role, crash: { at, call: 3 } }).finally(() => {
    dead = true;
  });
  while (!dead) {
    await publishSome();
    await eventually(async () => dead || (await world.effects()).length >= events, { withinMs: 20_000 });
  }
  expect(await dying).toBe('SIGKILL');
  void startProcess(world, { role });
  await publishSome();
  return { events, effects: account(await world.effectsReach(events, 40_000)) };
}

/** Resolves with the signal that ended it, or its exit code. */
async function startProcess(
  world: World,
  told: Pick<CrashingProcess, 'role' | 'crash'>,
): Promise<string | number | null> {
  const main = new URL('./crashing-process.ts', import.meta.url).pathname;
  const settings: CrashingProcess = {
    ...told,
    settings: world.settings,
    thing: world.thing.name,
    producerUrl: world.producer.url,
    consumerUrl: world.consumer.url,
  };
  const child = spawn(process.execPath, [main, JSON.stringify(settings)], {
    stdio: ['pipe', 'inherit', 'inherit'],
  });
  const exited = once(child, 'exit');
  world.atEnd(async () => {
    child.stdin.end();
    await exited;
  });
  const [code, signal] = (await exited) as [number | null, string | null];
  return signal ?? code;
}
