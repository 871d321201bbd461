import type { Role } from './roles.ts';

/** Who calls, as identity's token says. */
export interface Principal {
  /** The account's or client's id. */
  readonly subject: string;
  readonly name: string;
  readonly kind: 'person' | 'client';
  readonly roles: readonly Role[];
  /** The codes of the parks in the caller's scope; `*` is the whole district. */
  readonly parks: '*' | readonly string[];
  /** The operator's code, for people and clients of an operator. */
  readonly operator?: string;
  /** The credit code of the firm that a person of role `enterprise` speaks for. */
  readonly enterprise?: string;
  readonly tokenExpiresAt: Date;
}

/** Whether the park is in the caller's scope. */
export const coversPark = ({ parks }: Pick<Principal, 'parks'>, park: string): boolean =>
  parks === '*' || parks.includes(park);
