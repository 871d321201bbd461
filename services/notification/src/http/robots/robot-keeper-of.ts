import type { Grant, Principal } from '@yuanqu/service-kit';
import type { RobotKeeper } from '../../domain/robots/robot-keeper.ts';

/** The caller as one who sets up robots. */
export const keeperOf = ({
  principal,
  grant,
}: {
  readonly principal: Principal;
  readonly grant: Grant;
}): RobotKeeper => ({ subject: principal.subject, roles: principal.roles, parks: grant.parks });
