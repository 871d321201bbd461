import type { Person } from '../people.ts';

/** Codes of vacant units of a park that nobody is offered, in their order. */
export async function freeUnits(operator: Person, park: string): Promise<readonly string[]> {
  const vacant = await operator.get(`intake/v1/parks/${park}/units?status=vacant&limit=500`);
  const demands = await operator.get(`intake/v1/demands?park=${park}&status=offered&limit=500`);
  const offered = new Set(
    (demands.body['items'] as readonly { offer?: { units: readonly string[] } }[]).flatMap(
      ({ offer }) => offer?.units ?? [],
    ),
  );
  return (vacant.body['items'] as readonly { unit: string }[])
    .map(({ unit }) => unit)
    .filter((unit) => !offered.has(unit));
}
