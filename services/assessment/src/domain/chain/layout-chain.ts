import { type ChainLink, type ChainSegment, type Stage, stages } from './chain-definition.ts';
import { depthOf, inStreamOrder } from './stream-order.ts';

/** Where a segment is drawn; all boxes of a drawing have one size. */
export interface Box {
  readonly code: string;
  readonly column: number;
  readonly x: number;
  readonly y: number;
}

export interface StageBand {
  readonly stage: Stage;
  readonly x: number;
  readonly width: number;
}

export interface ChainLayout {
  readonly width: number;
  readonly height: number;
  readonly box: { readonly width: number; readonly height: number };
  /** The free space between two boxes of a column: links that pass by run through it. */
  readonly gapY: number;
  readonly columns: readonly (readonly Box[])[];
  readonly bands: readonly StageBand[];
}

const margin = 28;
const leastWidth = 1_200;
const boxHeight = 92;
const gapY = 34;

/** Columns from upstream to downstream; within a stage what feeds another segment stands to its left. */
export function layoutChain(
  segments: readonly Pick<ChainSegment, 'code' | 'stage' | 'order'>[],
  links: readonly ChainLink[],
): ChainLayout {
  const depths = depthOf(segments, links);
  const perStage = stages.map((stage) => {
    const own = inStreamOrder(segments.filter((segment) => segment.stage === stage));
    const depth = Math.max(-1, ...own.map(({ code }) => depths.get(code) ?? 0)) + 1;
    return {
      stage,
      columns: Array.from({ length: depth }, (_, at) =>
        own.filter(({ code }) => (depths.get(code) ?? 0) === at).map(({ code }) => code),
      ),
    };
  });
  const codes = perStage.flatMap(({ columns }) => columns);
  const width = Math.max(leastWidth, 2 * margin + codes.length * 196);
  const pitch = (width - 2 * margin) / codes.length;
  const boxWidth = Math.min(240, Math.round(pitch - 54));
  const rows = Math.max(...codes.map((column) => column.length));
  const height = heightOf(rows);
  const columns = codes.map((column, index) => {
    const x = Math.round(margin + pitch * index + (pitch - boxWidth) / 2);
    const top = (height - heightOf(column.length)) / 2 + gapY;
    return column.map((code, row): Box => ({ code, column: index, x, y: top + row * (boxHeight + gapY) }));
  });
  return {
    width,
    height,
    box: { width: boxWidth, height: boxHeight },
    gapY,
    columns,
    bands: bandsOf(perStage, pitch),
  };
}

const heightOf = (rows: number): number => rows * (boxHeight + gapY) + gapY;

function bandsOf(
  perStage: readonly { readonly stage: Stage; readonly columns: readonly unknown[] }[],
  pitch: number,
): readonly StageBand[] {
  let before = 0;
  return perStage
    .filter(({ columns }) => columns.length > 0)
    .map(({ stage, columns }) => {
      const x = Math.round(margin + pitch * before);
      before += columns.length;
      return { stage, x, width: Math.round(margin + pitch * before) - x };
    });
}
