import type { Uscc } from './uscc.ts';

/** What kind of body a code was given to, as far as the platform tells them apart. */
export type RegistrantKind =
  | 'enterprise'
  | 'sole-trader'
  | 'cooperative'
  | 'law-firm'
  | 'legal-service'
  | 'government-body'
  | 'institution'
  | 'mass-organisation'
  | 'social-organisation'
  | 'trade-union'
  | 'religious-body'
  | 'rural-collective'
  | 'foreign-office'
  | 'other';

export interface Registrant {
  readonly kind: RegistrantKind;
  readonly zh: string;
  readonly en: string;
}

/** Who is behind a code, by its first two characters: registering authority and category (GB 32100-2015, table 1). */
export const registrantOf = (uscc: Uscc): Registrant => registrantByPrefix.get(uscc.slice(0, 2)) ?? other;

const other: Registrant = { kind: 'other', zh: '其他', en: 'other body' };

const table: readonly (readonly [prefix: string, kind: RegistrantKind, zh: string, en: string])[] = [
  ['11', 'government-body', '机关', 'government body'],
  ['12', 'institution', '事业单位', 'public institution'],
  ['13', 'mass-organisation', '编办直接管理机构编制的群众团体', 'mass organisation'],
  ['21', 'foreign-office', '外国常驻新闻机构', 'foreign news office'],
  ['31', 'law-firm', '律师执业机构', 'law firm'],
  ['32', 'legal-service', '公证处', 'notary office'],
  ['33', 'legal-service', '基层法律服务所', 'grass-roots legal service office'],
  ['34', 'legal-service', '司法鉴定机构', 'forensic expert institution'],
  ['35', 'legal-service', '仲裁委员会', 'arbitration commission'],
  ['41', 'foreign-office', '外国在华文化中心', 'foreign cultural centre'],
  ['51', 'social-organisation', '社会团体', 'social association'],
  ['52', 'social-organisation', '民办非企业单位', 'private non-enterprise unit'],
  ['53', 'social-organisation', '基金会', 'foundation'],
  ['59', 'social-organisation', '其他社会组织', 'other social organisation'],
  ['61', 'foreign-office', '外国旅游部门常驻代表机构', 'foreign tourism office'],
  [
    '62',
    'foreign-office',
    '港澳台地区旅游部门常驻内地代表机构',
    'tourism office of Hong Kong, Macao or Taiwan',
  ],
  ['71', 'religious-body', '宗教活动场所', 'place of worship'],
  ['72', 'religious-body', '宗教院校', 'religious school'],
  ['81', 'trade-union', '基层工会', 'grass-roots trade union'],
  ['91', 'enterprise', '企业', 'enterprise'],
  ['92', 'sole-trader', '个体工商户', 'sole trader'],
  ['93', 'cooperative', '农民专业合作社', 'farmers’ cooperative'],
  ['A1', 'institution', '军队事业单位', 'military institution'],
  ['N1', 'rural-collective', '组级集体经济组织', 'rural collective of a group'],
  ['N2', 'rural-collective', '村级集体经济组织', 'rural collective of a village'],
  ['N3', 'rural-collective', '乡镇级集体经济组织', 'rural collective of a township'],
];

const registrantByPrefix: ReadonlyMap<string, Registrant> = new Map(
  table.map(([prefix, kind, zh, en]) => [prefix, { kind, zh, en }]),
);
