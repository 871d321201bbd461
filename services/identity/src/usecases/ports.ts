import type { NewEvent } from '@yuanqu/events';
import type { Account } from '../domain/account.ts';
import type { Client } from '../domain/client.ts';
import type { ClientSecret } from '../domain/client-secret.ts';
import type { PresentedToken, RevokeReason } from '../domain/refresh.ts';
import type { ScheduledKey } from '../domain/signing-key-schedule.ts';
import type { TokenClaims } from '../domain/token-claims.ts';
import type { AuditEntry, AuditOrigin } from './audit-entry.ts';

/** What one transaction can do; bound to it by the adapter. Events go to the outbox as its last statement. */
export interface Unit {
  readonly accounts: Accounts;
  readonly passwords: Passwords;
  readonly sessions: Sessions;
  readonly clients: Clients;
  readonly clientSecrets: ClientSecrets;
  readonly signingKeys: SigningKeys;
  readonly publish: (events: readonly NewEvent[]) => void;
  readonly record: (entry: AuditEntry, origin?: AuditOrigin) => Promise<void>;
}

/** Runs the work in one transaction; what it returns is true only after the commit. */
export type InTransaction = <T>(work: (unit: Unit) => Promise<T>) => Promise<T>;

export interface Accounts {
  /** The account, locked until the transaction ends. */
  readonly load: (id: string) => Promise<Account | undefined>;
  /** False when the user name is taken. */
  readonly insert: (account: Account, now: Date) => Promise<boolean>;
  readonly update: (account: Account) => Promise<void>;
  /** Whether there is none yet; nobody else adds one until the transaction ends. */
  readonly areNone: () => Promise<boolean>;
}

export interface Passwords {
  readonly set: (password: StoredPassword) => Promise<void>;
  /** Sets it only if the old hash still is in force; false when somebody was faster. */
  readonly replace: (oldHash: string, password: StoredPassword) => Promise<boolean>;
}

export interface StoredPassword {
  readonly accountId: string;
  readonly hash: string;
  /** It must be changed at the next login and is worth nothing after this instant. */
  readonly temporaryUntil?: Date;
  readonly changedAt: Date;
}

export interface Sessions {
  readonly open: (session: {
    readonly id: string;
    readonly accountId: string;
    readonly openedAt: Date;
    readonly endsAt: Date;
  }) => Promise<void>;
  readonly addToken: (token: {
    readonly hash: Buffer;
    readonly sessionId: string;
    readonly expiresAt: Date;
  }) => Promise<void>;
  /** The token as it was, which from now on counts as used; of two that come at once the second sees it used. */
  readonly useToken: (hash: Buffer, now: Date) => Promise<KnownToken | undefined>;
  readonly revoke: (sessionId: string, reason: RevokeReason, now: Date) => Promise<void>;
  readonly revokeAll: (accountId: string, reason: RevokeReason, now: Date) => Promise<void>;
  /** The session that a refresh token of this account belongs to. */
  readonly ofToken: (hash: Buffer, accountId: string) => Promise<string | undefined>;
}

export interface KnownToken extends PresentedToken {
  readonly sessionId: string;
  readonly account: Account;
}

export interface Clients {
  /** The client, locked until the transaction ends. */
  readonly load: (clientId: string) => Promise<Client | undefined>;
  /** False when the id is taken. */
  readonly insert: (client: Client, now: Date) => Promise<boolean>;
  readonly update: (client: Client) => Promise<void>;
}

export interface ClientSecrets {
  readonly ofClient: (clientId: string) => Promise<readonly ClientSecret[]>;
  readonly add: (clientId: string, secret: ClientSecret, hash: Buffer) => Promise<void>;
  /** Gives every secret that has no end, or a later one, this end. */
  readonly expireAll: (clientId: string, at: Date) => Promise<void>;
  readonly remove: (id: string) => Promise<void>;
}

export interface SigningKeys {
  /** All keys; nobody else changes them until the transaction ends. */
  readonly lock: () => Promise<readonly ScheduledKey[]>;
  readonly add: (key: NewSigningKey, signsFrom: Date, now: Date) => Promise<void>;
  readonly reschedule: (kid: string, signsFrom: Date) => Promise<void>;
  readonly remove: (kids: readonly string[]) => Promise<void>;
}

export interface NewSigningKey {
  readonly kid: string;
  readonly publicJwk: object;
  readonly sealedPrivate: Buffer;
}

/** Slow on purpose, and bounded: beyond a number at once callers wait, beyond a queue they get `login.busy`. */
export interface PasswordHashing {
  readonly hash: (password: string) => Promise<string>;
  /** Without a hash it takes as long as with one, and is false. */
  readonly verify: (password: string, hash: string | undefined) => Promise<boolean>;
  /** Whether the hash was made more cheaply than they are made now. */
  readonly isOutdated: (hash: string) => boolean;
}

export interface LoginFailures {
  /** Counts the attempt as failed before it is judged, so that guesses made at once count too; or how long to wait. */
  readonly admit: (username: string, now: Date) => Promise<{ readonly retryAfterMs: number } | undefined>;
  readonly forgive: (username: string) => Promise<void>;
}

/** Runs the work of one name after the other, so that somebody's simultaneous logins don't count as guesses. */
export type OneAtATime = <T>(name: string, work: () => Promise<T>) => Promise<T>;

export interface Credential {
  readonly account: Account;
  readonly hash: string;
  readonly temporaryUntil?: Date;
}

export type FindCredential = (username: string) => Promise<Credential | undefined>;

export type FindAccount = (id: string) => Promise<Account | undefined>;

/** The client, and the secrets of it that are still valid. */
export type FindClient = (clientId: string, now: Date) => Promise<ClientCredential | undefined>;

export interface ClientCredential {
  readonly client: Client;
  readonly secrets: readonly {
    readonly id: string;
    readonly hash: Buffer;
    readonly lastUsedAt: Date | undefined;
  }[];
}

/** An access token of these claims, valid for so long from now on. */
export type SignToken = (claims: TokenClaims, lifetimeS: number, now: Date) => Promise<string>;

/** A new secret of 256 random bits, and what is kept of it. */
export type NewSecret = () => { readonly secret: string; readonly hash: Buffer };

/** What is kept of a secret, and is the same for the same secret. */
export type HashSecret = (secret: string) => Buffer;

/** Whether the hash is the secret's, in a time that tells nothing. */
export type MatchesSecret = (secret: string, hash: Buffer) => boolean;

/** Remembers that a client's secret is in use. */
export type TouchSecret = (secretId: string, now: Date) => Promise<void>;

/** A password that people can type, for one use. */
export type NewPassword = () => string;

/** A new key pair, its private half sealed. */
export type GenerateSigningKey = () => Promise<NewSigningKey>;

/** Counts how a login or a token request ended. */
export type CountOutcome = (outcome: string) => void;
