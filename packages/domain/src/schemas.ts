import { Type } from 'typebox';
import { Area } from './area.ts';
import { sizeClasses } from './size-class/size-standard.ts';

// What the types of this package look like on the wire. Input that people type (a code in lower case, an area in mu) is taken
// as plain text and read by the type's own `parse`, which says what is wrong; these are for what systems exchange.

/** A unified social credit code in canonical form. The check character is not part of a pattern: `Uscc.parse` tells. */
export const UsccSchema = Type.String({
  pattern: '^[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}$',
  description: 'unified social credit code, GB 32100-2015',
  examples: ['91350100M000100Y43'],
});

/** A month of Asia/Shanghai. */
export const MonthSchema = Type.String({
  pattern: '^[0-9]{4}-(0[1-9]|1[0-2])$',
  description: 'calendar month in Asia/Shanghai',
  examples: ['2026-11'],
});

/** A day of Asia/Shanghai. */
export const DaySchema = Type.String({
  pattern: '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$',
  description: 'calendar day in Asia/Shanghai',
  examples: ['2026-11-27'],
});

/**
 * An area in m² with at most two decimals. A refinement, not `multipleOf: 0.01`: in floating point that refuses most areas
 * above a few thousand m² (61 % of random ones below 10 km²).
 */
export const AreaM2Schema = Type.Refine(
  Type.Number({
    minimum: 0,
    maximum: 1e10,
    description: 'area in m², at most two decimals',
    examples: [128.5],
  }),
  (m2) => Area.fromM2(m2) instanceof Area,
  () => 'must have at most two decimals',
);

/** An amount in whole fen as a decimal string. */
export const MoneyFenSchema = Type.String({
  pattern: '^(0|-?[1-9][0-9]{0,18})$',
  description: 'amount in fen (0.01 yuan) as a decimal string',
  examples: ['123456'],
});

/** An instant, RFC 3339 with its offset; what the platform writes is in UTC. */
export const InstantSchema = Type.String({
  format: 'date-time',
  // RFC 9557 suffixes, which the format lets pass, are not taken.
  pattern: '(Z|[+-][0-9]{2}:[0-9]{2})$',
  description: 'instant, RFC 3339',
  examples: ['2026-11-03T00:00:00.000Z'],
});

/** A UUID in lower case. */
export const UuidSchema = Type.String({
  format: 'uuid',
  pattern: '^[0-9a-f-]{36}$',
  description: 'UUID',
  examples: ['019a4c3f-7d00-7000-8000-2f6a1c9b5e77'],
});

/** A class of GB/T 4754-2017: four digits. */
export const IndustryClassSchema = Type.String({
  pattern: '^[0-9]{4}$',
  description: 'industry class, GB/T 4754-2017',
  examples: ['6513'],
});

export const SizeClassSchema = Type.Enum([...sizeClasses], {
  description: 'size of an enterprise, 工信部联企业〔2011〕300号',
});
