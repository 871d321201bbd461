import { Check } from 'typebox/value';
import type { TSchema } from 'typebox';
import {
  ChainLink,
  type ChainLink as Link,
  ChainSegment,
  type ChainSegment as Segment,
  type Stage,
} from './chain-definition.ts';
import { stageWords } from './chain-words.ts';

/** The two tables of a chain. */
export const chainParts = ['segments', 'links'] as const;
export type ChainPart = (typeof chainParts)[number];

/** How many lines each may have; without a segment there is no chain. */
export const chainSizes: Readonly<Record<ChainPart, { readonly least: number; readonly most: number }>> = {
  segments: { least: 1, most: 60 },
  links: { least: 0, most: 240 },
};

export interface ChainColumn {
  readonly field: string;
  readonly zh: string;
  readonly schema: TSchema;
  readonly optional?: boolean;
  /** What goes into it: Chinese, then English. */
  readonly wants: string;
}

const { code, name, order, stage, industries } = ChainSegment.properties;
const { from, to } = ChainLink.properties;
const wantsCode = '小写字母、数字和连字符，至多 40 个。 Small letters, digits and hyphens, at most 40.';
const wantsZh = '1 至 30 个字。 1 to 30 characters.';
const wantsEn = '1 至 60 个字符。 1 to 60 characters.';

export const chainColumns: Readonly<Record<ChainPart, readonly ChainColumn[]>> = {
  segments: [
    { field: 'code', zh: '环节代码', schema: code, wants: wantsCode },
    { field: 'zh', zh: '环节名称', schema: name.properties.zh, wants: wantsZh },
    { field: 'en', zh: '英文名称', schema: name.properties.en, wants: wantsEn },
    {
      field: 'stage',
      zh: '所属段',
      schema: stage,
      wants: '上游、中游或下游。 upstream, midstream or downstream.',
    },
    { field: 'order', zh: '顺序', schema: order, wants: '0 至 9999 的整数。 A whole number from 0 to 9999.' },
    {
      field: 'industries',
      zh: '行业代码',
      schema: industries,
      optional: true,
      wants: 'GB/T 4754-2017 代码，以空格或顿号分隔，至多 40 个。 Codes with spaces between, at most 40.',
    },
  ],
  links: [
    { field: 'from', zh: '上游环节', schema: from, wants: wantsCode },
    { field: 'to', zh: '下游环节', schema: to, wants: wantsCode },
    { field: 'zh', zh: '说明', schema: name.properties.zh, optional: true, wants: wantsZh },
    { field: 'en', zh: '英文说明', schema: name.properties.en, optional: true, wants: wantsEn },
  ],
};

export interface ChainFault {
  readonly column?: string;
  readonly code: string;
  readonly detail: string;
}

type Cells = Readonly<Record<string, string>>;

/** A line's value, or what is wrong with each of its cells. */
export function readLine<Part extends ChainPart>(
  part: Part,
  cells: Cells,
): (Part extends 'segments' ? Segment : Link) | readonly ChainFault[] {
  const faults = chainColumns[part].flatMap(
    ({ field, zh, schema, optional, wants }): readonly ChainFault[] => {
      const cell = cells[field] ?? '';
      if (cell === '' && optional) return [];
      if (cell === '') return [{ column: zh, code: 'chain.empty-cell', detail: `为空；${wants}` }];
      return Check(schema, valueOf(field, cell))
        ? []
        : [{ column: zh, code: 'chain.unfit-cell', detail: wants }];
    },
  );
  if (faults.length > 0) return faults;
  return (part === 'segments' ? segmentOf(cells) : linkOf(cells)) as Part extends 'segments' ? Segment : Link;
}

function valueOf(field: string, cell: string): unknown {
  if (field === 'order') return /^\d{1,6}$/.test(cell) ? Number(cell) : undefined;
  if (field === 'stage') return stageOf(cell);
  return field === 'industries' ? codesIn(cell) : cell;
}

const stageOf = (cell: string): string =>
  (Object.keys(stageWords) as Stage[]).find((one) => stageWords[one].zh === cell) ?? cell;

const codesIn = (cell: string): string[] => cell.split(/[\s,;、，；]+/).filter((part) => part !== '');

const segmentOf = ({
  code = '',
  zh = '',
  en = '',
  stage = '',
  order = '',
  industries = '',
}: Cells): Segment => ({
  code,
  name: { zh, en },
  stage: stageOf(stage) as Stage,
  order: Number(order),
  industries: codesIn(industries),
});

const linkOf = ({ from = '', to = '', zh = '', en = '' }: Cells): Link => ({
  from,
  to,
  ...(zh !== '' || en !== '' ? { note: { zh: zh || en, en: en || zh } } : {}),
});

/** The cells of a segment or link, in the order of the columns: what `readLine` reads. */
export const segmentCells = ({ code, name, stage, order, industries }: Segment): readonly string[] => [
  code,
  name.zh,
  name.en,
  stageWords[stage].zh,
  String(order),
  industries.join(' '),
];
export const linkCells = ({ from, to, note }: Link): readonly string[] => [
  from,
  to,
  note?.zh ?? '',
  note?.en ?? '',
];
