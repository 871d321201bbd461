import type { SizeBounds, SizeStandard } from './size-standard.ts';

const from = (large: number, medium: number, small: number): SizeBounds => ({ large, medium, small });

/**
 * 中小企业划型标准规定 (工信部联企业〔2011〕300号), with its industries in the codes of GB/T 4754-2017 as the statistics
 * bureau maps them (统计上大中小微型企业划分办法, 2017): cargo handling (591) is transport, real-estate leasing (704) is left out.
 */
export const sizeStandard2011: SizeStandard = {
  version: '2011-300',
  document: '工信部联企业〔2011〕300号',
  effectiveFrom: '2011-06-18',
  rows: [
    {
      id: 'agriculture',
      zh: '农、林、牧、渔业',
      en: 'agriculture, forestry, animal husbandry and fishery',
      covers: ['A'],
      bounds: { revenueWan: from(20_000, 500, 50) },
    },
    {
      id: 'industry',
      zh: '工业',
      en: 'industry',
      covers: ['B', 'C', 'D'],
      bounds: { staff: from(1000, 300, 20), revenueWan: from(40_000, 2000, 300) },
    },
    {
      id: 'construction',
      zh: '建筑业',
      en: 'construction',
      covers: ['E'],
      bounds: { revenueWan: from(80_000, 6000, 300), assetsWan: from(80_000, 5000, 300) },
    },
    {
      id: 'wholesale',
      zh: '批发业',
      en: 'wholesale trade',
      covers: ['51'],
      bounds: { staff: from(200, 20, 5), revenueWan: from(40_000, 5000, 1000) },
    },
    {
      id: 'retail',
      zh: '零售业',
      en: 'retail trade',
      covers: ['52'],
      bounds: { staff: from(300, 50, 10), revenueWan: from(20_000, 500, 100) },
    },
    {
      id: 'transport',
      zh: '交通运输业',
      en: 'transport',
      covers: ['54', '55', '56', '57', '58', '591'],
      bounds: { staff: from(1000, 300, 20), revenueWan: from(30_000, 3000, 200) },
    },
    {
      id: 'storage',
      zh: '仓储业',
      en: 'storage',
      covers: ['592', '593', '594', '595', '596', '599'],
      bounds: { staff: from(200, 100, 20), revenueWan: from(30_000, 1000, 100) },
    },
    {
      id: 'post',
      zh: '邮政业',
      en: 'post',
      covers: ['60'],
      bounds: { staff: from(1000, 300, 20), revenueWan: from(30_000, 2000, 100) },
    },
    {
      id: 'hotels',
      zh: '住宿业',
      en: 'hotels',
      covers: ['61'],
      bounds: { staff: from(300, 100, 10), revenueWan: from(10_000, 2000, 100) },
    },
    {
      id: 'catering',
      zh: '餐饮业',
      en: 'catering',
      covers: ['62'],
      bounds: { staff: from(300, 100, 10), revenueWan: from(10_000, 2000, 100) },
    },
    {
      id: 'information-transmission',
      zh: '信息传输业',
      en: 'information transmission',
      covers: ['63', '64'],
      bounds: { staff: from(2000, 100, 10), revenueWan: from(100_000, 1000, 100) },
    },
    {
      id: 'software',
      zh: '软件和信息技术服务业',
      en: 'software and information technology services',
      covers: ['65'],
      bounds: { staff: from(300, 100, 10), revenueWan: from(10_000, 1000, 50) },
    },
    {
      id: 'real-estate-development',
      zh: '房地产开发经营',
      en: 'real-estate development',
      covers: ['701'],
      bounds: { revenueWan: from(200_000, 1000, 100), assetsWan: from(10_000, 5000, 2000) },
    },
    {
      id: 'property-management',
      zh: '物业管理',
      en: 'property management',
      covers: ['702'],
      bounds: { staff: from(1000, 300, 100), revenueWan: from(5000, 1000, 500) },
    },
    {
      id: 'leasing-and-business',
      zh: '租赁和商务服务业',
      en: 'leasing and business services',
      covers: ['L'],
      bounds: { staff: from(300, 100, 10), assetsWan: from(120_000, 8000, 100) },
    },
    {
      id: 'others',
      zh: '其他未列明行业',
      en: 'other industries',
      covers: ['703', '709', 'M', 'N', 'O', '85', 'R'],
      bounds: { staff: from(300, 100, 10) },
    },
  ],
  gaps: [
    { covers: ['53'], zh: '铁路运输业不适用本标准', en: 'railway transport is outside the standard' },
    { covers: ['J'], zh: '金融业另有划型标准', en: 'finance has a standard of its own' },
    { covers: ['704'], zh: '房地产租赁经营不适用本标准', en: 'real-estate leasing is outside the standard' },
    { covers: ['P'], zh: '教育不适用本标准', en: 'education is outside the standard' },
    { covers: ['84'], zh: '卫生不适用本标准', en: 'health is outside the standard' },
    {
      covers: ['S'],
      zh: '公共管理、社会保障和社会组织不适用本标准',
      en: 'public administration is outside the standard',
    },
    { covers: ['T'], zh: '国际组织不适用本标准', en: 'international organisations are outside the standard' },
  ],
};
