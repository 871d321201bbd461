import { AppError, type Clock } from '@yuanqu/domain';
import {
  accessToParkOfQuery,
  type App,
  decodeCursor,
  type Grant,
  PageOf,
  pageQuery,
  type Principal,
  type Role,
  type RoutePlugin,
  toPage,
} from '@yuanqu/service-kit';
import { Type } from 'typebox';
import {
  type ListSupervision,
  type ReadSupervision,
  supervisionStates,
  unknownObligation,
} from '../../usecases/acknowledgement/supervision.ts';
import { matterKinds } from '../../domain/acknowledgement/matters.ts';
import { ParkSchema, RoleSchema } from '../schemas.ts';
import {
  SupervisedItem,
  SupervisedWithHistory,
  toSupervised,
  toSupervisedWithHistory,
} from './supervised-item.ts';

export interface SupervisionRoutesOptions {
  readonly listSupervision: ListSupervision;
  readonly readSupervision: ReadSupervision;
  readonly clock: Clock;
}

/** `/supervision` (督办): what was not done, or not acknowledged, in time, and with whom it is. */
export const supervisionRoutes =
  (options: SupervisionRoutesOptions): RoutePlugin =>
  (app) => {
    listRoute(app, options);
    oneRoute(app, options);
  };

const tags = ['supervision'];

function listRoute(app: App, { listSupervision, clock }: SupervisionRoutesOptions): void {
  const querystring = Type.Object(
    {
      ...pageQuery,
      state: Type.Optional(Type.Enum([...supervisionStates], { description: 'overdue unless told' })),
      park: Type.Optional(ParkSchema),
      role: Type.Optional(RoleSchema),
      kind: Type.Optional(Type.Enum([...matterKinds], { description: 'Of what has to be done' })),
    },
    { additionalProperties: false },
  );
  const schema = {
    tags,
    summary: 'What is overdue and with whom, the longest overdue first',
    querystring,
    response: { 200: PageOf(SupervisedItem) },
  };
  const access = accessToParkOfQuery('tasks', 'read');
  app.get('/supervision', { schema, config: { access } }, async ({ principal, grant, query }) => {
    refuseOthers(principal);
    const { state = 'overdue', park, role, kind, limit, cursor } = query;
    const position = decodeCursor(Position, cursor);
    const rows = await listSupervision(
      {
        state,
        at: clock(),
        parks: park === undefined ? reachOf(grant) : [park],
        ...(role && { role }),
        ...(kind && { kind }),
        ...(position && { after: { overdueSince: new Date(position[0]), eventId: position[1] } }),
      },
      limit + 1,
    );
    const at = clock();
    const page = toPage(rows, limit, {
      item: (obligation) => toSupervised(obligation, at),
      position: ({ overdueSince, eventId }) => [overdueSince.toISOString(), eventId],
    });
    return { ...page, items: [...page.items] };
  });
}

function oneRoute(app: App, { readSupervision, clock }: SupervisionRoutesOptions): void {
  const params = Type.Object({ id: Type.String({ format: 'uuid', description: 'The event’s id' }) });
  const schema = {
    tags,
    summary: 'One matter and what became of it',
    params,
    response: { 200: SupervisedWithHistory },
  };
  const access = { resource: 'tasks', action: 'read' } as const;
  app.get(
    '/supervision/:id',
    { schema, config: { access } },
    async ({ principal, grant, params: { id } }) => {
      refuseOthers(principal);
      const found = await readSupervision(id, reachOf(grant));
      if (!found) throw unknownObligation;
      return toSupervisedWithHistory(found, clock());
    },
  );
}

const Position = Type.Tuple([Type.String({ format: 'date-time' }), Type.String({ format: 'uuid' })]);

const reachOf = ({ parks }: Grant): '*' | readonly string[] => parks;

// Who follows others up; those who are followed up have it in their inboxes.
const supervisors: ReadonlySet<Role> = new Set([
  'district-leader',
  'leading-group-office',
  'task-force',
  'auditor',
]);

function refuseOthers({ roles }: Principal): void {
  if (!roles.some((role) => supervisors.has(role))) throw notSupervisor;
}

const notSupervisor = new AppError(
  'auth.forbidden',
  'forbidden',
  '督办清单由区领导、领导小组办公室和专班查看。 The list is for the district leader, the office and task forces; your own is in GET /inbox?filter=to-acknowledge.',
);
