import type { OperatorRow } from '../operator-row.ts';
import { cellReader, timeCell, timeText, usccCell } from './cells.ts';
import type { TableOf } from './table.ts';

type Field = 'operator' | 'name' | 'uscc' | 'park' | 'from' | 'until';

export const operatorTable: TableOf<Field, OperatorRow> = {
  kind: 'operators',
  oneOf: { zh: '同一运营机构', en: 'the same operator' },
  zh: '运营机构',
  columns: [
    {
      field: 'operator',
      zh: '运营机构代码',
      en: 'operator',
      required: true,
      explain: '如 operator-software',
    },
    { field: 'name', zh: '名称', en: 'name', required: true, explain: '机构全称' },
    { field: 'uscc', zh: '统一社会信用代码', en: 'uscc', required: false, explain: '18 位' },
    { field: 'park', zh: '园区代码', en: 'park', required: false, explain: '签约园区；同时填写合同开始' },
    { field: 'from', zh: '合同开始', en: 'from', required: false, explain: '如 2026-01-01，含当日' },
    { field: 'until', zh: '合同结束', en: 'until', required: false, explain: '不含当日；空白表示未定' },
  ],
  read: (cells) => {
    const { text, parsed, faults } = cellReader(cells, operatorTable.columns);
    const code = text('operator', 40);
    const name = text('name', 200);
    const uscc = parsed('uscc', usccCell);
    const park = text('park', 40);
    const from = parsed('from', timeCell);
    const until = parsed('until', timeCell);
    if (faults.length > 0 || code === undefined || name === undefined) return faults;
    if (park !== undefined && from !== undefined)
      return { code, name, uscc, contract: { park, from, until } };
    if (park === undefined && from === undefined && until === undefined)
      return { code, name, uscc, contract: undefined };
    return [
      { field: park === undefined ? 'park' : 'from', code: 'table.half-a-contract', detail: halfContract },
    ];
  },
  keyOf: ({ code, contract }) => `${code}\n${contract?.park ?? ''}\n${contract?.from.getTime() ?? ''}`,
  write: ({ code, name, uscc, contract }) => ({
    operator: code,
    name,
    ...(uscc !== undefined && { uscc }),
    ...(contract && { park: contract.park, from: timeText(contract.from) }),
    ...(contract?.until && { until: timeText(contract.until) }),
  }),
};

const halfContract = '园区代码与合同开始须同时填写。 A contract needs both its park and its start.';
