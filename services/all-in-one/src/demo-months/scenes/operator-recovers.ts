import { Day, Month } from '@yuanqu/domain';
import type { Scene } from '../stage.ts';
import { inWords, setStrictRule, standingOf } from './standing.ts';
import { untilJudged } from './until-judged.ts';

const park = 'software';

/** The software park's operator has two poor months, is warned, rectifies by a plan that the task force accepts, and recovers with the third. */
export const operatorRecovers: Scene = async function* (stage) {
  const { as, today, tell } = stage;
  const first = Month.of(Day.startMs(today()));
  await setStrictRule(await as('assessor'), first);
  yield* untilJudged(stage, first);
  const warned = await standingOf(await as('assessor'), park);
  const standing = `assessment/v1/operator-standings/${warned.id}`;
  tell({
    zh: `软件园首月得分过低，运营机构评价：${inWords(warned).zh}`,
    en: `a poor first month: the software park's operator is ${inWords(warned).en}`,
    look: { who: 'assessor', path: standing },
  });

  yield* untilJudged(stage, Month.next(first));
  const operator = await as('park-operator-software');
  const rectifying = await operator.get(standing);
  await operator.send(
    'POST',
    `${standing}/plan`,
    { words: '专人招商、减免首月租金，两个月内恢复入驻率(演示)', doneBy: Day.plus(today(), 10) },
    rectifying,
  );
  tell({
    zh: `连续两月不佳，评价：${inWords(rectifying).zh}，运营机构提交整改方案`,
    en: `two poor months in a row: ${inWords(rectifying).en}; the operator hands in its plan`,
    look: { who: 'park-operator-software', path: standing },
  });

  yield Day.plus(today(), 8);
  const taskForce = await as('task-force-software');
  const accepted = await taskForce.send(
    'POST',
    `${standing}/rectification`,
    { words: '现场核查，整改到位(演示)' },
    await taskForce.get(standing),
  );
  tell({
    zh: `专班验收整改，评价：${inWords(accepted).zh}`,
    en: `the task force accepts the rectification: ${inWords(accepted).en}`,
    look: { who: 'task-force-software', path: `${standing}/history` },
  });

  yield* untilJudged(stage, Month.plus(first, 2));
  const recovered = await (await as('assessor')).get(standing);
  tell({
    zh: `第三个月之后，评价：${inWords(recovered).zh}`,
    en: `after the third month: ${inWords(recovered).en}`,
    look: { who: 'assessor', path: `${standing}/history` },
  });
};
