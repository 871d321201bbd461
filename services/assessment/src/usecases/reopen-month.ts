import { AppError, type Clock, type Month, newId } from '@yuanqu/domain';
import { type EventContext, leagueTableReopened, newEvent } from '@yuanqu/events';
import type { Executor, Outbox } from '@yuanqu/messaging';
import type { Transaction } from '@yuanqu/service-kit';
import { confirmReopening, reopeningRole } from '../domain/reopening.ts';
import type {
  ListReopenings,
  LockMonth,
  MonthState,
  Reopening,
  SaveMonth,
  SaveReopening,
} from './league-ports.ts';

interface Ports {
  readonly transaction: Transaction;
  readonly lockMonth: LockMonth;
  readonly saveMonth: SaveMonth;
  readonly listReopenings: ListReopenings;
  readonly saveReopening: SaveReopening;
  readonly outbox: Outbox;
  readonly clock: Clock;
}

export interface Official {
  readonly subject: string;
  readonly roles: readonly string[];
  readonly context: EventContext;
}

/** Opening a closed month again takes two people: one asks and says why, another in the other role confirms. */
export function makeReopenMonth(ports: Ports) {
  const { transaction, lockMonth, saveMonth, listReopenings, saveReopening, outbox, clock } = ports;
  return {
    /** Errors: `assessment.not-closed`, `assessment.reopening-pending`, `auth.forbidden`. */
    request: (month: Month, reason: string, by: Official): Promise<Reopening> =>
      transaction(async (tx) => {
        const { version } = await lockClosed(lockMonth, tx, month);
        const pending = pendingOf(await listReopenings(tx, month), version);
        if (pending) throw alreadyPending(pending);
        const role = reopeningRole(by.roles);
        if (!role) throw new AppError('auth.forbidden', 'forbidden', 'no role allows it');
        const reopening = {
          id: newId(),
          month,
          version,
          reason,
          requestedBy: by.subject,
          requestedRole: role,
          requestedAt: clock(),
        };
        await saveReopening(tx, reopening);
        return reopening;
      }),

    /**
     * Errors: `assessment.not-closed`, `assessment.unknown-reopening`, `assessment.reopening-same-person`,
     * `assessment.reopening-same-role`.
     */
    confirm: (month: Month, id: string, by: Official): Promise<Reopening> =>
      transaction(async (tx) => {
        const state = await lockClosed(lockMonth, tx, month);
        const pending = pendingOf(await listReopenings(tx, month), state.version);
        if (pending?.id !== id) throw unknownReopening(month, id);
        const { requestedBy: subject, requestedRole } = pending;
        const second = confirmReopening({ subject, role: requestedRole }, by);
        if (second instanceof AppError) throw second;
        const confirmedAt = clock();
        const confirmed = { ...pending, confirmedBy: by.subject, confirmedRole: second.role, confirmedAt };
        const revision = state.revision + 1;
        await saveReopening(tx, confirmed);
        await saveMonth(tx, { ...state, state: 'open', revision });
        const data = { month, version: state.version, reason: pending.reason, by: [subject, by.subject] };
        await outbox.append(tx, [
          newEvent(leagueTableReopened, {
            subject: month,
            revision,
            time: confirmedAt,
            data,
            context: by.context,
          }),
        ]);
        return confirmed;
      }),
  };
}

async function lockClosed(lockMonth: LockMonth, tx: Executor, month: Month): Promise<MonthState> {
  const state = await lockMonth(tx, month);
  if (state.state === 'closed') return state;
  throw new AppError('assessment.not-closed', 'conflict', `${month} is open: there is nothing to reopen.`);
}

/** Of the version that is closed now; earlier ones have been confirmed. */
const pendingOf = (reopenings: readonly Reopening[], version: number): Reopening | undefined =>
  reopenings.find((reopening) => reopening.version === version && !reopening.confirmedAt);

const alreadyPending = ({ id, requestedRole }: Reopening): AppError =>
  new AppError(
    'assessment.reopening-pending',
    'conflict',
    `A reopening was already asked for by ${requestedRole}: the other role has to confirm it.`,
    { id },
  );

const unknownReopening = (month: Month, id: string): AppError =>
  new AppError(
    'assessment.unknown-reopening',
    'not-found',
    `No reopening ${id} of ${month} waits to be confirmed.`,
  );
