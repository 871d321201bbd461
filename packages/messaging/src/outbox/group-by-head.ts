import type { NewEvent } from '@yuanqu/events';
import { partitionOf } from './partition.ts';

/** A partition that some of the events go to. */
export interface TouchedHead {
  readonly topic: string;
  readonly partition: number;
  /** How many of them. */
  readonly events: number;
}

export interface EventsByHead {
  readonly heads: readonly TouchedHead[];
  /** For each event, in the given order, its head, counted from 1. */
  readonly headOfEach: readonly number[];
  /** For each event its place among the events of its head, counted from 1. */
  readonly placeOfEach: readonly number[];
}

/** Which partition each event goes to, and which place among the others there it has. */
export function groupByHead(
  events: readonly NewEvent[],
  partitionsOf: (topic: string) => number,
): EventsByHead {
  const heads: { topic: string; partition: number; events: number }[] = [];
  const indexes = new Map<string, number>();
  const headOfEach: number[] = [];
  const placeOfEach: number[] = [];
  for (const { definition, subject } of events) {
    const { topic } = definition;
    const partition = partitionOf(subject, partitionsOf(topic));
    const name = `${topic}/${partition}`;
    const index = indexes.get(name) ?? heads.push({ topic, partition, events: 0 }) - 1;
    indexes.set(name, index);
    const head = heads[index];
    if (!head) continue;
    head.events += 1;
    headOfEach.push(index + 1);
    placeOfEach.push(head.events);
  }
  return { heads, headOfEach, placeOfEach };
}
