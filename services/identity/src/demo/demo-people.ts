import type { PersonRole } from '../domain/roles.ts';

/** A person of the demo district; the password of all is public. */
export interface DemoPerson {
  readonly username: string;
  readonly name: string;
  readonly role: PersonRole;
  readonly park?: string;
  /** The firm that an `enterprise` speaks for: one that intake's demo registers. */
  readonly enterprise?: string;
}

export const demoPassword = 'yuanqu-demo';

/** The parks of the demo district, one operator and one client each. */
export const demoParks: readonly { readonly code: string; readonly name: string }[] = [
  { code: 'software', name: '泉州软件园' },
  { code: 'ip', name: '知创产业园' },
  { code: 'construction', name: '建筑服务园' },
  { code: 'ecommerce', name: '电子商务园' },
  { code: 'hr', name: '人力资源园' },
  { code: 'decoration', name: '装饰设计园' },
  { code: 'legal', name: '中央法务园' },
  { code: 'design', name: '工业设计园' },
  { code: 'smartmaking', name: '智能智造园' },
  { code: 'digital', name: '数字经济园' },
];

/** A login for each role, named by it, and a second where two have to agree. */
const people: readonly DemoPerson[] = [
  { username: 'district-leader', name: '区领导(演示)', role: 'district-leader' },
  { username: 'leading-group-office', name: '领导小组办公室(演示)', role: 'leading-group-office' },
  { username: 'leading-group-office-2', name: '领导小组办公室二(演示)', role: 'leading-group-office' },
  { username: 'task-force-software', name: '软件园专班(演示)', role: 'task-force', park: 'software' },
  { username: 'task-force-software-2', name: '软件园专班二(演示)', role: 'task-force', park: 'software' },
  { username: 'park-operator-software', name: '软件园运营(演示)', role: 'park-operator', park: 'software' },
  {
    username: 'enterprise-software',
    name: '演示·泉州鲤创软件有限公司(演示)',
    role: 'enterprise',
    park: 'software',
    enterprise: '91350503DEM000005K',
  },
  { username: 'finance-officer', name: '财政专员(演示)', role: 'finance-officer' },
  { username: 'approver-1', name: '审批人一(演示)', role: 'approver' },
  { username: 'approver-2', name: '审批人二(演示)', role: 'approver' },
  { username: 'assessor', name: '考核专员(演示)', role: 'assessor' },
  { username: 'auditor', name: '审计员(演示)', role: 'auditor' },
  { username: 'security-officer', name: '安全管理员(演示)', role: 'security-officer' },
  { username: 'administrator', name: '系统管理员(演示)', role: 'administrator' },
];

/** Whom each of the other parks has: a task force and its operator. */
const peopleOf = ({ code, name }: (typeof demoParks)[number]): readonly DemoPerson[] => [
  { username: `task-force-${code}`, name: `${name}专班(演示)`, role: 'task-force', park: code },
  { username: `park-operator-${code}`, name: `${name}运营(演示)`, role: 'park-operator', park: code },
];

/** Everybody of the demo; nobody of them exists. */
export const demoPeople: readonly DemoPerson[] = [
  ...people,
  ...demoParks.filter(({ code }) => code !== 'software').flatMap(peopleOf),
];
