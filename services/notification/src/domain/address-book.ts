import type { Severity } from './severity.ts';

/** `paused` by its owner, `disabled` because the receiver asked for it (410). */
export type AddressState = 'active' | 'paused' | 'disabled';

export interface AddressSettings {
  /** The least severity that is sent there. */
  readonly minSeverity: Severity;
  readonly state: AddressState;
}

export interface EmailAddress extends AddressSettings {
  readonly address: string;
}

export interface Webhook extends AddressSettings {
  readonly url: string;
  readonly stateReason: string | null;
  /** After failures nothing is sent before then. */
  readonly heldUntil: Date | null;
  readonly secrets: readonly WebhookSecret[];
}

/** A signing secret as it is shown after its making: only enough to tell two apart. */
export interface WebhookSecret {
  readonly hint: string;
  readonly createdAt: Date;
  /** Null for the one that signs from now on. */
  readonly validUntil: Date | null;
}

/** The number is shown to nobody, its owner included: enough of it to be recognised. */
export interface Phone extends AddressSettings {
  readonly phone: string;
}

/** Where a person is reached outside the platform. */
export interface AddressBook {
  readonly email: EmailAddress | null;
  readonly webhook: Webhook | null;
  readonly sms: Phone | null;
}
