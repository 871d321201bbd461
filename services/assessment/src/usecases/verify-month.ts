import { AppError, Month } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import { frozenDocument, leagueTable } from '../domain/league-table.ts';
import type { ParkInputs, UnitOutcome } from '../domain/park-inputs.ts';
import { thawDocument, type ThawedTable } from '../domain/thaw-document.ts';
import { compareObserved, stateIntervals, timeOf } from '../domain/unit-time.ts';
import { digestUnits, freeze, sha256 } from './digest.ts';
import type { ReadEvidence } from './evidence/evidence-ports.ts';
import type { VerifiedStep } from './verified-step.ts';
import { evidenceStep, frozenBy, frozenEvidence } from './verify-evidence.ts';
import type { FindTable, FrozenTable, ReadFrozenUnits, ReadHistoryUpTo } from './league-ports.ts';

interface Ports {
  readonly db: Executor;
  readonly findTable: FindTable;
  readonly readFrozenUnits: ReadFrozenUnits;
  readonly readHistoryUpTo: ReadHistoryUpTo;
  readonly readEvidence: ReadEvidence;
}

export interface Verification {
  readonly month: Month;
  readonly version: number;
  readonly sha256: string;
  readonly ok: boolean;
  readonly steps: readonly VerifiedStep[];
}

/**
 * Reckons a closed month again, in steps that each rest on less: is the document the one whose digest was kept; are
 * the frozen units those it was made of; do its inputs and result come out of them byte for byte; do figures
 * and deadlines, where the rule asks for them, come out of the events known up to the frozen watermarks; and do the units
 * come out of the observations known then. The last goes by the definition in `domain/unit-time.ts`, not by the SQL that
 * closed the month. Error: `assessment.no-such-table`.
 */
export const makeVerifyMonth =
  (ports: Ports) =>
  async (month: Month, version?: number): Promise<Verification> => {
    const frozen = await ports.findTable(ports.db, month, { version });
    if (!frozen) {
      throw new AppError('assessment.no-such-table', 'not-found', `${month} has no such frozen table.`);
    }
    const thawed = thawDocument(frozen.document);
    const units = await ports.readFrozenUnits(ports.db, month, frozen.version);
    const steps = [
      documentStep(frozen),
      unitsStep(thawed, units),
      resultStep(frozen, thawed, units),
      ...(await evidenceStep(ports, thawed, units)),
      await historyStep(ports, thawed, units),
    ];
    return { month, version: frozen.version, sha256: frozen.sha256, ok: steps.every(({ ok }) => ok), steps };
  };

function documentStep({ document, sha256: kept }: FrozenTable): VerifiedStep {
  const found = sha256(document);
  return { step: 'document', ok: found === kept, detail: `sha-256 ${found}, kept ${kept}` };
}

function unitsStep({ unitsSha256 }: ThawedTable, units: readonly UnitOutcome[]): VerifiedStep {
  const found = digestUnits(units);
  return { step: 'units', ok: found === unitsSha256, detail: `${units.length} units, sha-256 ${found}` };
}

function resultStep(frozen: FrozenTable, thawed: ThawedTable, units: readonly UnitOutcome[]): VerifiedStep {
  const { month, cutoffMs, rule, inputs } = thawed.table;
  const previous = new Map(
    inputs.map(({ park, previous }): [string, ParkInputs['previous']] => [park.code, previous]),
  );
  const table = leagueTable({
    month,
    cutoffMs,
    rule,
    units,
    previous,
    parks: inputs.map(({ park }) => park),
    evidence: frozenEvidence(inputs),
    overrides: frozenBy(inputs, ({ overrides }) => overrides),
  });
  const { version, watermarks } = thawed;
  const again = freeze(frozenDocument(table, { version, watermarks, unitsSha256: digestUnits(units) }));
  const ok = again.document === frozen.document;
  return { step: 'result', ok, detail: ok ? 'the same bytes' : `other bytes, sha-256 ${again.sha256}` };
}

async function historyStep(
  ports: Ports,
  thawed: ThawedTable,
  units: readonly UnitOutcome[],
): Promise<VerifiedStep> {
  const different: string[] = [];
  for (let at = 0; at < units.length; at += unitsAtOnce)
    different.push(...(await differing(ports, thawed, units.slice(at, at + unitsAtOnce))));
  const shown = different.slice(0, 20).join(', ');
  return {
    step: 'history',
    ok: different.length === 0,
    detail:
      different.length === 0
        ? `${units.length} units come out of their observations`
        : `${different.length} units come out otherwise: ${shown}`,
  };
}

const unitsAtOnce = 200;

async function differing(
  ports: Ports,
  thawed: ThawedTable,
  units: readonly UnitOutcome[],
): Promise<readonly string[]> {
  const { month, cutoffMs } = thawed.table;
  const span = { fromMs: Month.startMs(month), toMs: cutoffMs };
  const ids = units.map(({ unitId }) => unitId);
  const history = Map.groupBy(
    await ports.readHistoryUpTo(ports.db, ids, span, thawed.watermarks),
    ({ unitId }) => unitId,
  );
  return units
    .filter((unit) => !comesOut(unit, history.get(unit.unitId) ?? [], span))
    .map(({ code }) => code);
}

type History = Awaited<ReturnType<ReadHistoryUpTo>>;

function comesOut(
  unit: UnitOutcome,
  history: History,
  span: { readonly fromMs: number; readonly toMs: number },
): boolean {
  const { letMs, lettableMs } = timeOf(stateIntervals(unit, history, span));
  const last = history
    .toSorted(compareObserved)
    .findLast(({ observedAtMs }) => observedAtMs < (unit.retiredAtMs ?? span.toMs));
  return (
    BigInt(letMs) === unit.letMs &&
    BigInt(lettableMs) === unit.lettableMs &&
    last?.status === unit.last?.status &&
    last?.observedAtMs === unit.last?.observedAtMs &&
    last?.uscc === unit.last?.uscc
  );
}
