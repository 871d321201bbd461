import { AppError, Month } from '@yuanqu/domain';
import { type FigureStage, type FiguresReport, placeKey } from '../figures/figures.ts';
import { cellReader, integerCell, usccCell, wanCell, wanText } from './cells.ts';
import type { Column, TableKind, TableOf } from './table.ts';

type Field =
  | 'uscc'
  | 'park'
  | 'month'
  | 'stage'
  | 'source'
  | 'outputWan'
  | 'revenueWan'
  | 'taxWan'
  | 'staff'
  | 'reason';

const figureColumns: readonly Column<Field>[] = [
  { field: 'uscc', zh: '统一社会信用代码', en: 'uscc', required: true, explain: '18 位，校验位须正确' },
  { field: 'park', zh: '园区代码', en: 'park', required: true, explain: '如 software' },
  { field: 'month', zh: '月份', en: 'month', required: true, explain: '如 2026-10' },
  { field: 'stage', zh: '阶段', en: 'stage', required: true, explain: '初报、终报' },
  { field: 'source', zh: '数据来源', en: 'source', required: true, explain: '如 企业自报、税务、统计' },
  { field: 'outputWan', zh: '产值(万元)', en: 'outputWan', required: false, explain: '空白表示不变' },
  { field: 'revenueWan', zh: '营业收入(万元)', en: 'revenueWan', required: false, explain: '空白表示不变' },
  {
    field: 'taxWan',
    zh: '税收(万元)',
    en: 'taxWan',
    required: false,
    explain: '实缴，退税为负；空白表示不变',
  },
  { field: 'staff', zh: '从业人员', en: 'staff', required: false, explain: '月末人数；空白表示不变' },
  { field: 'reason', zh: '更正原因', en: 'reason', required: false, explain: '更正终报数据时必填' },
];

/** Monthly figures, a line for an enterprise's month in a park. */
export const figuresTable = tableOfKind('figures', '企业月度数据', figureColumns);

/** The same, entered by the district with a reason. */
export const figureCorrectionsTable = tableOfKind('figure-corrections', '企业月度数据更正', [
  ...figureColumns.filter(({ field }) => field !== 'reason'),
  { field: 'reason', zh: '更正原因', en: 'reason', required: true, explain: '每行均须说明' },
]);

function tableOfKind(
  kind: TableKind,
  zh: string,
  columns: readonly Column<Field>[],
): TableOf<Field, FiguresReport> {
  return {
    kind,
    zh,
    oneOf: { zh: '同一企业、同一园区的同一月份', en: 'the same enterprise’s month in the park' },
    columns,
    read: (cells) => {
      const { text, parsed, faults } = cellReader(cells, columns);
      const uscc = parsed('uscc', usccCell);
      const park = text('park', 40);
      const month = parsed('month', monthCell);
      const stage = parsed('stage', stageCell);
      const source = text('source', 80);
      const outputFen = parsed('outputWan', wanCell);
      const revenueFen = parsed('revenueWan', wanCell);
      const taxFen = parsed('taxWan', signedWanCell);
      const staff = parsed('staff', integerCell(0, 99_999_999));
      const reason = text('reason', 500);
      const isWhole =
        faults.length === 0 &&
        uscc !== undefined &&
        park !== undefined &&
        month !== undefined &&
        stage !== undefined &&
        source !== undefined;
      return isWhole
        ? { uscc, park, month, stage, source, outputFen, revenueFen, taxFen, staff, reason }
        : faults;
    },
    keyOf: placeKey,
    write: ({ uscc, park, month, stage, source, outputFen, revenueFen, taxFen, staff }) => ({
      uscc,
      park,
      month,
      stage: stageNames[stage],
      source,
      ...(outputFen !== undefined && { outputWan: wanText(outputFen) }),
      ...(revenueFen !== undefined && { revenueWan: wanText(revenueFen) }),
      ...(taxFen !== undefined && { taxWan: signedWanText(taxFen) }),
      ...(staff !== undefined && { staff: String(staff) }),
    }),
  };
}

const stageNames: Readonly<Record<FigureStage, string>> = { preliminary: '初报', final: '终报' };

const stageCell = (text: string): FigureStage | AppError => {
  const lower = text.toLowerCase();
  if (text === stageNames.preliminary || lower === 'preliminary') return 'preliminary';
  if (text === stageNames.final || lower === 'final') return 'final';
  return new AppError(
    'table.unknown-stage',
    'invalid',
    '阶段须为初报或终报。 The stage must be preliminary or final.',
  );
};

const monthNames = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** A month as people and spreadsheets write it; Excel makes a day of `2026-10`, or `Oct-26`. */
export function monthCell(text: string): Month | AppError {
  const [, year = '', month = ''] = /^(\d{4})[-/.年]?(\d{1,2})(?:月|[-/.]0?1)?$/.exec(text) ?? [];
  if (year !== '') return parsedMonth(`${year}-${month.padStart(2, '0')}`);
  const [, name = '', short = ''] = /^([a-z]{3})-(\d{2})$/i.exec(text) ?? [];
  return parsedMonth(`20${short}-${String(monthNames.indexOf(name.toLowerCase()) + 1).padStart(2, '0')}`);
}

function parsedMonth(text: string): Month | AppError {
  const month = Month.parse(text);
  return month instanceof AppError
    ? new AppError('table.not-a-month', 'invalid', '须为月份，如 2026-10。 Must be a month such as 2026-10.')
    : month;
}

const signedWanCell = (text: string): bigint | AppError => {
  if (!text.startsWith('-')) return wanCell(text);
  const amount = wanCell(text.slice(1));
  return typeof amount === 'bigint' ? -amount : amount;
};

const signedWanText = (fen: bigint): string => (fen < 0n ? `-${wanText(-fen)}` : wanText(fen));
