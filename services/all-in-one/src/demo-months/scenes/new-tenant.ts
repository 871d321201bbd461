import { Day } from '@yuanqu/domain';
import type { Scene } from '../stage.ts';

/** A software firm applies, is judged by the park's policy at once, approved, offered a place, and moves in. */
export const newTenant: Scene = async function* ({ as, today, tell }) {
  yield Day.plus(today(), 2);
  const operator = await as('park-operator-software');
  const drafted = await operator.send('POST', 'intake/v1/applications', {
    park: 'software',
    applicant: {
      name: '演示·晋水智能软件有限公司',
      industry: '6513',
      contact: { name: '演示联系人', phone: '13800000001' },
    },
    trade: '工业软件开发',
    wanted: { usage: 'office', areaM2: 300 },
    promised: { outputFen: '600000000', taxFen: '30000000' },
  });
  const application = `intake/v1/applications/${drafted.id}`;
  const submitted = await operator.send('POST', `${application}/submit`, {}, drafted);
  tell({
    zh: '晋水智能软件申请入驻软件园，系统当即按招商规定逐条判定',
    en: 'a software firm applies to the software park and is judged by its policy at once, rule by rule',
    look: { who: 'task-force-software', path: application },
  });

  yield Day.plus(today(), 4);
  const taskForce = await as('task-force-software');
  await taskForce.send('POST', `${application}/approve`, {}, submitted);
  tell({ zh: '专班审核通过', en: 'the task force approves it' });

  yield Day.plus(today(), 1);
  const demand = await (await as('park-operator-software')).get(`intake/v1/demands/${drafted.id}`);
  const { units = [] } = (demand.body['offer'] ?? {}) as { units?: readonly string[] };
  tell({
    zh: `系统为其配好房源 ${units.join('、')}`,
    en: `it is offered ${units.join(', ')}`,
    look: { who: 'park-operator-software', path: `intake/v1/demands/${drafted.id}` },
  });

  yield Day.plus(today(), 5);
  const signing = await as('park-operator-software');
  const intent = await signing.send('POST', 'intake/v1/tenancies', {
    park: 'software',
    application: drafted.id,
    units,
  });
  const tenancy = `intake/v1/tenancies/${intent.id}`;
  await signing.send(
    'POST',
    `${tenancy}/sign`,
    { from: Day.plus(today(), 3), until: Day.plus(today(), 3 * 365), rentFen: '4500' },
    intent,
  );
  tell({
    zh: '签订租约，申请办结，需求得到满足',
    en: 'the contract is signed: the application is fulfilled, the demand met',
    look: { who: 'park-operator-software', path: `${tenancy}/history` },
  });
};
