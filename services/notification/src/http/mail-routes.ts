import { AppError } from '@yuanqu/domain';
import type { Principal, RoutePlugin } from '@yuanqu/service-kit';
import { Type } from 'typebox';
import { parseDeliveryId } from '../domain/delivery-id.ts';
import { InstantSchema } from './schemas.ts';
import { seesEverybodys } from './sees-everybodys.ts';

/** A folder of mails as its adapter gives it. */
export interface MailRoutesOptions {
  readonly list: (limit: number) => Promise<readonly StoredMail[]>;
  readonly read: (id: string) => Promise<string | undefined>;
}

interface StoredMail {
  readonly id: string;
  readonly writtenAt: Date;
  readonly bytes: number;
}

const tags = ['mails'];
const access = { resource: 'inbox', action: 'read' } as const;
const shown = 500;

/** The mails that a folder got instead of a mail server: for demos and tests. */
export const mailRoutes =
  ({ list, read }: MailRoutesOptions): RoutePlugin =>
  (app) => {
    const mail = Type.Object({ id: Type.String(), writtenAt: InstantSchema, bytes: Type.Integer() });
    const Mails = Type.Object({ items: Type.Array(mail) });
    const listSchema = {
      tags,
      summary: 'Mails written to the mail folder, newest first',
      response: { 200: Mails },
    };
    app.get('/mails', { schema: listSchema, config: { access } }, async ({ principal }) => ({
      items: (await list(shown)).filter(({ id }) => maySee(principal, id)).map(toMail),
    }));

    const params = Type.Object({ id: Type.String({ maxLength: 100 }) });
    const readSchema = {
      tags,
      summary: 'A mail as it would have been sent',
      produces: ['message/rfc822'],
      params,
      response: { 200: Type.String({ description: 'The mail with its headers (RFC 5322)' }) },
    };
    app.get(
      '/mails/:id',
      { schema: readSchema, config: { access } },
      async ({ principal, params }, reply) => {
        const text = maySee(principal, params.id) ? await read(params.id) : undefined;
        if (text === undefined)
          throw new AppError('notification.unknown-mail', 'not-found', 'There is no such mail.');
        return reply.type('message/rfc822; charset=utf-8').send(text);
      },
    );
  };

const maySee = (principal: Principal, id: string): boolean =>
  seesEverybodys(principal) || parseDeliveryId(id)?.officialId === principal.subject;

const toMail = ({ id, writtenAt, bytes }: StoredMail) => ({ id, writtenAt: writtenAt.toISOString(), bytes });
