/** What is invented about a park of the source: how large it is, who rents there, how it fares. */
export interface ParkPlan {
  readonly code: string;
  readonly positioning: string;
  /** GB/T 4754-2017 codes of the leading industry that the source names in words. */
  readonly leadingIndustries: readonly string[];
  /** Classes of the leading industry with a word for a firm's name. */
  readonly firms: readonly (readonly [industry: string, word: string])[];
  /** Sub-parks: how many buildings of how many floors. */
  readonly subParks: readonly { readonly buildings: number; readonly floors: number }[];
  readonly main: 'office' | 'factory';
  readonly unitsPerFloor: number;
  /** Let area over lettable area, half a year ago and now. */
  readonly occupancyBefore: number;
  readonly occupancyNow: number;
  /** How old the operator's last look at a unit may be. */
  readonly lookedWithinDays: number;
  /** Tenants at present; without it, as many as the units call for. */
  readonly tenants?: number;
}

/** The source gives 71.82 % for the software park and 150 firms for the construction park; the other figures are made up. */
export const parkPlans: readonly ParkPlan[] = [
  {
    code: 'software',
    positioning: '软件研发与信息技术服务',
    leadingIndustries: ['65'],
    firms: [
      ['6513', '软件'],
      ['6511', '信创'],
      ['6531', '信息集成'],
      ['6550', '云数据'],
      ['6560', '信息咨询'],
      ['6572', '数字内容'],
    ],
    subParks: [
      { buildings: 5, floors: 12 },
      { buildings: 3, floors: 8 },
      { buildings: 2, floors: 6 },
    ],
    main: 'office',
    unitsPerFloor: 7,
    occupancyBefore: 0.745,
    occupancyNow: 0.7182,
    lookedWithinDays: 9,
  },
  {
    code: 'ip',
    positioning: '知识产权保护、运营与交易',
    leadingIndustries: ['752'],
    firms: [
      ['7520', '知识产权'],
      ['7231', '专利法务'],
      ['7320', '技术评估'],
      ['7249', '版权咨询'],
    ],
    subParks: [
      { buildings: 2, floors: 9 },
      { buildings: 1, floors: 7 },
    ],
    main: 'office',
    unitsPerFloor: 9,
    occupancyBefore: 0.82,
    occupancyNow: 0.861,
    lookedWithinDays: 12,
  },
  {
    code: 'construction',
    positioning: '建筑服务全产业链:咨询、设计、施工、监理、检测、劳务',
    leadingIndustries: ['47', '48', '49', '748'],
    firms: [
      ['4710', '建筑'],
      ['4813', '市政工程'],
      ['4999', '安装工程'],
      ['7481', '工程管理'],
      ['7482', '工程监理'],
      ['7484', '工程设计'],
    ],
    subParks: [
      { buildings: 3, floors: 8 },
      { buildings: 2, floors: 6 },
    ],
    main: 'office',
    unitsPerFloor: 10,
    occupancyBefore: 0.883,
    occupancyNow: 0.914,
    lookedWithinDays: 6,
    tenants: 149, // and one that nobody has registered yet
  },
  {
    code: 'ecommerce',
    positioning: '电子商务与直播供应链',
    leadingIndustries: ['5193', '5292', '643'],
    firms: [
      ['5193', '电子商务'],
      ['5292', '网络科技'],
      ['6432', '直播服务'],
      ['6434', '跨境平台'],
    ],
    subParks: [
      { buildings: 3, floors: 9 },
      { buildings: 2, floors: 7 },
    ],
    main: 'office',
    unitsPerFloor: 8,
    occupancyBefore: 0.741,
    occupancyNow: 0.782,
    lookedWithinDays: 10,
  },
  {
    code: 'hr',
    positioning: '人力资源服务与培训',
    leadingIndustries: ['726'],
    firms: [
      ['7262', '人才服务'],
      ['7263', '劳务派遣'],
      ['7264', '创业指导'],
      ['7269', '人力资源'],
    ],
    subParks: [
      { buildings: 2, floors: 8 },
      { buildings: 1, floors: 8 },
    ],
    main: 'office',
    unitsPerFloor: 10,
    occupancyBefore: 0.82,
    occupancyNow: 0.835,
    lookedWithinDays: 14,
  },
  {
    code: 'decoration',
    positioning: '装饰设计与施工',
    leadingIndustries: ['501', '749'],
    firms: [
      ['5011', '装饰工程'],
      ['5012', '家居装饰'],
      ['5013', '幕墙工程'],
      ['7492', '空间设计'],
    ],
    subParks: [
      { buildings: 2, floors: 7 },
      { buildings: 2, floors: 5 },
    ],
    main: 'office',
    unitsPerFloor: 10,
    occupancyBefore: 0.77,
    occupancyNow: 0.742,
    lookedWithinDays: 20,
  },
  {
    code: 'legal',
    positioning: '公共法律服务与涉法事务',
    leadingIndustries: ['723'],
    firms: [
      ['7231', '律师事务所'],
      ['7232', '公证服务'],
      ['7239', '法律咨询'],
      ['6560', '智慧法务'],
    ],
    subParks: [
      { buildings: 2, floors: 7 },
      { buildings: 1, floors: 8 },
      { buildings: 1, floors: 6 },
    ],
    main: 'office',
    unitsPerFloor: 9,
    occupancyBefore: 0.861,
    occupancyNow: 0.882,
    lookedWithinDays: 8,
  },
  {
    code: 'design',
    positioning: '工业设计与打样',
    leadingIndustries: ['7491'],
    firms: [
      ['7491', '工业设计'],
      ['7492', '创意设计'],
      ['7484', '结构设计'],
      ['7320', '材料技术'],
    ],
    subParks: [
      { buildings: 3, floors: 6 },
      { buildings: 2, floors: 4 },
    ],
    main: 'office',
    unitsPerFloor: 10,
    occupancyBefore: 0.752,
    occupancyNow: 0.664,
    lookedWithinDays: 25,
  },
  {
    code: 'smartmaking',
    positioning: '智能制造中试与生产',
    leadingIndustries: ['34', '35', '38', '39', '40'],
    firms: [
      ['3491', '机器人'],
      ['3562', '智能装备'],
      ['3891', '电气科技'],
      ['3976', '光电'],
      ['4011', '自动化仪表'],
    ],
    subParks: [
      { buildings: 6, floors: 4 },
      { buildings: 6, floors: 3 },
    ],
    main: 'factory',
    unitsPerFloor: 6,
    occupancyBefore: 0.655,
    occupancyNow: 0.703,
    lookedWithinDays: 15,
  },
  {
    code: 'digital',
    positioning: '数字经济与平台企业',
    leadingIndustries: ['64', '65'],
    firms: [
      ['6450', '数据服务'],
      ['6440', '网络安全'],
      ['6431', '工业互联'],
      ['6513', '数字科技'],
    ],
    subParks: [
      { buildings: 3, floors: 10 },
      { buildings: 2, floors: 6 },
    ],
    main: 'office',
    unitsPerFloor: 8,
    occupancyBefore: 0.715,
    occupancyNow: 0.811,
    lookedWithinDays: 5,
  },
];

/** What rents everywhere beside the leading industry. */
export const otherFirms: readonly (readonly [industry: string, word: string])[] = [
  ['7241', '财税咨询'],
  ['7212', '商务服务'],
  ['6210', '餐饮管理'],
  ['5212', '便利超市'],
  ['7251', '广告传媒'],
  ['7020', '物业服务'],
  ['5137', '贸易'],
  ['8391', '职业培训'],
  ['7299', '会展服务'],
];
