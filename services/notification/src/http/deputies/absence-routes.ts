import { AppError, type Clock } from '@yuanqu/domain';
import type { App, RoutePlugin } from '@yuanqu/service-kit';
import type { FastifyRequest } from 'fastify';
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

/** `/absences` and `/deputy-candidates`: one's own; the same below `/officials/{person}` for a colleague who fell ill. */
export const absenceRoutes =
  (options: AbsenceRoutesOptions): RoutePlugin =>
  (app) => {
    for (const whose of [own, ofColleagues]) {
      addAbsenceRoutes(app, options, whose);
      addCandidateRoute(app, options, whose);
    }
  };

const own = { prefix: '', access: { read, write } } as const;
const ofColleagues = {
  prefix: '/officials/:person',
  access: {
    read: { resource: 'accounts', action: 'read' },
    write: { resource: 'accounts', action: 'write' },
  },
} as const;

type Whose = typeof own | typeof ofColleagues;

/** Whose absences a call is about. A park's operator keeps the accounts of its clients alone, no colleagues'. */
function personOf({ params, principal, grant }: Asking): string {
  const { person } = params as { readonly person?: string };
  if (person === undefined) return principal.subject;
  if (grant.scope === 'district') return person;
  throw new AppError('auth.forbidden', 'forbidden', 'no role allows it');
}

const personParam = (prefix: Whose['prefix']) =>
  prefix === '' ? {} : { person: Type.String({ format: 'uuid', description: 'The account’s id' }) };

type Asking = Pick<FastifyRequest, 'params' | 'principal' | 'grant'>;

function addAbsenceRoutes(
  app: App,
  { listAbsences, addAbsence, endAbsence, clock }: AbsenceRoutesOptions,
  { prefix, access }: Whose,
): void {
  const isOwn = prefix === '';
  const person = personParam(prefix);
  const params = Type.Object(person);
  const list = async (subject: string) => ({ items: (await listAbsences(subject, clock())).map(toItem) });
  const response = { 200: Type.Object({ items: Type.Array(Item) }) };
  const listSchema = {
    tags,
    summary: isOwn ? 'Your absences, and those in which you stand in' : 'A colleague’s absences',
    params,
    response,
  };
  app.get(`${prefix}/absences`, { schema: listSchema, config: { access: access.read } }, (request) =>
    list(personOf(request)),
  );

  const addSchema = {
    tags,
    summary: isOwn
      ? 'Say when you are away and who is told meanwhile; answers all of yours'
      : 'Enter an absence for a colleague who cannot; answers all of theirs',
    params,
    body: Body,
    response: { 201: response[200] },
  };
  app.post(
    `${prefix}/absences`,
    { schema: addSchema, config: { access: access.write } },
    async (request, reply) => {
      const { deputy, from, until } = request.body;
      const away = personOf(request);
      await addAbsence(away, { deputy, from: new Date(from), until: new Date(until) });
      return reply.code(201).send(await list(away));
    },
  );

  const endSchema = {
    tags,
    summary: isOwn ? 'You are back, or stay after all' : 'A colleague is back, or stays after all',
    params: Type.Object({ ...person, id: Type.String({ format: 'uuid' }) }),
    response: { 204: Type.Null() },
  };
  app.delete(
    `${prefix}/absences/:id`,
    { schema: endSchema, config: { access: access.write } },
    async (request, reply) => {
      await endAbsence(personOf(request), request.params.id);
      return reply.code(204).send(null);
    },
  );
}

function addCandidateRoute(
  app: App,
  { listCandidates }: Pick<AbsenceRoutesOptions, 'listCandidates'>,
  { prefix, access }: Whose,
): void {
  const params = Type.Object(personParam(prefix));
  const candidatesSchema = {
    tags,
    summary:
      'Who can stand in: has the roles (or a neighbouring one where nobody else has it) and reaches the parks',
    params,
    response: { 200: Type.Object({ items: Type.Array(Person) }) },
  };
  app.get(
    `${prefix}/deputy-candidates`,
    { schema: candidatesSchema, config: { access: access.read } },
    async (request) => ({
      items: (await listCandidates(personOf(request), candidatesShown)).map(({ id, username, name }) => ({
        id,
        username,
        name,
      })),
    }),
  );
}

const toItem = ({ id, official, deputy, from, until }: NamedAbsence): Static<typeof Item> => ({
  id,
  person: official,
  deputy,
  from: from.toISOString(),
  until: until.toISOString(),
});
