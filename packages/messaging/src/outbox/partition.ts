/**
 * The partition of a key: murmur2, positive, modulo the topic's count — what Kafka's own clients compute, so that
 * a producer in another language that uses its default partitioner lands on the same partition.
 */
export function partitionOf(key: string, partitions: number): number {
  return (murmur2(Buffer.from(key)) & 0x7fffffff) % partitions;
}

// Kafka's murmur2 with its seed 0x9747b28c (org.apache.kafka.common.utils.Utils).
function murmur2(data: Buffer): number {
  const m = 0x5bd1e995;
  const length = data.length;
  let h = 0x9747b28c ^ length;
  const whole = length - (length % 4);
  for (let i = 0; i < whole; i += 4) {
    let k = Math.imul(data.readInt32LE(i), m);
    k = Math.imul(k ^ (k >>> 24), m);
    h = Math.imul(h, m) ^ k;
  }
  const rest = length % 4;
  if (rest > 0) {
    for (let i = rest - 1; i >= 0; i--) h ^= data.readUInt8(whole + i) << (8 * i);
    h = Math.imul(h, m);
  }
  h = Math.imul(h ^ (h >>> 13), m);
  return h ^ (h >>> 15);
}
