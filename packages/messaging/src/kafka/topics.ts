import type { Topic } from '@yuanqu/events';
import type { Admin } from 'kafkajs';
import { PartitionCountChanged } from '../outbox/topic-registration.ts';

/**
 * Makes the topics that are missing. They keep everything: a new read model is built from the first event on. Throws
 * PartitionCountChanged when one exists with another number of partitions.
 */
export async function ensureTopics(
  admin: Admin,
  topics: readonly Topic[],
  replicationFactor = -1,
): Promise<void> {
  if (topics.length === 0) return;
  const existing = new Set(await admin.listTopics());
  const missing = topics.filter(({ name }) => !existing.has(name));
  if (missing.length > 0) {
    // another process may be quicker: then this answers false, and the check below sees theirs
    await admin.createTopics({
      waitForLeaders: true,
      topics: missing.map(({ name, partitions }) => ({
        topic: name,
        numPartitions: partitions,
        replicationFactor,
        configEntries: [
          { name: 'retention.ms', value: '-1' },
          { name: 'cleanup.policy', value: 'delete' },
          // acknowledged by all is worth something only when "all" is more than the leader
          ...(replicationFactor >= 3 ? [{ name: 'min.insync.replicas', value: '2' }] : []),
        ],
      })),
    });
  }
  const { topics: found } = await admin.fetchTopicMetadata({ topics: topics.map(({ name }) => name) });
  for (const { name, partitions } of topics) {
    const there = found.find((topic) => topic.name === name)?.partitions.length;
    if (there !== undefined && there !== partitions) {
      throw new PartitionCountChanged(name, there, partitions, 'Kafka');
    }
  }
}
