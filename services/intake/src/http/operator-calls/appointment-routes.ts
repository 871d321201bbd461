import { InstantSchema } from '@yuanqu/domain';
import { OperatorCode, ParkCode, Uuid } from '@yuanqu/events';
import {
  type Access,
  answerCase,
  type App,
  expectedRevision,
  expectedRevisionIfGiven,
  ifMatchHeader,
  type RoutePlugin,
  whoOf,
} from '@yuanqu/service-kit';
import { Type } from 'typebox';
import type { ListedItem } from '../../usecases/operator-calls/call-ports.ts';
import type { ChangeAppointment } from '../../usecases/operator-calls/change-appointment.ts';
import { momentOf, Until } from '../moment.ts';
import { toWire } from '../to-wire.ts';
import { Words } from './call-schemas.ts';
import { Checklist, ChecklistBody, HandoverItem, handoverOnWire, tags } from './handover-schemas.ts';

export interface AppointmentRoutesOptions {
  readonly changeAppointment: ChangeAppointment;
  readonly listItems: () => Promise<readonly ListedItem[]>;
  readonly saveItem: (item: Omit<ListedItem, 'revision'>, expected: number | undefined) => Promise<void>;
}

/** Contracts renewed and left by agreement; the checklist of hand-overs (`/handover-items`). */
export const appointmentRoutes =
  ({ changeAppointment, listItems, saveItem }: AppointmentRoutesOptions): RoutePlugin =>
  (app: App) => {
    app.post(
      '/parks/:park/operator-contracts/:id/renew',
      { schema: renewSchema, config: { access: writes } },
      async (request) => {
        const { body } = request;
        const until = body.until === undefined ? undefined : momentOf(body.until);
        return toWire(await changeAppointment.renew(onContract(request), until));
      },
    );
    app.post(
      '/parks/:park/operator-contracts/:id/exit',
      { schema: exitSchema, config: { access: writes } },
      async (request, reply) => {
        const { body } = request;
        const on = onContract(request);
        const handover = await changeAppointment.exit(on, momentOf(body.until), body.reason);
        return answerCase(reply, handover, handoverOnWire);
      },
    );
    app.get(
      '/handover-items',
      { schema: listSchema, config: { access: { resource: 'operators', action: 'read' } } },
      async () => ({ items: [...(await listItems())] }),
    );
    app.put(
      '/handover-items/:code',
      // The list is the district's: the leading group's office alone sets it, as it does the policies.
      { schema: saveSchema, config: { access: { resource: 'policies', action: 'decide' } } },
      async (request) => {
        const { params, body } = request;
        const { code } = params;
        const { retired = false, ...item } = body;
        await saveItem({ code, ...item, retired }, expectedRevisionIfGiven(request));
        return { items: [...(await listItems())] };
      },
    );
  };

type OnOne = Parameters<typeof whoOf>[0] &
  Parameters<typeof expectedRevision>[0] & {
    readonly params: { readonly park: string; readonly id: string };
  };

const onContract = (request: OnOne) => ({
  ...request.params,
  expected: expectedRevision(request),
  who: whoOf(request),
});

const writes: Access = { resource: 'operators', action: 'write', park: ({ params }) => params['park'] };

const params = Type.Object({ park: ParkCode, id: Uuid });
const Contract = Type.Object({
  id: Uuid,
  operator: OperatorCode,
  park: ParkCode,
  from: InstantSchema,
  until: Type.Optional(InstantSchema),
  revision: Type.Optional(Type.Integer({ description: 'For If-Match' })),
});

const renewSchema = {
  tags,
  summary: 'Renew a contract: a new one from its end on, without a break',
  params,
  headers: Type.Object(ifMatchHeader),
  body: Type.Object({ until: Type.Optional(Until) }, { additionalProperties: false }),
  response: { 200: Contract },
};
const exitSchema = {
  tags,
  summary: 'An operator leaves by agreement: its contract ends, the hand-over and a call are opened',
  params,
  headers: Type.Object(ifMatchHeader),
  body: Type.Object({ until: Until, reason: Words(500) }, { additionalProperties: false }),
  response: { 200: HandoverItem },
};
const listSchema = { tags, summary: 'What a leaving operator hands over', response: { 200: Checklist } };
const saveSchema = {
  tags,
  summary:
    'Add (without If-Match), change or retire a line of the checklist; hand-overs that are open keep theirs',
  params: Type.Object({
    code: Type.String({
      pattern: '^[a-z][a-z0-9-]{0,39}$',
      description: 'Small letters, digits and hyphens, such as software-operator',
    }),
  }),
  headers: Type.Object(ifMatchHeader),
  body: ChecklistBody,
  response: { 200: Checklist },
};
