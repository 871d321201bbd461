import type { Cluster } from './cluster.ts';
import type { Verdict } from './verdict.ts';
import { some } from './some.ts';

/**
 * Who should have been told of each crossing of a park's target, from identity's accounts and the rules, against whose
 * inbox holds it and whose deliveries are in the ledger; both ways.
 */
export async function judgeRecipients(cluster: Cluster): Promise<Verdict> {
  const notification = cluster.database('notification');
  const { rows: crossings } = await cluster.database('assessment').query<Crossing>(
    `SELECT body::json->>'id' AS id, body::json->>'type' AS type, body::json#>>'{data,park}' AS park,
            (body::json#>>'{data,target}')::float8 - (body::json#>>'{data,rate}')::float8 AS shortfall
     FROM messaging.outbox WHERE topic = 'yuanqu.assessment.park'`,
  );
  const { rows: people } = await cluster
    .database('identity')
    .query<Person>(`SELECT id, roles, all_parks AS "allParks", parks FROM account WHERE active`);
  const { rows: rules } = await notification.query<Rule>(
    `SELECT event_type AS "eventType", role, park, channels, min_severity AS "minSeverity" FROM rule WHERE enabled`,
  );
  const { rows: addresses } = await notification.query<Address>(
    `SELECT official_id AS person, channel, min_severity AS "minSeverity" FROM address WHERE state = 'active'`,
  );
  const expected = crossings.flatMap((crossing) => expectedOf(crossing, people, rules, addresses));
  const { rows: told } = await notification.query<{ row: string }>(
    `SELECT event_id || ' ' || official_id || ' in-app' AS row FROM message JOIN notice USING (event_id)
     WHERE event_type LIKE 'cn.yuanqu.assessment.park.%'
     UNION ALL
     SELECT event_id || ' ' || official_id || ' ' || channel FROM delivery JOIN notice USING (event_id)
     WHERE event_type LIKE 'cn.yuanqu.assessment.park.%'`,
  );
  const actual = told.map(({ row }) => row);
  return {
    counts: { 'tellings expected': expected.length, 'tellings made': actual.length },
    faults: [
      ...some('people were not told on a channel', missing(expected, actual)),
      ...some('people were told of what does not concern them', missing(actual, expected)),
      ...(new Set(actual).size < actual.length ? ['somebody was told twice on a channel'] : []),
    ],
  };
}

interface Crossing {
  readonly id: string;
  readonly type: string;
  readonly park: string;
  /** Target less rate: ten points are critical. */
  readonly shortfall: number;
}

interface Person {
  readonly id: string;
  readonly roles: readonly string[];
  readonly allParks: boolean;
  readonly parks: readonly string[];
}

interface Rule {
  readonly eventType: string;
  readonly role: string;
  readonly park: string | null;
  readonly channels: readonly string[];
  readonly minSeverity: string;
}

interface Address {
  readonly person: string;
  readonly channel: string;
  /** Its owner wants nothing less there. */
  readonly minSeverity: string;
}

const severities = ['info', 'warning', 'critical'];

function severityOf({ type, shortfall }: Crossing): string {
  if (type.includes('recovered')) return 'info';
  return type.includes('fell-below') && shortfall >= 0.1 ? 'critical' : 'warning';
}

/** Whether a rule, or an address, lets something of this severity through. */
const lets = ({ minSeverity }: { readonly minSeverity: string }, severity: string): boolean =>
  severities.indexOf(minSeverity) <= severities.indexOf(severity);

/** Everybody whose role a rule names and whose scope covers the park, on each of the rule's channels they have. */
export function expectedOf(
  crossing: Crossing,
  people: readonly Person[],
  rules: readonly Rule[],
  addresses: readonly Address[],
): readonly string[] {
  const severity = severityOf(crossing);
  const holding = rules.filter((rule) => concerns(rule, crossing) && lets(rule, severity));
  const tellings = holding.flatMap(({ role, channels }) =>
    people
      .filter(
        ({ roles, allParks, parks }) => roles.includes(role) && (allParks || parks.includes(crossing.park)),
      )
      .flatMap(({ id }) => {
        const own = addresses.filter(({ person, channel }) => person === id && channels.includes(channel));
        const open = own.filter((address) => lets(address, severity)).map(({ channel }) => channel);
        return ['in-app'].concat(open).map((channel) => `${crossing.id} ${id} ${channel}`);
      }),
  );
  return [...new Set(tellings)];
}

const concerns = ({ eventType, park }: Rule, crossing: Crossing): boolean =>
  eventType === crossing.type.replace(/\.v\d+$/, '') && (park === null || park === crossing.park);

function missing(wanted: readonly string[], there: readonly string[]): readonly string[] {
  const known = new Set(there);
  return wanted.filter((row) => !known.has(row));
}
