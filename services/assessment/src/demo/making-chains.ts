import { chainOf, type DemoChain, invented, published } from './draft-chain.ts';

/** The parks that build, design, make and program. */
export const makingChains: readonly DemoChain[] = [
  {
    park: 'software',
    definition: chainOf({
      upstream: [
        ['basic-software', '基础软件', 'Basic software', '6511', '6512'],
        ['chip-design', '集成电路设计', 'Chip design', '6520'],
        ['cloud', '云与数据存储', 'Cloud and storage', '6550'],
      ],
      midstream: [
        ['applications', '应用软件', 'Applications', '6513'],
        ['integration', '系统集成', 'Systems integration', '653'],
        ['security', '网络与信息安全', 'Security', '6440'],
      ],
      downstream: [
        ['consulting', '信息技术咨询', 'IT consulting', '6560'],
        ['content', '数字内容', 'Digital content', '657'],
        ['operation', '运行维护', 'Operation', '6540'],
        ['software-testing', '软件测评', 'Software testing', '7452', '7455'],
      ],
      links: [
        'basic-software>applications',
        'basic-software>integration',
        'chip-design>integration',
        'cloud>applications',
        'cloud>content',
        'applications>integration',
        'applications>security',
        'security>operation',
        'integration>operation',
        'integration>consulting',
        'applications>content',
        'applications>software-testing',
      ],
      source: invented,
    }),
  },
  {
    park: 'construction',
    definition: chainOf({
      upstream: [
        ['consulting', '建筑咨询', 'Consulting', '7481'],
        ['design', '设计', 'Design', '7484', '7485'],
        ['labour', '劳务', 'Labour', '7263', '5090'],
      ],
      midstream: [
        ['works', '施工', 'Construction', '47', '48', '49'],
        ['supervision', '监理', 'Supervision', '7482'],
      ],
      downstream: [['testing', '检测', 'Testing', '7452']],
      links: [
        'consulting>works',
        'design>works',
        'design>supervision',
        'labour>works',
        'works>testing',
        'supervision>testing',
      ],
      source: published,
    }),
  },
  {
    park: 'decoration',
    definition: chainOf({
      upstream: [
        ['materials', '装饰材料', 'Materials', '5165', '5283'],
        ['furniture', '家具定制', 'Furniture', '21'],
        ['space-design', '空间设计', 'Interior design', '7492'],
      ],
      midstream: [
        ['public-works', '公共装修', 'Public interiors', '5011'],
        ['homes', '住宅装修', 'Homes', '5012'],
        ['facades', '幕墙门窗', 'Façades', '5013'],
      ],
      downstream: [
        ['exhibition', '展示与软装', 'Exhibitions', '728', '7299'],
        ['air-testing', '环境检测', 'Air testing', '7461'],
        ['upkeep', '物业维护', 'Upkeep', '7020'],
      ],
      links: [
        'materials>public-works',
        'materials>homes',
        'furniture>homes',
        'space-design>public-works',
        'space-design>homes',
        'space-design>facades',
        'public-works>exhibition',
        'homes>air-testing',
        'facades>upkeep',
      ],
      source: invented,
    }),
  },
  {
    park: 'design',
    definition: chainOf({
      upstream: [
        ['market-research', '用户与市场研究', 'User research', '7242'],
        ['new-materials', '材料技术', 'Materials', '7320'],
      ],
      midstream: [
        ['product-design', '产品设计', 'Product design', '7491'],
        ['structure', '结构设计', 'Structural design', '7484'],
        ['creative', '创意与品牌', 'Creative design', '7492', '725'],
      ],
      downstream: [
        ['moulds', '打样与模具', 'Prototypes and moulds', '3525'],
        ['certification', '检测认证', 'Testing and certification', '745'],
        ['design-rights', '设计专利', 'Design rights', '7520'],
      ],
      links: [
        'market-research>product-design',
        'new-materials>structure',
        'product-design>structure',
        'creative>product-design',
        'structure>moulds',
        'product-design>design-rights',
        'structure>certification',
      ],
      source: invented,
    }),
  },
  {
    park: 'smartmaking',
    definition: chainOf({
      upstream: [
        ['components', '电子元器件', 'Components', '397'],
        ['sensors', '仪器仪表', 'Instruments', '40'],
        ['gears', '核心零部件', 'Core parts', '345'],
      ],
      midstream: [
        ['robots', '工业机器人', 'Industrial robots', '3491'],
        ['machines', '智能装备', 'Smart machines', '35'],
        ['electrics', '电气控制', 'Electrical control', '38'],
        ['industrial-software', '工业软件', 'Industrial software', '6513'],
      ],
      downstream: [
        ['lines', '产线集成', 'Production lines', '6531', '7320'],
        ['repair', '设备维保', 'Repair', '43'],
        ['warehousing', '智能仓储', 'Warehousing', '59'],
      ],
      links: [
        'components>electrics',
        'sensors>robots',
        'gears>robots',
        'gears>machines',
        'electrics>machines',
        'industrial-software>robots',
        'industrial-software>lines',
        'robots>lines',
        'machines>lines',
        'machines>repair',
        'robots>warehousing',
      ],
      source: invented,
    }),
  },
  {
    park: 'digital',
    definition: chainOf({
      upstream: [
        ['data', '数据服务', 'Data services', '6450', '6550'],
        ['networks', '通信网络', 'Networks', '63'],
        ['protection', '网络安全', 'Network security', '6440'],
      ],
      midstream: [
        ['industrial-internet', '工业互联网', 'Industrial internet', '6431'],
        ['intelligence', '人工智能软件', 'AI software', '6513'],
      ],
      downstream: [
        ['digital-trade', '数字贸易', 'Digital trade', '5193', '5292'],
        ['digital-finance', '数字金融', 'Digital finance', '69'],
        ['digital-content', '数字内容', 'Digital content', '657'],
      ],
      links: [
        'data>intelligence',
        'data>industrial-internet',
        'networks>industrial-internet',
        'protection>industrial-internet',
        'intelligence>industrial-internet',
        'industrial-internet>digital-trade',
        'intelligence>digital-content',
        'intelligence>digital-finance',
        'protection>digital-finance',
      ],
      source: invented,
    }),
  },
];
