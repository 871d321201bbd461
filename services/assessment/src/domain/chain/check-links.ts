import type { FieldError } from '@yuanqu/domain';
import { type ChainDefinition, stages } from './chain-definition.ts';
import { inCircles } from './stream-order.ts';

/** What is wrong with the links: ends that are not there, twice, against the stream, in a circle. */
export function linkFaults({
  segments,
  links,
}: Pick<ChainDefinition, 'segments' | 'links'>): readonly FieldError[] {
  const stageOf = new Map(segments.map(({ code, stage }) => [code, stages.indexOf(stage)]));
  const circular = inCircles(segments, links);
  const seen = new Set<string>();
  return links.flatMap(({ from, to }, index): readonly FieldError[] => {
    const pointer = `/links/${index}`;
    const missing = [['from', from] as const, ['to', to] as const].filter(([, code]) => !stageOf.has(code));
    if (missing.length > 0) return missing.map(([end, code]) => unknownSegment(`${pointer}/${end}`, code));
    const key = `${from} ${to}`;
    if (seen.has(key)) return [{ pointer, code: 'twice', detail: twice(from, to) }];
    seen.add(key);
    if (from === to) return [{ pointer, code: 'to-itself', detail: toItself(from) }];
    if ((stageOf.get(from) ?? 0) > (stageOf.get(to) ?? 0))
      return [{ pointer, code: 'against-the-stream', detail: backwards(from, to) }];
    return circular.has(from) && circular.has(to) ? [{ pointer, code: 'circle', detail: circle }] : [];
  });
}

/** A place that names a segment which the chain does not have. */
export const unknownSegment = (pointer: string, segment: string): FieldError => ({
  pointer,
  code: 'unknown-segment',
  detail: `没有环节“${segment}”。 There is no segment "${segment}" in this chain.`,
});

const twice = (from: string, to: string): string =>
  `连接 ${from} → ${to} 重复。 The link ${from} → ${to} is there twice.`;
const toItself = (code: string): string => `环节 ${code} 不能连接自身。 Segment ${code} is linked to itself.`;
const backwards = (from: string, to: string): string =>
  `${from} → ${to} 由下游指向上游，请调换方向或调整环节所属段。 ${from} → ${to} runs against the stream: turn it round, or move a segment to another stage.`;
const circle = '同段环节的连接成环，请去掉其中一条。 Links within a stage go in a circle: leave one out.';
