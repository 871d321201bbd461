/** A group (中类) of GB/T 4754-2017: three digits, within a division. */
export interface IndustryGroup {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
}

const table: readonly (readonly [code: string, zh: string, en: string])[] = [
  ['591', '装卸搬运', 'Cargo handling'],
  ['592', '通用仓储', 'General storage'],
  ['593', '低温仓储', 'Low-temperature storage'],
  ['594', '危险品仓储', 'Storage of dangerous goods'],
  ['595', '谷物、棉花等农产品仓储', 'Storage of grain, cotton and other agricultural products'],
  ['596', '中药材仓储', 'Storage of Chinese medicinal materials'],
  ['599', '其他仓储业', 'Other storage'],
  ['701', '房地产开发经营', 'Real-estate development'],
  ['702', '物业管理', 'Property management'],
  ['703', '房地产中介服务', 'Real-estate agency'],
  ['704', '房地产租赁经营', 'Real-estate leasing'],
  ['709', '其他房地产业', 'Other real estate'],
];

/** The groups of the divisions 59 and 70, in which the table of enterprise sizes tells groups apart. */
export const industryGroups: readonly IndustryGroup[] = table.map(([code, zh, en]) => ({ code, zh, en }));
