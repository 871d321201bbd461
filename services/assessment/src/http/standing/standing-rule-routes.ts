import { InstantSchema, MonthSchema } from '@yuanqu/domain';
import { type Access, type App, type RoutePlugin, type Who, whoOf } from '@yuanqu/service-kit';
import { Type } from 'typebox';
import type { TablePlan } from '../../domain/standing/months-to-judge.ts';
import { type StandingRule, StandingRuleDefinition } from '../../domain/standing/standing-rule.ts';
import type { JudgedTable, StoredStandingRule, Verdict } from '../../usecases/standing/standing-ports.ts';
import { figuresInScope, monthOf } from '../reading.ts';
import { tags } from './standing-schemas.ts';

export interface StandingRuleRoutesOptions {
  readonly listRules: () => Promise<readonly StoredStandingRule[]>;
  readonly addRule: (rule: StandingRule, who: Who) => Promise<StoredStandingRule>;
  readonly readMonths: () => Promise<{
    readonly done: readonly JudgedTable[];
    readonly plans: readonly TablePlan[];
    readonly stuck: readonly Pick<Verdict, 'month' | 'version' | 'park'>[];
  }>;
}

/** `/operator-standing-rules`: what is poor and what follows; `/operator-standing-months`: which tables have counted. */
export const standingRuleRoutes =
  ({ listRules, addRule, readMonths }: StandingRuleRoutesOptions): RoutePlugin =>
  (app: App) => {
    app.get(
      '/operator-standing-rules',
      { schema: listSchema, config: { access: figuresInScope } },
      async () => ({ items: (await listRules()).map(toWire) }),
    );
    app.post(
      '/operator-standing-rules',
      { schema: addSchema, config: { access: writing } },
      async (request, reply) => {
        const { body } = request;
        const rule = { ...body, effectiveFrom: monthOf(body.effectiveFrom) };
        return reply.code(201).send(toWire(await addRule(rule, whoOf(request))));
      },
    );
    app.get(
      '/operator-standing-months',
      { schema: monthsSchema, config: { access: figuresInScope } },
      async () => {
        const { done, plans, stuck } = await readMonths();
        return {
          judged: done.map(judgedOnWire),
          coming: [...plans],
          stuck: [...stuck],
        };
      },
    );
  };

const writing: Access = { resource: 'figures', action: 'write' };

const toWire = ({ createdAt, ...rule }: StoredStandingRule) => ({
  ...rule,
  createdAt: createdAt.toISOString(),
});

const judgedOnWire = ({ at, rule, ...table }: JudgedTable) => ({
  ...table,
  at: at.toISOString(),
  ...(rule !== undefined && { rule }),
});

const RuleFields = {
  version: Type.String({ pattern: '^[0-9A-Za-z][0-9A-Za-z._-]{0,39}$', description: 'Such as 2026.2' }),
  effectiveFrom: MonthSchema,
  definition: StandingRuleDefinition,
};
const RuleSchema = Type.Object({ ...RuleFields, createdBy: Type.String(), createdAt: InstantSchema });
const tableFields = { month: MonthSchema, version: Type.Integer() };

const listSchema = {
  tags,
  summary:
    'Every version of the rule of standing, latest effect first; of those for one month the first holds',
  response: { 200: Type.Object({ items: Type.Array(RuleSchema) }) },
};

const addSchema = {
  tags,
  summary:
    'Add a version of the rule of standing, effective from a month that nobody was judged by; it is told to operators, and holds instead of another one for the same month',
  body: Type.Object(RuleFields, { additionalProperties: false }),
  response: { 201: RuleSchema },
};

const monthsSchema = {
  tags,
  summary: 'Which published tables operators were judged by, which are coming, and what they wait for',
  response: {
    200: Type.Object({
      judged: Type.Array(
        Type.Object({
          ...tableFields,
          outcome: Type.Enum(['judged', 'superseded', 'before-first']),
          rule: Type.Optional(Type.String()),
          at: InstantSchema,
        }),
      ),
      coming: Type.Array(
        Type.Object({
          ...tableFields,
          how: Type.Enum(['judged', 'superseded', 'before-first', 'waits']),
          waitsFor: Type.Optional(MonthSchema),
        }),
      ),
      stuck: Type.Array(Type.Object({ ...tableFields, park: Type.String() }), {
        description: 'Parks whose operator could not be judged by that table; tried again every minute',
      }),
    }),
  },
};
