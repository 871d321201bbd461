import { InstantSchema, MonthSchema } from '@yuanqu/domain';
import type { Access, App, RoutePlugin } from '@yuanqu/service-kit';
import { Type } from 'typebox';
import { RuleDefinition } from '../domain/rule-definition.ts';
import type { StoredRule } from '../usecases/league-ports.ts';
import type { NewRule } from '../usecases/scoring-rules.ts';
import { figuresInScope, monthOf } from './reading.ts';

export interface RuleRoutesOptions {
  readonly listRules: () => Promise<readonly StoredRule[]>;
  readonly addRule: (rule: NewRule, by: string) => Promise<StoredRule>;
}

/** `GET` and `POST /scoring-rules`: the versions of indicators, weights, caps and grace. */
export const ruleRoutes =
  ({ listRules, addRule }: RuleRoutesOptions): RoutePlugin =>
  (app: App) => {
    app.get('/scoring-rules', { schema: listSchema, config: { access: figuresInScope } }, async () => ({
      items: (await listRules()).map(toWire),
    }));
    app.post(
      '/scoring-rules',
      { schema: addSchema, config: { access: writing } },
      async ({ body, principal }, reply) => {
        const rule = await addRule(
          { ...body, effectiveFrom: monthOf(body.effectiveFrom) },
          principal.subject,
        );
        return reply.code(201).send(toWire(rule));
      },
    );
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
  summary: 'Every version of the scoring rule, latest effect first',
  response: { 200: Type.Object({ items: Type.Array(RuleSchema) }) },
};

const addSchema = {
  tags,
  summary: 'Add a version of the scoring rule, effective from a month that has not begun',
  body: Type.Object(RuleFields, { additionalProperties: false }),
  response: { 201: RuleSchema },
};
