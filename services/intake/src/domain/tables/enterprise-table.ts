import { Industry } from '@yuanqu/domain';
import type { EnterpriseFacts } from '../enterprise-facts.ts';
import { cellReader, integerCell, usccCell, wanCell, wanText } from './cells.ts';
import type { TableOf } from './table.ts';

type Field = 'uscc' | 'name' | 'industry' | 'staff' | 'revenueWan' | 'assetsWan';

export const enterpriseTable: TableOf<Field, EnterpriseFacts> = {
  kind: 'enterprises',
  oneOf: { zh: '同一企业', en: 'the same enterprise' },
  zh: '企业',
  columns: [
    { field: 'uscc', zh: '统一社会信用代码', en: 'uscc', required: true, explain: '18 位，校验位须正确' },
    { field: 'name', zh: '企业名称', en: 'name', required: true, explain: '与营业执照一致' },
    { field: 'industry', zh: '行业代码', en: 'industry', required: true, explain: 'GB/T 4754-2017 四位小类' },
    { field: 'staff', zh: '从业人员', en: 'staff', required: false, explain: '人；空白表示不变' },
    { field: 'revenueWan', zh: '营业收入(万元)', en: 'revenueWan', required: false, explain: '上一年度' },
    { field: 'assetsWan', zh: '资产总额(万元)', en: 'assetsWan', required: false, explain: '上一年末' },
  ],
  read: (cells) => {
    const { text, parsed, faults } = cellReader(cells, enterpriseTable.columns);
    const uscc = parsed('uscc', usccCell);
    const name = text('name', 200);
    const industry = parsed('industry', Industry.parseClass);
    const staff = parsed('staff', integerCell(0, 99_999_999));
    const revenueFen = parsed('revenueWan', wanCell);
    const assetsFen = parsed('assetsWan', wanCell);
    const isWhole = faults.length === 0 && uscc !== undefined && name !== undefined && industry !== undefined;
    return isWhole ? { uscc, name, industry, staff, revenueFen, assetsFen } : faults;
  },
  keyOf: ({ uscc }) => uscc,
  write: ({ uscc, name, industry, staff, revenueFen, assetsFen }) => ({
    uscc,
    name,
    industry,
    ...(staff !== undefined && { staff: String(staff) }),
    ...(revenueFen !== undefined && { revenueWan: wanText(revenueFen) }),
    ...(assetsFen !== undefined && { assetsWan: wanText(assetsFen) }),
  }),
};
