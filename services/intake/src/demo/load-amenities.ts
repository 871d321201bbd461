import { Day } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import { saveAmenities } from '../adapters/amenities/amenity-store.ts';
import { type AmenityFacts, type AmenityKind, amenityKinds } from '../domain/amenities/amenity.ts';
import type { Park } from '../domain/park.ts';

/**
 * Puts something of each kind near every park. That there are such things around the parks is published (公寓、超市、商场、
 * 电影院、餐饮); these ones are invented and say 演示.
 */
export async function loadAmenities(
  tx: Executor,
  parks: readonly Pick<Park, 'code' | 'name'>[],
  now: Date,
): Promise<void> {
  const since = Day.plus(Day.of(now), -365);
  const amenities = parks.flatMap((park, index) => invented.map(amenityOf(park, since, index)));
  await saveAmenities(tx, amenities, { by: 'demo', at: now, demo: true });
}

interface Invented {
  readonly kind: AmenityKind;
  readonly name: string;
  readonly distanceM: number;
  readonly capacity: number;
}

const invented: readonly Invented[] = [
  { kind: 'apartment', name: '人才公寓', distanceM: 650, capacity: 480 },
  { kind: 'canteen', name: '园区食堂', distanceM: 80, capacity: 260 },
  { kind: 'supermarket', name: '便民超市', distanceM: 210, capacity: 900 },
  { kind: 'restaurant', name: '餐饮街', distanceM: 320, capacity: 600 },
  { kind: 'mall', name: '商场', distanceM: 1_400, capacity: 42_000 },
  { kind: 'cinema', name: '电影院', distanceM: 1_450, capacity: 780 },
];

// Each park a little farther, so that parks can be told apart.
const stepM = 35;

const amenityOf =
  ({ code, name }: Pick<Park, 'code' | 'name'>, since: Day, index: number) =>
  ({ kind, name: what, distanceM, capacity }: Invented): AmenityFacts => ({
    park: code,
    id: `${kind}-1`,
    kind,
    name: `${name}${what}(演示)`,
    distanceM: distanceM + index * stepM,
    capacity,
    note: `约 ${capacity} ${amenityKinds[kind].capacityZh}(演示)`,
    since,
  });
