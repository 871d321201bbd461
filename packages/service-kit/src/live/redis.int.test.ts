import { randomUUID } from 'node:crypto';
import { describeWithRedis, redisUrl } from '@yuanqu/testing';
import { pino } from 'pino';
import { liveChannelContract } from './live-channel.contract.ts';
import { redisLiveChannel } from './redis.ts';

describeWithRedis('over Redis', () => {
  liveChannelContract('between two instances', async () => {
    const options = {
      url: await redisUrl(),
      prefix: `test:${randomUUID()}:`,
      log: pino({ level: 'silent' }),
    };
    return [await redisLiveChannel(options), await redisLiveChannel(options)];
  });
});
