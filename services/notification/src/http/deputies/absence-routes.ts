import type { Clock } from '@yuanqu/domain';
import type { RoutePlugin } from '@yuanqu/service-kit';
import { type Static, Type } from 'typebox';
import type {
  AbsenceStore,
  makeAddAbsence,
  makeEndAbsence,
  NamedAbsence,
} from '../../usecases/deputies/change-absences.ts';
import { InstantSchema } from '../schemas.ts';

export interface AbsenceRoutesOptions {
  readonly listAbsences: AbsenceStore['list'];
  readonly listCandidates: AbsenceStore['candidates'];
  readonly addAbsence: ReturnType<typeof makeAddAbsence>;
  readonly endAbsence: ReturnType<typeof makeEndAbsence>;
  readonly clock: Clock;
}

const tags = ['absences'];
const read = { resource: 'inbox', action: 'read' } as const;
const write = { resource: 'inbox', action: 'write' } as const;
const candidatesShown = 500;

const Person = Type.Object({ id: Type.String(), username: Type.String(), name: Type.String() });
const Item = Type.Object({
  id: Type.String(),
  person: Person,
  deputy: Person,
  from: InstantSchema,
  until: InstantSchema,
});
const Body = Type.Object(
  {
    deputy: Type.String({ format: 'uuid', description: 'The account’s id of who is told meanwhile' }),
    from: InstantSchema,
    until: InstantSchema,
  },
  { additionalProperties: false },
);

/** `/absences`: when the caller is away and who stands in for them, and for whom they stand in. */
export const absenceRoutes =
  ({ listAbsences, listCandidates, addAbsence, endAbsence, clock }: AbsenceRoutesOptions): RoutePlugin =>
  (app) => {
    const list = async (subject: string) => ({ items: (await listAbsences(subject, clock())).map(toItem) });
    const response = { 200: Type.Object({ items: Type.Array(Item) }) };
    const listSchema = { tags, summary: 'Your absences, and those in which you stand in', response };
    app.get('/absences', { schema: listSchema, config: { access: read } }, ({ principal }) =>
      list(principal.subject),
    );

    const addSchema = {
      tags,
      summary: 'Say when you are away and who is told meanwhile; answers all of yours',
      body: Body,
      response: { 201: response[200] },
    };
    app.post(
      '/absences',
      { schema: addSchema, config: { access: write } },
      async ({ principal, body }, reply) => {
        const { deputy, from, until } = body;
        await addAbsence(principal.subject, { deputy, from: new Date(from), until: new Date(until) });
        return reply.code(201).send(await list(principal.subject));
      },
    );

    const params = Type.Object({ id: Type.String({ format: 'uuid' }) });
    const endSchema = {
      tags,
      summary: 'You are back, or stay after all',
      params,
      response: { 204: Type.Null() },
    };
    app.delete(
      '/absences/:id',
      { schema: endSchema, config: { access: write } },
      async ({ principal, params: { id } }, reply) => {
        await endAbsence(principal.subject, id);
        return reply.code(204).send(null);
      },
    );

    const candidates = Type.Object({ items: Type.Array(Person) });
    const candidatesSchema = {
      tags,
      summary: 'Who can stand in for you: has your roles and reaches your parks',
      response: { 200: candidates },
    };
    app.get(
      '/deputy-candidates',
      { schema: candidatesSchema, config: { access: read } },
      async ({ principal }) => ({
        items: (await listCandidates(principal.subject, candidatesShown)).map(({ id, username, name }) => ({
          id,
          username,
          name,
        })),
      }),
    );
  };

const toItem = ({ id, official, deputy, from, until }: NamedAbsence): Static<typeof Item> => ({
  id,
  person: official,
  deputy,
  from: from.toISOString(),
  until: until.toISOString(),
});
