import { InstantSchema, MonthSchema } from '@yuanqu/domain';
import { type Access, type App, type RoutePlugin, type Who, whoOf } from '@yuanqu/service-kit';
import { Type } from 'typebox';
import { RuleDefinition } from '../domain/rule-definition.ts';
import type { StoredRule } from '../usecases/league-ports.ts';
import type { NewRule } from '../usecases/scoring-rules.ts';
import { figuresInScope, monthOf } from './reading.ts';

export interface RuleRoutesOptions {
  readonly listRules: () => Promise<readonly StoredRule[]>;
  readonly addRule: (rule: NewRule, who: Who) => Promise<StoredRule>;
}

/** `GET` and `POST /scoring-rules`: the versions of indicators, weights, caps and grace. */
export const ruleRoutes =
  ({ listRules, addRule }: RuleRoutesOptions): RoutePlugin =>
  (app: App) => {
    app.get('/scoring-rules', { schema: listSchema, config: { access: figuresInScope } }, async () => ({
      items: (await listRules()).map(toWire),
    }));
    app.post('/scoring-rules', { schema: addSchema, config: { access: writing } }, async (request, reply) => {
      const { body } = request;
      const rule = { ...body, effectiveFrom: monthOf(body.effectiveFrom) };
      return reply.code(201).send(toWire(await addRule(rule, whoOf(request))));
    });
  };

const writing: Access = { resource: 'figures', action: 'write' };

const toWire = ({ createdAt, ...rule }: StoredRule) => ({ ...rule, createdAt: createdAt.toISOString() });

const RuleFields = {
  version: Type.String({ pattern: '^[0-9A-Za-z][0-9A-Za-z._-]{0,39}$', description: 'Such as 2026.2' }),
  effectiveFrom: MonthSchema,
  definition: RuleDefinition,
};
const RuleSchema = Type.Object({ ...RuleFields, createdBy: Type.String(), createdAt: InstantSchema });

const tags = ['league tables'];

const listSchema = {
  tags,
  summary: 'Every version of the scoring rule, latest effect first; of those for one month the first holds',
  response: { 200: Type.Object({ items: Type.Array(RuleSchema) }) },
};

const addSchema = {
  tags,
  summary:
    'Add a version of the scoring rule, effective from a month that has not begun; it is told to operators, and holds instead of another one for the same month',
  body: Type.Object(RuleFields, { additionalProperties: false }),
  response: { 201: RuleSchema },
};
