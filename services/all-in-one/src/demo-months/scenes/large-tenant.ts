import { Day } from '@yuanqu/domain';
import type { Scene } from '../stage.ts';

/** A firm that no park of its kind has room for in one place: its demand is told, the other parks are looked at. */
export const largeTenant: Scene = async function* ({ as, today, tell }) {
  yield Day.plus(today(), 10);
  const operator = await as('park-operator-software');
  const drafted = await operator.send('POST', 'intake/v1/applications', {
    park: 'software',
    applicant: {
      name: '演示·海峡云算力有限公司',
      industry: '6531',
      contact: { name: '演示联系人', phone: '13800000002' },
    },
    trade: '区域总部和研发中心',
    wanted: { usage: 'office', areaM2: 30_000 },
    promised: { outputFen: '60000000000' },
  });
  const submitted = await operator.send('POST', `intake/v1/applications/${drafted.id}/submit`, {}, drafted);

  yield Day.plus(today(), 3);
  const taskForce = await as('task-force-software');
  await taskForce.send('POST', `intake/v1/applications/${drafted.id}/approve`, {}, submitted);

  yield Day.plus(today(), 1);
  const demand = `intake/v1/demands/${drafted.id}`;
  const asking = await as('park-operator-software');
  const { body } = await asking.get(demand);
  const alternatives = await asking.get(`${demand}/alternatives`);
  const parks = (alternatives.body['items'] as readonly unknown[]).length;
  const missing = Number(body['missingM2']).toLocaleString('en');
  tell({
    zh: `海峡云算力要 30,000 m² 连片面积，软件园没有：缺 ${missing} m²，溢出需求已通知；其他园区逐一比对，${parks} 个合适，其余各说明原因`,
    en: `a tenant wants 30,000 m² in one place, the software park lacks ${missing} m²: told as unmet demand; every other park is looked at, ${parks} fit, and the others say why not`,
    look: { who: 'park-operator-software', path: `${demand}/alternatives` },
  });
};
