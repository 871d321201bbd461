import { checkEntry } from '@yuanqu/service-kit';
import type { Countable } from '../../domain/operator-calls/operator-handover.ts';
import type { CountOpen, ListedItem, ListItems, SaveItem } from '../../usecases/operator-calls/call-ports.ts';

type Row = Omit<ListedItem, 'counts'> & { readonly counts: Countable | null };

export const listItems: ListItems = async (db) => {
  const { rows } = await db.query<Row>(
    'SELECT code, zh, en, counts, position, retired, revision FROM handover_item ORDER BY position, code',
  );
  return rows.map(itemOf);
};

const itemOf = ({ counts, ...item }: Row): ListedItem => ({ ...item, ...(counts !== null && { counts }) });

export const saveItem: SaveItem = async (tx, { code, zh, en, counts, position, retired }, expected) => {
  const { rowCount } = await tx.query(
    `INSERT INTO handover_item (code, zh, en, counts, position, retired) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (code) DO UPDATE SET zh = excluded.zh, en = excluded.en, counts = excluded.counts,
       position = excluded.position, retired = excluded.retired,
       revision = handover_item.revision + 1 WHERE handover_item.revision = $7`,
    [code, zh, en, counts, position, retired, expected ?? null],
  );
  if (rowCount === 1) return;
  const known = (await listItems(tx)).find((item) => item.code === code);
  checkEntry(known, expected);
};

// Clients are those whose contract runs or is signed, and whoever is seen in a unit, each once; a merged one counts as the
// other. Cases are those that somebody of the park still has to bring to an end.
export const countOpen: CountOpen = async (db, park) => {
  const { rows } = await db.query<Record<Countable, number>>(
    `WITH client AS (
       SELECT coalesce(c.party, c.id::text) AS id FROM chassis.case_file c
       WHERE c.park = $1 AND c.kind = 'tenancy' AND c.status IN ('signed', 'in-force', 'clearing-out')
         AND (c.party IS NOT NULL OR NOT EXISTS (
           SELECT FROM unit_tenancy t JOIN unit u ON u.id = t.unit WHERE t.tenancy = c.id AND u.status = 'let'))
       UNION SELECT uscc FROM unit WHERE park = $1 AND retired_at IS NULL AND status = 'let')
     SELECT
       (SELECT count(DISTINCT coalesce(a."into", c.id))::int FROM client c
        LEFT JOIN chassis.party_alias a ON a.old = c.id) AS clients,
       count(*) FILTER (WHERE kind = 'application' AND status IN ('returned', 'in-review', 'approved-in-group', 'approved')
         OR kind = 'service-request' AND status IN ('open', 'answered')
         OR kind = 'demand' AND status IN ('waiting', 'offered'))::int AS "open-cases",
       (SELECT count(*) FROM task WHERE park = $1 AND closed_at IS NULL)::int AS tasks
     FROM chassis.case_file WHERE park = $1 AND kind IN ('application', 'service-request', 'demand')`,
    [park],
  );
  return rows[0] ?? { clients: 0, 'open-cases': 0, tasks: 0 };
};
