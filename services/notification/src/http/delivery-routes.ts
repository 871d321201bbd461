import { AppError } from '@yuanqu/domain';
import {
  type App,
  decodeCursor,
  PageOf,
  pageQuery,
  type Principal,
  type RoutePlugin,
  toPage,
} from '@yuanqu/service-kit';
import { Type } from 'typebox';
import { type DeliveryKey, deliveryId, parseDeliveryId } from '../domain/delivery-id.ts';
import {
  type ListLedger,
  notDead,
  type ReadLedgerEntry,
  type RetryDelivery,
  unknownDelivery,
} from '../usecases/ledger.ts';
import {
  Delivery,
  DeliveryWithAttempts,
  StateSchema,
  toDelivery,
  toDeliveryWithAttempts,
} from './delivery-item.ts';
import { ChannelSchema } from './schemas.ts';
import { seesEverybodys } from './sees-everybodys.ts';

export interface DeliveryRoutesOptions {
  readonly listLedger: ListLedger;
  readonly readLedgerEntry: ReadLedgerEntry;
  readonly retryDelivery: RetryDelivery;
  /** Something became due. */
  readonly nudge: () => void;
}

/** The ledger: who was told what, where and when. People see their own; administrators and auditors see all. */
export const deliveryRoutes =
  (options: DeliveryRoutesOptions): RoutePlugin =>
  (app) => {
    listRoute(app, options);
    oneRoute(app, options);
    retryRoute(app, options);
  };

const tags = ['deliveries'];
const read = { resource: 'inbox', action: 'read' } as const;
const write = { resource: 'dead-letters', action: 'write' } as const;
const params = Type.Object({ id: Type.String({ maxLength: 100 }) });
const uuid = (description: string) => Type.Optional(Type.String({ format: 'uuid', description }));

function listRoute(app: App, { listLedger }: DeliveryRoutesOptions): void {
  const querystring = Type.Object(
    {
      ...pageQuery,
      state: Type.Optional(StateSchema),
      channel: Type.Optional(ChannelSchema),
      event: uuid('An event’s id'),
      person: uuid('An account’s id'),
    },
    { additionalProperties: false },
  );
  const schema = {
    tags,
    summary: 'Deliveries, newest events first',
    querystring,
    response: { 200: PageOf(Delivery) },
  };
  app.get('/deliveries', { schema, config: { access: read } }, async ({ principal, query }) => {
    const { state, channel, event, person, limit } = query;
    const officialId = seesEverybodys(principal) ? person : ownOnly(principal, person);
    const after = positionOf(query.cursor);
    const rows = await listLedger(
      {
        ...(state && { state }),
        ...(channel && { channel }),
        ...(event && { eventId: event }),
        ...(officialId && { officialId }),
        ...(after && { after }),
      },
      limit + 1,
    );
    const page = toPage(rows, limit, { item: toDelivery, position: deliveryId });
    return { ...page, items: [...page.items] };
  });
}

function oneRoute(app: App, { readLedgerEntry }: DeliveryRoutesOptions): void {
  const schema = {
    tags,
    summary: 'A delivery and its failed attempts',
    params,
    response: { 200: DeliveryWithAttempts },
  };
  app.get('/deliveries/:id', { schema, config: { access: read } }, async ({ principal, params }) => {
    const key = keyOf(params.id);
    const visible = seesEverybodys(principal) || key.officialId === principal.subject;
    const found = visible ? await readLedgerEntry(key) : undefined;
    if (!found) throw unknownDelivery();
    return toDeliveryWithAttempts(found);
  });
}

function retryRoute(app: App, { retryDelivery, readLedgerEntry, nudge }: DeliveryRoutesOptions): void {
  const schema = {
    tags,
    summary: 'Try a dead or cancelled delivery once more',
    params,
    response: { 200: DeliveryWithAttempts },
  };
  app.post('/deliveries/:id/retry', { schema, config: { access: write } }, async ({ params }) => {
    const key = keyOf(params.id);
    const retried = await retryDelivery(key);
    const found = await readLedgerEntry(key);
    if (!found) throw unknownDelivery();
    if (!retried) throw notDead();
    nudge();
    return toDeliveryWithAttempts(found);
  });
}

function ownOnly({ subject }: Principal, person: string | undefined): string {
  if (person === undefined || person === subject) return subject;
  throw new AppError(
    'notification.not-your-deliveries',
    'forbidden',
    'You can see your own deliveries only; leave `person` out.',
  );
}

function keyOf(id: string): DeliveryKey {
  const key = parseDeliveryId(id);
  if (!key) throw unknownDelivery();
  return key;
}

const positionOf = (cursor: string | undefined): DeliveryKey | undefined => {
  const position = decodeCursor(Type.String({ pattern: '^[0-9a-f-]{36}_[0-9a-f-]{36}_[a-z-]+$' }), cursor);
  return position === undefined ? undefined : parseDeliveryId(position);
};
