import { AppError, type Clock, newId } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import type { Absence, Colleague } from '../../domain/deputies/absence.ts';
import {
  deputyLoop,
  loopOf,
  overlapping,
  unsuitability,
  unsuitableDeputy,
} from '../../domain/deputies/suitable-deputy.ts';
import type { InTransaction, RecordAudit } from '../ports.ts';

/** An absence with who is meant. */
export interface NamedAbsence extends Absence {
  readonly official: Pick<Colleague, 'id' | 'username' | 'name'>;
  readonly deputy: Pick<Colleague, 'id' | 'username' | 'name'>;
}

export interface AbsenceStore {
  /** Those of a person, and those for which they stand in, that have not ended; the next first. */
  readonly list: (officialId: string, at: Date) => Promise<readonly NamedAbsence[]>;
  /** Who can stand in for a person, by name. */
  readonly candidates: (officialId: string, limit: number) => Promise<readonly Colleague[]>;
  /** Nobody else changes absences, and nothing is planned by them, from here to the commit. */
  readonly lock: (tx: Executor) => Promise<void>;
  readonly colleague: (tx: Executor, id: string) => Promise<Colleague | undefined>;
  /** All that have not ended. */
  readonly current: (tx: Executor, at: Date) => Promise<readonly Absence[]>;
  readonly insert: (tx: Executor, absence: Absence, at: Date) => Promise<void>;
  /** It ends at that instant; one that has not begun is taken back. */
  readonly end: (tx: Executor, id: string, at: Date) => Promise<void>;
}

export interface ChangeAbsencesPorts {
  readonly transaction: InTransaction;
  readonly absences: AbsenceStore;
  readonly audit: RecordAudit;
  readonly clock: Clock;
}

const longestMs = 366 * 24 * 3_600_000;

/**
 * A person says when they are away and who is told meanwhile. Errors: `notification.invalid-absence`, `unknown-deputy`,
 * `unsuitable-deputy` with what they lack, `absence-overlaps`, `deputy-loop`.
 */
export const makeAddAbsence =
  ({ transaction, absences, audit, clock }: ChangeAbsencesPorts) =>
  async (
    officialId: string,
    { deputy: deputyId, from, until }: { readonly deputy: string; readonly from: Date; readonly until: Date },
  ): Promise<Absence> => {
    const at = clock();
    checkPeriod(from, until, at);
    return transaction(async (tx) => {
      await absences.lock(tx);
      const person = await absences.colleague(tx, officialId);
      const deputy = await absences.colleague(tx, deputyId);
      if (!person || !deputy) throw unknownDeputy;
      const reasons = unsuitability(person, deputy);
      if (reasons.length > 0) throw unsuitableDeputy(deputy, reasons);
      const absence: Absence = { id: newId(), officialId, deputyId, from, until };
      const others = await absences.current(tx, at);
      const clash = overlapping(absence, others);
      if (clash) throw absenceOverlaps(clash);
      const loop = loopOf(absence, others);
      if (loop) throw deputyLoop(await namesOf(absences, tx, [...loop, officialId]));
      await absences.insert(tx, absence, at);
      await audit(tx, { action: 'absence.added', resource: 'inbox', target: absence.id, after: absence });
      return absence;
    });
  };

/** They are back, or stay after all. Errors: `notification.unknown-absence`. */
export const makeEndAbsence =
  ({ transaction, absences, audit, clock }: ChangeAbsencesPorts) =>
  (officialId: string, id: string): Promise<void> =>
    transaction(async (tx) => {
      await absences.lock(tx);
      const at = clock();
      const own = (await absences.current(tx, at)).find(
        (one) => one.id === id && one.officialId === officialId,
      );
      if (!own) throw unknownAbsence;
      await absences.end(tx, id, at);
      await audit(tx, { action: 'absence.ended', resource: 'inbox', target: id, before: own });
    });

function checkPeriod(from: Date, until: Date, at: Date): void {
  const faults = [
    ...(until <= from ? ['must be later than from'] : []),
    ...(until <= at ? ['is over already'] : []),
    ...(until.getTime() - from.getTime() > longestMs ? ['is more than a year after from'] : []),
  ];
  if (faults.length > 0)
    throw new AppError(
      'notification.invalid-absence',
      'invalid',
      `外出起止时间有误。 The absence’s end ${faults.join(' and ')}.`,
      { errors: faults.map((detail) => ({ pointer: '/until', code: 'period', detail })) },
    );
}

async function namesOf(absences: AbsenceStore, tx: Executor, ids: readonly string[]): Promise<string[]> {
  const names: string[] = [];
  for (const id of ids) names.push((await absences.colleague(tx, id))?.username ?? id);
  return names;
}

const unknownDeputy = new AppError(
  'notification.unknown-deputy',
  'invalid',
  '没有该人员。 There is no such person; GET /deputy-candidates lists who can stand in for you.',
  { errors: [{ pointer: '/deputy', code: 'unknown', detail: 'is nobody who is known here' }] },
);
const unknownAbsence = new AppError(
  'notification.unknown-absence',
  'not-found',
  '没有该外出记录。 You have no such absence that has not ended; GET /absences lists them.',
);
const absenceOverlaps = ({ from, until }: Absence): AppError =>
  new AppError(
    'notification.absence-overlaps',
    'conflict',
    `与已有外出时间重叠。 You are away from ${from.toISOString()} to ${until.toISOString()} already; end that one first.`,
  );
