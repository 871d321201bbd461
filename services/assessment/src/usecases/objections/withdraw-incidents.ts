import { AppError, type Month } from '@yuanqu/domain';
import type { NewEvent } from '@yuanqu/events';
import type { Executor } from '@yuanqu/messaging';
import { handleCase, type Who } from '@yuanqu/service-kit';
import type { Objection } from '../../domain/objections/objection.ts';
import { incidentKinds } from '../../domain/rule-definition.ts';
import { incidentKind } from '../incidents/incident-kind.ts';
import type { IncidentLine } from './objection-ports.ts';

/** What an upheld objection takes back. */
export interface Withdrawing {
  readonly objection: Objection;
  /** Incidents of the park's month that count. */
  readonly recorded: readonly IncidentLine[];
  /** Those that the decision names. */
  readonly named: readonly string[] | undefined;
}

/**
 * Which incidents fall with an upheld objection: those that the decision names, else the only one of the kind that was
 * objected to. Errors: `objection.unknown-incident`, `objection.which-incidents`.
 */
export function incidentsToWithdraw({
  objection,
  recorded,
  named,
}: Withdrawing): readonly string[] | AppError {
  if (named) {
    const unknown = named.filter((id) => !recorded.some((incident) => incident.id === id));
    return unknown.length > 0 ? unknownIncidents(objection.month as Month, unknown) : [...new Set(named)];
  }
  const isAboutKind = (incidentKinds as readonly string[]).includes(objection.about ?? '');
  if (!isAboutKind) return [];
  const own = recorded.filter(({ kind }) => kind === objection.about).map(({ id }) => id);
  return own.length > 1 ? whichIncidents(own) : own;
}

/** Withdraws them in the decision's transaction, with its words as the reason. */
export async function withdrawIncidents(
  tx: Executor,
  ids: readonly string[],
  reason: string,
  deed: Who & { readonly at: Date },
): Promise<readonly NewEvent[]> {
  const told: NewEvent[] = [];
  for (const id of ids.toSorted()) {
    const command = { kind: 'withdraw' as const, reason, by: deed.by };
    const { events } = await handleCase(tx, incidentKind, id, command, deed);
    told.push(...events);
  }
  return told;
}

const unknownIncidents = (month: Month, ids: readonly string[]): AppError =>
  new AppError(
    'objection.unknown-incident',
    'invalid',
    `该园区 ${month} 没有这些扣分事件：${ids.join('、')}。 No such incident of this park counts in ${month}: ${ids.join(', ')}; GET /incidents lists them.`,
    { errors: [{ pointer: '/incidents', code: 'unknown', detail: `unknown: ${ids.join(', ')}` }] },
  );

const whichIncidents = (ids: readonly string[]): AppError =>
  new AppError(
    'objection.which-incidents',
    'invalid',
    `该类扣分事件有 ${ids.length} 起，请以 incidents 写明撤销哪些。 There are ${ids.length} incidents of that kind: name those that are withdrawn in incidents (${ids.join(', ')}).`,
    { errors: [{ pointer: '/incidents', code: 'missing', detail: `name some of ${ids.join(', ')}` }] },
  );
