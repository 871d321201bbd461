import { AppError } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import type { AddressBook } from '../domain/address-book.ts';
import type { PersonalChannel } from '../domain/channel.ts';
import { parseEmailAddress } from '../domain/email-address.ts';
import { maskAddress } from '../domain/mask-address.ts';
import type { Severity } from '../domain/severity.ts';
import { parsePhoneNumber } from '../domain/sms/phone-number.ts';
import { parseWebhookUrl } from '../domain/webhook-url.ts';
import type { InTransaction, RecordAudit } from './ports.ts';

export interface AddressChange {
  readonly target: string;
  readonly minSeverity: Severity;
  readonly paused: boolean;
}

export interface AddressStore {
  readonly read: (officialId: string) => Promise<AddressBook>;
  readonly save: (
    tx: Executor,
    officialId: string,
    channel: PersonalChannel,
    change: AddressChange,
  ) => Promise<void>;
  /** Also its secrets. False when there was none. */
  readonly remove: (tx: Executor, officialId: string, channel: PersonalChannel) => Promise<boolean>;
  readonly hasSecret: (tx: Executor, officialId: string) => Promise<boolean>;
  /** The new one signs from now on; the one before it until the instant given. */
  readonly addSecret: (
    tx: Executor,
    officialId: string,
    secret: string,
    previousValidUntil: Date,
  ) => Promise<void>;
}

export interface ChangeAddressesPorts {
  readonly transaction: InTransaction;
  readonly addresses: AddressStore;
  readonly audit: RecordAudit;
}

/** Sets where a person's mail goes. Errors: `notification.invalid-email`. */
export const makeSetEmail =
  (ports: ChangeAddressesPorts) =>
  async (officialId: string, change: AddressChange): Promise<AddressBook> => {
    const target = parseEmailAddress(change.target);
    if (target instanceof AppError) throw target;
    await ports.transaction((tx) => saveAddress(ports, tx, officialId, 'email', { ...change, target }));
    return ports.addresses.read(officialId);
  };

/** Sets where a person's text messages go. Errors: `notification.invalid-phone`. */
export const makeSetPhone =
  (ports: ChangeAddressesPorts) =>
  async (officialId: string, change: AddressChange): Promise<AddressBook> => {
    const target = parsePhoneNumber(change.target);
    if (target instanceof AppError) throw target;
    await ports.transaction((tx) => saveAddress(ports, tx, officialId, 'sms', { ...change, target }));
    return ports.addresses.read(officialId);
  };

export interface SetWebhookPorts extends ChangeAddressesPorts {
  readonly allowLoopback: boolean;
  /** Whether the host is, or now leads to, an address that must not be called; a name that is unknown yet may be set. */
  readonly isForbiddenHost: (url: string) => Promise<boolean>;
  readonly newSecret: () => string;
}

/**
 * Sets a person's webhook. With the first one comes its signing secret, shown this once.
 * Errors: `notification.invalid-webhook-url`, `notification.forbidden-webhook-address`.
 */
export const makeSetWebhook =
  (ports: SetWebhookPorts) =>
  async (
    officialId: string,
    change: AddressChange,
  ): Promise<{ readonly book: AddressBook; readonly secret?: string }> => {
    const target = parseWebhookUrl(change.target, ports.allowLoopback);
    if (target instanceof AppError) throw target;
    if (await ports.isForbiddenHost(target)) throw forbiddenAddress();
    const secret = await ports.transaction(async (tx) => {
      await saveAddress(ports, tx, officialId, 'webhook', { ...change, target });
      if (await ports.addresses.hasSecret(tx, officialId)) return undefined;
      const made = ports.newSecret();
      await ports.addresses.addSecret(tx, officialId, made, new Date(0));
      return made;
    });
    return { book: await ports.addresses.read(officialId), ...(secret !== undefined && { secret }) };
  };

/** Takes an address away; what waits to be sent there is cancelled when its turn comes. Errors: `notification.no-address`. */
export const makeRemoveAddress =
  ({ transaction, addresses, audit }: ChangeAddressesPorts) =>
  (officialId: string, channel: PersonalChannel): Promise<void> =>
    transaction(async (tx) => {
      if (!(await addresses.remove(tx, officialId, channel))) throw noAddress(channel);
      await audit(tx, { action: 'address.removed', resource: 'inbox', target: channel });
    });

export const noAddress = (channel: PersonalChannel): AppError =>
  new AppError('notification.no-address', 'not-found', `You have no ${channel} address; set one first.`);

async function saveAddress(
  { addresses, audit }: ChangeAddressesPorts,
  tx: Executor,
  officialId: string,
  channel: PersonalChannel,
  change: AddressChange,
): Promise<void> {
  await addresses.save(tx, officialId, channel, change);
  await audit(tx, {
    action: 'address.set',
    resource: 'inbox',
    target: channel,
    after: { ...change, target: maskAddress(channel, change.target) },
  });
}

const forbiddenAddress = (): AppError => {
  const detail = 'leads to a private, local or otherwise reserved address, which webhooks must not call';
  return new AppError('notification.forbidden-webhook-address', 'invalid', `The webhook's host ${detail}.`, {
    errors: [{ pointer: '/url', code: 'forbidden-address', detail }],
  });
};
