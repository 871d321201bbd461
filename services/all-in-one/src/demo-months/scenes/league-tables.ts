import { Day, Month } from '@yuanqu/domain';
import type { Scene } from '../stage.ts';

interface Row {
  readonly park: string;
  readonly name: string;
  readonly rank?: number;
  readonly score?: number;
}

/** Every month's league table: closed by the assessor, published by the leading group's office. */
export const leagueTables: Scene = async function* ({ as, today, tell }) {
  for (;;) {
    const month = Month.of(Day.startMs(today()));
    yield Day.plus(Day.of(Month.endMs(month)), 1);
    const assessor = await as('assessor');
    const table = `assessment/v1/league-tables/${month}`;
    await assessor.send('POST', `${table}/close`);

    yield Day.plus(today(), 2);
    const office = await as('leading-group-office');
    await office.send('POST', `${table}/publish`);
    const { body } = await office.get(table);
    const ranked = (body['rows'] as readonly Row[])
      .filter(({ rank }) => rank !== undefined)
      .toSorted((one, other) => (one.rank ?? 0) - (other.rank ?? 0));
    const [first, last] = [ranked.at(0), ranked.at(-1)];
    tell({
      zh: `${month} 晾晒榜公布：第一 ${first?.name}（${first?.score} 分），末位 ${last?.name}（${last?.score} 分）`,
      en: `league table of ${month} published: ${first?.park} leads with ${first?.score}, ${last?.park} is last with ${last?.score}`,
      look: { who: 'assessor', path: table },
    });
  }
};
