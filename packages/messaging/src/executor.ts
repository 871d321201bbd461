/** The narrowest thing that runs SQL: a `pg` pool or client, or a Prisma transaction wrapped to look like one. */
export interface Executor {
  query<Row extends object>(sql: string, values?: unknown[]): Promise<Rows<Row>>;
}

export interface Rows<Row> {
  rows: Row[];
  rowCount: number | null;
}
