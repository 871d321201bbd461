import type { parkChanged, parkRegistered, parkSnapshotted, RecordedEvent } from '@yuanqu/events';
import type { Executor } from '@yuanqu/messaging';

/** Writes the names of parks where they are newer than what is known. */
export type SaveParkNames = (
  tx: Executor,
  parks: readonly { readonly code: string; readonly name: string; readonly revision: number }[],
) => Promise<void>;

/** Takes over what parks are called: many events name only their codes. */
export const makeLearnParks =
  (saveParkNames: SaveParkNames) =>
  (
    tx: Executor,
    events: readonly RecordedEvent<typeof parkRegistered | typeof parkChanged | typeof parkSnapshotted>[],
  ): Promise<void> =>
    saveParkNames(
      tx,
      events.map(({ revision, data }) => ({ code: data.code, name: data.name, revision })),
    );
