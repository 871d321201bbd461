import { AppError } from '@yuanqu/domain';
import type { Absence, Colleague } from './absence.ts';
import { neighbouringRoles } from './neighbouring-roles.ts';

/** Why somebody cannot stand in for a person; none when they can. */
export function unsuitability(person: Colleague, deputy: Colleague): readonly string[] {
  if (person.id === deputy.id) return ['nobody stands in for themselves'];
  const roles = person.roles.filter((role) => !standsInFor(person, role, deputy));
  const parks = missingParks(person, deputy);
  return [
    ...(deputy.active ? [] : ['the account is not active']),
    ...(roles.length > 0 ? [`lacks the role ${roles.join(', ')}`] : []),
    ...(person.enterprise !== null && person.enterprise !== deputy.enterprise
      ? ['speaks for another enterprise']
      : []),
    ...(parks === '*' ? ['does not reach the whole district'] : []),
    ...(parks !== '*' && parks.length > 0 ? [`does not reach ${parks.join(', ')}`] : []),
  ];
}

/** By having the role, or a neighbouring one where nobody else has it. */
const standsInFor = (person: Colleague, role: string, deputy: Colleague): boolean =>
  deputy.roles.includes(role) ||
  (person.aloneIn.includes(role) &&
    (neighbouringRoles[role] ?? []).some((neighbour) => deputy.roles.includes(neighbour)));

function missingParks(person: Colleague, deputy: Colleague): '*' | readonly string[] {
  const { parks } = deputy;
  if (parks === '*') return [];
  return person.parks === '*' ? '*' : person.parks.filter((park) => !parks.includes(park));
}

/**
 * The people through whom an absence would lead back to the person: deputies of deputies who are away at the same time.
 * Undefined when it does not.
 */
export function loopOf(added: Absence, others: readonly Absence[]): readonly string[] | undefined {
  const follow = (at: Absence, path: readonly string[]): readonly string[] | undefined => {
    if (at.deputyId === added.officialId) return path;
    if (path.includes(at.deputyId)) return undefined;
    for (const next of others) {
      if (next.officialId !== at.deputyId || !overlaps(next, at)) continue;
      const found = follow(within(next, at), [...path, at.deputyId]);
      if (found) return found;
    }
    return undefined;
  };
  return follow(added, [added.officialId]);
}

const overlaps = (one: Absence, other: Absence): boolean => one.from < other.until && other.from < one.until;

const within = (inner: Absence, outer: Absence): Absence => ({
  ...inner,
  from: inner.from > outer.from ? inner.from : outer.from,
  until: inner.until < outer.until ? inner.until : outer.until,
});

/** The absence of the same person that this one would overlap, if there is one. */
export const overlapping = (added: Absence, others: readonly Absence[]): Absence | undefined =>
  others.find((other) => other.officialId === added.officialId && overlaps(other, added));

export const unsuitableDeputy = (deputy: Colleague, reasons: readonly string[]): AppError =>
  new AppError(
    'notification.unsuitable-deputy',
    'conflict',
    `${deputy.name}不能代理：角色或园区范围不足。 ${deputy.username} cannot stand in: ${reasons.join('; ')}. GET /deputy-candidates lists who can.`,
    { errors: reasons.map((detail) => ({ pointer: '/deputy', code: 'deputy', detail })) },
  );

export const deputyLoop = (names: readonly string[]): AppError =>
  new AppError(
    'notification.deputy-loop',
    'conflict',
    `代理关系形成循环。 Deputies would lead back to you: ${names.join(' → ')}. Choose somebody who is there.`,
  );
