import type { Person } from '../people.ts';

/** Codes of vacant units of a park, in their order. */
export async function freeUnits(operator: Person, park: string): Promise<readonly string[]> {
  const { body } = await operator.get(`intake/v1/parks/${park}/units?status=vacant&limit=20`);
  return (body['items'] as readonly { unit: string }[]).map(({ unit }) => unit);
}
