import { refuseFrozen } from './standing-refusals.ts';
import { type StandingCommandKind, standingTransitions } from './standing-transitions.ts';
import type { Standing } from './standing.ts';

/**
 * What can be done to a standing as it is, by whoever has the right to. Until when one may appeal, and from when on a
 * clear-out may be decided, is told beside it.
 */
export const commandsNow = (standing: Standing): readonly StandingCommandKind[] =>
  standingTransitions[standing.status].filter(
    (command) => refuseFrozen(standing, command) === undefined && (possible[command]?.(standing) ?? true),
  );

const possible: Readonly<Partial<Record<StandingCommandKind, (standing: Standing) => boolean>>> = {
  'submit-plan': ({ plan }) => plan === undefined,
  'return-plan': ({ plan }) => plan !== undefined,
  'accept-rectification': ({ plan }) => plan !== undefined,
  'hold-interview': ({ interview }) => interview === undefined,
  'propose-clear-out': ({ interview }) => interview !== undefined,
  appeal: ({ appealUntil }) => appealUntil !== undefined,
  'decide-appeal': ({ appeal }) => appeal !== undefined,
  pause: ({ pause }) => pause === undefined,
  resume: ({ pause }) => pause !== undefined,
};
