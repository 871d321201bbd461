import type { Executor } from '@yuanqu/messaging';
import { type CommandOptions, type Deed, handleCase, type HandledCase } from '@yuanqu/service-kit';
import type { TenancyCommand } from '../../domain/tenancies/tenancy-facts.ts';
import type { Tenancy } from '../../domain/tenancies/tenancy.ts';
import { tenancyKind } from './tenancy-kind.ts';
import type { EndClaims } from '../incentive-claims/end-claims.ts';
import type { HoldUnits } from './tenancy-ports.ts';

/** Gives a command to a tenancy and lets its units, and at its end its claims, follow, in the caller's transaction. */
export type HandleTenancy = (
  tx: Executor,
  id: string,
  command: TenancyCommand,
  deed: Deed,
  options?: CommandOptions,
) => Promise<HandledCase<Tenancy>>;

export interface HandleTenancyPorts {
  readonly holdUnits: HoldUnits;
  readonly endClaims: EndClaims;
}

export const makeHandleTenancy =
  ({ holdUnits, endClaims }: HandleTenancyPorts): HandleTenancy =>
  async (tx, id, command, deed, options) => {
    const { file, events } = await handleCase(tx, tenancyKind, id, command, deed, options);
    await holdUnits(tx, id, file.state);
    return { file, events: [...events, ...(await endClaims(tx, id, file.state, deed))] };
  };
