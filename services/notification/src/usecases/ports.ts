import type { Executor } from '@yuanqu/messaging';
import type { WordedNotice } from '../domain/notice.ts';
import type { Templates } from '../domain/word-notice.ts';

/** Runs the work between BEGIN and COMMIT. */
export type InTransaction = <T>(work: (tx: Executor) => Promise<T>) => Promise<T>;

/** What planning has written: nothing for an event that was planned before. */
export interface Planned {
  readonly notices: number;
  readonly messages: number;
  readonly deliveries: number;
}

/** Writes the notices that are new, and for each whom it tells on which channel when, in one statement; as of now unless told. */
export type PlanNotices = (tx: Executor, notices: readonly WordedNotice[], at?: Date) => Promise<Planned>;

/** Tells people who became known only now of what happened since, in one statement. */
export type CatchUp = (
  tx: Executor,
  officials: readonly { readonly id: string; readonly since: Date }[],
) => Promise<Planned>;

export type ReadTemplates = (
  tx: Executor,
  eventTypes: readonly string[],
) => Promise<ReadonlyMap<string, Templates>>;

/** The names of those parks that are known by name. */
export type ReadParkNames = (tx: Executor, codes: readonly string[]) => Promise<ReadonlyMap<string, string>>;

/** There is news: streams and senders look as soon as the transaction has committed instead of at their next poll. */
export type Nudge = (tx: Executor) => void;

/** Takes note of what was planned, for the metrics. */
export type ObservePlan = (planned: Planned, tookMs: number) => void;

/** A person as identity tells of them. */
export interface OfficialFacts {
  readonly id: string;
  readonly revision: number;
  readonly username: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly parks: '*' | readonly string[];
  readonly language: 'zh' | 'en';
  readonly active: boolean;
  /** The credit code of the firm that they speak for. */
  readonly enterprise?: string | undefined;
  /** Invented: gets the address `<username>@demo.invalid`. */
  readonly demo: boolean;
  /** When identity said so. */
  readonly since: Date;
}

/** Writes what is newer than what is known, and returns those. */
export type SaveOfficials = (
  tx: Executor,
  officials: readonly OfficialFacts[],
) => Promise<readonly OfficialFacts[]>;

/** Gives those who have none an e-mail address. */
export type GiveAddresses = (
  tx: Executor,
  addresses: readonly { readonly officialId: string; readonly email: string }[],
) => Promise<void>;

/** Takes back what was not sent yet to people who are no longer active. */
export type CancelDeliveries = (tx: Executor, officialIds: readonly string[]) => Promise<void>;

/** Writes a line of the audit trail, in the transaction of the change. */
export type RecordAudit = (
  tx: Executor,
  action: {
    readonly action: string;
    readonly resource: string;
    readonly target?: string;
    readonly before?: unknown;
    readonly after?: unknown;
  },
) => Promise<void>;
