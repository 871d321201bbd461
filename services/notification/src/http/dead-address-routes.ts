import {
  decodeCursor,
  grantFor,
  PageOf,
  pageQuery,
  type Principal,
  type RoutePlugin,
  toPage,
} from '@yuanqu/service-kit';
import { type Static, Type } from 'typebox';
import { outsideChannels } from '../domain/channel.ts';
import type { DeadAddress, DeadAddressFilter, ListDeadAddresses } from '../usecases/dead-addresses.ts';
import { InstantSchema, orNull } from './schemas.ts';
import { seesEverybodys } from './sees-everybodys.ts';

const Item = Type.Object({
  recipientId: Type.String({ description: 'The account’s id, or the robot’s' }),
  channel: Type.Enum([...outsideChannels]),
  username: orNull(Type.String()),
  address: Type.String({ description: 'Masked; a chat’s name' }),
  since: InstantSchema,
  reason: orNull(Type.String()),
  lost: Type.Integer({
    description: 'Given up or cancelled there; POST /deliveries/{id}/retry tries one again',
  }),
  waiting: Type.Integer(),
});

const Position = Type.Tuple([
  Type.String({ format: 'date-time' }),
  Type.String({ format: 'uuid' }),
  Type.String({ maxLength: 20 }),
]);

/** `GET /dead-addresses`: where nothing gets through any more. People see their own and their chats'. */
export const deadAddressRoutes =
  (listDeadAddresses: ListDeadAddresses): RoutePlugin =>
  (app) => {
    const schema = {
      tags: ['deliveries'],
      summary: 'Addresses that take nothing any more, the latest found first',
      querystring: Type.Object(pageQuery, { additionalProperties: false }),
      response: { 200: PageOf(Item) },
    };
    const access = { resource: 'inbox', action: 'read' } as const;
    app.get('/dead-addresses', { schema, config: { access } }, async ({ principal, query }) => {
      const position = decodeCursor(Position, query.cursor);
      const after = position && {
        since: new Date(position[0]),
        recipientId: position[1],
        channel: position[2],
      };
      const rows = await listDeadAddresses(
        { ...reachOf(principal), ...(after && { after }) },
        query.limit + 1,
      );
      const page = toPage(rows, query.limit, {
        item: toItem,
        position: ({ since, recipientId, channel }) => [since.toISOString(), recipientId, channel],
      });
      return { ...page, items: [...page.items] };
    });
  };

const reachOf = (principal: Principal): DeadAddressFilter => ({
  everybodys: seesEverybodys(principal),
  officialId: principal.subject,
  chats: { parks: grantFor(principal, 'tasks', 'write')?.parks ?? [], roles: principal.roles },
});

const toItem = ({ since, ...rest }: DeadAddress): Static<typeof Item> => ({
  ...rest,
  since: since.toISOString(),
});
