import { chainOf, type DemoChain, invented, published } from './draft-chain.ts';

const protectionCentre = '中国（泉州）知识产权保护中心';

/** The parks that live by services to firms. */
export const serviceChains: readonly DemoChain[] = [
  {
    park: 'ip',
    definition: chainOf({
      upstream: [
        ['research', '研发创新', 'Research', '732'],
        ['creation', '版权创作', 'Copyright creation', '7249', '87'],
      ],
      midstream: [
        ['agency', '知识产权代理', 'IP agency', '7520'],
        ['protection', '快速维权', 'Fast-track protection'],
        ['appraisal', '评估与导航', 'Appraisal and mapping', '7243', '7246'],
      ],
      downstream: [
        ['disputes', '纠纷化解', 'Dispute resolution', '7231'],
        ['trading', '运营与交易', 'Operation and trading', '7530'],
        ['pledging', '质押融资', 'Pledge financing', '66', '69'],
      ],
      links: [
        'research>agency',
        'creation>agency',
        'creation>protection',
        'agency>protection',
        'agency>appraisal',
        'protection>disputes',
        'appraisal>trading',
        'appraisal>pledging',
        'agency>disputes',
      ],
      source: '龙头与成员据中新网福建新闻 2021-09-09；其余为演示',
      lead: { name: protectionCentre, source: '中新网福建新闻 2021-09-09' },
      assignments: [
        { segment: 'protection', name: protectionCentre, reason: '事业单位，代码未公开' },
        { segment: 'disputes', name: '厦门知识产权法庭泉州巡回审判庭', reason: '派出法庭，无代码' },
        { segment: 'disputes', name: '知识产权纠纷人民调解委员会', reason: '调解组织，无代码' },
      ],
    }),
  },
  {
    park: 'hr',
    definition: chainOf({
      upstream: [
        ['training', '职业培训', 'Vocational training', '8391'],
        ['start-ups', '创业指导', 'Start-up guidance', '7264'],
        ['assessment', '人才测评', 'Assessment of talents', '7244'],
      ],
      midstream: [
        ['recruiting', '招聘与猎头', 'Recruiting', '7262'],
        ['dispatch', '劳务派遣', 'Labour dispatch', '7263'],
        ['outsourcing', '人力资源外包', 'HR outsourcing', '7269'],
      ],
      downstream: [
        ['payroll', '薪税服务', 'Payroll and tax', '7241'],
        ['hr-software', '人力资源信息化', 'HR software', '6513', '6560'],
        ['labour-law', '劳动法务', 'Labour law', '723'],
      ],
      links: [
        'training>recruiting',
        'training>dispatch',
        'assessment>recruiting',
        'start-ups>recruiting',
        'recruiting>outsourcing',
        'dispatch>outsourcing',
        'outsourcing>payroll',
        'outsourcing>hr-software',
        'dispatch>labour-law',
      ],
      source: invented,
    }),
  },
  {
    park: 'legal',
    definition: chainOf({
      upstream: [
        ['theory', '法治理论研究', 'Research on the rule of law', '7350'],
        ['smart-law', '智慧法务', 'Legal technology', '6560', '6513'],
      ],
      midstream: [
        ['lawyers', '律师事务', 'Law firms', '7231'],
        ['public-law', '公共法律服务', 'Public legal services', '7232'],
      ],
      downstream: [
        ['court-support', '司法辅助', 'Judicial support', '7249', '7299'],
        ['law-related', '涉法事务', 'Law-related services', '7239'],
      ],
      links: [
        'theory>lawyers',
        'theory>public-law',
        'smart-law>lawyers',
        'smart-law>public-law',
        'lawyers>court-support',
        'lawyers>law-related',
        'public-law>court-support',
      ],
      source: published,
    }),
  },
  {
    park: 'ecommerce',
    definition: chainOf({
      upstream: [
        ['supply', '货源供应', 'Supply of goods', '513', '517'],
        ['branding', '品牌与视觉', 'Branding', '725', '7492'],
        ['anchors', '主播孵化', 'Training of hosts', '8391'],
      ],
      midstream: [
        ['wholesale', '电商批发', 'Online wholesale', '5193'],
        ['retail', '电商零售', 'Online retail', '5292'],
        ['live', '直播运营', 'Live commerce', '6432'],
        ['cross-border', '跨境平台', 'Cross-border platforms', '6434'],
      ],
      downstream: [
        ['express', '仓配快递', 'Storage and express', '6020', '59'],
        ['payment', '支付结算', 'Payment', '693'],
        ['after-sales', '客服与售后', 'After-sales service', '7294'],
      ],
      links: [
        'supply>wholesale',
        'supply>live',
        'branding>retail',
        'branding>live',
        'anchors>live',
        'wholesale>retail',
        'wholesale>cross-border',
        'retail>express',
        'live>express',
        'live>payment',
        'cross-border>payment',
        'retail>after-sales',
      ],
      source: invented,
    }),
  },
];
