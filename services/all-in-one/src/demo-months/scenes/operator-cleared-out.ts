import { Day, Month } from '@yuanqu/domain';
import type { Scene } from '../stage.ts';
import { inWords, standingOf } from './standing.ts';
import { untilJudged } from './until-judged.ts';

const park = 'hr';

/** The hr park's operator has three poor months and is cleared out by a person's decision; intake ends its contract and calls for another. */
export const operatorClearedOut: Scene = async function* (stage) {
  const { as, today, tell } = stage;
  const third = Month.plus(Month.of(Day.startMs(today())), 2);
  yield* untilJudged(stage, third);
  const leader = await as('district-leader');
  const proposed = await standingOf(leader, park);
  const standing = `assessment/v1/operator-standings/${proposed.id}`;
  tell({
    zh: `人力资源园连续三月不佳，评价：${inWords(proposed).zh}`,
    en: `three poor months in a row: the hr park's operator is ${inWords(proposed).en}`,
    look: { who: 'district-leader', path: standing },
  });

  // The operator has five working days to appeal first.
  yield Day.plus(today(), 8);
  const deciding = await as('district-leader');
  await deciding.send(
    'POST',
    `${standing}/clear-out`,
    { lastDay: Day.plus(today(), 3), reason: '连续三个月考核不合格(演示)' },
    await deciding.get(standing),
  );

  yield Day.plus(today(), 5);
  const after = await (await as('leading-group-office')).get(standing);
  tell({
    zh: `区领导决定清退，合同终止，重新征集运营机构；评价：${inWords(after).zh}`,
    en: `the district leader has decided, another operator is called for; it is ${inWords(after).en}`,
    look: { who: 'leading-group-office', path: `${standing}/saga` },
  });
  tell({
    zh: '公开征集中',
    en: 'the open call, for everybody',
    look: { who: 'leading-group-office', path: 'intake/v1/open-operator-calls' },
  });
};
