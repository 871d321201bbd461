import { newId } from '@yuanqu/domain';
import {
  applicationApproved,
  applicationSubmitted,
  enterpriseFiguresReported,
  incentiveClaimChecked,
  incentiveClaimEnded,
  incentiveClaimGranted,
  incentiveClaimProofComplete,
  newEvent,
  type NewEvent,
  serviceRequestAnswered,
  serviceRequestClosed,
  serviceRequestOpened,
  taskClosed,
  taskOpened,
} from '@yuanqu/events';

export interface FiguresTold {
  readonly uscc: string;
  readonly park: string;
  readonly month: string;
  readonly version?: number;
  readonly outputFen?: string;
  readonly taxFen?: string;
}

/** An enterprise's figures of a month, as intake tells them. */
export const figuresTold = ({ version = 1, ...figures }: FiguresTold, toldAt = new Date()): NewEvent =>
  newEvent(enterpriseFiguresReported, {
    subject: `${figures.uscc}:${figures.park}:${figures.month}`,
    revision: version,
    time: toldAt,
    data: { ...figures, version, stage: version === 1 ? 'preliminary' : 'final', source: '演示' },
  });

/** A service request with its deadline, and its answer when there is one. */
export function serviceTold(park: string, answerDueAt: string, answeredAt?: string): readonly NewEvent[] {
  const subject = newId();
  const data = { park, category: 'repair' as const, tenant: '演示租户', answerDueAt };
  return [
    newEvent(serviceRequestOpened, {
      subject,
      revision: 1,
      time: new Date(answerDueAt),
      data: { ...data, reopened: 0 },
    }),
    ...(answeredAt === undefined
      ? []
      : [
          newEvent(serviceRequestAnswered, {
            subject,
            revision: 2,
            time: new Date(answeredAt),
            data: { ...data, inTime: answeredAt <= answerDueAt },
          }),
        ]),
  ];
}

/** A service request that was withdrawn. */
export function withdrawnTold(park: string, answerDueAt: string, at: string): readonly NewEvent[] {
  const [opened] = serviceTold(park, answerDueAt);
  if (!opened) throw new Error('no request was told');
  const data = { park, category: 'repair' as const, tenant: '演示租户', answerDueAt };
  return [
    opened,
    newEvent(serviceRequestClosed, {
      subject: opened.subject,
      revision: 2,
      time: new Date(at),
      data: { ...data, how: 'withdrawn' },
    }),
  ];
}

/** An application to be reviewed by then, and its approval when there is one. */
export function applicationTold(park: string, reviewDueAt: string, approvedAt?: string): readonly NewEvent[] {
  const subject = newId();
  const data = {
    park,
    applicant: '演示企业',
    industry: '6513',
    usage: 'office' as const,
    areaM2: 100,
  };
  const submitted = newEvent(applicationSubmitted, {
    subject,
    revision: 2,
    time: new Date(reviewDueAt),
    data: { ...data, outcome: 'to-review', reviewDueAt },
  });
  if (approvedAt === undefined) return [submitted];
  const approval = { subject, revision: 3, time: new Date(approvedAt) };
  return [
    submitted,
    newEvent(applicationApproved, { ...approval, data: { ...data, contractDueAt: approvedAt } }),
  ];
}

interface ClaimTold {
  readonly checkDueAt: string;
  readonly checkedAt?: string;
  readonly grantDueAt?: string;
  readonly grantedAt?: string;
  readonly withdrawnAt?: string;
}

/** A claim to an incentive that is to be checked by then, and how it went on. */
export function claimTold(park: string, claim: ClaimTold): readonly NewEvent[] {
  const subject = newId();
  const about = {
    claim: subject,
    park,
    tenant: '演示租户',
    tenancy: newId(),
    policyVersion: '2027.1',
    incentive: 'rent',
    incentiveZh: '房租减半(演示)',
    incentiveEn: 'Half the rent (demo)',
    from: '2027-01-01',
    until: '2027-12-31',
  };
  const { checkDueAt, checkedAt, grantDueAt, grantedAt, withdrawnAt } = claim;
  const at = (revision: number, time: string) => ({ subject, revision, time: new Date(time) });
  const granting = { ...about, ...(grantDueAt !== undefined && { dueBy: grantDueAt }) };
  return [
    newEvent(incentiveClaimProofComplete, { ...at(3, checkDueAt), data: { ...about, dueBy: checkDueAt } }),
    ...(checkedAt === undefined
      ? []
      : [
          newEvent(incentiveClaimChecked, {
            ...at(4, checkedAt),
            data: { ...granting, met: true, amountFen: '100' },
          }),
        ]),
    ...(grantedAt === undefined
      ? []
      : [
          newEvent(incentiveClaimGranted, {
            ...at(5, grantedAt),
            data: { ...about, kind: 'rent-relief', amountFen: '100' },
          }),
        ]),
    ...(withdrawnAt === undefined
      ? []
      : [newEvent(incentiveClaimEnded, { ...at(6, withdrawnAt), data: { ...about, how: 'withdrawn' } })]),
  ];
}

/** A task to be done by then, and that it was done when it was. */
export function taskTold(park: string, dueAt: string, doneAt?: string): readonly NewEvent[] {
  const subject = newId();
  const data = { kind: 'settle-status-mismatch' as const, park, about: 'A-001' };
  const opened = newEvent(taskOpened, {
    subject,
    revision: 1,
    time: new Date(dueAt),
    data: { ...data, dueAt },
  });
  if (doneAt === undefined) return [opened];
  return [opened, newEvent(taskClosed, { subject, revision: 2, time: new Date(doneAt), data })];
}
