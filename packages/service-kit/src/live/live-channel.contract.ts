import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LiveChannel } from './live-channel.ts';

/** What every live channel does; run over each adapter. `open` gives two ends of the same channel: the same object or two instances. */
export function liveChannelContract(
  name: string,
  open: () => Promise<readonly [LiveChannel, LiveChannel]>,
): void {
  describe(`live channel ${name}`, () => {
    let here: LiveChannel;
    let there: LiveChannel;

    beforeEach(async () => {
      [here, there] = await open();
    });
    afterEach(async () => {
      await Promise.all([here.stop(), there.stop()]);
    });

    const listen = async (channel: string) => {
      const received: unknown[] = [];
      const unsubscribe = await there.subscribe(channel, (message) => void received.push(message));
      return { received, unsubscribe };
    };

    it('carries a message to every subscriber of its channel and to no other', async () => {
      const [one, two, other] = [
        await listen('park/software'),
        await listen('park/software'),
        await listen('park/other'),
      ];
      here.publish('park/software', { let: 3 });
      here.publish('park/other', 'last');
      await expect
        .poll(() => [one.received, two.received, other.received])
        .toEqual([[{ let: 3 }], [{ let: 3 }], ['last']]);
    });

    it('keeps the order of a channel', async () => {
      const { received } = await listen('park/software');
      for (let i = 0; i < 100; i += 1) here.publish('park/software', i);
      await expect.poll(() => received).toEqual(Array.from({ length: 100 }, (_, i) => i));
    });

    it('sends nothing more to who has left, and goes on for who has not', async () => {
      const [leaving, staying] = [await listen('park/software'), await listen('park/software')];
      leaving.unsubscribe();
      leaving.unsubscribe();
      here.publish('park/software', 'after');
      await expect.poll(() => staying.received).toEqual(['after']);
      expect(leaving.received).toEqual([]);
    });

    it('takes one back who has left', async () => {
      (await listen('park/software')).unsubscribe();
      const again = await listen('park/software');
      here.publish('park/software', 'back');
      await expect.poll(() => again.received).toEqual(['back']);
    });

    it('does not let a subscriber that fails hold up the others', async () => {
      await there.subscribe('park/software', () => {
        throw new Error('broken browser');
      });
      const { received } = await listen('park/software');
      here.publish('park/software', 1);
      await expect.poll(() => received).toEqual([1]);
    });

    it('hands over a copy, as a wire does', async () => {
      const { received } = await listen('park/software');
      const message = { figures: [1] };
      here.publish('park/software', message);
      message.figures.push(2);
      await expect.poll(() => received).toEqual([{ figures: [1] }]);
    });
  });
}
