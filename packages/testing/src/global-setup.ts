import { keeperVariable, startKeeper, type Keeper } from './parts/start-keeper.ts';

/** Vitest loads this file once per project; all of them share one keeper, which the last one out stops. */
const shared = globalThis as { yuanquKeeper?: { readonly started: Promise<Keeper>; users: number } };

/** Starts the owner of the run's servers (none of which runs yet) and tells the workers where it answers. */
export async function setup(): Promise<void> {
  const keeper = (shared.yuanquKeeper ??= { started: startKeeper(), users: 0 });
  keeper.users += 1;
  process.env[keeperVariable] = (await keeper.started).socket;
}

/** Stops every server of the run and removes its data. */
export async function teardown(): Promise<void> {
  const keeper = shared.yuanquKeeper;
  if (!keeper || --keeper.users > 0) return;
  delete shared.yuanquKeeper;
  delete process.env[keeperVariable];
  await (await keeper.started).stop();
}
