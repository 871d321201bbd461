import type { Executor } from '@yuanqu/messaging';

export type JobOutcome = 'done' | 'failed' | 'cut-off';

/** What is known of a job's runs. */
export interface JobRun {
  readonly name: string;
  readonly startedAt: Date;
  /** Undefined while it runs. */
  readonly endedAt: Date | undefined;
  readonly outcome: JobOutcome | undefined;
  readonly durationMs: number | undefined;
  readonly error: string | undefined;
  readonly succeededAt: Date | undefined;
}

export interface EndedRun {
  readonly at: Date;
  readonly outcome: JobOutcome;
  readonly durationMs: number;
  readonly error: string | undefined;
}

/** Remembers that a job has begun. */
export async function beginRun(db: Executor, name: string, at: Date): Promise<void> {
  await db.query(
    `INSERT INTO chassis.job_run (name, started_at) VALUES ($1, $2)
     ON CONFLICT (name) DO UPDATE SET started_at = $2, ended_at = NULL, outcome = NULL, duration_ms = NULL, error = NULL`,
    [name, at],
  );
}

/** Remembers how it ended. */
export async function endRun(db: Executor, name: string, run: EndedRun): Promise<void> {
  await db.query(
    `UPDATE chassis.job_run SET ended_at = $2, outcome = $3, duration_ms = $4, error = $5,
            succeeded_at = CASE WHEN $3 = 'done' THEN $2 ELSE succeeded_at END
     WHERE name = $1`,
    [name, run.at, run.outcome, run.durationMs, run.error],
  );
}

export async function listRuns(db: Executor): Promise<readonly JobRun[]> {
  const { rows } = await db.query<Row>(
    'SELECT name, started_at, ended_at, outcome, duration_ms, error, succeeded_at FROM chassis.job_run',
  );
  return rows.map((row) => ({
    name: row.name,
    startedAt: row.started_at,
    endedAt: row.ended_at ?? undefined,
    outcome: row.outcome ?? undefined,
    durationMs: row.duration_ms ?? undefined,
    error: row.error ?? undefined,
    succeededAt: row.succeeded_at ?? undefined,
  }));
}

interface Row {
  readonly name: string;
  readonly started_at: Date;
  readonly ended_at: Date | null;
  readonly outcome: JobOutcome | null;
  readonly duration_ms: number | null;
  readonly error: string | null;
  readonly succeeded_at: Date | null;
}
