import { AppError, Month, Uscc } from '@yuanqu/domain';
import { MonthText, ParkCode } from '@yuanqu/events';
import {
  type Access,
  type App,
  decodeCursor,
  expectedRevisionIfGiven,
  type Grant,
  ifMatchOnceThereHeader,
  PageOf,
  pageQuery,
  type RoutePlugin,
  sendRevision,
  toPage,
} from '@yuanqu/service-kit';
import { type Static, Type } from 'typebox';
import { amountNames, type FiguresReport } from '../../domain/figures/figures.ts';
import type { ListedFigures, ListFigures } from '../../usecases/figures/figures-ports.ts';
import type { ReportOne } from '../../usecases/figures/report-one.ts';
import { notYourEnterprise, reachOf } from '../reach-of.ts';
import { toWire } from '../to-wire.ts';
import { CorrectionBody, FiguresItem, ReportAnswer, ReportBody } from './figures-schemas.ts';

export interface FiguresRoutesOptions {
  readonly reportOne: ReportOne;
  readonly listFigures: ListFigures;
}

/**
 * `GET /enterprises/{uscc}/figures`, `PUT …/{park}/{month}` by the enterprise or its park, `POST …/correction` by the
 * district's assessor.
 */
export const figuresRoutes =
  ({ reportOne, listFigures }: FiguresRoutesOptions): RoutePlugin =>
  (app: App) => {
    app.get(
      '/enterprises/:uscc/figures',
      { schema: listSchema, config: { access: reads } },
      async ({ grant, principal, params, query }) => {
        const uscc = valid(Uscc.parse(params.uscc));
        const { scope, only = uscc } = reachOf(grant, principal);
        if (only !== uscc) throw notYourEnterprise;
        const { cursor, limit, park } = query;
        const found = await listFigures({
          uscc,
          scope,
          park,
          from: monthOf(query.from),
          until: monthOf(query.until),
          after: decodeCursor(Type.Tuple([Type.String(), Type.String()]), cursor),
          limit: limit + 1,
        });
        return toWire(toPage(found, limit, { item: itemOf, position: ({ month, park: at }) => [month, at] }));
      },
    );
    app.put(
      '/enterprises/:uscc/figures/:park/:month',
      { schema: reportSchema, config: { access: writes } },
      async (request, reply) => {
        const { params, body, grant, principal, context } = request;
        const { scope, only } = reachOf(grant, principal);
        const answer = await reportOne(reportOf(params, body), {
          scope,
          only,
          by: principal.subject,
          context,
          expected: expectedRevisionIfGiven(request),
          leftOut: 'refused',
          needsReason: false,
        });
        if (answer.version !== undefined) sendRevision(reply, answer.version);
        return toWire(answer);
      },
    );
    app.post(
      '/enterprises/:uscc/figures/:park/:month/correction',
      { schema: correctionSchema, config: { access: corrects } },
      async (request, reply) => {
        const { params, body, principal, context } = request;
        const answer = await reportOne(reportOf(params, body), {
          scope: '*',
          only: undefined,
          by: principal.subject,
          context,
          expected: expectedRevisionIfGiven(request),
          leftOut: 'kept',
          needsReason: true,
        });
        if (answer.version !== undefined) sendRevision(reply, answer.version);
        return toWire(answer);
      },
    );
  };

const parkOf = ({
  params,
  grant,
}: {
  readonly params: Readonly<Record<string, string>>;
  readonly grant: Grant;
}): string | undefined => (grant.scope === 'own' ? undefined : params['park']);

const reads: Access = { resource: 'enterprises', action: 'read' };
const writes: Access = { resource: 'enterprises', action: 'write', park: parkOf };
const corrects: Access = { resource: 'figures', action: 'write', park: parkOf };

function reportOf(
  { uscc, park, month }: Static<typeof place>,
  { stage, source, reason, ...amounts }: Static<typeof ReportBody>,
): FiguresReport {
  const { outputFen, revenueFen, taxFen, staff } = amounts;
  return {
    uscc: valid(Uscc.parse(uscc)),
    park,
    month: valid(Month.parse(month)),
    stage,
    source: source.trim(),
    outputFen: fen(outputFen),
    revenueFen: fen(revenueFen),
    taxFen: fen(taxFen),
    staff: staff ?? undefined,
    reason: reason?.trim(),
    drops: amountNames.filter((name) => amounts[name] === null),
  };
}

const fen = (text: string | null | undefined): bigint | undefined =>
  text === undefined || text === null ? undefined : BigInt(text);

const monthOf = (text: string | undefined): Month | undefined =>
  text === undefined ? undefined : valid(Month.parse(text));

const valid = <T>(value: T | AppError): T => {
  if (value instanceof AppError) throw value;
  return value;
};

function itemOf({ park, month, versions }: ListedFigures): Static<typeof FiguresItem> {
  const [current, ...earlier] = versions.map((version) =>
    toWire({
      ...version,
      outputFen: version.outputFen?.toString(),
      revenueFen: version.revenueFen?.toString(),
      taxFen: version.taxFen?.toString(),
    }),
  );
  if (!current) throw new Error('figures without a version were read');
  return { park, month, current, earlier };
}

const tags = ['figures'];
const ofEnterprise = { uscc: Type.String({ maxLength: 40, description: 'Unified social credit code' }) };
const place = Type.Object({ ...ofEnterprise, park: ParkCode, month: MonthText });

const listSchema = {
  tags,
  summary: 'An enterprise’s monthly figures in the caller’s parks, newest month first, with every version',
  params: Type.Object(ofEnterprise),
  querystring: Type.Object({
    ...pageQuery,
    park: Type.Optional(ParkCode),
    from: Type.Optional(MonthText),
    until: Type.Optional(MonthText),
  }),
  response: { 200: PageOf(FiguresItem) },
};

const edit = {
  tags,
  params: place,
  headers: Type.Object(ifMatchOnceThereHeader),
  response: { 200: ReportAnswer },
};

const reportSchema = {
  ...edit,
  summary:
    'Report a month’s figures, all of them (a known amount that is left out is refused, null drops it): the first time without If-Match, then with the version seen',
  body: ReportBody,
};

const correctionSchema = {
  ...edit,
  summary:
    'Enter or correct a month’s figures for the district, with the reason; what is left out stays as it is, null drops it',
  body: CorrectionBody,
};
