import {
  accessToCase,
  type Action,
  answerCase,
  type App,
  caseEdit,
  onCase,
  type OnCase,
  type ReadCase,
  type RoutePlugin,
  withinReach,
} from '@yuanqu/service-kit';
import { unknownTenancy } from '../../domain/tenancies/tenancy-decider.ts';
import type { Tenancy } from '../../domain/tenancies/tenancy.ts';
import type { ClearOutTenancy } from '../../usecases/tenancies/clear-out-tenancy.ts';
import {
  HearingBody,
  HearingDecisionBody,
  NoticeBody,
  tags,
  TenancyItem,
  tenancyOnWire,
} from './tenancy-schemas.ts';

/** 清退: notice by the task force, a hearing if the tenant asks for one, decided by somebody else, and the end. */
export const clearOutRoutes =
  (read: ReadCase<Tenancy>, commands: ClearOutTenancy): RoutePlugin =>
  (app: App) => {
    const access = (action: Action) => ({ access: accessToCase('applications', action, read) });
    const on = async (request: OnOne): Promise<OnCase> => {
      withinReach(await read(request.params.id), request, unknownTenancy);
      return onCase(request);
    };
    app.post(
      '/tenancies/:id/clear-out-notice',
      { schema: noticeSchema, config: access('decide') },
      async (request, reply) => {
        const { reason, leaveInWorkingDays } = request.body;
        return answerCase(
          reply,
          await commands.giveNotice(await on(request), reason, leaveInWorkingDays),
          tenancyOnWire,
        );
      },
    );
    app.post(
      '/tenancies/:id/hearing-request',
      { schema: hearingSchema, config: access('write') },
      async (request, reply) =>
        answerCase(
          reply,
          await commands.askHearing(await on(request), request.body.statement),
          tenancyOnWire,
        ),
    );
    app.post(
      '/tenancies/:id/hearing',
      { schema: decisionSchema, config: access('decide') },
      async (request, reply) => {
        const { result, reason } = request.body;
        return answerCase(
          reply,
          await commands.decideHearing(await on(request), result, reason),
          tenancyOnWire,
        );
      },
    );
    app.post(
      '/tenancies/:id/clear-out',
      { schema: clearOutSchema, config: access('decide') },
      async (request, reply) => answerCase(reply, await commands.clearOut(await on(request)), tenancyOnWire),
    );
  };

type OnOne = Parameters<typeof onCase>[0] & Parameters<typeof withinReach>[1];

const edit = { tags, ...caseEdit, response: { 200: TenancyItem } };

const noticeSchema = {
  ...edit,
  summary: 'Give a tenant notice to leave, with five working days to ask for a hearing',
  body: NoticeBody,
};
const hearingSchema = { ...edit, summary: 'Ask for a hearing, as the tenant or for it', body: HearingBody };
const decisionSchema = {
  ...edit,
  summary: 'Decide the hearing: the notice is upheld or dropped; not by whoever gave it',
  body: HearingDecisionBody,
};
const clearOutSchema = { ...edit, summary: 'The tenant has left: the contract ends, the units are free' };
