/** One topic per aggregate; the number of partitions is fixed for the topic's life, order is promised per key only. */
export interface Topic {
  readonly name: string;
  /** The service that alone publishes to it. */
  readonly service: string;
  readonly partitions: number;
}

const topic = (service: string, aggregate: string, partitions: number): Topic => ({
  name: `yuanqu.${service}.${aggregate}`,
  service,
  partitions,
});

/** Every topic of the platform. Hot aggregates have more partitions: a partition is the unit of order and of parallelism. */
export const topics: readonly Topic[] = [
  topic('intake', 'unit', 12),
  topic('intake', 'park', 3),
  topic('intake', 'enterprise', 3),
  topic('intake', 'enterprise-figures', 3),
  topic('intake', 'operator', 3),
  topic('intake', 'task', 3),
  topic('intake', 'policy', 3),
  topic('intake', 'application', 3),
  topic('intake', 'tenancy', 3),
  topic('intake', 'demand', 3),
  topic('intake', 'service-request', 3),
  topic('intake', 'operator-call', 3),
  topic('intake', 'incentive-claim', 3),
  topic('assessment', 'park', 3),
  topic('assessment', 'league-table', 1),
  topic('assessment', 'operator-standing', 3),
  topic('assessment', 'scoring-rule', 1),
  topic('assessment', 'operator-standing-rule', 1),
  topic('assessment', 'goal', 3),
  topic('assessment', 'incident', 3),
  topic('assessment', 'objection', 3),
  topic('notification', 'message', 3),
  topic('identity', 'account', 3),
  topic('identity', 'client', 3),
];

/** The topic of that name; throws when the catalogue has none, which is a bug. */
export function topicNamed(name: string): Topic {
  const found = topics.find((candidate) => candidate.name === name);
  if (!found) throw new Error(`topic ${name} is not in the catalogue (packages/events/src/topics.ts)`);
  return found;
}
