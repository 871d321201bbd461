import { Day, Month } from '@yuanqu/domain';
import type { Scene, Stage } from '../stage.ts';

interface Row {
  readonly park: string;
  readonly name: string;
  readonly rank?: number;
  readonly score?: number;
  readonly grade?: string;
  readonly indicators: readonly { readonly code: string; readonly measure?: number }[];
}

const objecting = 'software';

/**
 * Every month's league table: closed by the assessor once the figures are in, previewed to the operators, objected to in
 * the first month, published by the leading group's office when the preview is over.
 */
export const leagueTables: Scene = async function* (stage) {
  const { as, today, tell } = stage;
  for (let isFirst = true; ; isFirst = false) {
    const month = Month.of(Day.startMs(today()));
    yield Day.plus(Day.of(Month.endMs(month)), 3);
    const table = `assessment/v1/league-tables/${month}`;
    await (await as('assessor')).send('POST', `${table}/close`);

    yield Day.plus(today(), 1);
    if (isFirst) yield* objection(stage, month);
    const office = await as('leading-group-office');
    const { body: closed } = await office.get(table);
    yield Day.plus(Day.of(Date.parse(String(closed['previewUntil'] ?? closed['closedAt']))), 1);

    await (await as('leading-group-office')).send('POST', `${table}/publish`);
    const { first, last } = ends(await rowsOf(stage, month));
    tell({
      zh: `${month} 晾晒榜公布：第一 ${first.name}（${first.score} 分，${first.grade} 等），末位 ${last.name}（${last.score} 分，${last.grade} 等）`,
      en: `league table of ${month} published: ${first.park} leads with ${first.score} (${first.grade}), ${last.park} is last with ${last.score} (${last.grade})`,
      look: { who: 'assessor', path: table },
    });
  }
};

/** The software park's operator objects to its occupancy, somebody who did not close the month upholds it, and it is reckoned again. */
async function* objection(stage: Stage, month: Month): AsyncGenerator<Day, void, undefined> {
  const { as, today, tell } = stage;
  const row = (await rowsOf(stage, month)).find(({ park }) => park === objecting);
  const measure = row?.indicators.find(({ code }) => code === 'occupancy')?.measure ?? 0;
  const raised = await (await as('park-operator-software')).send('POST', 'assessment/v1/objections', {
    month,
    park: objecting,
    about: 'occupancy',
    words: '两处单元当月已交付使用，上报迟延，申请更正入驻率(演示)',
    evidence: '交付确认单 2 份(演示)',
  });

  yield Day.plus(today(), 1);
  const office = await as('leading-group-office-2');
  const objections = `assessment/v1/objections/${raised.id}`;
  const putRight = { indicator: 'occupancy', measure: Math.round((measure + 0.002) * 10_000) / 10_000 };
  await office.send(
    'POST',
    `${objections}/decide`,
    { uphold: true, words: '交付单属实，予以更正(演示)', putRight },
    await office.get(objections),
  );
  await (await as('assessor')).send('POST', `assessment/v1/league-tables/${month}/recompute`);
  tell({
    zh: `软件园对 ${month} 入驻率提出申诉，另一人核实采纳，重新计算为第 2 版`,
    en: `the software park objects to its occupancy of ${month}; somebody else upholds it, and the table is reckoned again as version 2`,
    look: { who: 'leading-group-office', path: objections },
  });
}

/** Who leads and who is last of the ranked. */
function ends(rows: readonly Row[]): { readonly first: Partial<Row>; readonly last: Partial<Row> } {
  const ranked = rows
    .filter(({ rank }) => rank !== undefined)
    .toSorted((one, other) => (one.rank ?? 0) - (other.rank ?? 0));
  return { first: ranked.at(0) ?? {}, last: ranked.at(-1) ?? {} };
}

async function rowsOf({ as }: Stage, month: Month): Promise<readonly Row[]> {
  const { body } = await (await as('leading-group-office')).get(`assessment/v1/league-tables/${month}`);
  return body['rows'] as readonly Row[];
}
