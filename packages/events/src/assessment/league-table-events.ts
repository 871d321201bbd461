import { Type } from 'typebox';
import { defineEvent } from '../envelope.ts';
import { Instant, MonthText, ParkCode } from '../fields.ts';

const Ranking = Type.Array(
  Type.Object({ park: ParkCode, name: Type.String(), rank: Type.Integer(), score: Type.Number() }),
);

export const leagueTableClosed = defineEvent({
  type: 'cn.yuanqu.assessment.league-table.closed.v1',
  summary: { zh: '晾晒榜公布', en: "A month's league table was closed and frozen" },
  data: Type.Object({
    month: MonthText,
    version: Type.Integer({ minimum: 1 }),
    ruleVersion: Type.String(),
    closedBy: Type.String(),
    closedAt: Instant,
    sha256: Type.Optional(Type.String({ description: 'Of the frozen document, hex' })),
    previewUntil: Type.Optional(Instant),
    ranking: Ranking,
  }),
});

export const leagueTablePreviewed = defineEvent({
  type: 'cn.yuanqu.assessment.league-table.previewed.v1',
  summary: {
    zh: '考核结果预告',
    en: 'A closed month is shown to operators before it is published; until then they may object',
  },
  data: Type.Object({ month: MonthText, version: Type.Integer({ minimum: 1 }), until: Instant }),
});

export const leagueTablePublished = defineEvent({
  type: 'cn.yuanqu.assessment.league-table.published.v1',
  summary: { zh: '晾晒榜对外公开', en: "A closed month's league table was made public" },
  data: Type.Object({
    month: MonthText,
    version: Type.Integer({ minimum: 1 }),
    sha256: Type.String({ description: 'Of the frozen document, hex' }),
    publishedBy: Type.String(),
    publishedAt: Instant,
    ranking: Type.Optional(Ranking),
  }),
});

export const leagueTableReopened = defineEvent({
  type: 'cn.yuanqu.assessment.league-table.reopened.v1',
  summary: {
    zh: '晾晒榜重新开放',
    en: 'A closed league table was opened again, by two people and for a reason',
  },
  data: Type.Object({
    month: MonthText,
    version: Type.Integer(),
    reason: Type.String(),
    by: Type.Array(Type.String()),
  }),
});
