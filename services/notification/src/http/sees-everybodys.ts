import { grantFor, type Principal } from '@yuanqu/service-kit';

/** Whether somebody sees everybody's deliveries: whoever looks after the platform or audits it. The others see their own. */
export const seesEverybodys = (principal: Principal): boolean =>
  grantFor(principal, 'dead-letters', 'read')?.scope === 'district';
