import { Uuid } from '@yuanqu/events';
import type { App, RoutePlugin } from '@yuanqu/service-kit';
import { ParkCode } from '@yuanqu/events';
import { Type } from 'typebox';
import { occupancyStatuses } from '../../domain/occupancy-status.ts';
import { type Mismatch, mismatchReasons } from '../../usecases/tenancies/mismatches.ts';
import { parksOf } from '../reading.ts';
import { toWire } from '../to-wire.ts';

/** `GET /parks/{park}/status-mismatches`: what the tasks to settle a unit's state are about, as it is now. */
export const mismatchRoutes =
  (list: (park: string) => Promise<readonly Mismatch[]>): RoutePlugin =>
  (app: App) => {
    app.get(
      '/parks/:park/status-mismatches',
      {
        schema: listSchema,
        config: {
          access: { resource: 'applications', action: 'read', park: ({ params }) => params['park'] },
        },
      },
      async ({ grant, params: { park } }) => {
        parksOf(grant);
        const items = await list(park);
        return toWire({ count: items.length, items });
      },
    );
  };

const listSchema = {
  tags: ['tenancies'],
  summary:
    'Units that are not observed to be what the contracts say, or with somebody else in them, as of now',
  params: Type.Object({ park: ParkCode }),
  response: {
    200: Type.Object({
      count: Type.Integer(),
      items: Type.Array(
        Type.Object({
          unit: Type.String(),
          areaM2: Type.Number(),
          why: Type.Enum([...mismatchReasons]),
          observed: Type.Enum([...occupancyStatuses]),
          legal: Type.Optional(Type.Enum(['let', 'reserved', 'vacant'])),
          seen: Type.Optional(Type.String({ description: 'The credit code of who is seen in it' })),
          signed: Type.Optional(Type.String({ description: 'The credit code of who has signed for it' })),
          tenancy: Type.Optional(Uuid),
        }),
      ),
    }),
  },
};
