import type { Account } from '../domain/account.ts';
import type { Client } from '../domain/client.ts';
import type { ClientSecret } from '../domain/client-secret.ts';
import type { PersonRole } from '../domain/roles.ts';

/** A stretch of a list: so many items after this position. */
export interface Stretch {
  readonly after?: string | undefined;
  readonly take: number;
}

export interface AccountFilter {
  readonly role?: PersonRole | undefined;
  /** Who reaches this park: also those who reach all. */
  readonly park?: string | undefined;
  readonly active?: boolean | undefined;
  /** Part of the user name or name. */
  readonly search?: string | undefined;
}

/** Positions are account ids. */
export type ListAccounts = (filter: AccountFilter, stretch: Stretch) => Promise<readonly Account[]>;

export interface ClientFilter {
  readonly operator?: string | undefined;
  readonly park?: string | undefined;
  readonly active?: boolean | undefined;
}

export interface ClientDetail {
  readonly client: Client;
  readonly secrets: readonly ClientSecret[];
}

/** Positions are client ids. */
export type ListClients = (filter: ClientFilter, stretch: Stretch) => Promise<readonly ClientDetail[]>;

export type FindClientDetail = (clientId: string) => Promise<ClientDetail | undefined>;

/** A signing key as administrators and verifiers see it. */
export interface PublishedKey {
  readonly kid: string;
  readonly publicJwk: Record<string, unknown>;
  readonly createdAt: Date;
  readonly signsFrom: Date;
}

export type ListSigningKeys = () => Promise<readonly PublishedKey[]>;
