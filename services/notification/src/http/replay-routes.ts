import type { App, RoutePlugin } from '@yuanqu/service-kit';
import { Type } from 'typebox';
import { outsideChannels } from '../domain/channel.ts';
import { mostReplayed, type ReplayDeliveries } from '../usecases/replay-deliveries.ts';
import { InstantSchema } from './schemas.ts';

/** `POST /delivery-replays`: many dead or cancelled deliveries tried once more, counted first. */
export const replayRoutes =
  (replayDeliveries: ReplayDeliveries): RoutePlugin =>
  (app: App) => {
    app.post('/delivery-replays', { schema, config: { access } }, async ({ query, body }) => {
      const { channel, state, from, to, count } = body;
      const { channels, ...replay } = await replayDeliveries({
        dryRun: query.dryRun ?? false,
        channel,
        states: state === undefined ? failedStates : [state],
        from: new Date(from),
        to: new Date(to),
        count,
      });
      return { ...replay, channels: [...channels] };
    });
  };

const access = { resource: 'dead-letters', action: 'write' } as const;
const failedStates = ['dead', 'cancelled'] as const;
const Channel = Type.Enum([...outsideChannels]);

const schema = {
  tags: ['deliveries'],
  summary: `Try dead and cancelled deliveries once more, at most ${mostReplayed}; what was delivered is left alone`,
  querystring: Type.Object(
    { dryRun: Type.Optional(Type.Boolean({ description: 'Only count' })) },
    { additionalProperties: false },
  ),
  body: Type.Object(
    {
      channel: Type.Optional(Channel),
      state: Type.Optional(Type.Enum([...failedStates], { description: 'Either unless told' })),
      from: InstantSchema,
      to: { ...InstantSchema, description: 'Planned before this' },
      count: Type.Optional(
        Type.Integer({ minimum: 0, description: 'What the dry run found; wanted without dryRun' }),
      ),
    },
    { additionalProperties: false },
  ),
  response: {
    200: Type.Object({
      dryRun: Type.Boolean(),
      deliveries: Type.Integer(),
      recipients: Type.Integer({ description: 'People and group chats' }),
      channels: Type.Array(Type.Object({ channel: Channel, deliveries: Type.Integer() })),
    }),
  },
};
