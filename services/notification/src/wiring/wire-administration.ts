import { workingCalendar } from '@yuanqu/domain';
import type { Chassis } from '@yuanqu/service-kit';
import { makeReadLatestNotice } from '../adapters/latest-notice.ts';
import { readParkNames } from '../adapters/park-store.ts';
import { makeAcknowledgementRuleStore } from '../adapters/acknowledgement/acknowledgement-rule-store.ts';
import { makeReadAudience } from '../adapters/preview-audience.ts';
import { openPrisma } from '../adapters/prisma/open-prisma.ts';
import { makeListRules, ruleStore } from '../adapters/rule-store.ts';
import { makeListTemplates, templateStore } from '../adapters/template-store.ts';
import { audienceRoutes } from '../http/audience-routes.ts';
import { ruleRoutes } from '../http/rule-routes.ts';
import { templateRoutes } from '../http/template-routes.ts';
import { makeChangeRule, makeCreateRule, makeRemoveRule } from '../usecases/change-rules.ts';
import { makeChangeTemplate } from '../usecases/change-template.ts';
import { makePreviewAudience } from '../usecases/preview-audience.ts';
import { makePreviewTemplate } from '../usecases/preview-template.ts';

/** Rules and templates: who is told of what, and in which words. */
export function wireAdministration(chassis: Chassis) {
  const { pool, transaction, audit, clock } = chassis;
  const prisma = openPrisma(chassis.prismaAdapter());
  const changing = { transaction, audit: audit.record, clock };
  const rules = { ...changing, rules: ruleStore, readParkNames };
  return [
    ruleRoutes({
      listRules: makeListRules(prisma),
      createRule: makeCreateRule(rules),
      changeRule: makeChangeRule(rules),
      removeRule: makeRemoveRule(rules),
    }),
    audienceRoutes(
      makePreviewAudience({
        readAudience: makeReadAudience(pool),
        readParkNames: (codes) => readParkNames(pool, codes),
        listAcknowledgementRules: makeAcknowledgementRuleStore(pool).list,
        calendar: workingCalendar(),
        clock,
      }),
    ),
    templateRoutes({
      listTemplates: makeListTemplates(prisma),
      changeTemplate: makeChangeTemplate({ ...changing, templates: templateStore }),
      previewTemplate: makePreviewTemplate({
        readLatestNotice: makeReadLatestNotice(pool),
        readParkNames: (codes) => readParkNames(pool, codes),
        clock,
      }),
    }),
  ];
}
