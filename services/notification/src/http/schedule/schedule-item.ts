import { type Static, Type } from 'typebox';
import type { Schedule, ScheduleContent } from '../../domain/schedule/schedule.ts';
import { timeOfDay, timePattern, writeTimeOfDay } from '../../domain/schedule/time-of-day.ts';
import { InstantSchema, orNull } from '../schemas.ts';

const Time = Type.String({ pattern: timePattern, description: 'In Shanghai, such as 08:30' });

const QuietHours = Type.Object(
  { from: Time, until: Time },
  {
    additionalProperties: false,
    description: 'Nothing is sent outside but what is critical; across midnight where from is later',
  },
);

const Digest = Type.Object(
  {
    times: Type.Array(Time, { minItems: 1, maxItems: 6 }),
    below: Type.Enum(['warning', 'critical'], { description: 'What is less severe is gathered' }),
    workingDaysOnly: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false, description: 'For e-mail and group chats' },
);

/** What is left out is not wanted. */
export const ScheduleBody = Type.Object(
  { quietHours: Type.Optional(QuietHours), digest: Type.Optional(Digest) },
  { additionalProperties: false },
);

export const ScheduleItem = Type.Object({
  quietHours: orNull(QuietHours),
  digest: orNull(Digest),
  nextDigestAt: orNull(InstantSchema),
  revision: Type.Integer({ description: '0: never set' }),
});

export const fromBody = ({ quietHours, digest }: Static<typeof ScheduleBody>): ScheduleContent => ({
  quietHours: quietHours ? { from: timeOfDay(quietHours.from), until: timeOfDay(quietHours.until) } : null,
  digest: digest
    ? {
        times: digest.times.map(timeOfDay),
        below: digest.below,
        workingDaysOnly: digest.workingDaysOnly ?? false,
      }
    : null,
});

export const toScheduleItem = ({
  quietHours,
  digest,
  nextDigestAt,
  revision,
}: Schedule): Static<typeof ScheduleItem> => ({
  quietHours: quietHours && {
    from: writeTimeOfDay(quietHours.from),
    until: writeTimeOfDay(quietHours.until),
  },
  digest: digest && {
    times: digest.times.map(writeTimeOfDay),
    below: digest.below === 'critical' ? 'critical' : 'warning',
    workingDaysOnly: digest.workingDaysOnly,
  },
  nextDigestAt: nextDigestAt?.toISOString() ?? null,
  revision,
});
