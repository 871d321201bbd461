import { Day } from '@yuanqu/domain';
import type { As } from '../people.ts';
import type { Scene } from '../stage.ts';

/**
 * A tenant that applied as a software service turns out to be a freight transfer; it is cleared out with notice and a
 * hearing that somebody else decides.
 */
export const unwantedTrade: Scene = async function* ({ as, today, tell }) {
  yield Day.plus(today(), 1);
  const application = await approvedAsSoftware(as);

  yield Day.plus(today(), 1);
  const signing = await as('park-operator-software');
  const demand = await signing.get(`intake/v1/demands/${application}`);
  const { units = [] } = (demand.body['offer'] ?? {}) as { units?: readonly string[] };
  const intent = await signing.send('POST', 'intake/v1/tenancies', {
    park: 'software',
    application,
    units,
  });
  const unit = units.join('、');
  const tenancy = `intake/v1/tenancies/${intent.id}`;
  await signing.send(
    'POST',
    `${tenancy}/sign`,
    { from: today(), until: Day.plus(today(), 365), rentFen: '4000' },
    intent,
  );

  yield Day.plus(today(), 7);
  const taskForce = await as('task-force-software');
  await taskForce.send(
    'POST',
    `${tenancy}/clear-out-notice`,
    { reason: '实际从事低端物流中转，属于招商规定不引进的业态(演示)' },
    await taskForce.get(tenancy),
  );
  tell({
    zh: `查明 ${unit} 实为货运中转，专班发出清退通知，告知听证权利`,
    en: `${unit} turns out to be a freight transfer: the task force gives notice of the clear-out`,
    look: { who: 'task-force-software', path: tenancy },
  });

  yield Day.plus(today(), 2);
  const asking = await as('park-operator-software');
  await asking.send(
    'POST',
    `${tenancy}/hearing-request`,
    { statement: '申请延期搬离(演示)' },
    await asking.get(tenancy),
  );

  yield Day.plus(today(), 3);
  const other = await as('task-force-software-2');
  await other.send(
    'POST',
    `${tenancy}/hearing`,
    { result: 'upheld', reason: '经营业态与租约不符，维持清退(演示)' },
    await other.get(tenancy),
  );
  tell({ zh: '听证由另一人主持，维持清退', en: 'somebody else hears the tenant and upholds the notice' });

  yield Day.plus(today(), 32);
  const closing = await as('task-force-software');
  await closing.send('POST', `${tenancy}/clear-out`, {}, await closing.get(tenancy));
  tell({
    zh: '期限届满，完成清退，房源收回',
    en: 'the deadline has passed: it is cleared out, the unit is free again',
    look: { who: 'task-force-software', path: `${tenancy}/history` },
  });
};

/** It applies as a software service, which the park takes, and is approved; answers the application's id. */
async function approvedAsSoftware(as: As): Promise<string> {
  const operator = await as('park-operator-software');
  const drafted = await operator.send('POST', 'intake/v1/applications', {
    park: 'software',
    applicant: {
      name: '演示·速达供应链管理部',
      industry: '6513',
      contact: { name: '演示联系人', phone: '13800000002' },
    },
    trade: '供应链软件服务',
    wanted: { usage: 'office', areaM2: 30 },
    promised: { outputFen: '60000000' },
  });
  const path = `intake/v1/applications/${drafted.id}`;
  const submitted = await operator.send('POST', `${path}/submit`, {}, drafted);
  await (await as('task-force-software')).send('POST', `${path}/approve`, {}, submitted);
  return drafted.id;
}
