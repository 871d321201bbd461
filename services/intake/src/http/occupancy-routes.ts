import { AppError } from '@yuanqu/domain';
import type { App, Principal, RequestContext, RoutePlugin } from '@yuanqu/service-kit';
import { type Static, Type } from 'typebox';
import type { GroupCommit } from '../usecases/group-commit.ts';
import {
  maxUpdatesPerRequest,
  OccupancyAnswer,
  OccupancyBody,
  StreamAnswerLine,
} from './occupancy-schemas.ts';
import { makeOccupancyStream, type OccupancyStreamOptions } from './occupancy-stream.ts';
import { readValue } from './read-line.ts';
import { sendingOf } from './sending.ts';
import { emptyTally, reasonOf, settleLines, updateIdOfLine } from './settle-lines.ts';

/** `POST /occupancy`: one update or up to 1,000 as JSON, or an endless stream of them as NDJSON. */
export const occupancyRoutes =
  (options: OccupancyStreamOptions): RoutePlugin =>
  (app: App) => {
    const stream = makeOccupancyStream(options);
    // The body stays a stream: lines are settled while later ones are still on their way.
    app.addContentTypeParser(ndjson, (_request, payload, done) => done(null, payload));
    app.post(
      '/occupancy',
      {
        schema: occupancySchema,
        validatorCompiler: () => checkOuterShape,
        config: {
          access: { resource: 'occupancy', action: 'write' },
          streaming: true,
          judgesTexts: true,
          audit: 'none',
        },
      },
      async (request, reply) => {
        if (!isNdjson(request.headers['content-type'])) {
          // Without a body there is nothing for the validator to look at.
          if (!request.body) throw wrongShape('is missing');
          return settleBody(options.groupCommit, request);
        }
        await stream(request, reply);
        return reply as never; // answered line by line, beside Fastify
      },
    );
  };

const ndjson = 'application/x-ndjson';

const isNdjson = (contentType: string | undefined): boolean =>
  contentType !== undefined && contentType.toLowerCase().startsWith(ndjson);

const occupancySchema = {
  tags: ['occupancy'],
  summary: 'Report what is observed of units',
  description:
    'The newest observedAt wins, ties by updateId; sending an update again changes nothing. The answer comes after the commit.',
  body: {
    content: {
      'application/json': { schema: OccupancyBody },
      [ndjson]: { schema: Type.Unknown({ description: 'One update a line, UTF-8, without end' }) },
    },
  },
  response: {
    200: {
      content: {
        'application/json': { schema: OccupancyAnswer },
        [ndjson]: { schema: StreamAnswerLine },
      },
    },
  },
};

async function settleBody(
  groupCommit: GroupCommit,
  request: { readonly body: unknown; readonly principal: Principal; readonly context: RequestContext },
): Promise<Static<typeof OccupancyAnswer>> {
  const values: readonly unknown[] = Array.isArray(request.body) ? request.body : [request.body];
  const lines = values.map(readValue);
  const settlements = await settleLines(groupCommit, sendingOf(request.principal, request.context), lines);
  const tally = emptyTally();
  const results = settlements.map((settlement, index) => {
    tally[settlement.outcome] += 1;
    const updateId = lines[index] && updateIdOfLine(lines[index]);
    const { outcome } = settlement;
    return Object.assign({ outcome }, updateId !== undefined && { updateId }, reasonOf(settlement));
  });
  return { ...tally, results };
}

function checkOuterShape(body: unknown): { value: unknown } | { error: AppError } {
  if (typeof body !== 'object' || body === null)
    return { error: wrongShape('is neither an update nor an array') };
  if (Array.isArray(body) && body.length > maxUpdatesPerRequest)
    return { error: wrongShape(`has ${body.length} updates; at most ${maxUpdatesPerRequest} are taken`) };
  return { value: body };
}

const wrongShape = (what: string): AppError =>
  new AppError(
    'intake.wrong-body',
    'invalid',
    `The body ${what}; send one update, an array of up to ${maxUpdatesPerRequest}, or more as application/x-ndjson.`,
  );
