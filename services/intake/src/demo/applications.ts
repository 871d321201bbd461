import type { ApplicationContent } from '../domain/applications/application.ts';

/** An application of the demo: what was asked for, when, and what became of it. */
export interface DemoApplication {
  readonly content: ApplicationContent;
  /** How many days ago it was drafted; it was submitted the day after, and decided five days after that. */
  readonly daysAgo: number;
  readonly fate: 'left as a draft' | 'submitted' | 'approved' | 'rejected' | 'withdrawn';
}

const wanted = (
  name: string,
  industry: string,
  trade: string,
  areaM2: number,
  outputWan: number,
  more: { readonly uscc?: string } = {},
): ApplicationContent => ({
  park: 'software',
  applicant: {
    ...more,
    name: `演示·${name}`,
    industry,
    contact: { name: '演示联系人', phone: '13800000000' },
  },
  trade,
  wanted: { usage: 'office', areaM2 },
  promised: { outputFen: (BigInt(outputWan) * 1_000_000n).toString() },
});

/** To the software park, one in each state that its desk knows; all invented. The first is of the firm with a demo login. */
export const demoApplications: readonly DemoApplication[] = [
  {
    content: wanted('泉州鲤创软件有限公司', '6513', '扩租:工业软件开发', 600, 900, {
      uscc: '91350503DEM000005K',
    }),
    daysAgo: 6,
    fate: 'submitted',
  },
  {
    content: wanted('云帆云计算有限公司', '6531', '云平台运维', 1_200, 1_500),
    daysAgo: 30,
    fate: 'approved',
  },
  { content: wanted('顺捷物流有限公司', '5930', '低端物流中转', 2_000, 300), daysAgo: 20, fate: 'submitted' },
  { content: wanted('海丝动漫有限公司', '6572', '动漫设计', 450, 120), daysAgo: 25, fate: 'submitted' },
  { content: wanted('闽味食品有限公司', '1439', '食品研发办公室', 300, 200), daysAgo: 18, fate: 'rejected' },
  { content: wanted('刺桐数据有限公司', '6550', '数据标注', 800, 600), daysAgo: 12, fate: 'withdrawn' },
  { content: wanted('园区巡回法庭', '9221', '巡回审判和调解', 160, 0), daysAgo: 8, fate: 'submitted' },
  {
    content: wanted('紫帽芯片设计有限公司', '6520', '集成电路设计', 1_500, 2_400),
    daysAgo: 1,
    fate: 'left as a draft',
  },
];
