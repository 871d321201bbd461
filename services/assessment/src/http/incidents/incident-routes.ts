import {
  accessToCase,
  accessToParkOfBody,
  answerCase,
  type App,
  caseEdit,
  caseRoutes,
  onCase,
  type ReadCases,
  ReasonBody,
  type RoutePlugin,
  whoOf,
  withinReach,
} from '@yuanqu/service-kit';
import { type Incident, incidentStatuses, unknownIncident } from '../../domain/incidents/incident.ts';
import type { CommandIncident } from '../../usecases/incidents/command-incident.ts';
import { IncidentItem, incidentOnWire, RecordBody, tags } from './incident-schemas.ts';

/** `/incidents`: what costs a park points; recorded and withdrawn by the assessor and the leading group's office. */
export const incidentRoutes = (
  cases: ReadCases<Incident>,
  commands: CommandIncident,
): readonly RoutePlugin[] => [
  caseRoutes({
    path: '/incidents',
    resource: 'figures',
    tags,
    title: 'Incidents of safety and integrity',
    statuses: incidentStatuses,
    cases,
    unknown: unknownIncident,
    item: IncidentItem,
    onWire: incidentOnWire,
  }),
  (app: App) => {
    app.post(
      '/incidents',
      { schema: recordSchema, config: { access: accessToParkOfBody('figures', 'decide') } },
      async (request, reply) => {
        const { kind: incidentKind, points, ...entry } = request.body;
        const recorded = await commands.record(
          { ...entry, incidentKind, points: Math.round(points * 100) },
          whoOf(request),
        );
        return answerCase(reply.code(201), recorded, incidentOnWire);
      },
    );
    app.post(
      '/incidents/:id/withdraw',
      { schema: withdrawSchema, config: { access: accessToCase('figures', 'decide', cases.read) } },
      async (request, reply) => {
        withinReach(await cases.read(request.params.id), request, unknownIncident);
        return answerCase(
          reply,
          await commands.withdraw(onCase(request), request.body.reason),
          incidentOnWire,
        );
      },
    );
  },
];

const recordSchema = {
  tags,
  summary:
    'Record an incident: it takes points off the month of its day, up to the limit of the month’s rule',
  body: RecordBody,
  response: { 201: IncidentItem },
};
const withdrawSchema = {
  tags,
  summary: 'Withdraw an incident; it counts no more when the month is next reckoned',
  ...caseEdit,
  body: ReasonBody,
  response: { 200: IncidentItem },
};
