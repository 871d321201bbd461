import type { KnownEnterprise } from '../domain/enterprise-facts.ts';
import type { ParkScope } from './registry-queries.ts';

export interface EnterpriseFilter {
  readonly scope: ParkScope;
  /** The one that the caller speaks for: nothing else is shown. */
  readonly only: string | undefined;
  readonly provisional: boolean | undefined;
  /** Ids after this one. */
  readonly after: string | undefined;
  readonly limit: number;
}

/** Enterprises in the order of their ids: tenants of the scope's parks, and those that are nobody's. */
export type ListEnterprises = (filter: EnterpriseFilter) => Promise<readonly KnownEnterprise[]>;

/** The enterprise, or the one that it was merged into, with those that were merged into it. */
export type ReadEnterprise = (
  id: string,
) => Promise<(KnownEnterprise & { readonly mergedFrom: readonly string[] }) | undefined>;

export interface TaskFilter {
  readonly scope: ParkScope;
  readonly park: string | undefined;
  readonly open: boolean | undefined;
  /** Ids before this one: they are made in the order of time. */
  readonly before: string | undefined;
  readonly limit: number;
}

export interface ListedTask {
  readonly id: string;
  readonly kind: 'complete-enterprise' | 'settle-status-mismatch';
  readonly park: string;
  readonly about: string;
  readonly openedAt: Date;
  readonly dueAt: Date;
  readonly closedAt: Date | null;
  readonly closedBy: string | null;
}

/** Tasks, newest first. */
export type ListTasks = (filter: TaskFilter) => Promise<readonly ListedTask[]>;
