import { Type } from 'typebox';
import { defineEvent } from '../envelope.ts';
import { MonthText } from '../fields.ts';

/** A rule that takes effect in a month to come; the subject is its version. */
const Rule = {
  version: Type.String(),
  effectiveFrom: MonthText,
  announcedBy: Type.String(),
  supersedes: Type.Optional(
    Type.String({ description: 'Version announced for that month before; it never takes effect' }),
  ),
};

export const scoringRuleAnnounced = defineEvent({
  type: 'cn.yuanqu.assessment.scoring-rule.announced.v1',
  summary: {
    zh: '考核规则发布',
    en: 'The rule that parks will be scored by from a month to come was announced',
  },
  data: Type.Object({
    ...Rule,
    indicatorsZh: Type.String({ description: 'What is looked at, with its weight in points' }),
    indicatorsEn: Type.String(),
  }),
});

export const standingRuleAnnounced = defineEvent({
  type: 'cn.yuanqu.assessment.operator-standing-rule.announced.v1',
  summary: {
    zh: '运营机构评价规则发布',
    en: 'The rule that operators will be judged by from a month on was announced',
  },
  data: Type.Object({
    ...Rule,
    termsZh: Type.String({ description: 'What is poor, which step follows, how long one may appeal' }),
    termsEn: Type.String(),
  }),
});
