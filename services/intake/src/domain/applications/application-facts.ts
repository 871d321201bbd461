import type { AdmissionRecord, ApplicationContent } from './application.ts';

/** What may be done to an application; times are told, never read. */
export type ApplicationCommand =
  | {
      readonly kind: 'draft';
      readonly content: ApplicationContent;
      readonly by: string;
      readonly group?: string;
      readonly unseen?: true;
      readonly expiresAt: string;
    }
  | {
      readonly kind: 'revise';
      readonly content: ApplicationContent;
      readonly by: string;
      readonly expiresAt: string;
    }
  | {
      readonly kind: 'submit';
      readonly admission: AdmissionRecord;
      readonly reviewDueAt: string;
      readonly expiresAt: string;
      readonly withGroup?: true;
    }
  | { readonly kind: 'return'; readonly reason: string; readonly by: string; readonly expiresAt: string }
  | {
      readonly kind: 'approve';
      readonly by: string;
      readonly contractDueAt: string;
      readonly groupHeld?: boolean;
    }
  | { readonly kind: 'confirm'; readonly contractDueAt: string }
  | { readonly kind: 'fail-with-group' }
  /** The group that it was approved with fell apart. */
  | { readonly kind: 'review-again'; readonly reason: string; readonly reviewDueAt: string }
  | { readonly kind: 'reject'; readonly reason: string; readonly by: string }
  | { readonly kind: 'withdraw'; readonly reason?: string }
  | { readonly kind: 'contract'; readonly tenancy: string }
  | { readonly kind: 'time-passed'; readonly at: string };

/** What happened to one. */
export type ApplicationFact =
  | {
      readonly kind: 'drafted';
      readonly content: ApplicationContent;
      readonly by: string;
      readonly group?: string;
      readonly unseen?: true;
      readonly expiresAt: string;
    }
  | {
      readonly kind: 'revised';
      readonly content: ApplicationContent;
      readonly by: string;
      readonly expiresAt: string;
    }
  | { readonly kind: 'submitted'; readonly admission: AdmissionRecord; readonly reviewDueAt: string }
  | {
      readonly kind: 'returned';
      readonly reason: string;
      readonly by?: string;
      readonly expiresAt: string;
      readonly admission?: AdmissionRecord;
    }
  | { readonly kind: 'review-overdue' }
  | { readonly kind: 'approved-in-group'; readonly by: string }
  | { readonly kind: 'approved'; readonly by?: string; readonly contractDueAt: string }
  | { readonly kind: 'rejected'; readonly reason: string; readonly by: string }
  | { readonly kind: 'withdrawn'; readonly reason?: string }
  | { readonly kind: 'expired' }
  | { readonly kind: 'group-failed' }
  | { readonly kind: 'review-reopened'; readonly reason: string; readonly reviewDueAt: string }
  | { readonly kind: 'contracted'; readonly tenancy: string };
