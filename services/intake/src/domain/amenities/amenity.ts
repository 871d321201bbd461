import { AppError } from '@yuanqu/domain';

/** What there can be around a park (周边配套), and what its capacity counts. */
export const amenityKinds = {
  apartment: { zh: '公寓', capacityZh: '床位', capacityEn: 'beds' },
  supermarket: { zh: '超市', capacityZh: '平方米', capacityEn: 'm²' },
  mall: { zh: '商场', capacityZh: '平方米', capacityEn: 'm²' },
  cinema: { zh: '电影院', capacityZh: '座位', capacityEn: 'seats' },
  restaurant: { zh: '餐饮', capacityZh: '餐位', capacityEn: 'seats' },
  canteen: { zh: '食堂', capacityZh: '餐位', capacityEn: 'seats' },
} as const satisfies Readonly<
  Record<string, { readonly zh: string; readonly capacityZh: string; readonly capacityEn: string }>
>;
export type AmenityKind = keyof typeof amenityKinds;

export const amenityKindCodes = Object.keys(amenityKinds) as readonly AmenityKind[];

/** Housing, a shop or a canteen near a park. Days of Asia/Shanghai, both included; the distance by foot from its gate. */
export interface AmenityFacts {
  readonly park: string;
  /** One of a kind within the park. */
  readonly id: string;
  readonly kind: AmenityKind;
  readonly name: string;
  readonly distanceM: number;
  readonly capacity?: number | undefined;
  readonly note?: string | undefined;
  readonly since: string;
  readonly until?: string | undefined;
}

/** One as it is kept. */
export interface Amenity extends AmenityFacts {
  readonly revision: number;
  readonly demo: boolean;
}

/** Refuses what ends before it begins. Code: `amenity.ends-before-start`. */
export const refuseTerm = ({ since, until }: Pick<AmenityFacts, 'since' | 'until'>): AppError | undefined =>
  until !== undefined && until < since
    ? new AppError(
        'amenity.ends-before-start',
        'invalid',
        `结束日期（${until}）早于起始日期（${since}）。 It ends on ${until}, before it begins on ${since}.`,
        { errors: [{ pointer: '/until', code: 'order', detail: `must not be before ${since}` }] },
      )
    : undefined;

/** Whether what is kept says the same already. */
export const saysTheSame = (kept: AmenityFacts, facts: AmenityFacts): boolean =>
  fields.every((field) => kept[field] === facts[field]);

const fields = ['kind', 'name', 'distanceM', 'capacity', 'note', 'since', 'until'] as const;

export const unknownAmenity = new AppError(
  'amenity.unknown',
  'not-found',
  '没有该配套设施。 There is no such amenity; GET /parks/{park}/amenities lists them.',
);
