/** One thing that was reckoned again, and what differs if anything does. */
export interface VerifiedStep {
  readonly step: 'document' | 'units' | 'result' | 'evidence' | 'history';
  readonly ok: boolean;
  readonly detail: string;
}
