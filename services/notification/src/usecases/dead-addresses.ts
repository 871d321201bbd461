import type { OutsideChannel } from '../domain/channel.ts';

/** An address that takes nothing any more. */
export interface DeadAddress {
  /** A person's account, or a robot. */
  readonly recipientId: string;
  readonly channel: OutsideChannel;
  /** The person's user name; null for a chat. */
  readonly username: string | null;
  /** Masked; a chat's name. */
  readonly address: string;
  readonly since: Date;
  readonly reason: string | null;
  /** Deliveries that were given up or cancelled there, and may be tried again by hand. */
  readonly lost: number;
  /** Deliveries that still wait for it. */
  readonly waiting: number;
}

/** Whose addresses somebody sees: everybody's, or their own and those of the chats they run. */
export interface DeadAddressFilter {
  readonly everybodys: boolean;
  readonly officialId: string;
  readonly chats: { readonly parks: '*' | readonly string[]; readonly roles: readonly string[] };
  readonly after?: { readonly since: Date; readonly recipientId: string; readonly channel: string };
}

/** The latest found first. */
export type ListDeadAddresses = (filter: DeadAddressFilter, limit: number) => Promise<readonly DeadAddress[]>;
