import { DaySchema, MonthSchema } from '@yuanqu/domain';
import { Instant, OperatorCode, ParkCode } from '@yuanqu/events';
import { type CaseFile, caseFields, caseOnWire } from '@yuanqu/service-kit';
import { Type } from 'typebox';
import { commandsNow } from '../../domain/standing/commands-now.ts';
import { standingCommands } from '../../domain/standing/standing-transitions.ts';
import { type Standing, standingStatuses, streakOf, waitsFor } from '../../domain/standing/standing.ts';

export const tags = ['operator standings'];

const exact = { additionalProperties: false };
const Words = (maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: '\\S' });

export const PlanBody = Type.Object(
  {
    words: Words(5_000),
    doneBy: Type.Unsafe<string>({
      ...DaySchema,
      description: 'Day by which the rectification is done; its limit is the rule’s',
    }),
  },
  exact,
);
export const WordsBody = Type.Object({ words: Words(5_000) }, exact);
export const MinutesBody = Type.Object({ minutes: Words(5_000) }, exact);
export const DecisionBody = Type.Object({ lastDay: DaySchema, reason: Words(1_000) }, exact);
export const PauseBody = Type.Object({ until: DaySchema, reason: Words(500) }, exact);
export const AppealBody = Type.Object(
  {
    words: Words(5_000),
    evidence: Type.Array(Type.Object({ name: Words(200), where: Words(1_000) }, exact), {
      minItems: 1,
      maxItems: 20,
      description: 'What it rests on: a name, and where it lies or what it says',
    }),
  },
  exact,
);
export const AppealDecisionBody = Type.Object({ upheld: Type.Boolean(), reason: Words(1_000) }, exact);

const Sentence = Type.Object({ zh: Type.String(), en: Type.String() });
const Status = Type.Enum([...standingStatuses]);
const Deadline = Type.Object({
  kind: Type.Enum(['plan', 'rectification', 'interview', 'decision', 'hand-over']),
  dueAt: Instant,
  told: Type.Optional(Type.Boolean({ description: 'It has passed' })),
});

export const StandingItem = Type.Object({
  ...caseFields,
  status: Status,
  nextCommands: Type.Array(Type.Enum([...standingCommands])),
  waitsFor: Type.Optional(
    Type.Object({ who: Type.String(), what: Type.String(), dueAt: Type.Optional(Instant) }),
  ),
  park: ParkCode,
  operator: OperatorCode,
  operatorName: Type.String(),
  since: Instant,
  contractUntil: Type.Optional(Instant),
  rule: Type.String({ description: 'Version of the rule that the last month was judged by' }),
  streak: Type.Object({ poor: Type.Integer(), good: Type.Integer() }, { description: 'Months in a row' }),
  months: Type.Array(
    Type.Object({
      month: MonthSchema,
      version: Type.Integer({ description: 'Of the league table' }),
      verdict: Type.Enum(['poor', 'good', 'not-judged', 'excused', 'paused']),
      reason: Sentence,
      rule: Type.String(),
      before: Status,
    }),
  ),
  step: Type.Optional(
    Type.Object({ from: Status, reason: Sentence, month: Type.Optional(MonthSchema), at: Instant }),
  ),
  deadline: Type.Optional(Deadline),
  frozenAt: Type.Optional(
    Type.String({ description: 'Deadlines stand still since: a pause, or an open appeal' }),
  ),
  appealUntil: Type.Optional(Instant),
  plan: Type.Optional(Type.Object({ words: Type.String(), doneBy: Instant, by: Type.String() })),
  interview: Type.Optional(Type.Object({ minutes: Type.String(), by: Type.String() })),
  proposal: Type.Optional(Type.Object({ reason: Type.String(), by: Type.String() })),
  appeal: Type.Optional(
    Type.Object({
      words: Type.String(),
      evidence: Type.Array(Type.Object({ name: Type.String(), where: Type.String() })),
      by: Type.String(),
      dueAt: Instant,
      told: Type.Optional(Type.Boolean()),
    }),
  ),
  pause: Type.Optional(Type.Object({ reason: Type.String(), until: Instant, by: Type.String() })),
  clearOut: Type.Optional(Type.Object({ lastDay: DaySchema, reason: Type.String(), by: Type.String() })),
  endedOn: Type.Optional(Instant),
});

export function standingOnWire(file: CaseFile<Standing>) {
  const { terms, waiting: _, appeal, ...standing } = file.state;
  const waits = waitsFor(file.state);
  return {
    ...caseOnWire(file),
    ...standing,
    months: [...standing.months],
    ...(appeal && { appeal: { ...appeal, evidence: [...appeal.evidence] } }),
    nextCommands: [...commandsNow(file.state)],
    ...(waits && { waitsFor: waits }),
    rule: terms.version,
    streak: streakOf(standing.months),
  };
}
