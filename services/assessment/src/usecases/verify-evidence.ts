import type { Executor } from '@yuanqu/messaging';
import { canonicalJson } from '../domain/canonical-json.ts';
import type { ParkEvidence } from '../domain/evidence/park-evidence.ts';
import { type ParkInputs, tenantsOf, type UnitOutcome } from '../domain/park-inputs.ts';
import type { ThawedTable } from '../domain/thaw-document.ts';
import type { ReadEvidence } from './evidence/evidence-ports.ts';
import type { VerifiedStep } from './verified-step.ts';

/** What was frozen of each park, of those of which something was. */
export const frozenBy = <T>(
  inputs: readonly ParkInputs[],
  of: (park: ParkInputs) => T | undefined,
): ReadonlyMap<string, T> =>
  new Map(
    inputs.flatMap((park) => {
      const frozen = of(park);
      return frozen === undefined ? [] : [[park.park.code, frozen] as const];
    }),
  );

/** Of the parks that have evidence, what it was; lead firms come out of the units again. */
export const frozenEvidence = (inputs: readonly ParkInputs[]): ReadonlyMap<string, ParkEvidence> =>
  frozenBy(inputs, ({ evidence }) => evidence && withoutLeads(evidence));

function withoutLeads(frozen: NonNullable<ParkInputs['evidence']>): ParkEvidence {
  const { leadFirms: _, sizedTenants: __, ...evidence } = frozen;
  return evidence;
}

/** Land, incidents and the chain map are kept as they are now, not as they were: they are taken as frozen. */
export async function evidenceStep(
  { db, readEvidence }: { readonly db: Executor; readonly readEvidence: ReadEvidence },
  { table: { month, cutoffMs, inputs }, watermarks }: ThawedTable,
  units: readonly UnitOutcome[],
): Promise<readonly VerifiedStep[]> {
  const frozen = frozenBy(inputs, ({ evidence }) => evidence);
  if (frozen.size === 0) return [];
  const wanted = { month, cutoffMs, tenants: tenantsOf(units, cutoffMs), watermarks };
  const again = await readEvidence(db, wanted);
  const different = [...frozen].filter(([park, kept]) => told(kept) !== told(again.get(park)));
  return [
    {
      step: 'evidence',
      ok: different.length === 0,
      detail:
        different.length === 0
          ? `figures and deadlines of ${frozen.size} parks come out of their events`
          : `${different.length} parks come out otherwise: ${different.map(([park]) => park).join(', ')}`,
    },
  ];
}

/** The part of the evidence that events tell, as text to compare. */
const told = (evidence: ParkEvidence | undefined): string =>
  canonicalJson(
    evidence
      ? [
          evidence.outputFen ?? null,
          evidence.taxFen ?? null,
          evidence.outputFirms,
          evidence.taxFirms,
          evidence.tenants,
          evidence.reporting,
          ...[evidence.service, evidence.policy, evidence.tasks].flatMap(({ due, inTime }) => [due, inTime]),
        ]
      : null,
  );
