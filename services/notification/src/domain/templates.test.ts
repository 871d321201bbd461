import { readdirSync, readFileSync } from 'node:fs';
import { leagueTableClosed, occupancyFellBelowTarget, taskOpened } from '@yuanqu/events';
import { describe, expect, it } from 'vitest';
import { checkTemplate, variablesOf } from './check-template.ts';
import { noticedEventOf, noticedEvents, toNotice } from './noticed-events.ts';
import { renderTemplate } from './render-template.ts';

const data = {
  name: '泉州软件园',
  rate: 0.6818,
  letM2: 12345.678,
  fen: '123450',
  at: '2026-11-02T17:00:00Z',
  dueAt: '2026-11-02T16:00:00Z',
  month: '2026-11',
  kind: 'complete-enterprise',
  parks: ['a', 'b'],
  ranking: [{ name: '甲', score: 91.5 }],
};

describe('a template', () => {
  it.each([
    ['{{name}}', '泉州软件园', '泉州软件园'],
    ['{{ rate | percent }}', '68.18%', '68.18%'],
    ['{{letM2 | area}}', '12,345.68 m²', '12,345.68 m²'],
    ['{{fen | money}}', '1,234.50 元', 'CNY 1,234.50'],
    ['{{at | instant}}', '2026年11月3日 01:00', '3 November 2026 at 01:00'],
    ['{{dueAt | instant}}', '2026年11月2日 24:00', '2 November 2026 at 24:00'],
    ['{{at | day}}', '2026年11月3日', '3 November 2026'],
    ['{{month | month}}', '2026年11月', 'November 2026'],
    ['{{kind | term}}', '补全企业信息', "complete an enterprise's record"],
    ['{{parks | list}}', 'a、b', 'a, b'],
    ['{{ranking.0.name}}:{{ranking.0.score | number}}', '甲:91.5', '甲:91.5'],
    ['{{ranking.1.name}}', '—', '—'],
    ['{{nothing}} { x } }', '— { x } }', '— { x } }'],
  ])('%s is written as %s and %s', (template, zh, en) => {
    expect(renderTemplate(template, data, 'zh')).toBe(zh);
    expect(renderTemplate(template, data, 'en')).toBe(en);
  });

  it('lets no value begin a new line', () => {
    expect(renderTemplate('{{name}}', { name: 'a\r\nBcc: b' }, 'zh')).toBe('a Bcc: b');
  });

  it('does not reach beyond the data', () => {
    expect(renderTemplate('{{constructor}}{{name.length}}{{parks.length}}', data, 'zh')).toBe('———');
  });
});

describe('checking a template', () => {
  it.each([
    [
      occupancyFellBelowTarget,
      '{{name}} {{rate | percent}} {{at | instant}} {{parkNames}} {{severity | term}}',
      [],
    ],
    [leagueTableClosed, '{{ranking.0.name}} {{ranking.2.score | number}} {{month | month}}', []],
    [taskOpened, '{{kind | term}} {{dueAt | day}}', []],
    [taskOpened, '{{rate}}', ['template.unknown-variable']],
    [taskOpened, '{{constructor}}', ['template.unknown-variable']],
    [taskOpened, '{{kind.length}}', ['template.unknown-variable']],
    [leagueTableClosed, '{{ranking.name}}', ['template.unknown-variable']],
    [leagueTableClosed, '{{ranking}}', ['template.unsuitable-format']],
    [taskOpened, '{{about | percent}}', ['template.unsuitable-format']],
    [taskOpened, '{{about | nonsense}}', ['template.unsuitable-format']],
    [taskOpened, '{{about', ['template.malformed']],
    [taskOpened, '{{}} {{a b}}', ['template.malformed', 'template.malformed']],
    [taskOpened, 'about}}', ['template.malformed']],
  ] as const)('of %o finds in %s: %j', (definition, template, codes) => {
    expect(checkTemplate(template, definition).map(({ code }) => code)).toEqual(codes);
  });

  it('says what the event does have', () => {
    const [fault] = checkTemplate('{{rate}}', taskOpened);
    expect(fault?.detail).toBe(
      '{{rate}} is not a field of the event, which has: kind, park, about, dueAt, parkNames, severity, occurredAt',
    );
    expect(variablesOf(taskOpened)).toContain('about');
  });
});

describe('the noticed events', () => {
  it('have no re-emitted state among them: that never notifies anybody', () => {
    for (const { definition } of noticedEvents) expect(definition.type).not.toContain('snapshotted');
  });

  it('tell nobody the ranking of a month that is not published', () => {
    const closed = noticedEventOf('cn.yuanqu.assessment.league-table.closed');
    expect(checkTemplate('{{ranking.0.name}}', closed?.told ?? leagueTableClosed)).toMatchObject([
      { code: 'template.unknown-variable' },
    ]);
    const ranking = [{ park: 'software', name: '泉州软件园', rank: 1, score: 73.55 }];
    const event = { type: leagueTableClosed.type, data: { month: '2026-10', ranking } };
    expect(toNotice(event as never).data).toEqual({ month: '2026-10' });
  });

  it('each have templates in both languages that suit them', () => {
    const migrations = new URL('../../prisma/migrations/', import.meta.url);
    const sql = readdirSync(migrations)
      .filter((name) => name.endsWith('_rules_and_templates'))
      .map((name) => readFileSync(new URL(`${name}/migration.sql`, migrations), 'utf8'))
      .join('');
    for (const { definition, told } of noticedEvents) {
      const short = definition.type.replace('cn.yuanqu.', '').replace(/\.v\d+$/, '');
      for (const language of ['zh', 'en']) {
        const written = new RegExp(
          `\\('${short.replaceAll('.', '\\.')}', '${language}', '([^']+)',\\s+'([^']+)'\\)`,
          'g',
        );
        // The last one holds: later migrations word anew what earlier ones said.
        const [, title, body] = [...sql.matchAll(written)].at(-1) ?? [];
        expect(`${short} ${language} ${title}`).not.toContain('undefined');
        expect([title, body].flatMap((text) => checkTemplate(text ?? '', told))).toEqual([]);
      }
    }
  });
});
