import type { App, RoutePlugin } from '@yuanqu/service-kit';
import { Type } from 'typebox';
import { personalChannels } from '../domain/channel.ts';
import type {
  AddressStore,
  makeRemoveAddress,
  makeSetEmail,
  makeSetPhone,
  makeSetWebhook,
} from '../usecases/change-addresses.ts';
import type { makeRotateSecret } from '../usecases/rotate-secret.ts';
import { AddressBookSchema, toAddressBook } from './address-book.ts';
import { InstantSchema, SeveritySchema } from './schemas.ts';

export interface AddressRoutesOptions {
  readonly readAddresses: AddressStore['read'];
  readonly setEmail: ReturnType<typeof makeSetEmail>;
  readonly setPhone: ReturnType<typeof makeSetPhone>;
  readonly setWebhook: ReturnType<typeof makeSetWebhook>;
  readonly rotateSecret: ReturnType<typeof makeRotateSecret>;
  readonly removeAddress: ReturnType<typeof makeRemoveAddress>;
}

/** Where the caller is reached outside the platform, and what is let through to there. */
export const addressRoutes =
  (options: AddressRoutesOptions): RoutePlugin =>
  (app) => {
    bookRoutes(app, options);
    phoneRoute(app, options);
    webhookRoutes(app, options);
    removeRoute(app, options);
  };

const tags = ['addresses'];
const read = { resource: 'inbox', action: 'read' } as const;
const write = { resource: 'inbox', action: 'write' } as const;
const letThrough = {
  minSeverity: Type.Optional(SeveritySchema),
  paused: Type.Optional(Type.Boolean({ description: 'Keep the address, send nothing to it' })),
};

function bookRoutes(app: App, { readAddresses, setEmail }: AddressRoutesOptions): void {
  const bookSchema = { tags, summary: 'Your addresses', response: { 200: AddressBookSchema } };
  app.get('/addresses', { schema: bookSchema, config: { access: read } }, async ({ principal }) =>
    toAddressBook(await readAddresses(principal.subject)),
  );
  const body = Type.Object(
    { address: Type.String({ maxLength: 300 }), ...letThrough },
    { additionalProperties: false },
  );
  const schema = { tags, summary: 'Set where your mail goes', body, response: { 200: AddressBookSchema } };
  app.put('/addresses/email', { schema, config: { access: write } }, async ({ principal, body }) => {
    const { address, minSeverity = 'info', paused = false } = body;
    return toAddressBook(await setEmail(principal.subject, { target: address, minSeverity, paused }));
  });
}

function phoneRoute(app: App, { setPhone }: AddressRoutesOptions): void {
  const body = Type.Object(
    { phone: Type.String({ maxLength: 30, description: 'A mobile number; kept encrypted' }), ...letThrough },
    { additionalProperties: false },
  );
  const schema = {
    tags,
    summary: 'Set where your text messages go',
    body,
    response: { 200: AddressBookSchema },
  };
  app.put('/addresses/sms', { schema, config: { access: write } }, async ({ principal, body: given }) => {
    const { phone, minSeverity = 'critical', paused = false } = given;
    return toAddressBook(await setPhone(principal.subject, { target: phone, minSeverity, paused }));
  });
}

const ShownOnce = Type.Object({
  secret: Type.Optional(Type.String({ description: 'whsec_…; shown this once' })),
  previousValidUntil: Type.Optional(InstantSchema),
  addresses: AddressBookSchema,
});

function webhookRoutes(app: App, { readAddresses, setWebhook, rotateSecret }: AddressRoutesOptions): void {
  const body = Type.Object(
    { url: Type.String({ maxLength: 2_000 }), ...letThrough },
    { additionalProperties: false },
  );
  const setSchema = {
    tags,
    summary: 'Set your webhook; its signing secret comes with the first',
    body,
    response: { 200: ShownOnce },
  };
  app.put(
    '/addresses/webhook',
    { schema: setSchema, config: { access: write } },
    async ({ principal, body }, reply) => {
      const { url, minSeverity = 'info', paused = false } = body;
      const { book, secret } = await setWebhook(principal.subject, { target: url, minSeverity, paused });
      return reply.type(json).send(asBytes({ secret, addresses: toAddressBook(book) }));
    },
  );
  const rotateSchema = {
    tags,
    summary: 'Get a new signing secret; for a day the one before it signs too',
    response: { 200: ShownOnce },
  };
  app.post(
    '/addresses/webhook/secrets',
    { schema: rotateSchema, config: { access: write } },
    async ({ principal }, reply) => {
      const rotated = await rotateSecret(principal.subject);
      const addresses = toAddressBook(await readAddresses(principal.subject));
      return reply.type(json).send(asBytes({ ...rotated, addresses }));
    },
  );
}

const json = 'application/json; charset=utf-8';

/** An answer of bytes is not kept for its Idempotency-Key: a secret is stored nowhere in the clear. */
const asBytes = (answer: object): never => Buffer.from(JSON.stringify(answer), 'utf8') as never;

function removeRoute(app: App, { removeAddress }: AddressRoutesOptions): void {
  const params = Type.Object({ channel: Type.Enum([...personalChannels]) });
  const schema = { tags, summary: 'Take an address away', params, response: { 204: Type.Null() } };
  app.delete(
    '/addresses/:channel',
    { schema, config: { access: write } },
    async ({ principal, params }, reply) => {
      await removeAddress(principal.subject, params.channel);
      return reply.code(204).send(null);
    },
  );
}
