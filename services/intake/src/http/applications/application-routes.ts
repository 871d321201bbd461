import {
  accessToCase,
  type App,
  caseById,
  caseRoutes,
  type ReadCases,
  type RoutePlugin,
  withinReach,
} from '@yuanqu/service-kit';
import { Type } from 'typebox';
import { unknownApplication } from '../../domain/applications/application-decider.ts';
import { type Application, applicationStatuses } from '../../domain/applications/application.ts';
import { applicationOnWire } from './application-on-wire.ts';
import { ApplicationItem, tags } from './application-schemas.ts';

/** `/applications`, one of them and its history. */
export const applicationRoutes = (cases: ReadCases<Application>): RoutePlugin =>
  caseRoutes({
    path: '/applications',
    resource: 'applications',
    tags,
    title: 'Applications to move in',
    statuses: applicationStatuses,
    cases,
    unknown: unknownApplication,
    item: ApplicationItem,
    onWire: applicationOnWire,
    factOnWire: withoutContent,
  });

// The history is read by more people than handle the case: it shows no contact.
function withoutContent(fact: { readonly kind: string }): { readonly kind: string } {
  if (!('content' in fact)) return fact;
  const { content: _, ...rest } = fact;
  return rest;
}

/** `GET /applications/{id}/contact`: in the clear, for those who may unmask. */
export const applicationContactRoutes =
  ({ read }: Pick<ReadCases<Application>, 'read'>): RoutePlugin =>
  (app: App) => {
    app.get(
      '/applications/:id/contact',
      { schema: contactSchema, config: { access: accessToCase('unmasked', 'read', read), audit: 'read' } },
      async (request) => {
        const { state } = withinReach(await read(request.params.id), request, unknownApplication);
        return state.content.applicant.contact;
      },
    );
  };

const contactSchema = {
  tags,
  summary: 'The contact in the clear; the reason goes into the audit trail',
  ...caseById,
  querystring: Type.Object({ reason: Type.String({ minLength: 3, maxLength: 200 }) }),
  response: { 200: Type.Object({ name: Type.String(), phone: Type.String() }) },
};
