import { Day, Month, mulberry32 } from '@yuanqu/domain';
import { demoParks } from '../../demo-access.ts';
import type { Scene } from '../stage.ts';

const ups = 0.94;
const span = 0.13;

/** On the third of each month every operator reports what its tenants made in the month before, in a table. */
export const monthlyFigures: Scene = async function* ({ as, today, tell }) {
  const whole = mulberry32(20_260_801);
  const factor = (): number => ups + span * ((whole() % 1_000) / 1_000);
  for (;;) {
    const month = Month.of(Day.startMs(today()));
    yield Day.plus(Day.of(Month.endMs(month)), 2);
    for (const park of demoParks) {
      const operator = await as(`park-operator-${park}`);
      const before = await operator.table(`intake/v1/exports/figures.csv?month=${Month.previous(month)}`);
      const report = await operator.send(
        'POST',
        'intake/v1/imports/figures',
        monthAfter(before, month, factor),
      );
      if (park === 'software')
        tell({
          zh: `各园区运营机构报送 ${month} 企业数据（软件园 ${String(report.body['rows'])} 行）`,
          en: `the operators report their tenants' figures of ${month} (the software park ${String(report.body['rows'])} lines)`,
          look: { who: 'assessor', path: `intake/v1/parks/software/land-use?month=${month}` },
        });
    }
  }
};

const amounts = new Set(['产值(万元)', '营业收入(万元)', '税收(万元)']);

/** The table of the month before with this month's amounts: what is reported once stays final. */
function monthAfter(csv: string, month: Month, factor: () => number): string {
  const [heading = '', ...lines] = csv
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split('\r\n');
  const names = heading.split(',');
  return [heading, ...lines.map((line) => changed(line.split(','), names, month, factor()))].join('\r\n');
}

const changed = (cells: readonly string[], names: readonly string[], month: Month, by: number): string =>
  cells
    .map((cell, index) => {
      const name = names[index] ?? '';
      if (name === '月份') return month;
      if (name === '阶段') return '终报';
      if (name === '更正原因') return '';
      return amounts.has(name) && cell !== '' ? (Number(cell) * by).toFixed(2) : cell;
    })
    .join(',');
