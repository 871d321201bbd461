import { AppError, formatInstant, type Month, newId, workingCalendar } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import {
  type CaseFile,
  type CasePorts,
  handleCase,
  type OnCase,
  type ReadCase,
  type Who,
} from '@yuanqu/service-kit';
import {
  type Objection,
  type ObjectionCommand,
  unknownObjection,
} from '../../domain/objections/objection.ts';
import type { PutRight } from '../../domain/objections/check-put-right.ts';
import { putRightTogether } from '../../domain/objections/put-right.ts';
import { objectionBar } from '../../domain/preview.ts';
import { thawDocument } from '../../domain/thaw-document.ts';
import type { FindTable, FrozenTable, LockMonth, SaveOverride } from '../league-ports.ts';
import { inRule, judgedIn, type Raise } from './judged-in.ts';
import { objectionKind } from './objection-kind.ts';
import type { ListIncidents, ListObjectionsOfMonth } from './objection-ports.ts';
import { incidentsToWithdraw, withdrawIncidents } from './withdraw-incidents.ts';

interface Ports extends CasePorts {
  readonly read: ReadCase<Objection>;
  readonly lockMonth: LockMonth;
  readonly findTable: FindTable;
  readonly listObjectionsOfMonth: ListObjectionsOfMonth;
  readonly listIncidents: ListIncidents;
  readonly saveOverride: SaveOverride;
}

export interface Decision {
  readonly uphold: boolean;
  readonly words: string;
  readonly putRight?: PutRight;
  /** Those that are withdrawn with it. */
  readonly incidents?: readonly string[];
}

const calendar = workingCalendar();

/** Objects to a closed month before it is published, decides on it, takes it back. */
export const makeCommandObjection = (ports: Ports) => ({
  /** Errors: `objection.no-preview`, `objection.preview-over`, `objection.not-assessed`, `objection.already-raised`. */
  raise: (raised: Raise, who: Who): Promise<CaseFile<Objection>> =>
    ports.transaction(async (tx) => {
      const at = ports.clock();
      const table = await previewed(ports, tx, raised.month, at);
      const { decideDays } = judgedIn(table, raised);
      const others = await ports.listObjectionsOfMonth(tx, raised.month);
      const same = others.find(
        ({ park, about, status }) =>
          status === 'open' && park === raised.park && about === (raised.about ?? null),
      );
      if (same) throw alreadyRaised(same.id);
      return give(
        ports,
        tx,
        newId(at.getTime()),
        {
          kind: 'raise',
          ...raised,
          version: table.version,
          by: who.by,
          decideDueAt: formatInstant(calendar.deadline(at, decideDays)),
        },
        { ...who, at },
      );
    }),

  /**
   * Upheld, it puts a measure right, or withdraws the incidents that it was about. Errors: those of the decider,
   * `objection.unknown-indicator`, `objection.unknown-incident`, `objection.which-incidents`.
   */
  decide: async ({ id, expected, who }: OnCase, decision: Decision): Promise<CaseFile<Objection>> => {
    const objection = (await ports.read(id))?.state ?? unknown();
    const { month, park } = objection;
    return ports.transaction(async (tx) => {
      const at = ports.clock();
      const state = await ports.lockMonth(tx, month as Month);
      const table = await ports.findTable(tx, month as Month);
      if (!table) throw new Error(`${month} was objected to and has no table`);
      if (decision.putRight) inRule(table, decision.putRight);
      const recorded = await ports.listIncidents(tx, month as Month, park);
      const { incidents: named, ...given } = decision;
      const falling = given.uphold ? incidentsToWithdraw({ objection, recorded, named }) : (named ?? []);
      const command = {
        kind: 'decide' as const,
        ...given,
        ...(!(falling instanceof AppError) && falling.length > 0 && { incidents: falling }),
        by: who.by,
        at: at.toISOString(),
        version: state.version,
        closedBy: table.closedBy,
        recordedBy: recorded.map(({ recordedBy }) => recordedBy),
      };
      const deed = { ...who, at };
      const { file, events } = await handleCase(tx, objectionKind, id, command, deed, { expected });
      if (falling instanceof AppError) throw falling;
      await putRight(ports, tx, file, table);
      const withdrawn = given.uphold ? await withdrawIncidents(tx, falling, given.words, deed) : [];
      await ports.append(tx, [...events, ...withdrawn]);
      return file;
    });
  },

  withdraw: ({ id, expected, who }: OnCase): Promise<CaseFile<Objection>> =>
    ports.transaction((tx) =>
      give(ports, tx, id, { kind: 'withdraw' }, { ...who, at: ports.clock() }, expected),
    ),
});

export type CommandObjection = ReturnType<typeof makeCommandObjection>;

/** What a decision puts right counts from the next version on. */
async function putRight(
  { saveOverride }: Ports,
  tx: Executor,
  file: CaseFile<Objection>,
  { document }: FrozenTable,
): Promise<void> {
  const { id, changedAt: setAt, state } = file;
  const { month, park, decision } = state;
  if (!decision?.putRight) return;
  const { words, by: setBy } = decision;
  const { rule, inputs } = thawDocument(document).table;
  const own = inputs.find((one) => one.park.code === park);
  for (const measure of putRightTogether(decision.putRight, rule.definition, own ?? {}))
    await saveOverride(tx, { objection: id, month, park, ...measure, words, setBy, setAt });
}

async function give(
  { append }: Ports,
  tx: Executor,
  id: string,
  command: ObjectionCommand,
  deed: Who & { readonly at: Date },
  expected?: number,
): Promise<CaseFile<Objection>> {
  const { file, events } = await handleCase(tx, objectionKind, id, command, deed, { expected });
  await append(tx, events);
  return file;
}

/** The table that is in preview now; whoever publishes it meanwhile waits. */
async function previewed(
  { lockMonth, findTable }: Ports,
  tx: Executor,
  month: Month,
  now: Date,
): Promise<FrozenTable> {
  const { state } = await lockMonth(tx, month);
  const table = state === 'closed' ? await findTable(tx, month) : undefined;
  const bar = objectionBar(
    month,
    table && {
      version: table.version,
      ruleVersion: table.ruleVersion,
      until: table.previewUntil,
      publishedAt: table.publishedAt,
    },
    now,
  );
  if (bar || !table) throw bar ?? new Error(`${month} is in preview without a table`);
  return table;
}

const alreadyRaised = (id: string): AppError =>
  new AppError(
    'objection.already-raised',
    'conflict',
    '同一事项已有申诉待决定。 An objection about the same waits to be decided: withdraw it to raise another.',
    { id },
  );

function unknown(): never {
  throw unknownObjection;
}
