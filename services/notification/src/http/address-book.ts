import { type Static, Type } from 'typebox';
import type { AddressBook } from '../domain/address-book.ts';
import { InstantSchema, orNull, SeveritySchema } from './schemas.ts';

const settings = {
  minSeverity: SeveritySchema,
  state: Type.Enum(['active', 'paused', 'disabled'], { description: 'disabled: the receiver answered 410' }),
};

const Email = Type.Object({ address: Type.String(), ...settings });

const Webhook = Type.Object({
  url: Type.String(),
  ...settings,
  stateReason: orNull(Type.String()),
  heldUntil: orNull(InstantSchema),
  secrets: Type.Array(
    Type.Object({ hint: Type.String(), createdAt: InstantSchema, validUntil: orNull(InstantSchema) }),
    { description: 'Those that sign now, newest first' },
  ),
});

const Phone = Type.Object({ phone: Type.String({ description: 'Masked' }), ...settings });

/** A person's own addresses, all but the number unmasked. */
export const AddressBookSchema = Type.Object({
  email: orNull(Email),
  webhook: orNull(Webhook),
  sms: orNull(Phone),
});

export const toAddressBook = ({ email, webhook, sms }: AddressBook): Static<typeof AddressBookSchema> => ({
  email,
  sms,
  webhook: webhook && {
    ...webhook,
    heldUntil: webhook.heldUntil?.toISOString() ?? null,
    secrets: webhook.secrets.map(({ hint, createdAt, validUntil }) => ({
      hint,
      createdAt: createdAt.toISOString(),
      validUntil: validUntil?.toISOString() ?? null,
    })),
  },
});
