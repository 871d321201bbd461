import { AppError, type Clock, systemClock } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import { CronExpressionParser } from 'cron-parser';
import { type Static, Type } from 'typebox';
import type { App, RoutePlugin } from '../http/app.ts';
import { decodeCursor, PageOf, pageQuery, toPage } from '../http/page.ts';
import { type JobRun, listRuns } from '../jobs/job-runs.ts';
import type { ScheduledJob } from '../jobs/jobs.ts';
import type { Parked, ParkedRow } from '../jobs/parked.ts';

export interface JobRoutesOptions {
  readonly db: Executor;
  readonly jobs: readonly ScheduledJob[];
  readonly clock: Clock;
}

/** What the service does at fixed times, what became of it and what it left lying: `/ops/jobs` of a service. */
export const jobRoutes =
  ({ db, jobs, clock }: JobRoutesOptions): RoutePlugin =>
  (app) => {
    app.get('/ops/jobs', { schema: listSchema, config: { access: read } }, async () => {
      const runs = new Map((await listRuns(db)).map((run) => [run.name, run]));
      return { items: await Promise.all(jobs.map((job) => toItem(job, runs.get(job.name), clock))) };
    });
    parkedRoutes(app, jobs);
  };

const read = { resource: 'dead-letters', action: 'read' } as const;
const write = { resource: 'dead-letters', action: 'write' } as const;
const tags = ['ops'];
const Instant = Type.String({ format: 'date-time' });
const JobItem = Type.Object({
  name: Type.String(),
  cron: Type.String({ description: 'Asia/Shanghai' }),
  nextAt: Instant,
  startedAt: Type.Optional(Instant),
  endedAt: Type.Optional(Type.String({ format: 'date-time', description: 'Left out while it runs' })),
  outcome: Type.Optional(Type.Enum(['done', 'failed', 'cut-off'])),
  durationMs: Type.Optional(Type.Number()),
  error: Type.Optional(Type.String()),
  succeededAt: Type.Optional(
    Type.String({ format: 'date-time', description: 'The end of the last run that ended well' }),
  ),
  parked: Type.Integer({ description: 'Rows that it could not deal with: at /ops/jobs/{name}/parked' }),
});
const ParkedItem = Type.Object({
  id: Type.String(),
  what: Type.String(),
  park: Type.Optional(Type.String()),
  because: Type.String(),
  dueAt: Type.Optional(Instant),
  againAt: Type.Optional(
    Type.String({ format: 'date-time', description: 'When it is tried again by itself' }),
  ),
});
const listSchema = {
  tags,
  summary: 'The jobs of this service: their last run, how it ended, the next, what they left lying',
  response: { 200: Type.Object({ items: Type.Array(JobItem) }) },
};
const ofJob = Type.Object({ name: Type.String({ maxLength: 100 }) });
const parkedSchema = {
  tags,
  summary: 'What a job could not deal with, each with the reason; the others went on',
  params: ofJob,
  querystring: Type.Object(pageQuery),
  response: { 200: PageOf(ParkedItem) },
};
const freeSchema = {
  tags,
  summary: 'Let the job’s next run try this row again',
  params: Type.Object({ ...ofJob.properties, id: Type.String({ maxLength: 200 }) }),
  response: { 204: Type.Null() },
};

function parkedRoutes(app: App, jobs: readonly ScheduledJob[]): void {
  app.get(
    '/ops/jobs/:name/parked',
    { schema: parkedSchema, config: { access: read } },
    async ({ params, grant, query: { cursor, limit } }) => {
      // Operators see dead letters of their own stream; deadlines are the district's.
      if (grant.scope !== 'district') throw new AppError('auth.forbidden', 'forbidden', 'no role allows it');
      const after = decodeCursor(Type.String({ maxLength: 200 }), cursor);
      const rows = (await parkedOf(jobs, params.name)?.list(limit + 1, after)) ?? [];
      const page = toPage(rows, limit, { item: parkedOnWire, position: ({ id }) => id });
      return { ...page, items: [...page.items] };
    },
  );
  app.post(
    '/ops/jobs/:name/parked/:id/free',
    { schema: freeSchema, config: { access: write } },
    async ({ params }, reply) => {
      if (!(await parkedOf(jobs, params.name)?.free(params.id)))
        throw new AppError('job.not-parked', 'not-found', notParked);
      return reply.code(204).send(null);
    },
  );
}

function parkedOf(jobs: readonly ScheduledJob[], name: string): Parked | undefined {
  const job = jobs.find((one) => one.name === name);
  if (job) return job.parked;
  throw new AppError('job.unknown', 'not-found', unknownJob);
}

const unknownJob = '没有这项定时任务，名称见 /ops/jobs。There is no such job; their names are at /ops/jobs.';
const notParked =
  '该行没有被搁置，见 /ops/jobs/{name}/parked。This row is not parked; see /ops/jobs/{name}/parked.';

async function toItem(
  { name, cron, parked }: ScheduledJob,
  run: JobRun | undefined,
  clock: Clock,
): Promise<Static<typeof JobItem>> {
  return {
    name,
    cron,
    nextAt: nextAfter(cron, clock).toISOString(),
    ...(run && {
      startedAt: run.startedAt.toISOString(),
      ...(run.endedAt && { endedAt: run.endedAt.toISOString() }),
      ...(run.outcome && { outcome: run.outcome }),
      ...(run.durationMs !== undefined && { durationMs: Math.round(run.durationMs) }),
      ...(run.error !== undefined && { error: run.error }),
      ...(run.succeededAt && { succeededAt: run.succeededAt.toISOString() }),
    }),
    parked: (await parked?.count()) ?? 0,
  };
}

/** By the service's clock: the queue goes by real time, of which a demo's clock may be ahead. */
function nextAfter(cron: string, clock: Clock): Date {
  const now = systemClock();
  const next = CronExpressionParser.parse(cron, { currentDate: now, tz: 'Asia/Shanghai' }).next().getTime();
  return new Date(clock().getTime() + (next - now.getTime()));
}

const parkedOnWire = ({ dueAt, againAt, park, ...row }: ParkedRow): Static<typeof ParkedItem> => ({
  ...row,
  ...(park !== undefined && { park }),
  ...(dueAt && { dueAt: dueAt.toISOString() }),
  ...(againAt && { againAt: againAt.toISOString() }),
});
