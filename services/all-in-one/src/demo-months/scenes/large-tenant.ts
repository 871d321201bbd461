import { Day } from '@yuanqu/domain';
import type { Scene } from '../stage.ts';

/** A firm that the software park has no room for in one place: its demand is told, other parks are proposed if any has. */
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
  const missing = Number(body['missingM2']).toLocaleString('en');
  const { body: alternatives } = await asking.get(`${demand}/alternatives`);
  const parks = (alternatives['items'] as readonly unknown[]).length;
  const others =
    parks > 0
      ? { zh: `按次序推荐另外 ${parks} 个园区`, en: `${parks} other parks are proposed` }
      : { zh: '其他园区亦无，为外溢需求', en: 'no other park has it either' };
  tell({
    zh: `海峡云算力要 30,000 m² 连片面积，软件园没有：缺 ${missing} m²，已通知；${others.zh}`,
    en: `a tenant wants 30,000 m² in one place, the software park lacks ${missing} m²: told as unmet demand, ${others.en}`,
    look: { who: 'park-operator-software', path: parks > 0 ? `${demand}/alternatives` : demand },
  });
};
