import { AppError } from '@yuanqu/domain';

/** Who keeps an account or a client out. Each lifts its own holds; the administrator also the operator's. */
export type HoldAuthority = 'operator' | 'administrator' | 'security';

/** A reason why somebody may not come in. Whoever has none is active. */
export interface Hold {
  readonly authority: HoldAuthority;
  readonly reason: string;
  /** RFC 3339, UTC. */
  readonly since: string;
}

export const isActive = ({ holds }: { readonly holds: readonly Hold[] }): boolean => holds.length === 0;

/** Whether the authority already holds; a second hold of the same changes nothing. */
export const isHeldBy = (holds: readonly Hold[], authority: HoldAuthority): boolean =>
  holds.some((hold) => hold.authority === authority);

/**
 * Which authorities' holds are lifted; none when nothing is held.
 * Errors: `identity.held-by-other` when only holds of others are there.
 */
export function liftable(
  holds: readonly Hold[],
  authority: HoldAuthority,
): readonly HoldAuthority[] | AppError {
  const within = mayLift[authority].filter((candidate) => isHeldBy(holds, candidate));
  if (within.length > 0 || holds.length === 0) return within;
  const others = holds.map((hold) => hold.authority);
  return new AppError(
    'identity.held-by-other',
    'conflict',
    `It is kept out by: ${others.join(', ')}. Only they can let it in again.`,
    { heldBy: others },
  );
}

const mayLift: Readonly<Record<HoldAuthority, readonly HoldAuthority[]>> = {
  operator: ['operator'],
  administrator: ['administrator', 'operator'],
  security: ['security'],
};
