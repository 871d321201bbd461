import type { Topic } from '@yuanqu/events';
import type { Admin } from 'kafkajs';
import type { PartitionLag } from '../bus.ts';

/** What lies in the log behind what the group has passed: partitions with a lag. What is not yet published is not seen. */
export async function groupLag(
  admin: Admin,
  group: string,
  topics: readonly Topic[],
): Promise<readonly PartitionLag[]> {
  const names = topics.map(({ name }) => name);
  const [committed, ...ends] = await Promise.all([
    admin.fetchOffsets({ groupId: group, topics: names }),
    ...names.map((name) => admin.fetchTopicOffsets(name)),
  ]);
  return names.flatMap((topic, i) => {
    const passed = new Map(
      committed
        .find((found) => found.topic === topic)
        ?.partitions.map(({ partition, offset }) => [partition, Number(offset)]),
    );
    return (ends[i] ?? []).flatMap(({ partition, high, low }) => {
      // -1 where the group has not passed anything yet
      const lag = Number(high) - Math.max(passed.get(partition) ?? -1, Number(low));
      return lag > 0 ? [{ topic, partition, lag }] : [];
    });
  });
}
