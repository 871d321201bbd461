import { isUuid } from '@yuanqu/domain';
import { type Channel, channels } from './channel.ts';

/** What a delivery is: this event, to this person, on this channel. There is never a second one. */
export interface DeliveryKey {
  readonly eventId: string;
  readonly officialId: string;
  readonly channel: Channel;
}

/**
 * The id that receivers see (`webhook-id`, Message-ID, file name). It follows from what the delivery is, so a
 * repetition carries the same one whatever happened here: a kill, a restore, a second read model.
 */
export const deliveryId = ({ eventId, officialId, channel }: DeliveryKey): string =>
  `${eventId}_${officialId}_${channel}`;

/** The delivery an id stands for, if it has the shape of one. */
export function parseDeliveryId(id: string): DeliveryKey | undefined {
  const [eventId = '', officialId = '', channel = '', ...rest] = id.split('_');
  if (rest.length > 0 || !isUuid(eventId) || !isUuid(officialId) || !isChannel(channel)) return undefined;
  return { eventId, officialId, channel };
}

const isChannel = (text: string): text is Channel => (channels as readonly string[]).includes(text);
