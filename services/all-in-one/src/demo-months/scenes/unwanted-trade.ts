import { Day } from '@yuanqu/domain';
import type { Scene } from '../stage.ts';
import { freeUnits } from './free-units.ts';

/** A tenant turns out to be a freight transfer; it is cleared out with notice and a hearing that somebody else decides. */
export const unwantedTrade: Scene = async function* ({ as, today, tell }) {
  yield Day.plus(today(), 1);
  const operator = await as('park-operator-software');
  const [unit = ''] = await freeUnits(operator, 'software');
  const intent = await operator.send('POST', 'intake/v1/tenancies', {
    park: 'software',
    tenant: { name: '演示·速达货运中转部' },
    units: [unit],
  });
  const tenancy = `intake/v1/tenancies/${intent.id}`;
  await operator.send(
    'POST',
    `${tenancy}/sign`,
    { from: today(), until: Day.plus(today(), 365), rentFen: '4000' },
    intent,
  );

  yield Day.plus(today(), 8);
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
