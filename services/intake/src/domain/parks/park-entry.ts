import { AppError, Industry } from '@yuanqu/domain';
import type { Park } from '../park.ts';

/** A park as the district's office enters it. Plots and units have calls of their own; units bring their floors. */
export interface ParkEntry
  extends Pick<Park, 'code' | 'name' | 'theme' | 'leadingIndustries' | 'positioning' | 'since'> {
  /** From which day on its tenancies are all entered; without it from the first one on. */
  readonly contractsSince?: string | undefined;
  readonly subParks: readonly { readonly code: string; readonly number: number; readonly name: string }[];
  readonly buildings: readonly { readonly code: string; readonly subPark: string; readonly name: string }[];
}

interface Finding {
  readonly pointer: string;
  readonly code: string;
  readonly detail: string;
}

/** Why an entry is none: parts named twice, a building in no sub-park, no number 1. Code: `intake.park-contradicts`. */
export function contradictionIn(entry: ParkEntry): AppError | undefined {
  const errors = [
    ...industriesIn(entry),
    ...twiceIn('/subParks', entry.subParks, ({ code }) => code),
    ...twiceIn('/subParks', entry.subParks, ({ number }) => String(number)),
    ...twiceIn('/buildings', entry.buildings, ({ code }) => code),
    ...numberOneIn(entry),
    ...placesIn(entry),
  ];
  if (errors.length === 0) return undefined;
  return new AppError(
    'intake.park-contradicts',
    'invalid',
    `园区资料自相矛盾：${errors[0]?.detail}。 The park contradicts itself; see errors.`,
    { errors },
  );
}

const industriesIn = ({ leadingIndustries }: ParkEntry): readonly Finding[] =>
  leadingIndustries.flatMap((text, index) => {
    const code = Industry.parse(text);
    if (!(code instanceof AppError)) return [];
    return [{ pointer: `/leadingIndustries/${index}`, code: code.code, detail: code.message }];
  });

function twiceIn<Part>(
  pointer: string,
  parts: readonly Part[],
  keyOf: (part: Part) => string,
): readonly Finding[] {
  const keys = parts.map(keyOf);
  return keys.flatMap((key, index) =>
    keys.indexOf(key) === index
      ? []
      : [{ pointer: `${pointer}/${index}`, code: 'twice', detail: `${key} 重复 stands there twice` }],
  );
}

const numberOneIn = ({ subParks }: ParkEntry): readonly Finding[] =>
  subParks.some(({ number }) => number === 1)
    ? []
    : [
        {
          pointer: '/subParks',
          code: 'no-number-1',
          detail: '缺少 1 号园 there is no number 1, which leads',
        },
      ];

const placesIn = ({ subParks, buildings }: ParkEntry): readonly Finding[] =>
  buildings.flatMap(({ subPark }, index) =>
    subParks.some(({ code }) => code === subPark)
      ? []
      : [
          {
            pointer: `/buildings/${index}/subPark`,
            code: 'unknown',
            detail: `没有子园 ${subPark} there is no sub-park ${subPark}`,
          },
        ],
  );
