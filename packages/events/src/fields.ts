import { Type } from 'typebox';

/** The fields that many events share, so that one thing has one name and one shape everywhere. */
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
export const UsccText = Type.String({
  minLength: 18,
  maxLength: 18,
  description: 'Unified social credit code, GB 32100-2015',
});
export const Instant = Type.String({ format: 'date-time', description: 'RFC 3339, UTC' });
export const AreaM2 = Type.Number({ minimum: 0, description: 'Square metres, two decimals' });
export const IndustryCode = Type.String({ pattern: '^\\d{4}$', description: 'GB/T 4754-2017 class' });
export const MonthText = Type.String({
  pattern: '^\\d{4}-(0[1-9]|1[0-2])$',
  description: 'Month in Asia/Shanghai',
});
export const Rate = Type.Number({ minimum: 0, maximum: 1, description: 'Share of one' });

/** What a unit is observed to be. Only `let` counts as occupied; `under-works` and `withdrawn` are not lettable. */
export const OccupancyStatus = Type.Union([
  Type.Literal('vacant'),
  Type.Literal('reserved'),
  Type.Literal('let'),
  Type.Literal('under-works'),
  Type.Literal('withdrawn'),
]);

export const UnitUsage = Type.Union([
  Type.Literal('office'),
  Type.Literal('factory'),
  Type.Literal('shop'),
  Type.Literal('apartment'),
  Type.Literal('storage'),
  Type.Literal('public'),
]);
