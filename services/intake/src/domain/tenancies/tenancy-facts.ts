import type { HowEnded, LetUnit, Tenant, Terms, WithoutApplication } from './tenancy.ts';

/** What may be done to a tenancy; times are told, never read. */
export type TenancyCommand =
  | {
      readonly kind: 'intend';
      readonly park: string;
      readonly tenant: Tenant;
      readonly units: readonly LetUnit[];
      readonly application?: string;
      readonly withoutApplication?: WithoutApplication;
      readonly despite?: string;
      readonly intentUntil: string;
      readonly by: string;
    }
  | { readonly kind: 'sign'; readonly terms: Terms; readonly at: string }
  | {
      readonly kind: 'change';
      readonly units?: readonly LetUnit[];
      readonly rentFen?: string;
      readonly reason: string;
      readonly despite?: string;
    }
  | { readonly kind: 'renew'; readonly until: string; readonly rentFen?: string; readonly today: string }
  | {
      readonly kind: 'assign';
      readonly tenant: Tenant;
      readonly application: string;
      readonly reason: string;
      readonly despite?: string;
    }
  | { readonly kind: 'exit'; readonly on: string; readonly reason: string; readonly today: string }
  | {
      readonly kind: 'give-notice';
      readonly reason: string;
      readonly by: string;
      readonly hearingUntil: string;
      readonly leaveBy: string;
    }
  | {
      readonly kind: 'ask-hearing';
      readonly statement: string;
      readonly at: string;
      /** Until when it is to be decided. */
      readonly decideBy: string;
    }
  | {
      readonly kind: 'decide-hearing';
      readonly result: 'upheld' | 'dropped';
      readonly reason: string;
      readonly by: string;
    }
  | { readonly kind: 'clear-out'; readonly at: string; readonly today: string }
  | { readonly kind: 'withdraw'; readonly reason: string }
  | { readonly kind: 'time-passed'; readonly at: string };

/** What happened to one. */
export type TenancyFact =
  | {
      readonly kind: 'intended';
      readonly park: string;
      readonly tenant: Tenant;
      readonly units: readonly LetUnit[];
      readonly application?: string;
      readonly withoutApplication?: WithoutApplication;
      readonly despite?: string;
      readonly intentUntil: string;
      readonly by: string;
    }
  | { readonly kind: 'lapsed'; readonly reason?: string }
  | { readonly kind: 'signed'; readonly terms: Terms }
  | { readonly kind: 'started' }
  | {
      readonly kind: 'changed';
      readonly units?: readonly LetUnit[];
      readonly rentFen?: string;
      readonly reason: string;
      readonly despite?: string;
    }
  | { readonly kind: 'renewed'; readonly until: string; readonly rentFen?: string }
  | {
      readonly kind: 'assigned';
      readonly tenant: Tenant;
      /** Of the new tenant; contracts that were assigned earlier have none. */
      readonly application?: string;
      readonly reason: string;
      readonly despite?: string;
    }
  | { readonly kind: 'exit-agreed'; readonly on: string; readonly reason: string }
  | { readonly kind: 'expiring'; readonly days: number }
  | {
      readonly kind: 'notice-given';
      readonly reason: string;
      readonly by: string;
      readonly hearingUntil: string;
      readonly leaveBy: string;
    }
  | { readonly kind: 'hearing-asked'; readonly statement: string; readonly decideBy?: string }
  | { readonly kind: 'hearing-overdue' }
  | { readonly kind: 'hearing-upheld'; readonly reason: string; readonly by: string }
  | { readonly kind: 'notice-dropped'; readonly reason: string; readonly by: string }
  | { readonly kind: 'clear-out-overdue' }
  | { readonly kind: 'ended'; readonly how: HowEnded; readonly on: string };
