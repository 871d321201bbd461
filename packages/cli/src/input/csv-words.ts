const fields: Readonly<Record<string, readonly string[]>> = {
  updateId: ['updateid', '更新编号', '流水号', '编号'],
  park: ['park', 'parkcode', '园区', '园区编码', '园区代码'],
  unit: ['unit', 'unitcode', '房源', '房源编号', '房源编码', '房号'],
  status: ['status', '状态', '房源状态'],
  uscc: ['uscc', 'creditcode', '统一社会信用代码', '信用代码'],
  observedAt: ['observedat', '观测时间', '时间', '更新时间'],
};

const statuses: Readonly<Record<string, readonly string[]>> = {
  vacant: ['空置', '闲置', '待租', '空闲', '未租', '未出租', '待招商'],
  reserved: ['预留', '已预留', '预定', '已预定', '预订', '已预订', '意向', '有意向'],
  let: ['已租', '出租', '已出租', '在租', '入驻', '已入驻', '租出'],
  'under-works': [
    '改造',
    '改造中',
    '施工',
    '施工中',
    '装修',
    '装修中',
    '在建',
    '维修',
    '维修中',
    'underworks',
    'under works',
    'under_works',
  ],
  withdrawn: ['停用', '已停用', '撤出', '退出', '不可租', '自用'],
};

/** The field that a column's header names, in either language; undefined for a column that is none of ours. */
export function fieldOf(header: string): string | undefined {
  const name = header
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_-]/g, '');
  return Object.keys(fields).find((field) => fields[field]?.includes(name));
}

/** The status that a word names, in either language; an unknown word stays as it is, for the server to reject. */
export function statusOf(word: string): string {
  const wanted = word.trim().toLowerCase();
  return (
    Object.keys(statuses).find((status) => status === wanted || statuses[status]?.includes(wanted)) ??
    word.trim()
  );
}
