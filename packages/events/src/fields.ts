import { Type } from 'typebox';

// The fields that many events share, so that one thing has one name and one shape everywhere.
export {
  AreaM2Schema as AreaM2,
  IndustryClassSchema as IndustryCode,
  MonthSchema as MonthText,
  SizeClassSchema as SizeClassText,
  UsccSchema as UsccText,
  UuidSchema as Uuid,
} from '@yuanqu/domain';

export const ParkCode = Type.String({
  minLength: 1,
  maxLength: 40,
  description: 'Park code, such as software',
});
export const UnitCode = Type.String({
  minLength: 1,
  maxLength: 60,
  description: 'Unit code within its park',
});
export const OperatorCode = Type.String({ minLength: 1, maxLength: 40, description: 'Operator code' });

/**
 * RFC 3339 in UTC, as `formatInstant` writes it. A pattern and no format: in an event that is checked 15,000 times a
 * second `date-time` cost 1.0 of 1.2 µs, the pattern costs 0.1 µs and takes UTC alone.
 */
export const Instant = Type.String({
  pattern:
    '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d{1,9})?Z$',
  description: 'instant, RFC 3339, UTC',
  examples: ['2026-11-03T00:00:00.000Z'],
});

export const Rate = Type.Number({ minimum: 0, maximum: 1, description: 'Share of one' });

/** What a unit is observed to be. Only `let` counts as occupied; `under-works` and `withdrawn` are not lettable. */
export const OccupancyStatus = Type.Enum(['vacant', 'reserved', 'let', 'under-works', 'withdrawn']);

export const UnitUsage = Type.Enum(['office', 'factory', 'shop', 'apartment', 'storage', 'public']);
