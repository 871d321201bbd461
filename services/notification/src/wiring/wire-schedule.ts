import { workingCalendar } from '@yuanqu/domain';
import type { Chassis } from '@yuanqu/service-kit';
import type { SecretBox } from '../adapters/outgoing/secret-box.ts';
import { makeRobotStore } from '../adapters/robots/robot-store.ts';
import { makeDigestSweep, parkedDigests } from '../adapters/schedule/digest-sweep.ts';
import { makeScheduleStore } from '../adapters/schedule/schedule-store.ts';
import { scheduleRoutes } from '../http/schedule/schedule-routes.ts';
import type { Nudge } from '../usecases/ports.ts';
import { makeFindRobot } from '../usecases/robots/change-robots.ts';
import { makeCloseDigests } from '../usecases/schedule/close-digests.ts';
import { makeSetSchedule } from '../usecases/schedule/set-schedule.ts';

/** Quiet hours and digests: who sets them, and the sweep that sends what was gathered. */
export function wireSchedule(
  { pool, transaction, audit, clock, log }: Chassis,
  nudge: Nudge,
  { box }: { readonly box: SecretBox },
) {
  const schedules = makeScheduleStore(pool);
  const calendar = workingCalendar();
  const closeDigests = makeCloseDigests({
    transaction,
    sweep: makeDigestSweep(pool),
    nudge,
    calendar,
    clock,
    failed: (recipientId, error) => log.error({ recipientId, err: error }, 'a digest could not be made'),
  });
  return {
    routes: [
      scheduleRoutes({
        readSchedule: schedules.read,
        setSchedule: makeSetSchedule({ transaction, schedules, audit: audit.record, nudge, calendar, clock }),
        findRobot: makeFindRobot({ robots: makeRobotStore(pool, box) }),
      }),
    ],
    jobs: [
      {
        name: 'close-digests',
        cron: '* * * * *',
        run: async (signal: AbortSignal) => {
          const { handled, parked } = await closeDigests(signal);
          if (handled + parked > 0) log.info({ handled, parked }, 'digests sent');
        },
        parked: parkedDigests(pool),
      },
    ],
  };
}
