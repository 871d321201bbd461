import type { InEachLanguage, Language } from './language.ts';

/** What codes in events are called by people. */
const vocabulary: Readonly<Record<string, InEachLanguage>> = {
  info: { zh: '提示', en: 'Information' },
  warning: { zh: '预警', en: 'Warning' },
  critical: { zh: '紧急', en: 'Critical' },
  'complete-enterprise': { zh: '补全企业信息', en: "complete an enterprise's record" },
  'settle-status-mismatch': { zh: '核对房源状态', en: "settle a unit's state" },
  admissible: { zh: '符合招商规定', en: 'admissible' },
  'to-review': { zh: '须由专班审定', en: 'to be reviewed' },
  rejected: { zh: '未获批准', en: 'rejected' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
  expired: { zh: '已过期', en: 'expired' },
  'group-failed': { zh: '抱团未成', en: 'ended with its group' },
  repair: { zh: '报修', en: 'repair' },
  inquiry: { zh: '咨询', en: 'inquiry' },
  policy: { zh: '政策', en: 'policy' },
  rated: { zh: '已评价', en: 'rated' },
  closed: { zh: '已办结', en: 'closed' },
  office: { zh: '办公用房', en: 'office' },
  factory: { zh: '厂房', en: 'factory' },
  shop: { zh: '商铺', en: 'shop' },
  apartment: { zh: '公寓', en: 'apartment' },
  storage: { zh: '仓储用房', en: 'storage' },
  public: { zh: '公共用房', en: 'public space' },
  floor: { zh: '同层', en: 'on one floor' },
  building: { zh: '同楼', en: 'in one building' },
  'sub-park': { zh: '同一子园', en: 'in one sub-park' },
  term: { zh: '合同到期', en: 'by term' },
  early: { zh: '提前退出', en: 'early' },
  upheld: { zh: '已采纳', en: 'upheld' },
  dismissed: { zh: '已驳回', en: 'dismissed' },
  safety: { zh: '安全生产', en: 'safety' },
  integrity: { zh: '廉洁诚信', en: 'integrity' },
  minor: { zh: '一般', en: 'minor' },
  serious: { zh: '较重', en: 'serious' },
  grave: { zh: '严重', en: 'grave' },
  'cleared-out': { zh: '清退', en: 'cleared out' },
};

/** The word for a code, or the code itself when there is none. */
export const termFor = (code: string, language: Language): string => vocabulary[code]?.[language] ?? code;
