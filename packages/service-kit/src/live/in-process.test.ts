import { pino } from 'pino';
import { inProcessLiveChannel } from './in-process.ts';
import { liveChannelContract } from './live-channel.contract.ts';

liveChannelContract('in process', async () => {
  const channel = inProcessLiveChannel(pino({ level: 'silent' }));
  return [channel, channel];
});
