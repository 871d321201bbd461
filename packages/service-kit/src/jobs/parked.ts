import type { Executor } from '@yuanqu/messaging';

/** A row that a job could not deal with; the others went on without it. */
export interface ParkedRow {
  readonly id: string;
  /** What kind of thing it is, such as `application`. */
  readonly what: string;
  readonly park?: string | undefined;
  readonly because: string;
  /** Since when it has been due. */
  readonly dueAt?: Date | undefined;
  /** When it is tried again by itself; without, once somebody frees it. */
  readonly againAt?: Date | undefined;
}

/** What a job left lying, and how it is given another try. */
export interface Parked {
  readonly count: () => Promise<number>;
  /** By id, those after `after`. */
  readonly list: (limit: number, after?: string) => Promise<readonly ParkedRow[]>;
  /** Lets the next run try it again; false when it isn't parked. */
  readonly free: (id: string) => Promise<boolean>;
}

export interface ParkedRowsSource {
  /** Rows `(id text, what, park, because, due_at, again_at)`. */
  readonly select: string;
  /** Frees the row whose id is `$1`. */
  readonly free: string;
}

/** What is parked in a table, by a query of it. */
export const parkedRows = (db: Executor, { select, free }: ParkedRowsSource): Parked => ({
  count: async () =>
    Number((await db.query<{ n: string }>(`SELECT count(*) AS n FROM (${select}) AS p`)).rows[0]?.n ?? 0),
  list: async (limit, after) => {
    const { rows } = await db.query<Row>(
      `SELECT id, what, park, because, due_at, again_at FROM (${select}) AS p
       WHERE $2::text IS NULL OR id > $2 COLLATE "C" ORDER BY id COLLATE "C" LIMIT $1`,
      [limit, after],
    );
    return rows.map(({ id, what, park, because, due_at, again_at }) => ({
      id,
      what,
      park: park ?? undefined,
      because,
      dueAt: due_at ?? undefined,
      againAt: again_at ?? undefined,
    }));
  },
  free: async (id) => ((await db.query(free, [id])).rowCount ?? 0) > 0,
});

interface Row {
  readonly id: string;
  readonly what: string;
  readonly park: string | null;
  readonly because: string;
  readonly due_at: Date | null;
  readonly again_at: Date | null;
}
